"""Intake of a workbook of 10,000 tasks: reading it, proposing every task with its doubts, and entering them all.

The store has the packaged catalogue of bodies and the packaged rules of deadlines. Beside it: openpyxl and calamine
reading the same cells, which gives cells and no tasks.
"""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import store

# isort: split
import openpyxl
import python_calamine
from django.db import transaction

import annex_workbook
from camket.discipline.agencies.actions import appoint, establish_post
from camket.discipline.agencies.adopting import adopt_bodies
from camket.discipline.agencies.intake import bundled_catalogue
from camket.discipline.agencies.roles import Publication, Role
from camket.discipline.agencies.seats import OPERATOR
from camket.discipline.annexes import read_annex
from camket.discipline.deadlines.adopting import adopt_dated_data
from camket.discipline.directives.actions import PaperFile, open_programme
from camket.discipline.intakes import PaperMeta, Proposal, RowState, confirm, propose
from camket.periods import AsOf
from camket.record import queries as record
from camket.record.actions import declare_origin
from camket.record.rules import Actor
from measuring import Table, publish, seconds

ON = date(2025, 10, 15)
AT = datetime(2025, 10, 15, 5, tzinfo=UTC)
SIGNED = date(2025, 10, 1)
SYSTEM = OPERATOR
OFFICE = Actor(post="thuong-truc", person="nguoi-thuong-truc")
FILE = "phu-luc.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
META = PaperMeta(
    code="1-KL-BCD",
    number_text="1-KL/BCĐ",
    kind="conclusion",
    title="Kết luận giao nhiệm vụ",
    issuer="BCD-TW",
    signed_on=SIGNED,
    programme="57",
    publication=Publication.PUBLIC,
)


@transaction.atomic
def furnish(issuer: str) -> None:
    """The register as a service has it: bodies, dated data, a programme, and a post that may give tasks in it."""
    declare_origin(origin="camket.bench/record", synthetic=True, by=SYSTEM, at=AT, on=ON)
    adopt_bodies(after=None, until=ON, by=SYSTEM, at=AT)
    adopt_dated_data(after=None, until=ON, by=SYSTEM, at=AT)
    establish_post(
        code=OFFICE.post,
        agency=issuer,
        title_vi="Cơ quan thường trực",
        title_en="Standing office",
        role=Role.STANDING_OFFICE,
        by=SYSTEM,
        at=AT,
        on=SIGNED,
    )
    appoint(post=OFFICE.post, person=OFFICE.person, full_name="Trần Thị Bình", by=SYSTEM, at=AT, on=SIGNED)
    open_programme(
        code=META.programme,
        name_vi="Chương trình thực hiện Nghị quyết 57-NQ/TW",
        name_en="Programme of Resolution 57-NQ/TW",
        owner=issuer,
        before_includes_day=True,
        publication=Publication.PUBLIC,
        synthetic=True,
        by=SYSTEM,
        at=AT,
        on=SIGNED,
    )


def by_openpyxl(data: bytes) -> int:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return sum(1 for sheet in book for _ in sheet.iter_rows(values_only=True))


def by_calamine(data: bytes) -> int:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def measure() -> Table:
    table = Table("intake", f"Intake of a workbook of {annex_workbook.ROWS:,} tasks")
    bodies = [
        row for row in bundled_catalogue().agencies if row.valid_to is None and row.valid_from <= SIGNED
    ]
    issuer = META.issuer
    store.migrate()
    furnish(issuer)
    data = annex_workbook.made([row.name_vi for row in bodies if row.kind.value in {"ministry", "province"}])
    asof = AsOf(on=ON, known_at=None, position=record.latest_position())

    def proposed() -> Proposal:
        return propose(data=data, filename=FILE, meta=META, answers={}, asof=asof)

    found = proposed()
    assert len(found.rows) == annex_workbook.ROWS
    states = {state.value: len(found.rows_in(state)) for state in RowState if found.rows_in(state)}
    told = ", ".join(f"{count:,} {state}" for state, count in states.items())
    table.add(
        "the whole proposal: tasks, bodies, dates, doubts", "s", seconds(proposed, runs=3), aim=5, note=told
    )
    table.add("reading the annex alone", "s", seconds(lambda: read_annex(data, filename=FILE), runs=3))
    table.add("openpyxl read_only: cells alone", "s", seconds(lambda: by_openpyxl(data), runs=3), beside=True)
    table.add("calamine: cells alone", "s", seconds(lambda: by_calamine(data), runs=3), beside=True)
    if found.blocked:
        table.left_out.append(f"entering it: {len(found.blocked)} rows wait for a person")
        return table
    file = PaperFile(FILE, XLSX, data)
    runs = seconds(lambda: confirm(proposal=found, file=file, by=OFFICE, at=AT, on=ON), runs=1)
    table.add("entering it all: paper, clauses, tasks, record", "s", runs, note="one transaction")
    return table


if __name__ == "__main__":
    publish(measure())
