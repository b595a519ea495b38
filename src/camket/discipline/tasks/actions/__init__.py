"""The only writers of tasks: assigning, reporting and claiming, answering, re-dating, mending."""

from .allowed import TaskAct, acts_open_to, obstacle
from .answering import accept_completion, return_claim
from .assigning import TaskDraft, assign_tasks
from .mending import annul_act, correct_deadline, correct_leads, correct_words, withdraw_task
from .redating import extend_deadline, refuse_extension, request_extension
from .reporting import EvidenceFile, claim_completion, report_progress

__all__ = [
    "EvidenceFile",
    "TaskAct",
    "TaskDraft",
    "accept_completion",
    "acts_open_to",
    "annul_act",
    "assign_tasks",
    "claim_completion",
    "correct_deadline",
    "correct_leads",
    "correct_words",
    "extend_deadline",
    "obstacle",
    "refuse_extension",
    "report_progress",
    "request_extension",
    "return_claim",
    "withdraw_task",
]
