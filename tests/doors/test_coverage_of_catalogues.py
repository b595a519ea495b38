"""What the catalogues lack is told with the place where it is mended, and to each reader only what they may know."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from tests.doors.api_calls import call
from tests.doors.desk import at_desk
from tests.doors.pages import page, said
from tests.world import SYSTEM, World, asof

from camket.cli import camket
from camket.discipline.agencies.actions import register_agencies, succeed_agency
from camket.discipline.agencies.catalogue import AgencyKind, AgencyRow
from camket.discipline.agencies.roles import EVERYONE, Publication, Role, Scope
from camket.discipline.catalogues.coverage import Lack, coverage
from camket.discipline.catalogues.post_rows import COLUMNS
from camket.periods import day_of
from camket.record import queries as record
from camket.web.asking import now

if TYPE_CHECKING:
    from pathlib import Path

HOME = "/catalogues/coverage"
ALL = Scope(role=Role.COMMITTEE)


@pytest.fixture
def lacking(world: World) -> World:
    """G01 leads a task and has no head; a ward has nobody and an unsure code; H42 and G06 are whole."""
    world.give("57-0001", leads=("G01",))
    world.give("57-0002", leads=("G01",), publication=Publication.RESTRICTED)
    today = day_of(now())
    register_agencies(
        rows=[
            AgencyRow(
                code="P1",
                name_vi="Ủy ban nhân dân phường Một",
                name_en="Ward One",
                abbreviation="",
                kind=AgencyKind.WARD,
                parent="H42",
                valid_from=today.replace(month=1, day=1),
                valid_to=None,
                code_confirmed=False,
                form_confirmed=False,
                source="test",
                note="",
            )
        ],
        by=SYSTEM,
        at=now(),
        on=today,
    )
    return world


def told(scope: Scope = ALL) -> dict[Lack, list[str]]:
    found = coverage(asof(day_of(now())), scope)
    return {lack: [one.subject for one in found.of(lack)] for lack in Lack if found.of(lack)}


@pytest.mark.usefixtures("lacking")
def test_every_kind_of_lack_is_found():
    found = told()
    assert found[Lack.COMMUNE_WITHOUT_PERSON] == ["P1"]
    assert found[Lack.AGENCY_WITHOUT_HEAD] == ["G01"]
    assert found[Lack.CODE_UNCONFIRMED] == found[Lack.FORM_UNCONFIRMED] == ["P1"]
    assert Lack.NO_LOG_IN not in found
    assert Lack.POST_VACANT not in found


@pytest.mark.usefixtures("lacking")
def test_who_left_leaves_a_vacant_post_and_a_body_that_nobody_reaches():
    desk = at_desk("bcd-thuong-truc")
    desk.post("/catalogues/posts/entries/g01-can-bo/leave", {"on": day_of(now()).isoformat()})
    found = told()
    assert found[Lack.POST_VACANT] == ["g01-can-bo"]
    assert found[Lack.NO_LOG_IN] == ["G01"]


@pytest.mark.usefixtures("lacking")
def test_open_tasks_of_a_body_that_ended_are_named():
    today = day_of(now())
    succeed_agency(
        kind="merge",
        predecessors=["G01"],
        successors=["G06"],
        heir="G06",
        source="",
        confirmed=True,
        by=SYSTEM,
        at=now(),
        on=today,
    )
    assert told()[Lack.LED_BY_ENDED] == ["G01"]


@pytest.mark.usefixtures("lacking")
def test_each_reader_is_told_what_they_may_know():
    desk = at_desk("bcd-thuong-truc")
    desk.post("/catalogues/posts/entries/g01-can-bo/leave", {"on": day_of(now()).isoformat()})
    assert Lack.NO_LOG_IN in told()
    assert Lack.NO_LOG_IN not in told(EVERYONE)
    assert "không ai đăng nhập được" not in said(page(at_desk(), HOME))
    assert "không ai đăng nhập được" not in said(page(at_desk("h42-can-bo"), HOME))
    assert "không ai đăng nhập được" in said(page(desk, HOME))
    assert "no_log_in" not in at_desk().get("/api/v1/coverage").content.decode()
    counts = {one["subject"]: one["tasks"] for one in call(at_desk(), "coverage")["lacks"]}
    assert counts["G01"] == 1
    assert {one["subject"]: one["tasks"] for one in call(desk, "coverage")["lacks"]}["G01"] == 2


@pytest.mark.usefixtures("lacking")
def test_rows_lead_to_where_they_are_mended_and_go_out_as_files():
    desk = at_desk("bcd-thuong-truc")
    html = page(desk, HOME)
    assert 'href="/catalogues/posts?agency=P1"' in html
    assert 'href="/catalogues/agencies/entries/P1"' in html
    lines = list(csv.reader(io.StringIO(desk.get(f"{HOME}/export.csv").content.decode("utf-8-sig"))))
    assert ["Mã cơ quan chưa xác nhận", "P1", "Ủy ban nhân dân phường Một", ""] in lines
    book = load_workbook(io.BytesIO(desk.get(f"{HOME}/export.xlsx").content))
    assert book.active.max_row == len(lines)
    assert desk.get(f"{HOME}/export.pdf").status_code == 404


@pytest.mark.usefixtures("lacking")
def test_calls_answer_what_the_pages_show():
    public, insider = at_desk(), at_desk("g06-can-bo")
    posts = call(public, "posts", agency="G06")["posts"]
    assert [one["code"] for one in posts] == ["g06-bo-truong", "g06-can-bo"]
    assert {one["holder"] for one in posts} == {None}
    assert "Vũ Thị Phương" in {one["holder"] for one in call(insider, "posts", agency="G06")["posts"]}
    (programme,) = call(public, "catalogues/programmes")["programmes"]
    assert (programme["code"], programme["owner"], programme["closed_on"]) == ("57", "BCD", None)
    assert call(public, "agencies/G06/changes")["changes"] == []
    assert call(public, "programmes/57/changes")["changes"] == []
    call(public, "posts", agency="ZZ", status=404)
    call(public, "agencies/ZZ/changes", status=404)
    call(public, "programmes/ZZ/changes", status=404)
    call(public, "coverage", on="x", status=400)


@pytest.mark.usefixtures("lacking")
def test_commands_try_a_file_enter_it_and_tell_what_lacks(tmp_path: Path):
    file = tmp_path / "vi-tri.csv"
    file.write_text(f"{','.join(COLUMNS)}\np1-ct,P1,Chủ tịch,Chair,agency_head,,,Tô Văn Một\n", "utf-8")
    before = record.latest_position()
    tried = CliRunner().invoke(camket, ["catalogue", "posts", str(file)])
    assert (tried.exit_code, "1 dòng mới" in tried.output) == (0, True)
    assert record.latest_position() == before
    lacks = CliRunner().invoke(camket, ["catalogue", "coverage"]).output
    assert "Xã, phường, đặc khu chưa có người phụ trách" in lacks
    assert CliRunner().invoke(camket, ["catalogue", "posts", str(file), "--enter"]).exit_code == 0
    assert record.latest_position() == before + 2
    assert "chưa có người phụ trách" not in CliRunner().invoke(camket, ["catalogue", "coverage"]).output
    file.write_text(f"{','.join(COLUMNS)}\np2,ZZ,Chủ tịch,,king,,,Ai\n", "utf-8")
    bad = CliRunner().invoke(camket, ["catalogue", "posts", str(file), "--enter"])
    assert bad.exit_code == 1
    assert "2: p2 role “king” Vai trò này không có trong danh sách." in bad.output
    assert (
        "lack,subject,agency,tasks" in CliRunner().invoke(camket, ["catalogue", "coverage", "--csv"]).output
    )
    agencies = at_desk().get("/catalogues/agencies/export.csv").content
    file.write_bytes(agencies)
    same = CliRunner().invoke(camket, ["catalogue", "agencies", str(file), "--lang", "en"])
    assert "0 new rows, 5 as in the record, 0 that differ" in same.output
