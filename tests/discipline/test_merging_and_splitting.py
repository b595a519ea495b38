"""Tasks that turn out to be one, or several: what the counts say from that day on, and what stays as it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.world import EVERYTHING, MINISTER, OFFICE, World, asof, noon

from camket.discipline.agencies.roles import EVERYONE, Publication
from camket.discipline.deadlines.rules import Nature, Reading
from camket.discipline.directives.queries import programme
from camket.discipline.mendings.actions import PartDraft, correct_leads, merge_tasks, split_task
from camket.discipline.mendings.actions.annulling import LeanedOn
from camket.discipline.mendings.actions.merging import NothingToMerge, OtherProgramme
from camket.discipline.mendings.actions.passing import ClaimStands
from camket.discipline.mendings.actions.splitting import TooFewParts
from camket.discipline.mendings.queries import came_from, passed_into
from camket.discipline.redating.actions import extend_deadline
from camket.discipline.tasks.actions.assigning import NoLead, TaskExists
from camket.discipline.tasks.actions.entering import NotYoursToSteer, ReasonMissing, TaskWithdrawn
from camket.discipline.tasks.actions.entering_many import MixedSight
from camket.discipline.tasks.figures import standings, task_rows
from camket.discipline.tasks.queries import deadlines_of, shares_of, task_as_of
from camket.periods import AsOf
from camket.record import queries as record

DUE, DAY = date(2025, 6, 30), date(2025, 4, 4)
NEXT = DAY + timedelta(days=1)


def total(on: date, position: int | None = None) -> int:
    found = programme("57", EVERYTHING)
    assert found is not None
    when = asof(on, position)
    counts = standings(task_rows(found, when, EVERYTHING), when).counts
    return sum(counts.values()) - counts["withdrawn"]


def of(code: str, on: date):
    task = task_as_of(code, asof(on), EVERYTHING)
    assert task is not None
    return task


def test_merging_k_tasks_lowers_the_total_by_k_less_one_from_that_day(world: World) -> None:
    for n in (1, 2, 3):
        world.give(f"57-{n}", due=DUE)
    world.merge("57-1", "57-2", into="57-3", on=DAY)
    assert [total(DAY - timedelta(days=1)), total(DAY), total(DUE)] == [3, 1, 1]
    assert of("57-1", DAY).standing == "withdrawn"
    (passed,) = passed_into(of("57-1", DAY), asof(DAY), EVERYTHING)
    assert (passed.into.code, passed.kind, passed.reason) == ("57-3", "merge", "Trùng nội dung")
    assert [row.task.code for row in came_from(of("57-3", DAY), asof(DAY), EVERYTHING)] == ["57-1", "57-2"]


def test_the_survivor_keeps_its_own_bodies_and_deadline(world: World) -> None:
    world.give("57-1", due=date(2025, 5, 5), leads=("H42",))
    world.give("57-2", due=DUE)
    world.merge("57-1", into="57-2", on=DAY)
    assert of("57-2", DAY).due_date == DUE
    assert [share.agency.code for share in shares_of(of("57-2", DAY), asof(DAY))] == ["G06"]
    correct_leads(
        task="57-2",
        leads=["G06"],
        cooperating=["H42"],
        reason="Nhận từ 57-1",
        by=OFFICE,
        at=noon(DAY),
        on=DAY,
    )
    assert [(one.agency.code, one.role) for one in shares_of(of("57-2", DAY), asof(DAY))] == [
        ("G06", "lead"),
        ("H42", "cooperating"),
    ]


def test_a_merger_annulled_is_as_if_it_had_never_been(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE)
    merged = world.merge("57-1", into="57-2", on=DAY)
    world.annul(merged, on=NEXT)
    assert total(DUE) == 2
    assert total(DUE, merged) == 1, "who read the record in between read one"
    assert not passed_into(of("57-1", DUE), asof(DUE), EVERYTHING).exists()
    world.finish("57-1", on=NEXT)
    assert of("57-1", DUE).standing == "done_in_time"


def test_what_was_reported_is_answered_before_its_task_goes_on_as_another(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE)
    claim = world.claim("57-1", on=DAY)
    for refused in (lambda: world.merge("57-1", into="57-2", on=DAY), lambda: world.split("57-1", on=DAY)):
        with pytest.raises(ClaimStands) as told:
            refused()
        assert told.value.params == {"task": "57-1", "claim": claim}
    world.merge("57-2", into="57-1", on=DAY)
    assert of("57-2", DAY).standing == "withdrawn"


def test_mergers_that_say_nothing_or_cross_a_border_are_refused(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE)
    world.give("57-3", due=DUE, publication=Publication.RESTRICTED)
    with pytest.raises(NothingToMerge):
        world.merge("57-1", into="57-1", on=DAY)
    with pytest.raises(MixedSight):
        world.merge("57-3", into="57-1", on=DAY)
    with pytest.raises(NotYoursToSteer):
        world.merge("57-2", into="57-1", on=DAY, by=MINISTER)
    with pytest.raises(ReasonMissing):
        merge_tasks(tasks=["57-2"], into="57-1", reason=" ", by=OFFICE, at=noon(DAY), on=DAY)
    world.merge("57-2", into="57-1", on=DAY)
    with pytest.raises(TaskWithdrawn):
        world.merge("57-2", into="57-1", on=DAY)


def test_tasks_of_two_programmes_do_not_merge(world: World) -> None:
    world.give("57-1", due=DUE)
    other = World(programme=world.open_another("06"), papers=50)
    other.give("06-1", due=DUE)
    with pytest.raises(OtherProgramme):
        world.merge("06-1", into="57-1", on=DAY)


def test_splitting_into_k_raises_the_total_by_k_less_one_from_that_day(world: World) -> None:
    world.give("57-1", due=DUE, deadline_text="Quý II/2025")
    extend_deadline(
        task="57-1",
        due=date(2025, 9, 30),
        reason="Chờ",
        asked_by="G06",
        by=OFFICE,
        at=noon(DAY),
        on=DAY,
    )
    later = date(2025, 12, 31)
    world.split("57-1", on=NEXT, due=later, leads=("G06", "H42", "G01"))
    assert [total(DAY), total(NEXT), total(later)] == [1, 3, 3]
    part = of("57-1.2", NEXT)
    assert (part.first_due, part.due_date) == (DUE, later), "the first deadline is never overwritten"
    rows = [(row.origin, row.due_date, row.deadline_text) for row in deadlines_of(part, asof(NEXT))]
    assert rows == [("assigned", DUE, "Quý II/2025"), ("corrected", later, "31/12/2025")]
    assert (part.clause_id, part.field_id) == (of("57-1", NEXT).clause_id, of("57-1", NEXT).field_id)
    assert [share.agency.code for share in shares_of(part, asof(NEXT))] == ["H42"]


def test_a_part_with_the_old_tasks_first_deadline_has_no_correction(world: World) -> None:
    world.give("57-1", due=DUE)
    world.split("57-1", on=DAY, due=DUE)
    assert [row.origin for row in deadlines_of(of("57-1.1", DAY), asof(DAY))] == ["assigned"]


def test_a_split_is_annulled_only_when_nothing_leans_on_its_parts(world: World) -> None:
    world.give("57-1", due=DUE)
    split = world.split("57-1", on=DAY, due=DUE)
    accepted = world.finish("57-1.1", on=NEXT)
    with pytest.raises(LeanedOn) as told:
        world.annul(split, on=NEXT)
    entry = record.entry(accepted)
    assert entry is not None
    claim = record.public_part(entry)["claim"]
    assert told.value.params["entries"] == f"№ {accepted}, № {claim}"
    later = NEXT + timedelta(days=1)
    for one in (accepted, claim, split):
        world.annul(one, on=later)
    assert total(DUE) == 1
    assert task_as_of("57-1.1", asof(DUE), EVERYTHING) is None
    assert of("57-1", DUE).standing == "open_in_time"
    assert total(DUE, split) == 2


def test_parts_must_be_tasks(world: World) -> None:
    world.give("57-1", due=DUE)
    reading = Reading(nature=Nature.DATED, due_date=DUE)

    def part(code: str, *leads: str) -> PartDraft:
        return PartDraft(
            code=code, title="Phần việc", leads=leads, reading=reading, deadline_text="30/6/2025"
        )

    hand = {"reason": "Tách", "by": OFFICE, "at": noon(DAY), "on": DAY}
    with pytest.raises(TooFewParts):
        split_task(task="57-1", parts=[part("57-1.1", "G06")], **hand)
    with pytest.raises(NoLead):
        split_task(task="57-1", parts=[part("57-1.1", "G06"), part("57-1.2")], **hand)
    with pytest.raises(TaskExists):
        split_task(task="57-1", parts=[part("57-1", "G06"), part("57-1.2", "G06")], **hand)


def test_of_a_restricted_task_the_split_tells_the_public_nothing(world: World) -> None:
    world.give("57-1", due=DUE, publication=Publication.RESTRICTED)
    entry = record.entry(world.split("57-1", on=DAY, due=DUE))
    assert entry is not None
    told = record.public_part(entry)
    assert told["into"] == [{"task": "57-1.1", "restricted": True}, {"task": "57-1.2", "restricted": True}]
    assert "G06" not in entry.leaf
    assert "H42" not in entry.leaf
    assert task_as_of("57-1.1", asof(DAY), EVERYONE) is None
    assert not passed_into(of("57-1", DAY), asof(DAY), EVERYONE).exists()


def test_a_reader_of_an_earlier_place_of_the_record_sees_no_passing(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE)
    merged = world.merge("57-1", into="57-2", on=DAY)
    before = AsOf(on=DUE, known_at=None, position=merged - 1)
    assert not passed_into(of("57-1", DAY), before, EVERYTHING).exists()
