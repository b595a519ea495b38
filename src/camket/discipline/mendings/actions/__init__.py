"""The only writers of mendings: correcting, withdrawing, annulling, merging, splitting, handing over."""

from .annulling import annul_act, annul_bulk
from .correcting import correct_deadline, correct_leads, correct_words, withdraw_task
from .handing_over import hand_over
from .merging import merge_tasks
from .splitting import PartDraft, split_task

__all__ = [
    "PartDraft",
    "annul_act",
    "annul_bulk",
    "correct_deadline",
    "correct_leads",
    "correct_words",
    "hand_over",
    "merge_tasks",
    "split_task",
    "withdraw_task",
]
