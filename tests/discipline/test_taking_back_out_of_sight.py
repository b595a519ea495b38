"""What an annulment tells of restricted tasks, and to whom: no post, no body, and no sight for one named by mistake."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.world import EVERYTHING, FOLLOWER, OFFICE, PROVINCE_OFFICER, STRANGER, World, asof, noon

from camket.discipline.agencies.models import Agency
from camket.discipline.agencies.roles import Publication, Role, Scope
from camket.discipline.agencies.seats import NotTheOwner
from camket.discipline.directives.queries import programme
from camket.discipline.mendings.actions import correct_leads
from camket.discipline.openings.actions import CarriedDraft, SheetDraft, enter_opening
from camket.discipline.sight.actions import disclose
from camket.discipline.sight.queries import entries_in_sight, names_its_post
from camket.discipline.tasks import queries as tasks
from camket.discipline.tasks.models import Task
from camket.discipline.tasks.parts import is_named, parts_in_sight
from camket.discipline.tasks.rules.parts import Part
from camket.discipline.tasks.spans import spans_on
from camket.record import queries as record
from camket.record.rules import CONCEALED

if TYPE_CHECKING:
    from collections.abc import Callable

    from camket.record.models import Entry

DUE, DAY, LATER = date(2025, 6, 30), date(2025, 4, 4), date(2025, 4, 7)
CLOSED = Publication.RESTRICTED


def reader(agency: str) -> Scope:
    pk = Agency.objects.get(code=agency).pk
    return Scope(role=Role.OFFICER, post="x", person="x", agency=pk, agencies=frozenset({pk}))


def entry_at(position: int) -> Entry:
    found = record.entry(position)
    assert found is not None
    return found


def intake(world: World) -> int:
    return Task.objects.get(code=world.give("57-1", due=DUE, publication=CLOSED)).entry_id


def merger(world: World) -> int:
    for code in ("57-1", "57-2"):
        world.give(code, due=DUE, publication=CLOSED)
    return world.merge("57-1", into="57-2", on=DAY)


def splitting(world: World) -> int:
    world.give("57-1", due=DUE, publication=CLOSED)
    return world.split("57-1", on=DAY)


def handing(world: World) -> int:
    world.give("57-1", due=DUE, publication=CLOSED)
    return world.hand_over("57-1", on=DAY)


@pytest.mark.parametrize("bulk", [intake, merger, splitting, handing])
def test_taking_back_a_bulk_act_on_restricted_tasks_names_no_post(
    world: World, bulk: Callable[[World], int]
) -> None:
    entry = entry_at(world.annul(bulk(world), on=LATER))
    assert entry.actor == CONCEALED
    for told in ("bcd-thuong-truc", "G06", "H42"):
        assert told not in entry.leaf
    kept = record.private_part(entry)
    assert (kept["actor"], kept["person"]) == ("bcd-thuong-truc", "nguoi-bcd-thuong-truc")


def test_a_body_that_still_has_the_task_reads_who_took_the_act_back(world: World) -> None:
    entry = entry_at(world.annul(handing(world), on=LATER))
    named = {}
    for agency in ("G06", "H42"):
        (sight,) = entries_in_sight([entry], reader(agency))
        named[agency] = names_its_post(sight, reader(agency))
    assert named == {"G06": True, "H42": False}


def test_taking_back_what_became_restricted_since_names_neither_post_nor_body(world: World) -> None:
    world.give("57-1", due=DUE)
    handed = world.hand_over("57-1", on=DAY)
    assert "agency:H42" in entry_at(handed).leaf
    disclose(
        task="57-1", part=None, publication=CLOSED, reason="theo đề nghị", by=OFFICE, at=noon(DAY), on=DAY
    )
    entry = entry_at(world.annul(handed, on=LATER))
    assert (entry.actor, "H42" in entry.leaf) == (CONCEALED, False)


def test_taking_back_an_act_on_open_tasks_names_its_post(world: World) -> None:
    world.give("57-1", due=DUE)
    entry = entry_at(world.annul(world.hand_over("57-1", on=DAY), on=LATER, by=FOLLOWER))
    assert entry.actor == "bcd-theo-doi"


def test_an_opening_that_brought_nothing_is_taken_back_by_who_steers_alone(world: World) -> None:
    world.give("57-1", due=DUE)
    hand = {"by": OFFICE, "at": noon(DAY), "on": DAY}
    opened = enter_opening(directive="1-KL-BCD", carried=[], sheet=SheetDraft("0" * 64, {}, {}), **hand)
    for by in (STRANGER, PROVINCE_OFFICER):
        with pytest.raises(NotTheOwner):
            world.annul(opened.position, on=LATER, by=by)
    world.annul(opened.position, on=LATER)


def carried_over(*codes: str) -> Entry:
    return enter_opening(
        directive="1-KL-BCD",
        carried=[CarriedDraft(task=code, done=date(2025, 3, 3), dues=(date(2025, 7, 1),)) for code in codes],
        sheet=SheetDraft("0" * 64, {}, {}),
        by=OFFICE,
        at=noon(LATER),
        on=LATER,
    )


def test_an_opening_of_restricted_tasks_alone_names_no_post_and_neither_does_its_annulment(
    world: World,
) -> None:
    world.give("57-1", due=DUE, publication=CLOSED)
    entry = carried_over("57-1")
    annulled = entry_at(world.annul(entry.position, on=LATER))
    assert (entry.actor, annulled.actor) == (CONCEALED, CONCEALED)


def test_an_opening_tells_nothing_of_a_task_that_became_restricted_since_it_was_given(world: World) -> None:
    world.give("57-1", due=DUE)
    world.give("57-2", due=DUE)
    disclose(
        task="57-1", part=None, publication=CLOSED, reason="theo đề nghị", by=OFFICE, at=noon(DAY), on=DAY
    )
    entry = carried_over("57-1", "57-2")
    first, second = record.public_part(entry)["tasks"]
    assert first == {"task": "57-1", "restricted": True}
    assert (second["task"], second["done"], entry.actor) == ("57-2", "2025-03-03", "bcd-thuong-truc")
    assert record.private_part(entry)["tasks"]["57-1"]["done"] == "2025-03-03"


def seen_by(agency: str) -> list[bool]:
    """Whether a body's officer sees the task, by every way of asking: list, span, one, part, entry."""
    scope, when = reader(agency), asof(DUE)
    task = Task.objects.get(code="57-1")
    found = programme("57", EVERYTHING)
    assert found is not None
    (sight,) = entries_in_sight([entry_at(task.entry_id)], scope)
    return [
        Task.objects.filter(tasks.visible_to(scope), code="57-1").exists(),
        spans_on(found, when, scope).filter(code="57-1").exists(),
        tasks.task_as_of("57-1", when, scope) is not None,
        tasks.given_tasks(when, scope).filter(code="57-1").exists(),
        is_named(task, scope),
        not sight.closed,
    ]


def named_by_mistake(leads: list[str], cooperating: list[str]) -> int:
    made = correct_leads(
        task="57-1",
        leads=leads,
        cooperating=cooperating,
        reason="Bổ sung",
        by=OFFICE,
        at=noon(DAY),
        on=DAY,
    )
    return made.entry_id


@pytest.mark.parametrize(("leads", "cooperating"), [(["G06"], ["H42"]), (["H42"], []), (["G06", "H42"], [])])
def test_a_body_named_by_mistake_sees_a_restricted_task_no_more_once_that_is_annulled(
    world: World, leads: list[str], cooperating: list[str]
) -> None:
    world.give("57-1", due=DUE, publication=CLOSED)
    assert not any(seen_by("H42"))
    mistake = named_by_mistake(leads, cooperating)
    assert all(seen_by("H42"))
    world.annul(mistake, on=LATER)
    assert not any(seen_by("H42"))
    assert all(seen_by("G06"))


def test_a_restricted_task_handed_over_by_mistake_is_out_of_the_takers_sight_again(world: World) -> None:
    world.give("57-1", due=DUE, publication=CLOSED)
    handed = world.hand_over("57-1", on=DAY)
    assert all(seen_by("H42"))
    assert all(seen_by("G06")), "who had a part may know what became of it"
    world.annul(handed, on=LATER)
    assert not any(seen_by("H42"))
    assert all(seen_by("G06"))


def test_a_part_kept_within_the_bodies_is_kept_from_one_that_was_named_by_mistake(world: World) -> None:
    world.give("57-1", due=DUE)
    disclose(
        task="57-1",
        part=Part.PRODUCT,
        publication=CLOSED,
        reason="theo đề nghị",
        by=OFFICE,
        at=noon(DAY),
        on=DAY,
    )
    task = Task.objects.get(code="57-1")
    mistake = named_by_mistake(["G06"], ["H42"])
    assert Part.PRODUCT in parts_in_sight(task, reader("H42"))
    world.annul(mistake, on=LATER)
    assert Part.PRODUCT not in parts_in_sight(task, reader("H42"))
    told = tasks.task_as_of("57-1", asof(DUE), reader("H42"))
    assert told is not None
    assert told.product_now == ""
