"""Calls: the bodies that stand on a day, and how they passed into one another."""

from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from camket.discipline.agencies import queries as agencies

from .asking import AsOfShape, Marks, asked
from .openapi import answers
from .problems import Unanswerable

if TYPE_CHECKING:
    from camket.discipline.agencies.models import Agency

router = Router(tags=["agencies"])


class AgencyShape(Schema):
    """A body that gives or gets tasks (cơ quan)."""

    code: str = Field(description="Its code (mã).", examples=["G06"])
    name_vi: str = Field(description="Vietnamese name.")
    name_en: str = Field(description="English name.")
    abbreviation: str = Field(description="Short name (tên viết tắt).")
    kind: str = Field(description="What kind of body.", examples=["ministry"])
    parent: str | None = Field(description="Code of the body above it (cơ quan cấp trên).")
    valid_from: date = Field(description="Since when it stands.")
    ended_on: date | None = Field(description="The day it passed into another; null while it stands.")
    code_confirmed: bool = Field(description="False while the code has no confirmed source (chưa xác nhận).")
    form_confirmed: bool = Field(description="False while the name's form has no confirmed source.")


class Passing(Schema):
    """One body whose tasks passed to another."""

    predecessor: str = Field(description="Code of the body that ended.")
    heir: str | None = Field(description="Code of the body that answers for its tasks; null when none does.")
    on: date = Field(description="The day.")


class AgencyList(Schema):
    """The bodies that stand on a day."""

    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    agencies: list[AgencyShape] = Field(description="In Vietnamese order of their names.")
    successions: list[Passing] = Field(description="Bodies that have ended by the day (sắp xếp tổ chức).")


class SuccessionShape(Schema):
    """One succession in which the body stands on either side (hợp nhất, chia tách, đổi tên)."""

    position: int = Field(description="Its entry (bản ghi).")
    kind: str = Field(description="merge, split, rename.", examples=["merge"])
    predecessor: str = Field(description="Code of the earlier body.")
    successor: str | None = Field(description="Code of the later body; null when none followed.")
    heir: bool = Field(description="True when the successor answers for the tasks.")
    on: date = Field(description="The day.")
    source: str = Field(description="The act of law or other source (căn cứ).")
    confirmed: bool = Field(description="False while the source is not confirmed.")


class AgencyWhole(AgencyShape):
    """A body with its successions."""

    as_of: AsOfShape = Field(description="The day and the record's place it holds for.")
    answers_now: str | None = Field(description="The body that answers for its tasks, when it has ended.")
    posts: int = Field(description="Posts it has on the day (vị trí công tác).")
    successions: list[SuccessionShape] = Field(description="In order of days.")


@router.get(
    "/agencies", response=answers(AgencyList), operation_id="list_agencies", summary="Bodies on a day"
)
def agency_list(request: HttpRequest, marks: Query[Marks]) -> AgencyList:
    """The bodies that stand on a day (danh mục cơ quan), and those that had passed into others by then."""
    this = asked(request, marks)
    line, every = agencies.lineage(this.asof), agencies.agencies_by_id()
    passed = sorted(line.ended.items(), key=lambda one: (one[1], every[one[0]].code))
    return AgencyList(
        as_of=this.shape,
        agencies=[_agency_shape(one, None) for one in agencies.agencies_on(this.asof)],
        successions=[
            Passing(
                predecessor=every[pk].code,
                heir=every[line.heirs[pk]].code if pk in line.heirs else None,
                on=on,
            )
            for pk, on in passed
        ],
    )


@router.get(
    "/agencies/{code}", response=answers(AgencyWhole), operation_id="read_agency", summary="One body on a day"
)
def agency(request: HttpRequest, code: str, marks: Query[Marks]) -> AgencyWhole:
    """One body, ended or not, with what it passed into and what passed into it."""
    this = asked(request, marks)
    found = agencies.agency(code)
    if found is None or found.entry_id > this.asof.position:
        raise Unanswerable("agency.unknown", agency=code[:40])
    line = agencies.lineage(this.asof)
    heir = line.heir(found.pk)
    known = agencies.successions_of(found).filter(entry_id__lte=this.asof.position, on_date__lte=this.asof.on)
    return AgencyWhole(
        **dict(_agency_shape(found, line.ended.get(found.pk))),
        as_of=this.shape,
        answers_now=agencies.agencies_by_id()[heir].code if heir != found.pk else None,
        posts=agencies.n_posts_of(found, this.asof),
        successions=[
            SuccessionShape(
                position=row.entry_id,
                kind=row.kind,
                predecessor=row.predecessor.code,
                successor=row.successor.code if row.successor else None,
                heir=row.heir,
                on=row.on_date,
                source=row.source,
                confirmed=row.confirmed,
            )
            for row in known
        ],
    )


def _agency_shape(one: "Agency", ended_on: date | None) -> AgencyShape:
    return AgencyShape(
        code=one.code,
        name_vi=one.name_vi,
        name_en=one.name_en,
        abbreviation=one.abbreviation,
        kind=one.kind,
        parent=one.parent.code if one.parent else None,
        valid_from=one.valid_from,
        ended_on=ended_on,
        code_confirmed=one.code_confirmed,
        form_confirmed=one.form_confirmed,
    )
