"""Calls: the list of tasks, sifted and read along their codes."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from camket.discipline.agencies import queries as agencies
from camket.discipline.deadlines.rules import Nature, Standing, days_late
from camket.discipline.directives import queries as directives
from camket.discipline.finding import queries as finding
from camket.discipline.finding.frequent import next_by_words
from camket.discipline.meetings import queries as meetings
from camket.discipline.tasks import queries as known_tasks
from camket.discipline.tasks.figures import COMPLETED, COUNTED, OF_DUE
from camket.discipline.tasks.rules import stage
from camket.discipline.tasks.spans import Sieve, next_spans, sifted, spans_on
from camket.periods import AsOf

from .asking import MOST_ROWS, Asked, AsOfShape, ProgrammeMarks, asked, programme_asked
from .openapi import answers
from .problems import Unanswerable

if TYPE_CHECKING:
    from camket.discipline.agencies.models import Agency
    from camket.discipline.agencies.queries import Lineage
    from camket.discipline.directives.models import Programme
    from camket.discipline.tasks.queries import TaskOnDay

router = Router(tags=["tasks"])

STANDINGS: Mapping[str, tuple[str, ...]] = {
    "counted": COUNTED,
    "completed": COMPLETED,
    "due": OF_DUE.denominator,
    **{one.value: (one.value,) for one in Standing},
}
"""What `standing=` may say: one standing, or the group that a number of the review counts."""


class TaskFilters(ProgrammeMarks):
    """Which tasks of a programme, and where the page begins."""

    standing: str = Field(
        default="",
        description=f"One standing or a group (theo thời hạn): {', '.join(STANDINGS)}.",
        examples=["overdue"],
    )
    agency: str = Field(
        default="",
        description="Code of the body that answers for the first lead (cơ quan chủ trì), heirs included.",
    )
    takes_part: str = Field(default="", description="Code of a body that cooperates (phối hợp).")
    field: str = Field(default="", description="Code of the field (lĩnh vực).")
    meeting: str = Field(default="", description="Code of the meeting (phiên họp).")
    nature: str = Field(default="", description=f"Nature of the deadline: {', '.join(Nature)}.")
    awaiting: bool = Field(
        default=False, description="Only open tasks with an unanswered claim (chờ xác nhận)."
    )
    q: str = Field(
        default="", max_length=200, description="Words to find; tone marks do not matter (tìm không cần dấu)."
    )
    after: str = Field(default="", description="The last code of the page before: `next` of its answer.")
    limit: int = Field(default=100, ge=1, le=MOST_ROWS, description="Rows of a page.")


class Axes(Schema):
    """The three answers about a task, never merged."""

    standing: str = Field(description="By dates alone (thời hạn).", examples=["overdue"])
    stage: str = Field(
        description="How far from said to true (mức xác thực): not_claimed, claimed, accepted.",
        examples=["claimed"],
    )
    confidence: None = Field(
        default=None, description="Ratings (mức tin cậy): none is measured yet, and none is invented."
    )


class TaskShape(Schema):
    """One task on a day (nhiệm vụ)."""

    code: str = Field(description="Its code (mã).", examples=["57-0412"])
    title: str = Field(description="What is to be done, as in force on the day (nội dung).")
    product: str = Field(description="The product that makes it done (sản phẩm).")
    axes: Axes = Field(description="Standing, truth stage, confidence.")
    due: date | None = Field(description="Deadline in force (thời hạn hiện hành).")
    first_due: date | None = Field(description="First deadline (hạn đầu): never overwritten.")
    nature: str = Field(description="What kind of promise the words make.", examples=["dated"])
    continues: bool = Field(description="Goes on after the deadline (làm tiếp sau hạn).")
    done_on: date | None = Field(description="Day of the accepted claim (ngày hoàn thành).")
    withdrawn_on: date | None = Field(description="Day it was taken off the list (ngày rút).")
    awaiting: bool = Field(description="A lead's claim is unanswered (chờ xác nhận).")
    days_late: int | None = Field(
        description="Calendar days past the deadline; null where it has no meaning."
    )
    lead: str | None = Field(
        description="First lead as the paper names it (cơ quan chủ trì).", examples=["G06"]
    )
    answers_now: str | None = Field(
        description="The body that answers for it on the day, when the lead has passed into another."
    )
    field: str | None = Field(description="Code of its field (lĩnh vực).", examples=["I"])
    meeting: str | None = Field(description="Code of the meeting that gave it (phiên họp).")
    assigned_on: date = Field(description="Day it was given (ngày giao).")
    publication: str = Field(description="Who may know of it: public, internal, restricted.")


class TaskPage(Schema):
    """One page of tasks, in the order of their codes."""

    programme: str = Field(description="Code of the programme (chương trình).", examples=["57"])
    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    tasks: list[TaskShape] = Field(description="The rows.")
    next: str | None = Field(description="What to give as `after` for the next page; null on the last one.")


class Bodies:
    """Every body by its id and its code, and who answers for whom on a day: read once for a whole answer."""

    def __init__(self, asof: AsOf) -> None:
        self.by_id: dict[int, Agency] = agencies.agencies_by_id()
        self.line: Lineage = agencies.lineage(asof)

    def gathered(self, name: str, code: str) -> frozenset[int]:
        """The ids of a body and of all whose tasks came to it. Raises `Unanswerable`."""
        found = next((pk for pk, body in self.by_id.items() if body.code == code), None)
        if found is None:
            raise Unanswerable("list.filter.unknown", name=name, value=code[:40])
        return self.line.gathered(found)

    def code(self, agency_id: int | None) -> str | None:
        """The code of a body."""
        return None if agency_id is None else self.by_id[agency_id].code

    def heir(self, agency_id: int | None) -> str | None:
        """The code of the body that answers instead; none when it answers itself."""
        if agency_id is None or (heir := self.line.heir(agency_id)) == agency_id:
            return None
        return self.by_id[heir].code


@router.get("/tasks", response=answers(TaskPage), operation_id="list_tasks", summary="Tasks on a day")
def tasks(request: HttpRequest, filters: Query[TaskFilters]) -> TaskPage:
    """The tasks of a programme in the caller's sight, in the order of their codes (danh mục nhiệm vụ).

    The list behind a number of the review: the same day, `known_at` and filter give as many rows as it counts. Pages
    follow codes, so a task given meanwhile neither doubles nor hides another.
    """
    this = asked(request, filters)
    programme = programme_asked(this, filters)
    bodies = Bodies(this.asof)
    spans = sifted(
        spans_on(programme, this.asof, this.scope), _sieve(programme, this, filters, bodies), this.asof
    )
    most = filters.limit + 1
    if want := finding.read_search(filters.q) if filters.q.strip() else None:
        rows = next_by_words(spans, want, this.scope, after=filters.after, most=most)
    else:
        rows = next_spans(spans, filters.after, most=most)
    codes = list(rows.values_list("code", flat=True))
    shown = codes[: filters.limit]
    page = known_tasks.programme_tasks(programme, this.asof, this.scope).filter(code__in=shown)
    return TaskPage(
        programme=programme.code,
        as_of=this.shape,
        tasks=[
            task_shape(task, this.asof, bodies)
            for task in page.select_related("field", "conclusion__meeting")
        ],
        next=shown[-1] if len(codes) > len(shown) else None,
    )


def _sieve(programme: "Programme", this: Asked, filters: TaskFilters, bodies: Bodies) -> Sieve:
    """The filters as what they name, but for the words. Raises `Unanswerable` for a value that is not there."""
    sieve = Sieve(awaiting=filters.awaiting)
    if filters.standing:
        _require("standing", filters.standing, STANDINGS)
        sieve = replace(sieve, standings=STANDINGS[filters.standing])
    if filters.nature:
        _require("nature", filters.nature, [one.value for one in Nature])
        sieve = replace(sieve, nature=filters.nature)
    if filters.agency:
        sieve = replace(sieve, leads=bodies.gathered("agency", filters.agency))
    if filters.takes_part:
        sieve = replace(sieve, takes_part=bodies.gathered("takes_part", filters.takes_part))
    if filters.field:
        fields = dict(directives.fields_of(programme).values_list("code", "pk"))
        _require("field", filters.field, fields)
        sieve = replace(sieve, field=fields[filters.field])
    if filters.meeting:
        held = dict(meetings.meetings_of(programme, this.asof).values_list("code", "pk"))
        _require("meeting", filters.meeting, held)
        sieve = replace(sieve, meeting=held[filters.meeting])
    return sieve


def _require(name: str, value: str, known: Iterable[str]) -> None:
    if value not in set(known):
        raise Unanswerable("list.filter.unknown", name=name, value=value[:40])


def task_shape(task: "TaskOnDay", asof: AsOf, bodies: Bodies) -> TaskShape:
    """A task as it is answered."""
    conclusion = task.conclusion
    return TaskShape(
        code=task.code,
        title=task.title_now,
        product=task.product_now,
        axes=Axes(
            standing=task.standing,
            stage=stage(done=task.done_date is not None, awaiting=task.awaiting, carried=task.carried).value,
        ),
        due=task.due_date,
        first_due=task.first_due,
        nature=task.nature,
        continues=task.continues,
        done_on=task.done_date,
        withdrawn_on=task.withdrawn_date,
        awaiting=task.awaiting,
        days_late=days_late(
            due_date=task.due_date,
            done_date=task.done_date,
            withdrawn_date=task.withdrawn_date,
            on=asof.on,
        ),
        lead=bodies.code(task.lead_id),
        answers_now=bodies.heir(task.lead_id),
        field=task.field.code if task.field else None,
        meeting=conclusion.meeting.code if conclusion else None,
        assigned_on=task.assigned_on,
        publication=task.publication,
    )
