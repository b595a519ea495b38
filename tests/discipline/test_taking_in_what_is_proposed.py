"""A file becomes a proposal: bodies, dates and codes read, every doubt named, and nothing written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.province import ANSWERS, DOCUMENT, PLAN, WORKBOOK, build_province, proposal_of, sample, table

from camket.discipline.deadlines.rules import Nature
from camket.discipline.intakes import ProposedRow, RowState, UnreadableAnswer
from camket.errors import Refused
from camket.record import queries as record

pytestmark = pytest.mark.django_db

GOOD = ("1", "Rà soát quy trình nội bộ", "Sở Tư pháp", "Sở Nội vụ", "Báo cáo", "30/9/2026")


@pytest.fixture(autouse=True)
def _province() -> None:
    build_province()


def doubts(row: ProposedRow) -> set[str]:
    return {doubt.code for doubt in row.doubts}


def test_the_plan_proposes_53_tasks_with_the_papers_own_numbers_and_fields():
    proposal = proposal_of(sample(DOCUMENT))

    assert [row.code for row in proposal.rows][:3] == ["KH11-01", "KH11-02", "KH11-03"]
    assert proposal.rows[-1].code == "KH11-53"
    assert [(field.code, field.name_vi) for field in proposal.fields][:2] == [
        ("I", "Thể chế"),
        ("II", "Hạ tầng"),
    ]
    assert len(proposal.fields) == 10
    assert proposal.rows[0].leads == ("T56-SKHCN", "T56-SNV")


def test_reading_a_file_writes_nothing_into_the_record():
    before = record.latest_position()
    proposal_of(sample(DOCUMENT), ANSWERS)

    assert record.latest_position() == before


def test_the_document_and_the_sheet_propose_the_same_tasks():
    document, sheet = proposal_of(sample(DOCUMENT)), proposal_of(sample(WORKBOOK))

    def told(rows: tuple[ProposedRow, ...]) -> list[tuple[object, ...]]:
        return [(row.code, row.title, row.leads, row.cooperating, row.reading, row.state) for row in rows]

    assert told(document.rows) == told(sheet.rows)


def test_a_class_of_bodies_asks_once_for_the_paper_whether_special_zones_belong():
    file = table(("1", "Đo tốc độ mạng", "UBND xã, phường", "", "Kết quả", "31/8/2026"))
    (asked,) = proposal_of(file).rows
    (without,) = proposal_of(file, {"*": {"special_zone_included": "no"}}).rows
    (with_zones,) = proposal_of(file, {"*": {"special_zone_included": "yes"}}).rows
    (question,) = proposal_of(file).questions

    assert asked.state is RowState.BLOCKED
    assert question.adds == ("T56-DK-TRUONGSA",)
    assert without.state is with_zones.state is RowState.READY
    assert set(with_zones.leads) - set(without.leads) == {"T56-DK-TRUONGSA"}


def test_a_row_that_nobody_leads_waits_for_a_person_and_cannot_be_taken_as_it_is():
    file = table(("1", "Vận động tiểu thương", "", "", "", "30/11/2026"))
    (row,) = proposal_of(file).rows
    (accepted,) = proposal_of(file, {row.key: {"accept": True}}).rows
    (named,) = proposal_of(file, {row.key: {"leads": ["Sở Công Thương"]}}).rows

    assert "no_lead" in doubts(row)
    assert accepted.state is RowState.BLOCKED
    assert named.leads == ("T56-SCT",)
    assert named.state is not RowState.BLOCKED


def test_a_name_like_a_bodys_is_proposed_and_decides_nothing():
    (row,) = proposal_of(
        table(("1", "Thông tuyến", "Sở Khoa hoc và Công nghê số", "", "B", "30/9/2026"))
    ).rows

    assert row.leads == ()
    assert row.state is RowState.BLOCKED


def test_an_unknown_body_beside_a_known_lead_blocks_until_it_is_taken_as_it_is():
    file = table(
        ("1", "Cấp mã cho hệ thống", "Sở Tư pháp; các cơ quan chủ quản hệ thống", "", "B", "30/9/2026")
    )
    (row,) = proposal_of(file).rows
    (accepted,) = proposal_of(file, {row.key: {"accept": True}}).rows

    assert (row.leads, row.state) == (("T56-STP",), RowState.BLOCKED)
    assert (accepted.leads, accepted.state) == (("T56-STP",), RowState.READY)


def test_a_lead_of_a_higher_level_is_a_doubt_that_does_not_block():
    (row,) = proposal_of(table(("1", "Kết nối dữ liệu", "Bộ Công an", "", "Biên bản", "30/9/2026"))).rows

    assert row.leads == ("G01",)
    assert row.state is RowState.LOOK
    assert doubts(row) == {"other_level"}


def test_cooperating_words_that_name_nobody_stay_words():
    (row,) = proposal_of(table((*GOOD[:3], "Doanh nghiệp viễn thông; Sở Nội vụ", *GOOD[4:]))).rows

    assert row.cooperating == ("T56-SNV",)
    assert row.kept_words == ("Doanh nghiệp viễn thông",)
    assert row.state is RowState.READY


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("31/11/2026", "deadline_impossible_date"),
        ("30/9", "deadline_no_year"),
        ("15/6/2026", "deadline_before_issue"),
    ],
)
def test_a_deadline_that_cannot_be_read_is_left_open_with_its_words(words: str, code: str):
    (row,) = proposal_of(table((*GOOD[:5], words))).rows

    assert row.reading.nature is Nature.UNREAD
    assert row.deadline_text == words
    assert doubts(row) == {code}
    assert row.state is RowState.LOOK


def test_a_person_gives_a_day_or_a_nature_in_place_of_an_unread_deadline():
    file = table((*GOOD[:5], "30/9"))
    (row,) = proposal_of(file).rows
    (dated,) = proposal_of(file, {row.key: {"due": "2026-09-30"}}).rows
    (duty,) = proposal_of(file, {row.key: {"nature": "continuing"}}).rows

    assert (dated.reading.due_date, dated.state) == (date(2026, 9, 30), RowState.READY)
    assert (duty.reading.nature, duty.state) == (Nature.CONTINUING, RowState.READY)


def test_the_same_row_twice_blocks_until_a_person_decides():
    again = ("2", *GOOD[1:])
    proposal = proposal_of(table(GOOD, again))
    first, second = proposal.rows

    assert first.state is RowState.READY
    assert (second.state, doubts(second)) == (RowState.BLOCKED, {"duplicate"})
    left = proposal_of(table(GOOD, again), {second.key: {"leave_out": "trùng dòng 1"}})
    assert left.rows[1].state is RowState.LEFT_OUT
    assert left.blocked == ()


def test_numbers_that_repeat_give_codes_in_order():
    proposal = proposal_of(table(GOOD, ("1", "Việc khác", *GOOD[2:])))

    assert [row.code for row in proposal.rows] == ["KH11-01", "KH11-02"]


def test_bodies_are_read_as_they_stood_on_the_day_of_signing():
    old = replace(PLAN, issuer="H32", signed_on=date(2025, 3, 1))
    (row,) = proposal_of(
        table(("1", "Báo cáo", "Bộ Thông tin và Truyền thông", "", "B", "30/9/2026")), meta=PLAN
    ).rows
    (then,) = proposal_of(
        table(("1", "Báo cáo", "Bộ Khoa học và Công nghệ", "", "B", "30/9/2026")), meta=old
    ).rows

    assert doubts(row) & {"no_longer_valid"}
    assert then.leads


def test_answers_that_mean_nothing_are_refused_with_their_row():
    with pytest.raises(UnreadableAnswer) as refusal:
        proposal_of(table(GOOD), {"1:2": {"due": "mai"}})

    assert refusal.value.params == {"row": "1:2", "answer": "due", "words": "mai"}


def test_an_unknown_issuer_or_programme_is_refused():
    for meta, code in (
        (replace(PLAN, issuer="X"), "agency.unknown"),
        (replace(PLAN, programme="X"), "programme.unknown"),
    ):
        with pytest.raises(Refused) as refusal:
            proposal_of(table(GOOD), meta=meta)
        assert refusal.value.code == code
