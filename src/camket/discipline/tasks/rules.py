"""Codes of tasks and what may follow what: pure."""

from __future__ import annotations

from enum import StrEnum


class ShareRole(StrEnum):
    """How a body takes part: it leads (chủ trì) or cooperates (phối hợp)."""

    LEAD = "lead"
    COOPERATING = "cooperating"


class DeadlineOrigin(StrEnum):
    """What brought a deadline: the assigning paper, an extension, or a correction of how it was read."""

    ASSIGNED = "assigned"
    EXTENDED = "extended"
    CORRECTED = "corrected"


class Stage(StrEnum):
    """How far a task has come on the way from said to true, as far as discipline knows it."""

    NOT_CLAIMED = "not_claimed"
    CLAIMED = "claimed"
    ACCEPTED = "accepted"


class CorrectedField(StrEnum):
    """What of a task may be corrected: its words, how its deadline was read, who leads it."""

    TITLE = "title"
    PRODUCT = "product"
    DEADLINE = "deadline"
    LEAD = "lead"


def stage(*, done: bool, awaiting: bool) -> Stage:
    """The truth stage that discipline can give: a claim is not an acceptance, and neither is a verification."""
    if done:
        return Stage.ACCEPTED
    return Stage.CLAIMED if awaiting else Stage.NOT_CLAIMED


ANNULLABLE = frozenset(
    {
        "discipline.progress.report",
        "discipline.claim.submit",
        "discipline.claim.accept",
        "discipline.claim.return",
        "discipline.deadline.extend",
        "discipline.task.withdraw",
        "discipline.task.correct",
    }
)
"""Acts about one task that may be declared never to have held. An assignment is corrected or withdrawn instead."""
