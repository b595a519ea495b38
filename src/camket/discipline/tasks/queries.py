"""Readers of tasks: as of a day and a place in the record, for one reader's scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, TypeVar

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from camket.discipline.agencies.roles import Publication, Scope
from camket.discipline.deadlines.rules import Standing
from camket.discipline.meetings.queries import conclusions_of

from .models import (
    Acceptance,
    Annulment,
    CarriedCheck,
    Claim,
    ClaimEvidence,
    Correction,
    Deadline,
    Disclosure,
    ExtensionRequest,
    Return,
    Share,
    ShareEnd,
    Task,
    Withdrawal,
)
from .parts import shares_naming, shown
from .rules import CorrectedField
from .rules.parts import Part

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from datetime import date

    from django.db.models import Model
    from django_stubs_ext import WithAnnotations

    from camket.discipline.directives.models import Programme
    from camket.discipline.meetings.models import Conclusion, Meeting
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
        carried: bool
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
    """Shares known, begun and not ended by the reader's day; an annulled handing-over began and ended none."""
    ended = _held(ShareEnd, asof).filter(share=OuterRef("pk"))
    known = _known(Share, asof).filter(from_date__lte=asof.on)
    return known.exclude(Exists(ended)).order_by("order", "pk")


def shares_moved_after(day: date, *, tasks: Iterable[int], asof: AsOf) -> set[int]:
    """Which tasks (ids) have a share that begins or ends after a day: before that day they move no more."""
    tasks = list(tasks)
    begun = _known(Share, asof).filter(task__in=tasks, from_date__gt=day)
    ended = _known(ShareEnd, asof).filter(share__task__in=tasks, on_date__gt=day)
    return {*begun.values_list("task_id", flat=True), *ended.values_list("share__task_id", flat=True)}


def accepted_claims(asof: AsOf) -> QuerySet[Claim]:
    """Claims made by the reader's day whose acceptance the record knows, however late it came.

    A completion that was carried over and that a check refuted is none.
    """
    accepted = Exists(_known(Acceptance, asof).filter(claim=OuterRef("pk")))
    return _held(Claim, asof).filter(accepted).exclude(Exists(_refuting(asof)))


def _refuting(asof: AsOf) -> QuerySet[CarriedCheck]:
    return _known(CarriedCheck, asof).filter(carried__claim=OuterRef("pk"), upheld=False)


def open_claims(asof: AsOf) -> QuerySet[Claim]:
    """Claims that nobody has answered yet."""
    answered = Q(Exists(_known(Acceptance, asof).filter(claim=OuterRef("pk")))) | Q(
        Exists(_known(Return, asof).filter(claim=OuterRef("pk")))
    )
    return _held(Claim, asof).exclude(answered).exclude(Exists(_refuting(asof)))


def _corrected(field: CorrectedField, asof: AsOf) -> Subquery:
    latest = _held(Correction, asof).filter(task=OuterRef("pk"), field=field).order_by("-entry_id")
    return Subquery(latest.values("after")[:1])


def by_dates(asof: AsOf) -> Case:
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


def _words_now(field: CorrectedField, part: Part, asof: AsOf, scope: Scope) -> Coalesce | Case:
    """The words in force, empty for a reader from whom this part of the task is kept."""
    words = Coalesce(_corrected(field, asof), F(field.value))
    if scope.reads_all:
        return words
    return Case(When(shown(part, scope), then=words), default=Value(""), output_field=TextField())


def visible_to(scope: Scope) -> Q:
    """Which tasks a reader may know of.

    Public ones: everyone. Internal ones: whoever holds a post in the system. Restricted ones: the steering side,
    inspectors, and the bodies named in them by an act that holds.
    """
    public = _in_class(Publication.PUBLIC)
    if scope.is_public:
        return public
    if scope.reads_all:
        return Q()
    named = shares_naming(scope).filter(task=OuterRef("pk"))
    return public | _in_class(Publication.INTERNAL) | Q(Exists(named))


def span_in_sight(scope: Scope, *, of: str = "") -> Q:
    """As `visible_to`, by the class that spans bear, which is the one in force now; `of` leads to the span."""
    if scope.is_public:
        return Q(**{f"{of}publication": Publication.PUBLIC})
    if scope.reads_all:
        return Q()
    named = shares_naming(scope).values("task")
    return ~Q(**{f"{of}publication": Publication.RESTRICTED}) | Q(**{f"{of}task__in": named})


def sight_of(scope: Scope) -> Hashable:
    """What of a scope `visible_to` asks: two readers with one sight see the same tasks, and may share a count."""
    if scope.is_public or scope.reads_all:
        return "public" if scope.is_public else "all"
    return scope.agencies


def _in_class(publication: Publication) -> Q:
    """Tasks whose class is this one now: as they were given, or as the latest decision about them says."""
    later = Disclosure.objects.filter(task=OuterRef("task"), part="", entry_id__gt=OuterRef("entry_id"))
    latest = Disclosure.objects.filter(~Exists(later), part="")
    decided = Q(pk__in=latest.filter(publication=publication).values("task"))
    return decided | (Q(publication=publication) & ~Q(pk__in=latest.values("task")))


def restricted_among(tasks: Iterable[int]) -> set[str]:
    """Codes of those of some tasks (by their ids) that are restricted now: `is_restricted` for many at once."""
    found = Task.objects.filter(_in_class(Publication.RESTRICTED), pk__in=list(tasks))
    return set(found.values_list("code", flat=True))


def tasks_as_of(asof: AsOf, scope: Scope) -> QuerySet[TaskOnDay]:
    """Tasks assigned by the reader's day, each with its dates and its `standing`, which the database can sift by."""
    return tasks_with_dates(asof, scope).annotate(standing=by_dates(asof))


def tasks_with_dates(asof: AsOf, scope: Scope) -> QuerySet[TaskWithDates]:
    """Tasks assigned by the reader's day, each with what a standing is answered from.

    Annotated from the span that holds then: `due_date`, `nature`, `continues`, `done_date`, `withdrawn_date`,
    `awaiting`, `carried` (done by a completion reported before this record that nobody has upheld) and `lead_id`;
    from the facts: `first_due`, and the words in force `title_now`, `product_now`.
    """
    first = Deadline.objects.filter(task=OuterRef("pk")).order_by("entry_id", "pk")
    then = Q(
        spans__known_from__lte=asof.position,
        spans__known_until__gt=asof.position,
        spans__from_day__lte=asof.on,
        spans__until_day__gt=asof.on,
    )
    return (
        Task.objects.alias(span=FilteredRelation("spans", condition=then))
        .filter(span_in_sight(scope, of="span__"), span__isnull=False)
        .annotate(
            due_date=F("span__due_date"),
            nature=F("span__nature"),
            continues=F("span__continues"),
            done_date=F("span__done_date"),
            withdrawn_date=F("span__withdrawn_date"),
            awaiting=F("span__awaiting"),
            carried=F("span__carried"),
            lead_id=F("span__lead"),
            first_due=Subquery(first.values("due_date")[:1]),
            title_now=_words_now(CorrectedField.TITLE, Part.TITLE, asof, scope),
            product_now=_words_now(CorrectedField.PRODUCT, Part.PRODUCT, asof, scope),
        )
    )


def given_tasks(asof: AsOf, scope: Scope) -> QuerySet[Task]:
    """Tasks in sight that were given by the reader's day; those of an annulled entry never were."""
    return _known(Task, asof).filter(visible_to(scope), assigned_on__lte=asof.on)


def given_task(code: str, asof: AsOf) -> TaskGiven | None:
    """One task with nothing worked out but its withdrawal: what a report, a claim or an answer is judged by.

    Its dates would cost far more than all the rest of such an act.
    """
    withdrawals = _held(Withdrawal, asof).filter(task=OuterRef("pk")).order_by("entry_id", "pk")
    given = _known(Task, asof).filter(code=code, assigned_on__lte=asof.on)
    return (
        given.annotate(withdrawn_date=Subquery(withdrawals.values("on_date")[:1]))
        .select_related("programme")
        .first()
    )


def programme_tasks(programme: Programme, asof: AsOf, scope: Scope) -> QuerySet[TaskOnDay]:
    """The tasks of one programme, in the order of their codes."""
    return tasks_as_of(asof, scope).filter(programme=programme).order_by("code")


def conclusions_in_sight(meeting: Meeting, asof: AsOf, scope: Scope) -> QuerySet[Conclusion]:
    """What a meeting concluded, in the order of its notices, as far as the reader sees a task that came of it.

    The words of a conclusion are those of its task. Who reads everything sees those that became none as well.
    """
    concluded = conclusions_of(meeting)
    if scope.reads_all:
        return concluded
    seen = given_tasks(asof, scope).filter(conclusion=OuterRef("pk"))
    return concluded.filter(Exists(seen))


def task_as_of(code: str, asof: AsOf, scope: Scope) -> TaskOnDay | None:
    """One task by its code, if the reader may know of it."""
    found = tasks_as_of(asof, scope).filter(code=code)
    return found.select_related("programme", "clause__directive", "conclusion__meeting", "field").first()


def deadlines_of(task: Task, asof: AsOf) -> QuerySet[Deadline]:
    """Every deadline the task has had, first to last; annulled ones left out."""
    return _held(Deadline, asof).filter(task=task).select_related("entry").order_by("entry_id", "pk")


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
    cited = ClaimEvidence.objects.filter(sha256=sha256, claim__share__task=OuterRef("pk"))
    return Task.objects.filter(Exists(cited)).exclude(pk=task.pk)


def evidence_of(task: Task, sha256: str, asof: AsOf) -> ClaimEvidence | None:
    """A file put forward for a task, whatever became of the claim it came with."""
    cited = ClaimEvidence.objects.filter(claim__share__task=task, sha256=sha256)
    return cited.filter(entry_id__lte=asof.position).order_by("entry_id").first()
