"""Readers of meetings and what they concluded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from camket.discipline.directives.queries import programmes

from .models import Conclusion, Meeting

if TYPE_CHECKING:
    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Programme
    from camket.periods import AsOf


def meetings(scope: Scope, asof: AsOf) -> QuerySet[Meeting]:
    """The meetings a reader may know of, newest first, each with `n_conclusions`."""
    held = Meeting.objects.filter(
        programme__in=programmes(scope), held_on__lte=asof.on, entry_id__lte=asof.position
    )
    return (
        held.select_related("body", "programme")
        .annotate(n_conclusions=Count("conclusions"))
        .order_by("-held_on", "-pk")
    )


def meetings_of(programme: Programme, asof: AsOf) -> QuerySet[Meeting]:
    """The meetings of one programme up to a day."""
    return Meeting.objects.filter(
        programme=programme, held_on__lte=asof.on, entry_id__lte=asof.position
    ).order_by("held_on")


def meeting(code: str, scope: Scope) -> Meeting | None:
    """One meeting by its code, if the reader may know of it."""
    found = Meeting.objects.filter(code=code, programme__in=programmes(scope))
    return found.select_related("body", "programme", "entry").first()


def conclusions_of(meeting: Meeting) -> QuerySet[Conclusion]:
    """What a meeting concluded, in the order of its notice."""
    return (
        Conclusion.objects.filter(meeting=meeting)
        .select_related("clause__directive")
        .order_by("clause__directive__signed_on", "clause__order")
    )
