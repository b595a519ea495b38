"""Which row of another tracker is which task: certain signs, weighed likeness, one task for one row."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from camket.discipline.trackers.intake import matching_terms
from camket.discipline.trackers.rules import Settled, Side, Sign, Sure, match
from camket.discipline.trackers.rules.matching import weigh

TERMS = matching_terms()[0]
DUE = date(2025, 12, 31)


def side(key: str, title: str, **more: object) -> Side:
    return Side(key=key, title=title, **more)  # type: ignore[arg-type]  # fields as the test names them


def test_the_packaged_terms_are_marked_unconfirmed():
    assert not TERMS.confirmed
    assert TERMS.from_table(TERMS.as_table()) == TERMS


def test_an_equal_code_is_surer_than_any_likeness():
    theirs = [side("a", "Hoàn thiện nền tảng số dùng chung", code="57-0002")]
    ours = [
        side("57-0001", "Hoàn thiện nền tảng số dùng chung"),
        side("57-0002", "Hoàn thiện nền tảng số dùng chung của bộ", code="57-0002"),
    ]
    found = match(theirs, ours, terms=TERMS)
    assert [(one.theirs, one.ours, one.sign, one.sure) for one in found.pairs] == [
        ("a", "57-0002", Sign.CODE, Sure.SURE)
    ]
    assert found.ours_alone == ("57-0001",)


def test_an_equal_code_over_quite_other_words_waits_for_a_person():
    theirs = [side("a", "Tổ chức hội nghị giao ban quý", code="12")]
    ours = [side("12", "Xây dựng trung tâm dữ liệu quốc gia", code="12")]
    pair = match(theirs, ours, terms=TERMS).pairs[0]
    assert pair.sign is Sign.CODE
    assert pair.sure is Sure.DOUBTFUL


def test_the_same_clause_of_the_same_paper_is_one_task():
    theirs = [side("a", "Ban hành nghị định về dữ liệu", paper="71/NQ-CP", clause="3")]
    ours = [side("57-0003", "Ban hành Nghị định về dữ liệu", paper="71/NQ-CP", clause="3")]
    assert match(theirs, ours, terms=TERMS).pairs[0].sign is Sign.PAPER


def test_each_part_of_a_score_is_told_and_a_silent_side_is_not_weighed():
    theirs = side("a", "Kết nối cơ sở dữ liệu đất đai", leads=("G06",), due=DUE)
    ours = side("57-0006", "Kết nối cơ sở dữ liệu đất đai", leads=("G06",), due=DUE)
    assert weigh(theirs, ours, words=90, terms=TERMS) == (93, 100, 100)  # (90*70 + 100*20 + 100*10) / 100
    silent = side("57-0006", "Kết nối cơ sở dữ liệu đất đai")
    assert weigh(theirs, silent, words=90, terms=TERMS) == (90, None, None)
    far = side("57-0006", "x", leads=("G01",), due=date(2026, 2, 14))
    assert weigh(theirs, far, words=90, terms=TERMS) == (68, 0, 50)  # 45 of 90 days apart: half; 63 + 0 + 5


def test_two_tasks_of_the_same_words_and_lead_are_not_confirmed_in_bulk():
    theirs = [side("a", "Báo cáo kết quả thực hiện hằng quý", leads=("G06",))]
    ours = [
        side("57-0001", "Báo cáo kết quả thực hiện hằng quý", leads=("G06",)),
        side("57-0002", "Báo cáo kết quả thực hiện hằng quý", leads=("G06",)),
    ]
    pair = match(theirs, ours, terms=TERMS).pairs[0]
    assert pair.sure is Sure.DOUBTFUL
    assert pair.rival == pair.score


def test_the_lead_tells_tasks_of_the_same_words_apart():
    words = "Rà soát, cắt giảm thủ tục hành chính"
    theirs = [side("a", words, leads=("G01",)), side("b", words, leads=("G06",))]
    ours = [side("57-0001", words, leads=("G06",)), side("57-0002", words, leads=("G01",))]
    found = match(theirs, ours, terms=TERMS)
    assert {(one.theirs, one.ours, one.sure) for one in found.pairs} == {
        ("a", "57-0002", Sure.SURE),
        ("b", "57-0001", Sure.SURE),
    }


def test_what_people_settled_is_not_weighed_again():
    theirs = [side("a", "Một"), side("b", "Hai"), side("c", "Hai")]
    ours = [side("x", "Hai"), side("y", "Một"), side("z", "Ba")]
    settled = Settled(pairs={"a": "x"}, theirs=frozenset({"b"}), ours=frozenset({"y"}))
    found = match(theirs, ours, terms=TERMS, settled=settled)
    assert [(one.theirs, one.ours) for one in found.pairs] == [("a", "x")]
    assert found.pairs[0].sign is Sign.CONFIRMED
    assert found.theirs_alone == ("b", "c")
    assert found.ours_alone == ("y", "z")


WORDS = st.lists(st.sampled_from(["dữ", "liệu", "nền", "tảng", "số", "quý", "bộ"]), max_size=5).map(" ".join)


@given(st.lists(WORDS, max_size=8), st.lists(WORDS, max_size=8))
def test_every_row_of_both_lists_is_in_one_pair_or_alone(theirs: list[str], ours: list[str]):
    found = match(
        [side(f"t{n}", words) for n, words in enumerate(theirs)],
        [side(f"o{n}", words) for n, words in enumerate(ours)],
        terms=TERMS,
    )
    left = [one.theirs for one in found.pairs] + list(found.theirs_alone)
    right = [one.ours for one in found.pairs] + list(found.ours_alone)
    assert sorted(left) == sorted(f"t{n}" for n in range(len(theirs)))
    assert sorted(right) == sorted(f"o{n}" for n in range(len(ours)))


def test_1300_rows_find_their_1300_tasks():
    verbs = ["Xây dựng", "Hoàn thiện", "Ban hành", "Triển khai", "Kết nối"]
    things = [
        "nền tảng dữ liệu",
        "cơ sở dữ liệu",
        "nghị định quản lý",
        "trung tâm giám sát",
        "hệ thống thông tin",
    ]
    fields = [
        "đất đai",
        "hộ tịch",
        "bảo hiểm",
        "giáo dục",
        "y tế",
        "giao thông",
        "thuế",
        "hải quan",
        "lao động",
    ]
    titles = [f"{v} {t} {f} giai đoạn {n}" for n in range(6) for v in verbs for t in things for f in fields][
        :1300
    ]
    ours = [side(f"57-{n:04}", title, leads=(f"G{n % 20:02}",), due=DUE) for n, title in enumerate(titles)]
    theirs = [
        side(f"r{n}", f"{title.upper()} ", leads=(f"G{n % 20:02}",), due=DUE)
        for n, title in enumerate(titles)
    ]
    found = match(theirs, ours, terms=TERMS)
    assert len(found.pairs) == 1300
    assert all(one.theirs.removeprefix("r") == str(int(one.ours.removeprefix("57-"))) for one in found.pairs)
