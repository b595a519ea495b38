"""Finding things: tone marks, short forms, order and emphasis, the same on both databases, and only what is in sight."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.world import EVERYTHING, FOLLOWER, START, asof, noon

from camket.discipline.agencies.folding import spoken
from camket.discipline.agencies.models import Account
from camket.discipline.agencies.roles import EVERYONE, Publication, Scope
from camket.discipline.finding.actions import (
    NotAList,
    SearchNameless,
    TooManyKept,
    drop_search,
    keep_search,
)
from camket.discipline.finding.queries import find, kept_searches, read_search, tasks_holding
from camket.discipline.finding.rules import holds, likeness, marked, short_forms, wanted
from camket.discipline.finding.words import known_short_forms
from camket.discipline.mendings.actions import correct_words
from camket.discipline.tasks.models import Task
from camket.discipline.tasks.rules import CorrectedField

if TYPE_CHECKING:
    from tests.world import World

DAY = date(2025, 3, 1)
NONE = short_forms({})
SEARCHES = st.lists(
    st.sampled_from(
        [
            "sở",
            "khcn",
            "KH&CN",
            "nền",
            "tảng",
            "57-0412",
            "Q4",
            "a_b",
            "'",
            '"',
            "*",
            "dữ liệu",
            "&",
            ":",
            "_",
        ]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@pytest.fixture
def titled(world: World) -> World:
    """Tasks whose titles say the same things in several spellings."""
    world.give("57-0001", title="Sở Khoa học và Công nghệ xây dựng nền tảng dữ liệu dùng chung")
    world.give("57-0002", title="Nền tảng dữ liệu của Sở KH&CN tỉnh")
    world.give("57-0003", title="Đề án chuyển đổi số của ngành y tế")
    world.give("57-0004", title="Rà soát CĐS tại các xã, phường")
    world.give("57-0005", title="Dữ liệu nền tảng và nhân lực", publication=Publication.INTERNAL)
    world.give(
        "57-0006", title="Kế hoạch mật về nền tảng", publication=Publication.RESTRICTED, leads=("G01",)
    )
    return world


def codes(search: str, scope: Scope = EVERYTHING) -> list[str]:
    return [task.code for task in find(search, asof(DAY), scope).tasks]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "search", ["so khcn", "sở KH&CN", "Sở Khoa học và Công nghệ", "SỞ KHOA HỌC CÔNG NGHỆ"]
)
@pytest.mark.usefixtures("titled")
def test_a_department_is_found_by_any_of_its_names(search: str):
    assert set(codes(search)) == {"57-0001", "57-0002"}


@pytest.mark.django_db
@pytest.mark.usefixtures("titled")
def test_a_short_form_finds_the_long_one_and_the_other_way_round():
    assert set(codes("CDS")) == set(codes("chuyển đổi số")) == {"57-0003", "57-0004"}


@pytest.mark.django_db
@pytest.mark.usefixtures("titled")
def test_the_last_word_may_be_unfinished_and_the_others_may_not():
    assert "57-0001" in codes("nen tang du li")
    assert codes("ne tang") == []


@pytest.mark.django_db
@pytest.mark.usefixtures("titled")
def test_words_side_by_side_come_before_words_apart():
    found = codes("nền tảng dữ liệu")
    assert found.index("57-0002") < found.index("57-0001") < found.index("57-0005")


@pytest.mark.django_db
def test_a_code_comes_first(titled: World):
    titled.give("57-0100", title="Thực hiện tiếp nhiệm vụ 57-0003 giai đoạn hai")
    assert codes("57-0003")[0] == "57-0003"
    assert "57-0100" in codes("57-0003")


@pytest.mark.django_db
@pytest.mark.usefixtures("titled")
def test_a_mended_title_is_found_by_its_new_words():
    correct_words(
        task="57-0003",
        field=CorrectedField.TITLE,
        after="Đề án bệnh án điện tử",
        reason="Đọc nhầm dòng",
        by=FOLLOWER,
        at=noon(DAY),
        on=DAY,
    )
    assert codes("benh an dien tu") == ["57-0003"]


@pytest.mark.django_db
@pytest.mark.usefixtures("titled")
def test_a_task_out_of_sight_is_found_by_none_of_its_words_and_counted_nowhere():
    assert "57-0006" in codes("ke hoach mat")
    hidden = find("ke hoach mat", asof(DAY), EVERYONE)
    assert hidden.nothing
    assert hidden.n_tasks == 0
    assert "57-0005" in codes("nhan luc")
    assert codes("nhan luc", EVERYONE) == []


@pytest.mark.django_db
def test_a_task_given_later_is_not_found_on_an_earlier_day(titled: World):
    titled.give("57-0200", title="Trợ lý ảo cho công chức", on=date(2025, 5, 5))
    assert codes("tro ly ao") == []
    assert [task.code for task in find("tro ly ao", asof(date(2025, 5, 5)), EVERYTHING).tasks] == ["57-0200"]


@pytest.mark.django_db
@pytest.mark.usefixtures("titled")
def test_papers_bodies_and_people_are_found_too():
    found = find("bộ khcn", asof(DAY), EVERYTHING)
    assert [body.code for body in found.bodies] == ["G06"]
    assert [held.person.full_name for held in find("vu thi phuong", asof(DAY), EVERYTHING).people] == [
        "Vũ Thị Phương"
    ]
    assert find("1-KL/BCĐ", asof(DAY), EVERYTHING).papers[0].code == "1-KL-BCD"


@pytest.mark.django_db
@pytest.mark.usefixtures("titled")
def test_the_public_learns_no_names_of_people():
    assert find("vu thi phuong", asof(DAY), EVERYONE).people == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "search", ["", "  ", "&", "và của các", "***", "'; DROP TABLE x", "\x00", "a" * 3000, '" OR "']
)
@pytest.mark.usefixtures("titled")
def test_a_search_without_words_or_full_of_signs_finds_nothing_and_breaks_nothing(search: str):
    assert find(search, asof(DAY), EVERYTHING).tasks == []


@pytest.mark.django_db
@pytest.mark.usefixtures("titled")
def test_the_index_answers_as_the_rule_does():
    texts = dict(Task.objects.values_list("code", "spoken"))
    for search in (
        "so khcn",
        "nen",
        "du lieu nen",
        "57",
        "57-0001",
        "cong nghe thong tin",
        "va",
        "xa phuong",
        "kh",
    ):
        want = read_search(search)
        if want.is_empty:
            continue
        found = set(tasks_holding(want, EVERYTHING).values_list("code", flat=True))
        assert found == {code for code, text in texts.items() if holds(text, want)}, search


@given(SEARCHES)
@pytest.mark.django_db
def test_no_search_breaks_the_index(search: str):
    want = read_search(search)
    assert want.is_empty or tasks_holding(want, EVERYTHING).count() >= 0


@given(SEARCHES)
def test_what_is_marked_is_the_text_itself(search: str):
    text = "Sở KH&CN, nền tảng (57-0412): dữ liệu Q4"
    assert "".join(piece for piece, _ in marked(text, wanted(search, known_short_forms()))) == text


def test_the_words_that_were_found_are_marked_as_they_are_written():
    pieces = marked("Nền tảng của Sở Khoa học và Công nghệ", read_search("so khcn"))
    assert [piece for piece, hit in pieces if hit] == ["Sở Khoa học và Công nghệ"]


def test_a_short_form_that_means_two_things_means_both():
    forms = short_forms({"tt": "trung tam", "ttt": "trung tam", "btc": "bo tai chinh"})
    assert wanted("tt", forms).ideas == (frozenset({("tt",), ("ttt",), ("trung", "tam")}),)


def test_likeness_prefers_the_code_then_the_beginning_then_the_phrase():
    want = wanted("nen tang", NONE)
    said = ["nen tang du lieu", "xay dung nen tang", "nen mong va tang lau", "khac"]
    assert [likeness("57-1", spoken(one), want) for one in said] == [60, 50, 40, 10]


@pytest.mark.django_db
@pytest.mark.usefixtures("world")
def test_a_kept_list_belongs_to_one_person_and_its_name_goes_over_to_the_newest():
    mine, other = Account.objects.get(username="g06-can-bo"), Account.objects.get(username="g01-can-bo")
    at = datetime(2025, 3, 1, tzinfo=UTC)
    keep_search(account=mine, name=" Quá  hạn ", address="/tasks?standing=overdue", at=at)
    again = keep_search(account=mine, name="Quá hạn", address="/tasks?standing=overdue&agency=G06", at=at)
    assert [one.address for one in kept_searches(mine)] == [again.address]
    assert not drop_search(account=other, pk=again.pk)
    assert drop_search(account=mine, pk=again.pk)


@pytest.mark.django_db
@pytest.mark.usefixtures("world")
def test_only_a_list_of_this_site_is_kept():
    mine, at = Account.objects.get(username="g06-can-bo"), datetime(2025, 3, 1, tzinfo=UTC)
    for address in (
        "https://example.org/tasks",
        "//example.org",
        "/logout",
        "/tasks\n",
        "/tasks?q=" + "x" * 1000,
    ):
        with pytest.raises(NotAList):
            keep_search(account=mine, name="x", address=address, at=at)
    for name in ("", "\u200b", "x" * 81):
        with pytest.raises(SearchNameless):
            keep_search(account=mine, name=name, address="/tasks", at=at)
    for n in range(50):
        keep_search(account=mine, name=str(n), address="/tasks", at=at)
    with pytest.raises(TooManyKept):
        keep_search(account=mine, name="one more", address="/tasks", at=at)
    assert START < DAY
