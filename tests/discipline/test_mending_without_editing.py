"""Mistakes are mended by acts: what was stays readable beside what is."""

from __future__ import annotations

from datetime import date

import pytest
from tests.world import EVERYTHING, OFFICE, PROVINCE_OFFICER, World, asof, noon

from camket.discipline.deadlines.rules import Nature, Reading
from camket.discipline.mendings.actions import annul_act, correct_deadline, correct_leads, correct_words
from camket.discipline.mendings.actions.annulling import AlreadyAnnulled, AnswerStands
from camket.discipline.mendings.actions.correcting import NothingChanges
from camket.discipline.tasks.actions.assigning import NoLead, UnknownBody
from camket.discipline.tasks.queries import corrections_of, shares_of, task_as_of
from camket.discipline.tasks.rules import CorrectedField
from camket.record import queries as record

DUE, DAY = date(2025, 6, 30), date(2025, 4, 4)


def test_a_corrected_title_is_read_and_the_papers_words_stay(world: World) -> None:
    world.give("57-0001", due=DUE, title="Xây dựng nền tảng giữ liệu")
    correct_words(
        task="57-0001",
        field=CorrectedField.TITLE,
        after="Xây dựng nền tảng dữ liệu",
        reason="Lỗi đánh máy",
        by=OFFICE,
        at=noon(DAY),
        on=DAY,
    )
    task = task_as_of("57-0001", asof(DAY), EVERYTHING)
    assert task is not None
    assert (task.title, task.title_now) == ("Xây dựng nền tảng giữ liệu", "Xây dựng nền tảng dữ liệu")
    (mended,) = corrections_of(task, asof(DAY))
    assert (mended.before, mended.reason) == ("Xây dựng nền tảng giữ liệu", "Lỗi đánh máy")
    before = task_as_of("57-0001", asof(date(2025, 4, 3)), EVERYTHING)
    assert before is not None
    assert before.title_now == "Xây dựng nền tảng giữ liệu"


def test_a_correction_that_changes_nothing_is_refused(world: World) -> None:
    world.give("57-0001", due=DUE, title="Xây dựng nền tảng")
    with pytest.raises(NothingChanges):
        correct_words(
            task="57-0001",
            field=CorrectedField.TITLE,
            after="Xây dựng nền tảng",
            reason="Soát lại",
            by=OFFICE,
            at=noon(DAY),
            on=DAY,
        )


def test_a_deadline_read_wrongly_is_read_again(world: World) -> None:
    world.give("57-0001", due=date(2025, 3, 31), deadline_text="Quý I hằng năm")
    correct_deadline(
        task="57-0001",
        reading=Reading(nature=Nature.RECURRING),
        deadline_text="Quý I hằng năm",
        reason="Là việc định kỳ",
        by=OFFICE,
        at=noon(DAY),
        on=DAY,
    )
    task = task_as_of("57-0001", asof(DAY), EVERYTHING)
    assert task is not None
    assert (task.nature, task.due_date, task.standing) == ("recurring", None, "undated")


def test_another_body_leads_from_the_day_of_the_correction(world: World) -> None:
    world.give("57-0001", due=DUE, leads=("G06",))
    correct_leads(task="57-0001", leads=["H42"], reason="Giao nhầm cơ quan", by=OFFICE, at=noon(DAY), on=DAY)
    task = task_as_of("57-0001", asof(DAY), EVERYTHING)
    assert task is not None
    assert [share.agency.code for share in shares_of(task, asof(DAY))] == ["H42"]
    day_before = asof(date(2025, 4, 3))
    assert [share.agency.code for share in shares_of(task, day_before)] == ["G06"]
    world.finish("57-0001", on=date(2025, 5, 5), by=PROVINCE_OFFICER)
    done = task_as_of("57-0001", asof(DUE), EVERYTHING)
    assert done is not None
    assert done.standing == "done_in_time"


def test_a_task_is_never_left_without_a_lead_that_exists(world: World) -> None:
    world.give("57-0001", due=DUE)
    with pytest.raises(NoLead):
        correct_leads(task="57-0001", leads=[], reason="x", by=OFFICE, at=noon(DAY), on=DAY)
    with pytest.raises(UnknownBody):
        correct_leads(task="57-0001", leads=["G99"], reason="x", by=OFFICE, at=noon(DAY), on=DAY)


def test_an_act_is_annulled_once_and_a_claim_only_without_its_answer(world: World) -> None:
    world.give("57-0001", due=DUE)
    acceptance = world.finish("57-0001", on=DAY)
    entry = record.entry(acceptance)
    assert entry is not None
    claim = record.public_part(entry)["claim"]
    with pytest.raises(AnswerStands):
        annul_act(entry=claim, reason="Ghi nhầm", by=OFFICE, at=noon(DUE), on=DUE)
    annul_act(entry=acceptance, reason="Ghi nhầm", by=OFFICE, at=noon(DUE), on=DUE)
    with pytest.raises(AlreadyAnnulled):
        annul_act(entry=acceptance, reason="Lần nữa", by=OFFICE, at=noon(DUE), on=DUE)
    annul_act(entry=claim, reason="Ghi nhầm", by=OFFICE, at=noon(DUE), on=DUE)
    world.finish("57-0001", on=DUE)
