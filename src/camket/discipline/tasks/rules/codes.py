"""Codes of tasks, the words people write about them, and what may follow what: pure."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

LONGEST_WORDS = 10_000
"""Letters in one reason or report. More than that is a document, and belongs in a file."""
LONGEST_FILE_NAME = 200
LAST_YEAR = 2144
"""A year beyond this one is a slip of the pen, as it is for the words of a deadline (`deadlines.rules`)."""

_TASK_CODE = re.compile(r"[^\s/\\:?#%]{1,60}")


def plain(words: str) -> str:
    """The words on one line, NFC, without control signs, lone surrogates and signs that nobody sees.

    A NUL stops one database and not the other, and a right-to-left mark makes a page read what was not written.
    """
    kept = "".join(_seen(sign) for sign in unicodedata.normalize("NFC", words))
    return " ".join(kept.split())


def _seen(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Cc":
        return " "
    return "" if kind in {"Cf", "Cs"} else sign


def plain_file_name(name: str) -> str:
    """A file's own name: the last part of a path, without hidden signs, cut in the middle when it is too long."""
    own = re.split(r"[/\\]", plain(name))[-1].strip(". ") or "khong-ten"
    return own if len(own) <= LONGEST_FILE_NAME else own[:150] + own[-(LONGEST_FILE_NAME - 150) :]


def is_task_code(code: str) -> bool:
    """Whether a code fits an address and one line of a figure's digest: visible signs, no blank, at most 60."""
    return _TASK_CODE.fullmatch(code) is not None and plain(code) == code


class ShareRole(StrEnum):
    """How a body takes part: it leads (chủ trì) or cooperates (phối hợp)."""

    LEAD = "lead"
    COOPERATING = "cooperating"


class DeadlineOrigin(StrEnum):
    """What brought a deadline: the paper, an extension, a correction of its reading, another calendar, an old list."""

    ASSIGNED = "assigned"
    EXTENDED = "extended"
    CORRECTED = "corrected"
    RECOMPUTED = "recomputed"
    CARRIED = "carried"


class Stage(StrEnum):
    """How far a task has come on the way from said to true, as far as discipline knows it."""

    NOT_CLAIMED = "not_claimed"
    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    CARRIED_OVER = "carried_over"


class PassingKind(StrEnum):
    """How a task goes on as another: merged into it, or split into it and others."""

    MERGE = "merge"
    SPLIT = "split"


class CorrectedField(StrEnum):
    """What of a task may be corrected: its words, how its deadline was read, who leads it."""

    TITLE = "title"
    PRODUCT = "product"
    DEADLINE = "deadline"
    LEAD = "lead"


def stage(*, done: bool, awaiting: bool, carried: bool = False) -> Stage:
    """The truth stage that discipline can give: a claim is not an acceptance, and neither is a verification.

    A completion `carried` over from before this record was reported and never accepted here; until somebody upholds
    it, it stands apart.
    """
    if done and carried:
        return Stage.CARRIED_OVER
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
        "discipline.opening.check",
    }
)
"""Acts about one task that may be declared never to have held."""

BULK_ANNULLABLE = frozenset(
    {
        "discipline.task.assign",
        "discipline.task.merge",
        "discipline.task.split",
        "discipline.share.hand_over",
        "discipline.opening.enter",
    }
)
"""Acts about many tasks that may be taken back whole, with every fact they brought."""

LEANING = ANNULLABLE | {
    "discipline.task.merge",
    "discipline.task.split",
    "discipline.share.hand_over",
    "discipline.opening.enter",
}
"""Acts that stand on the task they are about: while one holds, the act that brought the task is not taken back.

What else is said of a task (who has it in hand, who may see it, what was asked for) goes with it.
"""
