"""The only writers of progress, claims and their answers."""

from .answering import accept_completion, return_claim
from .reporting import EvidenceFile, claim_completion, report_progress

__all__ = [
    "EvidenceFile",
    "accept_completion",
    "claim_completion",
    "report_progress",
    "return_claim",
]
