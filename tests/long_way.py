"""Where tasks stand, worked out from their facts the long way round, by the database: what the spans are held to.

Nothing here reads a span. It knows the facts as `camket.discipline.tasks.models` tells them, and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Case, DateField, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from camket.discipline.agencies.roles import Role, Scope
from camket.discipline.deadlines.rules import standing
from camket.discipline.tasks.figures import TaskRow
from camket.discipline.tasks.models import (
    Acceptance,
    Annulment,
    CarriedCheck,
    Claim,
    Correction,
    Deadline,
    Return,
    Share,
    ShareEnd,
    Task,
    Withdrawal,
)
from camket.discipline.tasks.queries import visible_to
from camket.discipline.tasks.rules import CorrectedField, ShareRole

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from camket.discipline.directives.models import Programme
    from camket.periods import AsOf

EVERYTHING = Scope(role=Role.COMMITTEE)


def known(model: type[Any], asof: AsOf) -> QuerySet[Any]:
    """Facts of the record up to a position whose entry was not annulled there."""
    annulled = Annulment.objects.filter(target=OuterRef("entry"), entry_id__lte=asof.position)
    return model.objects.filter(entry_id__lte=asof.position).exclude(Exists(annulled))


def held(model: type[Any], asof: AsOf) -> QuerySet[Any]:
    """Known facts that hold on or before a day."""
    return known(model, asof).filter(on_date__lte=asof.on)


def leads(asof: AsOf, task: OuterRef = OuterRef("pk")) -> QuerySet[Share]:  # noqa: B008 - a name, never changed
    """The lead shares of the task that is asked about."""
    ended = held(ShareEnd, asof).filter(share=OuterRef("pk"))
    begun = known(Share, asof).filter(from_date__lte=asof.on).exclude(Exists(ended))
    return begun.order_by("order", "pk").filter(task=task, role=ShareRole.LEAD)


def corrected(field: CorrectedField, asof: AsOf) -> Coalesce:
    """The words of a task after its latest correction."""
    latest = held(Correction, asof).filter(task=OuterRef("pk"), field=field).order_by("-entry_id")
    return Coalesce(Subquery(latest.values("after")[:1]), F(field.value))


def long_way(asof: AsOf, scope: Scope = EVERYTHING) -> QuerySet[Any]:
    """`queries.tasks_as_of` from the facts alone; the words as who may read everything reads them."""
    refuting = known(CarriedCheck, asof).filter(carried__claim=OuterRef("pk"), upheld=False)
    upheld = known(CarriedCheck, asof).filter(carried__claim=OuterRef("pk"), upheld=True)
    acceptance = Exists(known(Acceptance, asof).filter(claim=OuterRef("pk")))
    returned = Exists(known(Return, asof).filter(claim=OuterRef("pk")))
    claims = held(Claim, asof).exclude(Exists(refuting))
    unchecked = Q(carried_over__isnull=False) & ~Q(Exists(upheld))
    deadlines = held(Deadline, asof).filter(task=OuterRef("pk")).order_by("-entry_id", "-pk")
    # A body's claims as lead are its own, whichever row of its share they were made on: the lead may go and come back.
    of_leads = claims.filter(acceptance, share__role=ShareRole.LEAD)
    accepted = of_leads.filter(share__task=OuterRef("task"), share__agency=OuterRef("agency"))
    bodies = leads(asof, OuterRef(OuterRef("pk"))).values("agency")
    lead_claims = of_leads.filter(share__task=OuterRef("pk"), share__agency__in=bodies)
    all_leads_done = Exists(leads(asof)) & ~Exists(leads(asof).exclude(Exists(accepted)))
    withdrawals = held(Withdrawal, asof).filter(task=OuterRef("pk")).order_by("entry_id", "pk")
    waiting = claims.exclude(Q(acceptance) | Q(returned)).filter(share__task=OuterRef("pk"))
    first = Deadline.objects.filter(task=OuterRef("pk")).order_by("entry_id", "pk")
    done = Subquery(lead_claims.order_by("-on_date").values("on_date")[:1])
    return (
        known(Task, asof)
        .filter(visible_to(scope), assigned_on__lte=asof.on)
        .annotate(
            due_date=Subquery(deadlines.values("due_date")[:1], output_field=DateField()),
            nature=Subquery(deadlines.values("nature")[:1]),
            continues=Subquery(deadlines.values("continues")[:1], output_field=BooleanField()),
            first_due=Subquery(first.values("due_date")[:1]),
            done_date=Case(When(all_leads_done, then=done), default=None, output_field=DateField()),
            withdrawn_date=Subquery(withdrawals.values("on_date")[:1]),
            awaiting=Exists(waiting),
            carried=Case(
                When(all_leads_done, then=Exists(lead_claims.filter(unchecked))),
                default=False,
                output_field=BooleanField(),
            ),
            lead_id=Subquery(leads(asof).values("agency")[:1]),
            title_now=corrected(CorrectedField.TITLE, asof),
            product_now=corrected(CorrectedField.PRODUCT, asof),
        )
        .select_related("conclusion")
        .order_by("code")
    )


def long_way_rows(programme: Programme, asof: AsOf, scope: Scope = EVERYTHING) -> list[TaskRow]:
    """The rows of a programme, task by task."""
    return [
        TaskRow(
            code=task.code,
            standing=standing(
                due_date=task.due_date,
                done_date=task.done_date,
                withdrawn_date=task.withdrawn_date,
                on=asof.on,
            ).value,
            nature=task.nature,
            continues=task.continues,
            awaiting=task.awaiting,
            carried=task.carried,
            lead=task.lead_id,
            field=task.field_id,
            meeting=task.conclusion.meeting_id if task.conclusion else None,
            due_date=task.due_date,
            done_date=task.done_date,
        )
        for task in long_way(asof, scope).filter(programme=programme)
    ]
