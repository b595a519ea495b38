"""A check of a completion that was carried over can be wrong as well: annulled, the completion waits for one again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.world import EVERYTHING, FOLLOWER, MINISTER, OFFICE, World, asof, noon

from camket.discipline.agencies.roles import Publication
from camket.discipline.directives.queries import programme
from camket.discipline.mendings.actions import annul_act
from camket.discipline.mendings.actions.annulling import LaterClaim, LeanedOn, NotAnnullable
from camket.discipline.openings import queries
from camket.discipline.openings.actions import (
    CarriedDraft,
    NothingToCheck,
    SheetDraft,
    check_carried,
    enter_opening,
)
from camket.discipline.tasks.actions.entering import NotYoursToSteer
from camket.discipline.tasks.models import CarriedCheck
from camket.discipline.tasks.queries import task_as_of
from camket.record import queries as record

DONE, DUE = date(2025, 3, 3), date(2025, 3, 31)
OPENING = date(2025, 4, 4)
CHECKED = OPENING + timedelta(days=3)
AFTER = CHECKED + timedelta(days=3)


def opening(*codes: str) -> int:
    """Completions of tasks of the first paper, carried over in one entry; its position."""
    made = enter_opening(
        directive="1-KL-BCD",
        carried=[CarriedDraft(task=code, done=DONE, status_text="Hoàn thành") for code in codes],
        sheet=SheetDraft("0" * 64, {}, {}),
        by=OFFICE,
        at=noon(OPENING),
        on=OPENING,
    )
    return made.position


def check(code: str, *, upheld: bool, on: date = CHECKED) -> list[int]:
    made = check_carried(task=code, upheld=upheld, reason="Đã xem hồ sơ", by=FOLLOWER, at=noon(on), on=on)
    return [one.entry_id for one in made]


def stands(code: str, position: int | None = None) -> tuple[str, bool]:
    found = task_as_of(code, asof(AFTER, position), EVERYTHING)
    assert found is not None
    return found.standing, found.carried


def waiting() -> list[str]:
    found = programme("57", EVERYTHING)
    assert found is not None
    rows = queries.unchecked(found, asof(AFTER), EVERYTHING)
    return [row.claim.share.task.code for row in rows]


def test_a_refutation_annulled_leaves_the_completion_as_it_was_reported(world: World) -> None:
    world.give("57-1", due=DUE)
    opening("57-1")
    (refuted,) = check("57-1", upheld=False)
    assert (stands("57-1"), waiting()) == (("overdue", False), [])
    annulled = world.annul(refuted, on=AFTER)
    assert (stands("57-1"), waiting()) == (("done_in_time", True), ["57-1"])
    assert stands("57-1", annulled - 1) == ("overdue", False), "who read the record in between read that"


def test_an_upholding_annulled_leaves_the_completion_unverified_and_it_can_be_checked_again(
    world: World,
) -> None:
    world.give("57-1", due=DUE)
    opening("57-1")
    (upheld,) = check("57-1", upheld=True)
    assert stands("57-1") == ("done_in_time", False)
    with pytest.raises(NothingToCheck):
        check("57-1", upheld=False)
    world.annul(upheld, on=AFTER)
    assert stands("57-1") == ("done_in_time", True)
    (refuted,) = check("57-1", upheld=False, on=AFTER)
    assert stands("57-1") == ("overdue", False)
    carried = CarriedCheck.objects.filter(entry=refuted).get().carried
    held = [queries.check_of(carried, asof(AFTER, position)) for position in (upheld, refuted - 1, refuted)]
    assert [one and one.entry_id for one in held] == [upheld, None, refuted]


def test_each_leads_check_is_annulled_for_itself(world: World) -> None:
    world.give("57-1", due=DUE, leads=("G06", "H42"))
    opening("57-1")
    first, second = check("57-1", upheld=False)
    world.annul(first, on=AFTER)
    assert stands("57-1") == ("overdue", False)
    world.annul(second, on=AFTER)
    assert stands("57-1") == ("done_in_time", True)


def test_what_was_claimed_since_a_refutation_keeps_it(world: World) -> None:
    world.give("57-1", due=DUE)
    opening("57-1")
    (refuted,) = check("57-1", upheld=False)
    claim = world.claim("57-1", on=AFTER)
    with pytest.raises(LaterClaim):
        world.annul(refuted, on=AFTER)
    world.annul(claim, on=AFTER)
    world.annul(refuted, on=AFTER)
    assert stands("57-1") == ("done_in_time", True)


def test_an_opening_is_not_taken_back_under_a_check_that_holds(world: World) -> None:
    world.give("57-1", due=DUE)
    entered = opening("57-1")
    (upheld,) = check("57-1", upheld=True)
    with pytest.raises(LeanedOn) as told:
        world.annul(entered, on=AFTER)
    assert told.value.params["entries"] == f"№ {upheld}"
    world.annul(upheld, on=AFTER)
    world.annul(entered, on=AFTER)
    assert (stands("57-1"), waiting()) == (("overdue", False), [])


def test_an_intake_is_not_taken_back_under_a_check_that_holds(world: World) -> None:
    world.give("57-1", due=DUE)
    given = task_as_of("57-1", asof(AFTER), EVERYTHING)
    assert given is not None
    entered = opening("57-1")
    (upheld,) = check("57-1", upheld=True)
    with pytest.raises(LeanedOn) as told:
        world.annul(given.entry_id, on=AFTER)
    assert told.value.params["entries"] == f"№ {upheld}, № {entered}"


def test_who_may_not_annul_a_check_and_that_its_annulment_stays(world: World) -> None:
    world.give("57-1", due=DUE)
    opening("57-1")
    (upheld,) = check("57-1", upheld=True)
    with pytest.raises(NotYoursToSteer):
        world.annul(upheld, on=AFTER, by=MINISTER)
    annulled = world.annul(upheld, on=AFTER)
    with pytest.raises(NotAnnullable):
        annul_act(entry=annulled, reason="Nghĩ lại", by=OFFICE, at=noon(AFTER), on=AFTER)


def test_of_a_restricted_task_the_annulment_of_a_check_tells_the_public_nothing(world: World) -> None:
    world.give("57-1", due=DUE, publication=Publication.RESTRICTED)
    opening("57-1")
    (refuted,) = check("57-1", upheld=False)
    entry = record.entry(world.annul(refuted, on=AFTER))
    assert entry is not None
    assert (entry.actor, record.public_part(entry)) == ("–", {"task": "57-1", "restricted": True})
    assert stands("57-1") == ("done_in_time", True)


def test_a_merger_judged_by_a_refutation_goes_before_it(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE)
    opening("57-1")
    (refuted,) = check("57-1", upheld=False)
    merged = world.merge("57-2", into="57-1", on=AFTER)
    with pytest.raises(LeanedOn) as told:
        world.annul(refuted, on=AFTER)
    assert told.value.params["entries"] == f"№ {merged}"
    world.annul(merged, on=AFTER)
    world.annul(refuted, on=AFTER)
    assert (stands("57-1")[0], stands("57-2")[0]) == ("done_in_time", "overdue")
