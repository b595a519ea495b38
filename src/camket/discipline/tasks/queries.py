"""Readers of tasks: as of a day and a place in the record, for one reader's scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, TypeVar

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from camket.discipline.agencies.roles import Publication, Scope
from camket.discipline.deadlines.rules import Standing

from .models import (
    Acceptance,
    Annulment,
    Claim,
    ClaimEvidence,
    Correction,
    Deadline,
    ExtensionRequest,
    Return,
    Share,
    Task,
    Withdrawal,
)
from .rules import CorrectedField, ShareRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.db.models import Model
    from django_stubs_ext import WithAnnotations

    from camket.discipline.directives.models import Programme
    from camket.periods import AsOf

    FactModel = TypeVar("FactModel", bound=Model)

    class _Given(TypedDict):
        withdrawn_date: date | None

    class _Dates(_Given):
        due_date: date | None
        nature: str
        continues: bool
        first_due: date | None
        done_date: date | None
        awaiting: bool
        lead_id: int | None
        title_now: str
        product_now: str

    class _OnDay(_Dates):
        standing: str

    TaskWithDates = WithAnnotations[Task, _Dates]
    """A task with its dates as they hold on the reader's day."""
    TaskGiven = WithAnnotations[Task, _Given]
    """A task with the day on which it was taken off the list, if any."""
    TaskOnDay = WithAnnotations[Task, _OnDay]
    """A task with its dates and the standing they give it on the reader's day."""


def _known(model: type[FactModel], asof: AsOf) -> QuerySet[FactModel]:
    """Facts of the record up to the reader's position whose entry was not annulled there."""
    annulled = Annulment.objects.filter(target=OuterRef("entry"), entry_id__lte=asof.position)
    facts: QuerySet[FactModel] = QuerySet(model=model)
    return facts.filter(entry_id__lte=asof.position).exclude(Exists(annulled))


def _held(model: type[FactModel], asof: AsOf) -> QuerySet[FactModel]:
    """Known facts that hold on or before the reader's day."""
    return _known(model, asof).filter(on_date__lte=asof.on)


def shares_in_force(asof: AsOf) -> QuerySet[Share]:
    """Shares known, begun and not ended by the reader's day."""
    return (
        Share.objects.filter(entry_id__lte=asof.position, from_date__lte=asof.on)
        .exclude(end__on_date__lte=asof.on, end__entry_id__lte=asof.position)
        .order_by("order", "pk")
    )


def accepted_claims(asof: AsOf) -> QuerySet[Claim]:
    """Claims made by the reader's day whose acceptance the record knows, however late it came."""
    return _held(Claim, asof).filter(Exists(_known(Acceptance, asof).filter(claim=OuterRef("pk"))))


def open_claims(asof: AsOf) -> QuerySet[Claim]:
    """Claims that nobody has answered yet."""
    answered = Q(Exists(_known(Acceptance, asof).filter(claim=OuterRef("pk")))) | Q(
        Exists(_known(Return, asof).filter(claim=OuterRef("pk")))
    )
    return _held(Claim, asof).exclude(answered)


def _leads(asof: AsOf) -> QuerySet[Share]:
    return shares_in_force(asof).filter(task=OuterRef("pk"), role=ShareRole.LEAD)


def _corrected(field: CorrectedField, asof: AsOf) -> Subquery:
    latest = _held(Correction, asof).filter(task=OuterRef("pk"), field=field).order_by("-entry_id")
    return Subquery(latest.values("after")[:1])


def _standing(asof: AsOf) -> Case:
    """The same answer as `deadlines.rules.standing`, given by the database; a test holds the two together."""
    return Case(
        When(withdrawn_date__isnull=False, then=Value(Standing.WITHDRAWN.value)),
        When(
            Q(done_date__isnull=False) & (Q(due_date__isnull=True) | Q(done_date__lte=F("due_date"))),
            then=Value(Standing.DONE_IN_TIME.value),
        ),
        When(done_date__isnull=False, then=Value(Standing.DONE_LATE.value)),
        When(due_date__isnull=True, then=Value(Standing.UNDATED.value)),
        When(due_date__lt=asof.on, then=Value(Standing.OVERDUE.value)),
        default=Value(Standing.OPEN_IN_TIME.value),
        output_field=CharField(),
    )


def visible_to(scope: Scope) -> Q:
    """Which tasks a reader may know of.

    Public ones: everyone. Internal ones: whoever holds a post in the system. Restricted ones: the steering side,
    inspectors, and the bodies named in them.
    """
    public = Q(publication=Publication.PUBLIC)
    if scope.is_public:
        return public
    if scope.reads_all:
        return Q()
    named = Share.objects.filter(task=OuterRef("pk"), agency__in=scope.agencies)
    return public | Q(publication=Publication.INTERNAL) | Q(Exists(named))


def tasks_as_of(asof: AsOf, scope: Scope) -> QuerySet[TaskOnDay]:
    """Tasks assigned by the reader's day, each with its dates and its `standing`, which the database can sift by."""
    return tasks_with_dates(asof, scope).annotate(standing=_standing(asof))


def tasks_with_dates(asof: AsOf, scope: Scope) -> QuerySet[TaskWithDates]:
    """Tasks assigned by the reader's day, each with what a standing is answered from.

    Annotated: `due_date`, `nature`, `continues`, `first_due`, `done_date`, `withdrawn_date`, `awaiting`, `lead_id`,
    and the words in force `title_now`, `product_now`. Naming the standing too runs every subquery twice, so who needs
    no sifting by it asks here.
    """
    deadlines = _held(Deadline, asof).filter(task=OuterRef("pk")).order_by("-entry_id")
    # A body's claims as lead are its own, whichever row of its share they were made on: the lead may go and come back.
    of_leads = accepted_claims(asof).filter(share__role=ShareRole.LEAD)
    accepted = of_leads.filter(share__task=OuterRef("task"), share__agency=OuterRef("agency"))
    lead_claims = of_leads.filter(
        share__task=OuterRef("pk"),
        share__agency__in=shares_in_force(asof)
        .filter(task=OuterRef(OuterRef("pk")), role=ShareRole.LEAD)
        .values("agency"),
    )
    all_leads_done = Exists(_leads(asof)) & ~Exists(_leads(asof).exclude(Exists(accepted)))
    withdrawals = _held(Withdrawal, asof).filter(task=OuterRef("pk")).order_by("entry_id")
    waiting = open_claims(asof).filter(share__task=OuterRef("pk"))
    return Task.objects.filter(
        visible_to(scope), assigned_on__lte=asof.on, entry_id__lte=asof.position
    ).annotate(
        due_date=Subquery(deadlines.values("due_date")[:1], output_field=DateField()),
        nature=Subquery(deadlines.values("nature")[:1]),
        continues=Subquery(deadlines.values("continues")[:1], output_field=BooleanField()),
        first_due=Subquery(
            Deadline.objects.filter(task=OuterRef("pk")).order_by("entry_id").values("due_date")[:1]
        ),
        done_date=Case(
            When(
                all_leads_done,
                then=Subquery(lead_claims.order_by("-on_date").values("on_date")[:1]),
            ),
            default=None,
            output_field=DateField(),
        ),
        withdrawn_date=Subquery(withdrawals.values("on_date")[:1]),
        awaiting=Exists(waiting),
        lead_id=Subquery(_leads(asof).values("agency")[:1]),
        title_now=Coalesce(_corrected(CorrectedField.TITLE, asof), F("title")),
        product_now=Coalesce(_corrected(CorrectedField.PRODUCT, asof), F("product")),
    )


def given_task(code: str, asof: AsOf) -> TaskGiven | None:
    """One task with nothing worked out but its withdrawal: what a report, a claim or an answer is judged by.

    Its dates would cost far more than all the rest of such an act.
    """
    withdrawals = _held(Withdrawal, asof).filter(task=OuterRef("pk")).order_by("entry_id")
    given = Task.objects.filter(code=code, assigned_on__lte=asof.on, entry_id__lte=asof.position)
    return (
        given.annotate(withdrawn_date=Subquery(withdrawals.values("on_date")[:1]))
        .select_related("programme")
        .first()
    )


def programme_tasks(programme: Programme, asof: AsOf, scope: Scope) -> QuerySet[TaskOnDay]:
    """The tasks of one programme, in the order of their codes."""
    return tasks_as_of(asof, scope).filter(programme=programme).order_by("code")


def cooperating_agencies(programme: Programme, asof: AsOf, scope: Scope) -> QuerySet[Share, int]:
    """The body of every cooperating share of a programme's tasks in sight."""
    shares = shares_in_force(asof).filter(
        role=ShareRole.COOPERATING,
        task__in=Task.objects.filter(visible_to(scope), programme=programme, assigned_on__lte=asof.on),
    )
    return shares.order_by().values_list("agency_id", flat=True)


def codes_holding(words: Sequence[str], programme: Programme, scope: Scope) -> set[str]:
    """The tasks in sight whose text holds every word; both sides are folded, so tone marks do not matter."""
    held = Q()
    for word in words:
        held &= Q(folded__contains=word)
    return set(
        Task.objects.filter(visible_to(scope), held, programme=programme).values_list("code", flat=True)
    )


def codes_shared_with(agencies: Iterable[int], programme: Programme, asof: AsOf) -> set[str]:
    """The tasks of a programme in which one of some bodies cooperates."""
    shares = shares_in_force(asof).filter(
        role=ShareRole.COOPERATING, agency__in=agencies, task__programme=programme
    )
    return set(shares.order_by().values_list("task__code", flat=True))


def task_as_of(code: str, asof: AsOf, scope: Scope) -> TaskOnDay | None:
    """One task by its code, if the reader may know of it."""
    found = tasks_as_of(asof, scope).filter(code=code)
    return found.select_related("programme", "clause__directive", "conclusion__meeting", "field").first()


def deadlines_of(task: Task, asof: AsOf) -> QuerySet[Deadline]:
    """Every deadline the task has had, first to last; annulled ones left out."""
    return _held(Deadline, asof).filter(task=task).select_related("entry").order_by("entry_id")


def shares_of(task: Task, asof: AsOf) -> QuerySet[Share]:
    """The bodies that share a task, leads first in the order of the paper."""
    return shares_in_force(asof).filter(task=task).select_related("agency").order_by("-role", "order", "pk")


def claims_of(task: Task, asof: AsOf) -> QuerySet[Claim]:
    """Claims on a task, newest first, with their evidence."""
    return (
        _held(Claim, asof)
        .filter(share__task=task)
        .select_related("share__agency", "entry")
        .prefetch_related("evidence")
        .order_by("-entry_id")
    )


def acceptances_of(task: Task, asof: AsOf) -> QuerySet[Acceptance]:
    """Acceptances in force on a task's claims."""
    return _known(Acceptance, asof).filter(claim__share__task=task).select_related("claim", "entry")


def returns_of(task: Task, asof: AsOf) -> QuerySet[Return]:
    """Returns in force of a task's claims."""
    return _known(Return, asof).filter(claim__share__task=task).select_related("claim", "entry")


def open_requests_of(task: Task, asof: AsOf) -> QuerySet[ExtensionRequest]:
    """Requests for a later day that nobody has answered: no refusal, and no extension after them."""
    later = _held(Deadline, asof).filter(
        task=OuterRef("task"), origin="extended", entry_id__gt=OuterRef("entry_id")
    )
    return (
        _held(ExtensionRequest, asof)
        .filter(task=task)
        .exclude(refusal__entry_id__lte=asof.position)
        .exclude(Exists(later))
        .select_related("agency", "entry")
        .order_by("-entry_id")
    )


def corrections_of(task: Task, asof: AsOf) -> QuerySet[Correction]:
    """What was mended in a task's words, oldest first."""
    return _held(Correction, asof).filter(task=task).select_related("entry").order_by("entry_id")


def annulments_of(task: Task, asof: AsOf) -> QuerySet[Annulment]:
    """Acts on a task that were declared never to have held."""
    return Annulment.objects.filter(task=task, entry_id__lte=asof.position).order_by("entry_id")


def cited_elsewhere(sha256: str, task: Task) -> QuerySet[Task]:
    """Other tasks for which the same file was put forward."""
    return Task.objects.filter(shares__claims__evidence__sha256=sha256).exclude(pk=task.pk).distinct()


def evidence_of(task: Task, sha256: str, asof: AsOf) -> ClaimEvidence | None:
    """A file put forward for a task, whatever became of the claim it came with."""
    cited = ClaimEvidence.objects.filter(claim__share__task=task, sha256=sha256)
    return cited.filter(entry_id__lte=asof.position).order_by("entry_id").first()
