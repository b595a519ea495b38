"""Gathers the tables of the room's subjects, so that Django finds them in one app."""

from camket.discipline.agencies.models import (
    Account,
    Agency,
    Appointment,
    Departure,
    Person,
    Post,
    Succession,
)
from camket.discipline.deadlines.models import AdoptedRule, CalendarDay
from camket.discipline.directives.models import Clause, Directive, Field, Programme, UnreadRow, Upload
from camket.discipline.meetings.models import Conclusion, Meeting
from camket.discipline.tasks.models import (
    Acceptance,
    Annulment,
    Claim,
    ClaimEvidence,
    Correction,
    Deadline,
    ExtensionRefusal,
    ExtensionRequest,
    Progress,
    Return,
    Share,
    ShareEnd,
    Task,
    Withdrawal,
)

__all__ = [
    "Acceptance",
    "Account",
    "AdoptedRule",
    "Agency",
    "Annulment",
    "Appointment",
    "CalendarDay",
    "Claim",
    "ClaimEvidence",
    "Clause",
    "Conclusion",
    "Correction",
    "Deadline",
    "Departure",
    "Directive",
    "ExtensionRefusal",
    "ExtensionRequest",
    "Field",
    "Meeting",
    "Person",
    "Post",
    "Programme",
    "Progress",
    "Return",
    "Share",
    "ShareEnd",
    "Succession",
    "Task",
    "UnreadRow",
    "Upload",
    "Withdrawal",
]
