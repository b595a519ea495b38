"""The public figures, rebuilt from the entries of an export alone and held against those the record has published."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO

from .export import Report, check_export
from .faults import Fault, FaultCode
from .gather import CELLS, Frozen, PublicTasks
from .tasks import Standing, TaskOnDay

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tasks stand where on a day. `withdrawn` and `awaiting` are counted apart from `total`."""

    done_in_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    overdue: int = 0
    undated: int = 0
    withdrawn: int = 0
    awaiting: int = 0

    @property
    def completed(self) -> int:
        """Tasks done, in time or late."""
        return self.done_in_time + self.done_late

    @property
    def total(self) -> int:
        """Tasks not withdrawn, the sum of completed, in time, overdue and undated."""
        return self.completed + self.open_in_time + self.overdue + self.undated

    def as_value(self) -> dict[str, int]:
        """The nine numbers of a published figure's `value`."""
        return {cell: getattr(self, cell) for cell in CELLS}


@dataclass(frozen=True, slots=True)
class Figure:
    """A programme on a day, knowing the entries up to a position.

    `restricted` tasks exist on that day too, but their acts are not public: they are in none of the other numbers
    and `rows_digest` covers the public rows only. So it is with whatever stands in the `withheld` entries up to
    `known`. `rows` are in the order of their codes.
    """

    programme: str
    on: date
    known: int
    counts: Counts
    by_first_lead: Mapping[str, Counts]
    rows: tuple[TaskOnDay, ...]
    rows_digest: str
    restricted: int
    withheld: int

    def as_json(self) -> dict[str, object]:
        """The figure as plain data, without its rows."""
        return {
            "programme": self.programme,
            "on": self.on.isoformat(),
            "known": self.known,
            "value": self.counts.as_value(),
            "by_first_lead": {agency: counts.as_value() for agency, counts in self.by_first_lead.items()},
            "rows_digest": self.rows_digest,
            "restricted": self.restricted,
            "withheld": self.withheld,
        }


class Agreement(StrEnum):
    """How a published figure stands against its recomputation."""

    EQUAL = "equal"
    DIFFERS = "differs"
    PARTLY = "partly_recomputable"
    WITHHELD = "cannot_be_recomputed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One number (or the rows digest) that is not what the entries give."""

    cell: str
    stated: int | str
    recomputed: int | str


@dataclass(frozen=True, slots=True)
class FrozenCheck:
    """A published figure beside its recomputation.

    `PARTLY`: the difference is no larger than the restricted tasks explain, which the public cannot look into.
    `WITHHELD`: it differs, and entries that it knows of are withheld from this export, so nothing can be said of it.
    """

    frozen: Frozen
    figure: Figure
    agreement: Agreement
    differences: tuple[Difference, ...]

    def as_json(self) -> dict[str, object]:
        """The check as plain data."""
        return {
            "position": self.frozen.position,
            "act": self.frozen.act,
            "agreement": self.agreement.value,
            "stated": dict(self.frozen.value),
            "differences": [[one.cell, one.stated, one.recomputed] for one in self.differences],
            "figure": self.figure.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Recomputation:
    """An export checked and its figures rebuilt; `faults` are those of payloads and figures, first entry first."""

    report: Report
    tasks: PublicTasks
    checks: tuple[FrozenCheck, ...]
    faults: tuple[Fault, ...]

    @property
    def good(self) -> bool:
        """Whether the export is whole and every published figure agrees with it as far as the public can tell."""
        return self.report.good and not self.faults


def recompute_export(file: BinaryIO, *, key: str | None = None) -> Recomputation:
    """Checks an export and, if it is whole, every figure published in it, in one pass over the file.

    Raises `Unsound` when `key` itself is no key.
    """
    tasks = PublicTasks()
    report = check_export(file, key=key, visit=tasks.take)
    checks = tuple(check_frozen(tasks)) if report.good else ()
    faults = sorted([*tasks.faults, *_faults(checks)], key=lambda fault: fault.line) if report.good else []
    return Recomputation(report=report, tasks=tasks, checks=checks, faults=tuple(faults))


def figure(tasks: PublicTasks, *, programme: str, on: date, known: int | None = None) -> Figure:
    """The figure of a programme on a day, knowing entries up to `known` (all that were taken, if not said)."""
    known = tasks.known if known is None else known
    counting = [task for task in tasks.by_programme.get(programme, ()) if task.counts(on=on, known=known)]
    rows = sorted(
        (task.on_day(on=on, known=known) for task in counting if task.restricted > known),
        key=lambda row: row.task,
    )
    led: defaultdict[str, list[TaskOnDay]] = defaultdict(list)
    for row in rows:
        led[row.first_lead].append(row)
    return Figure(
        programme=programme,
        on=on,
        known=known,
        counts=_count(rows),
        by_first_lead={agency: _count(led[agency]) for agency in sorted(led)},
        rows=tuple(rows),
        rows_digest=rows_digest((row.task, row.standing) for row in rows),
        restricted=len(counting) - len(rows),
        withheld=tasks.withheld_up_to(known),
    )


def rows_digest(rows: Iterable[tuple[str, str]]) -> str:
    """The hash that ties a figure to its rows: SHA-256 over `<task> <standing>` lines, sorted by task code."""
    digest = sha256()
    for task, standing in sorted(rows):
        digest.update(f"{task} {standing}\n".encode())
    return digest.hexdigest()


def check_frozen(tasks: PublicTasks) -> list[FrozenCheck]:
    """Every published figure held against its own recomputation, in the order of the record."""
    return [_check(tasks, frozen) for frozen in tasks.frozen.values()]


def _check(tasks: PublicTasks, frozen: Frozen) -> FrozenCheck:
    found = figure(tasks, programme=frozen.programme, on=frozen.on, known=frozen.known)
    value = found.counts.as_value()
    differences = [
        Difference(cell, frozen.value[cell], value[cell])
        for cell in CELLS
        if frozen.value[cell] != value[cell]
    ]
    if frozen.rows_digest != found.rows_digest:
        differences.append(Difference("rows_digest", frozen.rows_digest, found.rows_digest))
    agreement = _agreement(frozen, found) if differences else Agreement.EQUAL
    return FrozenCheck(frozen, found, agreement, tuple(differences))


def _agreement(frozen: Frozen, found: Figure) -> Agreement:
    """What a difference means. Numbers that do not add up in themselves differ, whatever is out of sight.

    The digest is over public rows alone, so restricted tasks explain no difference in it.
    """
    if not _adds_up(frozen.value):
        return Agreement.DIFFERS
    if found.withheld:
        return Agreement.WITHHELD
    if frozen.rows_digest != found.rows_digest:
        return Agreement.DIFFERS
    if found.restricted and _is_explained(frozen.value, found.counts.as_value(), found.restricted):
        return Agreement.PARTLY
    return Agreement.DIFFERS


def _adds_up(stated: Mapping[str, int]) -> bool:
    completed = stated["done_in_time"] + stated["done_late"]
    parts = completed + stated["open_in_time"] + stated["overdue"] + stated["undated"]
    return (
        stated["completed"] == completed
        and stated["total"] == parts
        and stated["awaiting"] <= parts - completed
    )


def _is_explained(stated: Mapping[str, int], public: Mapping[str, int], restricted: int) -> bool:
    """Whether exactly the restricted tasks, standing somewhere, can make the stated numbers of the public ones."""
    more = {cell: stated[cell] - public[cell] for cell in CELLS}
    return (
        min(more.values()) >= 0
        and more["total"] + more["withdrawn"] == restricted
        and more["awaiting"] <= more["open_in_time"] + more["overdue"] + more["undated"]
    )


def _count(rows: Iterable[TaskOnDay]) -> Counts:
    rows = list(rows)
    standings = Counter(row.standing for row in rows)
    return Counts(
        done_in_time=standings[Standing.DONE_IN_TIME],
        done_late=standings[Standing.DONE_LATE],
        open_in_time=standings[Standing.OPEN_IN_TIME],
        overdue=standings[Standing.OVERDUE],
        undated=standings[Standing.UNDATED],
        withdrawn=standings[Standing.WITHDRAWN],
        awaiting=sum(row.awaiting for row in rows),
    )


def _faults(checks: Iterable[FrozenCheck]) -> list[Fault]:
    return [
        Fault(
            FaultCode.FIGURE_DIFFERS,
            check.frozen.position + 1,
            check.frozen.position,
            {
                "programme": check.frozen.programme,
                "on": check.frozen.on.isoformat(),
                "cell": check.differences[0].cell,
                "stated": check.differences[0].stated,
                "recomputed": check.differences[0].recomputed,
            },
        )
        for check in checks
        if check.agreement is Agreement.DIFFERS
    ]
