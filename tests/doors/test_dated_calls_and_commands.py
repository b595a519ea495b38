"""Dated data through the API and the terminal: the same rows as the pages, tried before they are written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from django.test import Client
from tests.doors.api_calls import call
from tests.doors.dated_desk import adopt, give
from tests.world import SYSTEM, World, noon

from camket.cli.commands import camket
from camket.discipline.agencies.roles import Publication
from camket.discipline.escalations.adopting import adopt_packaged_ladders
from camket.discipline.tasks.models import Deadline
from camket.record import queries as record

if TYPE_CHECKING:
    from pathlib import Path

ADOPTED = date(2026, 8, 20)
STORM = "day,kind,paper,announced_on,confirmed\n2031-03-04,holiday,Công điện 12,2026-08-20,yes\n"


@pytest.fixture
def ready(world: World) -> World:
    adopt(ADOPTED)
    adopt_packaged_ladders(by=SYSTEM, at=noon(ADOPTED), on=ADOPTED)
    return world


def run(*words: str, status: int = 0) -> str:
    done = CliRunner().invoke(camket, list(words))
    assert done.exit_code == status, done.output
    return done.output


def test_the_calendar_of_a_year_has_its_working_days_and_its_papers(ready: World):  # noqa: ARG001 - the record
    told = call(Client(), "calendar", year=2026)
    # 261 days from Monday to Friday, 14 of them off, and the Saturdays 10 January and 22 August worked.
    assert told["working_days"] == 249
    swapped = next(row for row in told["days"] if row["day"] == "2026-08-22")
    assert (swapped["kind"], swapped["decides"]) == ("makeup_workday", True)
    assert call(Client(), "calendar", year=1800, status=400)["code"] == "request.parameter.unreadable"


def test_words_are_read_with_what_they_were_counted_from(ready: World):  # noqa: ARG001 - the record
    told = call(Client(), "reading", words="10 ngày làm việc kể từ ngày 20/8/2026", issued_on="2026-08-20")
    assert (told["due"], told["counted_from"], told["doubt"]) == ("2026-09-07", "2026-08-20", None)
    assert call(Client(), "reading", words="Sớm", issued_on="2026-08-20")["doubt"] == "no_date"


def test_calendars_and_ladders_say_whether_they_are_confirmed(ready: World):  # noqa: ARG001 - the record
    told = call(Client(), "reporting-calendars", year=2026)["calendars"]
    monthly = next(one for one in told if one["code"] == "month_22")
    assert (monthly["confirmed"], monthly["periods"][9]["due"]) == (False, "2026-10-21")
    assert [one["confirmed"] for one in call(Client(), "ladders")["versions"]] == [False, False]
    assert len(call(Client(), "reading-rules")["versions"]) > 40


@pytest.mark.parametrize("kind", ["calendar", "reading", "reporting", "ladder"])
def test_what_the_terminal_exports_it_adopts_again(
    ready: World,  # noqa: ARG001 - the record
    tmp_path: Path,
    kind: str,
):
    file = tmp_path / "rows.csv"
    file.write_text(run("dated", "export", kind), encoding="utf-8")
    before = record.latest_position()
    assert "Chỉ thử" in run("dated", "adopt", kind, str(file))
    assert record.latest_position() == before
    assert f"№ {before + 1}" in run("dated", "adopt", kind, str(file), "--write")


def test_a_day_off_is_tried_and_then_moves_a_deadline(ready: World, tmp_path: Path):
    give(ready, {"57-0001": "10 ngày làm việc kể từ ngày 26/02/2031"}, publication=Publication.PUBLIC)
    file = tmp_path / "rows.csv"
    file.write_text(STORM, encoding="utf-8")
    assert "57-0001: hạn 12/3/2031 thành 13/3/2031" in run("dated", "adopt", "calendar", str(file))
    assert not Deadline.objects.filter(origin="recomputed").exists()
    run("dated", "adopt", "calendar", str(file), "--write")
    assert Deadline.objects.get(origin="recomputed").due_date == date(2031, 3, 13)


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", STORM.replace("2031-03-04", "2031-02-30")])
def test_a_file_that_cannot_be_read_changes_nothing(
    ready: World,  # noqa: ARG001 - the record
    tmp_path: Path,
    content: str,
):
    file = tmp_path / "rows.csv"
    file.write_text(content, encoding="utf-8")
    before = record.latest_position()
    run("dated", "adopt", "calendar", str(file), "--write", status=1)
    assert record.latest_position() == before
