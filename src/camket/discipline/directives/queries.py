"""Readers of programmes, papers, their clauses and files waiting to be confirmed."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from camket.discipline.agencies.models import CatalogueChange
from camket.discipline.agencies.roles import Publication, Scope

from .models import Clause, Directive, Field, Programme, UnreadRow, Upload

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from camket.periods import AsOf


def programmes(scope: Scope) -> QuerySet[Programme]:
    """The programmes a reader may know of, oldest first.

    The decision last taken holds for every day that one may look at: a programme that was closed to the public is
    not open to it on the pages of the days before.
    """
    known = Programme.objects.select_related("owner").order_by("opened_on", "pk")
    if not scope.is_public:
        return known
    decided = CatalogueChange.objects.filter(
        subject=Concat(Value("programme:"), OuterRef("code")), publication__gt=""
    )
    latest = Subquery(decided.order_by("-pk").values("publication")[:1])
    return known.alias(known_to=Coalesce(latest, F("publication"))).filter(known_to=Publication.PUBLIC)


def closed_on(programme: str) -> date | None:
    """The day from which no paper gives tasks under a programme; none while it goes on."""
    changes = CatalogueChange.objects.filter(subject=f"programme:{programme}", said__contains='"closed_on"')
    said = changes.order_by("pk").values_list("said", flat=True).last()
    return date.fromisoformat(json.loads(said)["closed_on"][1]) if said else None


def programme(code: str, scope: Scope) -> Programme | None:
    """One programme, if the reader may know of it."""
    return programmes(scope).filter(code=code).first()


def fields_of(programme: Programme) -> QuerySet[Field]:
    """The groups of a programme's tasks, in the paper's order."""
    return Field.objects.filter(programme=programme).order_by("order")


def directives(scope: Scope, asof: AsOf) -> QuerySet[Directive]:
    """The papers a reader may know of, newest first."""
    known = Directive.objects.filter(
        programme__in=programmes(scope), signed_on__lte=asof.on, entry_id__lte=asof.position
    )
    return known.select_related("programme", "issuer").order_by("-signed_on", "-pk")


def directive(code: str, scope: Scope) -> Directive | None:
    """One paper by its code, if the reader may know of it."""
    found = Directive.objects.filter(code=code, programme__in=programmes(scope))
    return found.select_related("programme", "issuer", "entry").first()


def clauses_of(directive: Directive) -> QuerySet[Clause]:
    """The rows of a paper, in order."""
    return Clause.objects.filter(directive=directive).order_by("order")


def unread_rows_of(directive: Directive) -> QuerySet[UnreadRow]:
    """The rows of a paper that gave no task."""
    return UnreadRow.objects.filter(directive=directive).order_by("pk")


def uploads(*, by: str) -> QuerySet[Upload]:
    """Files that a post has sent and not confirmed yet, newest first."""
    return Upload.objects.filter(uploaded_by=by, confirmed_as="").order_by("-uploaded_at")


def upload(pk: int, *, by: str) -> Upload | None:
    """One file on its way in, for the post that sent it."""
    return Upload.objects.filter(pk=pk, uploaded_by=by).first()
