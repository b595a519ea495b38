"""What a change of dated data would adopt: new versions with those they close, checked by their own examples."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from camket.errors import Refused

from .guarding import require_swift
from .rules import Reading, ReadingRule, merged, read_deadline, succeeding
from .rules.versions import Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from camket.periods import WorkingCalendar

V = TypeVar("V", bound=Version)


class NoExample(Refused):
    """A reading rule shows what it reads, or nobody can tell whether it reads what was meant."""

    code = "rule.example.missing"


class ExampleReadOtherwise(Refused):
    """By the rules as they would be, an example of the new rule reads as something else."""

    code = "rule.example.read_otherwise"


def adopted_by(known: Sequence[V], new: Iterable[V]) -> list[V]:
    """The rows that some new versions bring into the record: each of them, and every version that one cuts off."""
    standing, rows = list(known), dict[tuple[str, date], V]()
    for version in new:
        fresh = succeeding(standing, version)
        standing = merged(standing, fresh)
        rows |= {(one.code, one.valid_from): one for one in fresh}
    return list(rows.values())


def rules_adopted_by(
    known: Sequence[ReadingRule], new: Sequence[ReadingRule], calendar: WorkingCalendar
) -> list[ReadingRule]:
    """As `adopted_by`, once each new rule's pattern is safe and its examples read as they say.

    Raises `NoExample`, `ExampleReadOtherwise`, and what `require_swift` raises.
    """
    require_swift(new)
    rows = adopted_by(known, new)
    after = merged(known, rows)
    for rule in new:
        if not rule.examples:
            raise NoExample(rule=rule.code)
        for example in rule.examples:
            reading = _read(example, rule, after, calendar)
            if not _as_said(example, reading):
                read = reading.due_date.isoformat() if reading.due_date else reading.nature.value
                raise ExampleReadOtherwise(rule=rule.code, text=example["text"], read=read)
    return rows


def _read(
    example: Mapping[str, Any], rule: ReadingRule, rules: Sequence[ReadingRule], calendar: WorkingCalendar
) -> Reading:
    """An example without a day of issue is read on the rule's first day; its own dates may lie before that."""
    issued = example.get("issued_on")
    if issued is not None:
        day = date.fromisoformat(str(issued))
        held = rules
    else:
        day = None
        held = [one for one in rules if one.holds_for(rule.valid_from)]
    counted = calendar if example.get("nature", "dated") == "dated" else None
    return read_deadline(
        str(example["text"]),
        issued_on=day,
        rules=held if day else [_opened(one) for one in held],
        before_includes_day=bool(example.get("before_includes_day", True)),
        calendar=counted,
    )


def _opened(rule: ReadingRule) -> ReadingRule:
    """The rule as one that is open, since a reading without a day of issue asks open rules only."""
    return ReadingRule.from_table({**rule.as_table(), "valid_to": None})


def _as_said(example: Mapping[str, Any], reading: Reading) -> bool:
    said = {name: str(example[name]) for name in ("nature", "due_date", "doubt", "cycle") if name in example}
    read = {
        "nature": reading.nature.value,
        "due_date": reading.due_date.isoformat() if reading.due_date else "",
        "doubt": reading.doubt.value if reading.doubt else "",
        "cycle": reading.cycle.value if reading.cycle else "",
    }
    unread = not {"nature", "doubt"} & set(said) and reading.doubt is not None
    return not unread and all(read[name] == value for name, value in said.items())
