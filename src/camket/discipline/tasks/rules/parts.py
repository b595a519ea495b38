"""The parts of a task that can be kept back by themselves, and who sees each where nothing was decided: pure."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from camket.discipline.agencies.roles import Publication

if TYPE_CHECKING:
    from collections.abc import Mapping


class Part(StrEnum):
    """What of a task may be shown to some and kept from others."""

    TITLE = "title"
    PRODUCT = "product"
    DEADLINE = "deadline"
    PROGRESS = "progress"
    CLAIMS = "claims"
    EVIDENCE = "evidence"
    REASONS = "reasons"


PART_DEFAULTS: Mapping[Part, Publication] = {
    Part.TITLE: Publication.PUBLIC,
    Part.PRODUCT: Publication.PUBLIC,
    Part.DEADLINE: Publication.PUBLIC,
    Part.PROGRESS: Publication.INTERNAL,
    Part.CLAIMS: Publication.INTERNAL,
    Part.EVIDENCE: Publication.INTERNAL,
    Part.REASONS: Publication.INTERNAL,
}
"""What a task shows of itself to those who may know of it. Public: what the paper says. Internal: what people wrote
and sent. Dates, shares, standings and that a file exists are no parts: they go with the task, or no figure adds up."""


_SPOKEN = {
    "words": Part.PROGRESS,
    "product": Part.CLAIMS,
    "files": Part.EVIDENCE,
    "note": Part.REASONS,
    "reason": Part.REASONS,
    "statement": Part.REASONS,
}
"""Which part of a task the texts of an act speak of, by the name under which the record keeps them."""


TEXTS = frozenset(_SPOKEN.values())
"""The parts that are kept in the private part of acts."""


def texts_shown(
    kept: Mapping[str, Any], *, shown: frozenset[Part], outside: bool, field: str
) -> dict[str, Any]:
    """Of an act's private part, what a reader is told who sees some parts of its task.

    `field` is what a correction mends: the words before and after it belong to that part. Whatever speaks of no part
    is for those who hold a post.
    """
    spoken: dict[str, Part | None] = dict(_SPOKEN)
    if field in {Part.TITLE, Part.PRODUCT}:
        spoken |= {"before": Part(field), "after": Part(field)}
    found = {}
    for name, value in kept.items():
        part = spoken.get(name)
        if part in shown if part else not outside:
            found[name] = value
    if outside and "before" in found:
        del found["before"], found["after"]
    return found


def part_shown(decided: Publication, *, outside: bool, named: bool) -> bool:
    """Whether a reader of the task sees a part.

    `outside` is a reader without a post; `named` one of the steering side, an inspector, or of a body in the task.
    """
    if decided is Publication.PUBLIC:
        return True
    return named if decided is Publication.RESTRICTED else not outside
