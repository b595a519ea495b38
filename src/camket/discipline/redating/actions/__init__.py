"""The only writers of later deadlines: extending, and counting again."""

from .extending import extend_deadline, refuse_extension, request_extension
from .recomputing import recompute_deadlines

__all__ = [
    "extend_deadline",
    "recompute_deadlines",
    "refuse_extension",
    "request_extension",
]
