"""`camket catalogue agencies|posts|programmes|coverage`: files of many rows tried and entered, and what the catalogues lack."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.db import transaction

from camket.discipline.agencies.roles import Role, Scope
from camket.discipline.catalogues import queries as catalogues
from camket.discipline.catalogues.agency_file import enter_agencies, hold_agencies
from camket.discipline.catalogues.coverage import Lack, coverage
from camket.discipline.catalogues.post_file import hold_posts
from camket.discipline.catalogues.postings import enter_posts
from camket.discipline.catalogues.programme_file import enter_programmes, hold_programmes, programme_cells
from camket.discipline.catalogues.programme_rows import COLUMNS as PROGRAMME_COLUMNS
from camket.discipline.catalogues.tables import NoTable, table_text
from camket.periods import AsOf
from camket.record import queries as record
from camket.record.actions import seal_checkpoint
from camket.words import say_code
from camket.words.cells import safe_cell

from .door import Day, Unusable, hand_of, language, now, ready_record, signing_key, speaks, today
from .sentences import say

if TYPE_CHECKING:
    from datetime import date

    from camket.discipline.catalogues.agency_file import AgencyFile
    from camket.discipline.catalogues.post_file import PostFile
    from camket.discipline.catalogues.programme_file import ProgrammeFile

_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_POST = click.option("--as-post", help="vị trí của người ghi / the post that enters; the operator when empty")
_ENTER = click.option(
    "--enter", is_flag=True, help="ghi vào sổ; không có thì chỉ đọc thử / enter, else only try"
)


@click.group()
def catalogue() -> None:
    """Danh mục có ngày hiệu lực. / Dated data."""


@catalogue.command("agencies")
@_FILE
@_POST
@_ENTER
@click.option("--reason", default="", help="lý do đính chính / why entries are corrected")
@speaks
def agencies_file(*, file: Path, as_post: str | None, enter: bool, reason: str) -> None:
    """Nạp danh mục cơ quan từ tệp .csv, .xlsx. / Reads a table of agencies, and enters it with --enter."""
    ready_record()
    held = hold_agencies(_text(file))
    _tell(held)
    if not enter or not held.ready:
        return
    by, at = hand_of(as_post), now()
    with transaction.atomic():
        enter_agencies(file=held, reason=reason, by=by, at=at, on=today())
        seal_checkpoint(key=signing_key(), at=at)
    click.echo(say("catalogue_entered", language(), n=record.latest_position()))


@catalogue.command("posts")
@_FILE
@_POST
@_ENTER
@speaks
def posts_file(*, file: Path, as_post: str | None, enter: bool) -> None:
    """Nạp vị trí và người giữ từ tệp .csv, .xlsx. / Reads a table of posts and people, and enters it with --enter."""
    ready_record()
    by, at = hand_of(as_post), now()
    held = hold_posts(_text(file), by=by, today=today())
    _tell(held)
    if not enter or not held.ready:
        return
    with transaction.atomic():
        enter_posts(new=held.new, taken=[one.row for one in held.differing], by=by, at=at, on=today())
        seal_checkpoint(key=signing_key(), at=at)
    click.echo(say("catalogue_entered", language(), n=record.latest_position()))


@catalogue.command("programmes")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_POST
@_ENTER
@click.option("--reason", default="", help="lý do thay đổi / why entries are changed")
@click.option("--export", is_flag=True, help="in ra .csv / write the .csv")
@speaks
def programmes_file(
    *, file: Path | None, as_post: str | None, enter: bool, reason: str, export: bool
) -> None:
    """Nạp chương trình và nhóm nhiệm vụ từ tệp .csv, .xlsx, hoặc xuất. / Programmes and fields in or out."""
    ready_record()
    if export:
        _export_programmes()
        return
    if file is None:
        raise Unusable("catalogue_no_file")
    held = hold_programmes(_text(file), today=today())
    _tell(held)
    if not enter or not held.ready:
        return
    by, at = hand_of(as_post), now()
    with transaction.atomic():
        enter_programmes(file=held, reason=reason, by=by, at=at, on=today())
        seal_checkpoint(key=signing_key(), at=at)
    click.echo(say("catalogue_entered", language(), n=record.latest_position()))


def _export_programmes() -> None:
    """Every programme of the record, in the columns that the same command takes back."""
    asof = AsOf(on=today(), known_at=None, position=record.latest_position())
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(PROGRAMME_COLUMNS)
    for row in programme_cells(catalogues.programme_lines(Scope(role=Role.COMMITTEE), asof)):
        out.writerow([safe_cell(str(cell)) for cell in row])


def _text(file: Path) -> str:
    try:
        return table_text(file.name, file.read_bytes())
    except NoTable as error:
        raise Unusable("catalogue_not_text", file=file.name) from error


def _tell(held: AgencyFile | PostFile | ProgrammeFile) -> None:
    """What the file would do; its faults go to the error stream and end the command with 1."""
    spoken = language()
    n = {"new": len(held.new), "same": len(held.same), "differing": len(held.differing)}
    click.echo(say("catalogue_tried", spoken, **n))
    for fault in held.faults:
        words = say_code("catalogue_fault", fault.code, spoken)
        click.echo(f"{fault.line or '–'}: {fault.subject} {fault.column} “{fault.written}” {words}", err=True)
    if held.faults:
        click.get_current_context().exit(1)


@catalogue.command("coverage")
@click.option("--on", "on", type=Day(), help="ngày / the day")
@click.option("--csv", "as_csv", is_flag=True, help="xuất csv / as csv")
@speaks
def lacking(*, on: date | None, as_csv: bool) -> None:
    """Danh mục còn thiếu gì. / What the catalogues lack."""
    ready_record()
    asof = AsOf(on=on or today(), known_at=None, position=record.latest_position())
    found = coverage(asof, Scope(role=Role.COMMITTEE))
    spoken = language()
    if as_csv:
        out = csv.writer(sys.stdout)
        out.writerow(("lack", "subject", "agency", "tasks"))
        for one in found.missing:
            out.writerow(
                (one.lack.value, safe_cell(one.subject), one.body.code if one.body else "", one.tasks)
            )
        return
    for lack in Lack:
        some = found.of(lack)
        if some:
            click.echo(f"{len(some):>6}  {say_code('lack', lack, spoken)}")
            codes = ", ".join(one.subject for one in some[:8])
            click.echo(f"        {codes}{' …' if len(some) > 8 else ''}")
    click.echo(
        say("catalogue_lacks", spoken, n=len(found.missing), bodies=found.n_bodies, posts=found.n_posts)
    )
