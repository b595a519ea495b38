"""Reads everything that was ever said about some tasks, as `rules.stretches` and `rules.history` take it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from .models import (
    Acceptance,
    Annulment,
    CarriedCheck,
    Claim,
    Deadline,
    Disclosure,
    Return,
    Share,
    ShareEnd,
    Task,
    Withdrawal,
)
from .rules import ClaimMade, DeadlineSaid, EndSaid, Known, ShareHeld, ShareRole, TaskFacts, WithdrawalSaid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Settled:
    """What of a task its acts do not change, and its publication class as it is now."""

    pk: int
    code: str
    programme: int
    field: int | None
    meeting: int | None
    publication: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """One task and all its facts."""

    task: Settled
    facts: TaskFacts


def gather(tasks: Sequence[int]) -> list[Gathered]:
    """The facts of tasks by their ids, in as many queries for a thousand as for one."""
    annulled = _annulled(tasks)
    deadlines, withdrawals = _deadlines(tasks, annulled), _withdrawals(tasks, annulled)
    shares, claims = _shares(tasks, annulled), _claims(tasks, annulled)
    classes = _classes(tasks)
    found = Task.objects.filter(pk__in=tasks).values_list(
        "pk",
        "code",
        "programme_id",
        "field_id",
        "conclusion__meeting_id",
        "publication",
        "entry_id",
        "assigned_on",
    )
    return [
        Gathered(
            task=Settled(pk, code, programme, field, meeting, classes.get(pk, publication)),
            facts=TaskFacts(
                position=entry,
                annulled=annulled.get(entry),
                assigned_on=assigned_on,
                deadlines=tuple(deadlines[pk]),
                shares=tuple(shares[pk]),
                claims=tuple(claims[pk]),
                withdrawals=tuple(withdrawals[pk]),
            ),
        )
        for pk, code, programme, field, meeting, publication, entry, assigned_on in found
    ]


def _annulled(tasks: Sequence[int]) -> dict[int, int]:
    """For each annulled entry of the tasks, and each annulled bulk entry, the position that annulled it."""
    about = Annulment.objects.filter(Q(task__in=tasks) | Q(task__isnull=True))
    return dict(about.values_list("target_id", "entry_id"))


def _classes(tasks: Sequence[int]) -> dict[int, str]:
    """The publication class of those tasks for which one was decided after they were given."""
    decided = Disclosure.objects.filter(task__in=tasks, part="").order_by("entry_id", "pk")
    return dict(decided.values_list("task_id", "publication"))


def _deadlines(tasks: Sequence[int], annulled: Mapping[int, int]) -> Mapping[int, list[DeadlineSaid]]:
    found: dict[int, list[DeadlineSaid]] = defaultdict(list)
    rows = Deadline.objects.filter(task__in=tasks).values_list(
        "task_id", "entry_id", "pk", "on_date", "nature", "due_date", "continues"
    )
    for task, entry, pk, on, nature, due, continues in rows:
        found[task].append(
            DeadlineSaid(
                entry, annulled.get(entry), pk=pk, on=on, nature=nature, due=due, continues=continues
            )
        )
    return found


def _withdrawals(tasks: Sequence[int], annulled: Mapping[int, int]) -> Mapping[int, list[WithdrawalSaid]]:
    found: dict[int, list[WithdrawalSaid]] = defaultdict(list)
    rows = Withdrawal.objects.filter(task__in=tasks).values_list("task_id", "entry_id", "pk", "on_date")
    for task, entry, pk, on in rows:
        found[task].append(WithdrawalSaid(entry, annulled.get(entry), pk=pk, on=on))
    return found


def _shares(tasks: Sequence[int], annulled: Mapping[int, int]) -> Mapping[int, list[ShareHeld]]:
    ends: dict[int, list[EndSaid]] = defaultdict(list)
    ended = ShareEnd.objects.filter(share__task__in=tasks, share__role=ShareRole.LEAD)
    for share, entry, on in ended.values_list("share_id", "entry_id", "on_date"):
        ends[share].append(EndSaid(entry, annulled.get(entry), on=on))
    found: dict[int, list[ShareHeld]] = defaultdict(list)
    leads = Share.objects.filter(task__in=tasks, role=ShareRole.LEAD)
    rows = leads.values_list("task_id", "entry_id", "pk", "agency_id", "order", "from_date")
    for task, entry, pk, agency, order, from_day in rows:
        found[task].append(
            ShareHeld(
                entry,
                annulled.get(entry),
                pk=pk,
                agency=agency,
                order=order,
                from_day=from_day,
                ends=tuple(ends[pk]),
            )
        )
    return found


def _claims(tasks: Sequence[int], annulled: Mapping[int, int]) -> Mapping[int, list[ClaimMade]]:
    found: dict[int, list[ClaimMade]] = defaultdict(list)
    rows: list[tuple[Any, ...]] = list(
        Claim.objects.filter(share__task__in=tasks).values_list(
            "pk",
            "share__task_id",
            "entry_id",
            "share__agency_id",
            "share__role",
            "on_date",
            "carried_over__entry_id",
        )
    )
    if not rows:
        return found
    upheld, refuted = _checks(tasks if any(row[-1] is not None for row in rows) else (), annulled)
    accepted, returned = _answers(Acceptance, tasks, annulled), _answers(Return, tasks, annulled)
    for pk, task, entry, agency, role, on, carried in rows:
        found[task].append(
            ClaimMade(
                entry,
                annulled.get(entry),
                agency=agency,
                leads=role == ShareRole.LEAD,
                on=on,
                carried=carried is not None,
                acceptances=tuple(accepted[pk]),
                returns=tuple(returned[pk]),
                refuted=tuple(refuted[pk]),
                upheld=tuple(upheld[pk]),
            )
        )
    return found


def _checks(
    tasks: Sequence[int], annulled: Mapping[int, int]
) -> tuple[Mapping[int, list[Known]], Mapping[int, list[Known]]]:
    """The checks of carried claims, those that upheld and those that refuted, by claim."""
    found: dict[bool, dict[int, list[Known]]] = {True: defaultdict(list), False: defaultdict(list)}
    rows = CarriedCheck.objects.filter(carried__claim__share__task__in=tasks)
    for claim, entry, upheld in rows.values_list("carried__claim_id", "entry_id", "upheld"):
        found[upheld][claim].append(Known(entry, annulled.get(entry)))
    return found[True], found[False]


def _answers(
    model: type[Acceptance | Return], tasks: Sequence[int], annulled: Mapping[int, int]
) -> Mapping[int, list[Known]]:
    found: dict[int, list[Known]] = defaultdict(list)
    rows = model.objects.filter(claim__share__task__in=tasks).values_list("claim_id", "entry_id")
    for claim, entry in rows:
        found[claim].append(Known(entry, annulled.get(entry)))
    return found
