"""What of a bulk act's public part is told to a reader who sees only some of its tasks. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

NAMES_TASKS = ("tasks", "into", "task")
"""The fields of a public part that name tasks: a code, a row with its code, or a list of either."""


def code_of(one: object) -> str:
    """A task as a bulk act names it: by its code, or by a row with its code; empty for none."""
    named = one.get("task") if isinstance(one, dict) else one
    return str(named or "")


def narrowed(part: Mapping[str, Any], seen: Collection[str]) -> dict[str, Any]:
    """The part with nothing left of tasks that are not among `seen` (codes)."""
    told = dict(part)
    for field in NAMES_TASKS:
        value = told.get(field)
        if isinstance(value, list):
            told[field] = [one for one in value if code_of(one) in seen]
        elif value is not None and code_of(value) not in seen:
            del told[field]
    return told
