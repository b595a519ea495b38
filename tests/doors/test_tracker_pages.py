"""The pages of other trackers, counts and messages: from a file to differences, texts and the act that settles."""

from __future__ import annotations

import io
import json
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from tests.doors.api_calls import call
from tests.doors.desk import at_desk, text_of
from tests.exports import csv_export, edxml, take
from tests.world import FOLLOWER, OFFICE, OFFICER, STRANGER, World, noon

from camket.discipline.claims.actions import report_progress
from camket.discipline.directives import queries as directives
from camket.discipline.trackers import queries
from camket.discipline.trackers.models import TrackerExport, TrackerMatch, TrackerUpload
from camket.record import queries as record

DUE = date(2025, 9, 30)
LAND = "Kết nối cơ sở dữ liệu đất đai"
EVIL = '<script>alert(1)</script> & "đã kết nối"'
ROWS = (
    ("A1", LAND, "Bộ Khoa học và Công nghệ", "30/9/2025", "Quá hạn", ""),
    ("=cmd|' /C calc'!A0", "Tổ chức hội nghị <b>sơ kết</b>", "Bộ Công an", "31/12/2025", "Hoàn thành", ""),
)
ANNEX = "STT,Nhiệm vụ,Cơ quan chủ trì,Thời hạn\n1,Rà soát dữ liệu,Bộ Công an,30/11/2025\n".encode()
CODE = {
    "kind": "task",
    "ours": "57-0001",
    "theirs": "1.2.3",
    "idx_id": "901",
    "grant_id": "77",
    "heading": "Kết nối dữ liệu",
    "valid_from": "2025-01-01",
    "source": "Tệp mã chỉ tiêu",
}


@pytest.fixture
def given(world: World) -> World:
    world.give("57-0001", title=LAND, due=DUE)
    world.give("57-0002", title="Ban hành khung kiến trúc số", due=DUE, leads=("G01",))
    report_progress(task="57-0001", words=EVIL, by=OFFICER, at=noon(date(2025, 9, 2)), on=date(2025, 9, 2))
    world.finish("57-0001", on=date(2025, 9, 10))
    return world


def sent(name: str, content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content)}


def marks() -> dict[str, str]:
    export = TrackerExport.objects.latest("pk")
    return {row.code_text: row.mark for row in queries.rows_of(export)}


@pytest.mark.usefixtures("given")
def test_from_a_file_to_differences_each_with_the_page_of_its_act():
    office = at_desk(OFFICE.post)
    answer = office.post("/trackers/nq57/take", {"on": "2025-10-15", **sent("nq57.csv", csv_export(*ROWS))})
    draft = answer.url
    assert "2 nhiệm vụ trong danh sách" in text_of(office.get(draft))
    before = record.latest_position()
    answer = office.post(draft, {"step": "enter"})
    assert answer.url.startswith("/trackers/nq57/pairs")
    assert record.latest_position() > before
    assert "1 cặp chắc chắn" in text_of(office.get(answer.url))
    office.post("/trackers/nq57/pairs", {"which": "sure"})
    assert TrackerMatch.objects.get().task.code == "57-0001"
    page = office.get("/trackers/nq57").content.decode()
    assert "ở đây đã hoàn thành, ở đó quá hạn" in page
    assert 'href="/trackers/nq57/texts' in page
    assert "<b>sơ kết</b>" not in page


@pytest.mark.usefixtures("given")
def test_columns_that_a_person_maps_are_remembered_for_the_next_list():
    office = at_desk(OFFICE.post)
    data = csv_export(*ROWS)
    draft = office.post("/trackers/nq57/take", {"on": "2025-10-15", **sent("a.csv", data)}).url
    page = office.get(draft).content.decode()
    chosen = dict(re.findall(r'name="(column:[^"]+)">.*?value="(\w+)" selected', page))
    status = next(name for name, column in chosen.items() if column == "done")
    office.post(draft, {"step": "columns", **chosen, status: "note"})
    office.post(draft, {"step": "enter"})
    again = office.post("/trackers/nq57/take", {"on": "2025-10-16", **sent("b.csv", data + b"\n")}).url
    assert '<option value="note" selected>' in office.get(again).content.decode()


@pytest.mark.usefixtures("given")
def test_doubtful_rows_are_settled_one_by_one_and_an_other_task_can_be_named():
    take(csv_export(*ROWS))
    office, known = at_desk(FOLLOWER.post), marks()
    evil = known["=cmd|' /C calc'!A0"]
    office.post("/trackers/nq57/pairs", {f"theirs:{evil}": "57-0002 · Ban hành", f"here:{'57-0001'}": "1"})
    told = {(one.mark, one.task.code if one.task else "") for one in TrackerMatch.objects.all()}
    assert told == {(evil, "57-0002"), ("", "57-0001")}


@pytest.mark.usefixtures("given")
def test_exports_of_differences_run_nothing_in_a_spreadsheet():
    take(csv_export(*ROWS))
    office = at_desk(OFFICE.post)
    text = office.get("/trackers/nq57?format=csv").content.decode("utf-8-sig")
    assert "'=cmd|" in text
    book = load_workbook(io.BytesIO(office.get("/trackers/nq57?format=xlsx").content))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(str(cell.value).startswith("'=cmd|") for cell in cells)


@pytest.mark.usefixtures("given")
def test_strangers_and_the_public_see_no_list_and_take_none():
    take(csv_export(*ROWS))
    assert at_desk().get("/trackers/nq57").status_code == 302
    assert at_desk(STRANGER.post).get("/trackers/nq57/pairs").status_code == 404
    page = text_of(at_desk(STRANGER.post).get("/trackers/nq57"))
    assert LAND not in page
    export = {"on": "2025-10-15", **sent("c.csv", csv_export(*ROWS[:1]))}
    before = TrackerExport.objects.count()
    assert at_desk(STRANGER.post).post("/trackers/nq57/take", export).status_code == 400
    assert not TrackerUpload.objects.exists()
    assert TrackerExport.objects.count() == before
    draft = (
        at_desk(FOLLOWER.post)
        .post("/trackers/nq57/take", {"on": "2025-10-15", **sent("c.csv", csv_export(*ROWS[:1]))})
        .url
    )
    assert at_desk(OFFICE.post).get(draft).status_code == 404


@pytest.mark.usefixtures("given")
def test_texts_are_composed_escaped_handed_over_and_compared_when_they_come_back():
    office = at_desk(OFFICE.post)
    assert office.post("/trackers/nq57/codes", CODE).status_code == 302
    unit = CODE | {"kind": "unit", "ours": "G06", "theirs": "BKHCN", "idx_id": "", "grant_id": ""}
    assert office.post("/trackers/nq57/codes", unit).status_code == 302
    where = "/trackers/nq57/texts?period=2025-09"
    page = office.get(where).content.decode()
    assert "<script>alert" not in page
    told = json.loads(office.get(f"{where}&format=json").content)
    row = told["data"][0]
    assert (row["idxCode"], row["idxId"], row["object"], row["grant_id"]) == ("1.2.3", "901", "BKHCN", "77")
    assert "<strong>Bộ Khoa học và Công nghệ:</strong>" in row["content"]
    assert "&lt;script&gt;" in row["content"]
    assert "<script" not in row["content"]
    assert "báo cáo hoàn thành (đã được xác nhận)" in row["contentText"]
    same = office.get(f"{where}&format=csv").content
    assert "Mọi nội dung đều giống nhau" in text_of(office.post(where, sent("b.csv", same)))
    told["data"][0]["content"] = "<p>Khác</p><script>x()</script>"
    changed = office.post(where, sent("b.json", json.dumps(told).encode()))
    assert "khác nhau" in text_of(changed)
    assert "<script>x()" not in changed.content.decode()
    merged = json.loads(office.get(f"{where}&merged=1&format=json").content)["data"][0]
    assert merged["contentText"].startswith("Kết nối dữ liệu\nBộ Khoa học và Công nghệ:")


@pytest.mark.usefixtures("given")
def test_codes_are_changed_by_keepers_alone_and_only_for_what_is_there():
    assert at_desk(OFFICER.post).post("/trackers/nq57/codes", CODE).status_code == 422
    assert at_desk(OFFICE.post).post("/trackers/nq57/codes", CODE | {"ours": "57-9999"}).status_code == 422
    assert at_desk(OFFICE.post).post("/trackers/nq57/codes", CODE | {"source": ""}).status_code == 422


@pytest.mark.usefixtures("given")
def test_published_counts_stand_side_by_side_for_everyone():
    page = text_of(at_desk().get("/trackers/counts"))
    for said in ("1.132", "679", "1.298", "42,8%", "84,9%", "không giải thích được từ đây"):
        assert said.casefold() in page.casefold()
    new = {
        "code": "tw-2026-03-31", "who_vi": "Ban Chỉ đạo Trung ương", "tracker": "nq57", "on": "2026-03-31",
        "total": "100", "completed": "60", "in_progress": "30", "overdue": "9", "percent": "", "percent_of": "",
        "tasks_vi": "Nhiệm vụ quý I", "source": "Tin công bố", "confirmed": "yes",
    }  # fmt: skip
    assert at_desk(OFFICE.post).post("/trackers/counts", new).status_code == 422
    assert at_desk(OFFICE.post).post("/trackers/counts", new | {"overdue": "10"}).status_code == 302
    assert at_desk(OFFICER.post).post("/trackers/counts", new).status_code == 422
    assert "tw-2026-03-31" in at_desk().get("/trackers/counts?format=csv").content.decode()


@pytest.mark.usefixtures("given")
def test_a_message_goes_through_the_intake_with_its_own_data_and_only_once():
    office = at_desk(OFFICE.post)
    data = edxml(files=(("phu-luc.csv", ANNEX), ("<script>.pdf", b"%PDF-1.7")))
    answer = office.post("/intake", sent("vb.edxml", data))
    upload = directives.upload(int(answer.url.rpartition("/")[2]), by=OFFICE.post)
    assert upload is not None
    paper = json.loads(upload.paper)
    assert (paper["number_text"], paper["signed_on"], paper["issuer"]) == ("78/KH-UBND", "2025-09-30", "H42")
    assert paper["title"] == "Kế hoạch thực hiện Nghị quyết 57"
    again = office.post("/intake", sent("vb.edxml", data))
    assert again.url.startswith("/messages/")
    page = office.get(again.url).content.decode()
    assert "<script>.pdf" not in page
    file = office.get(f"{again.url}/files/2")
    assert file["Content-Type"] == "application/octet-stream"
    assert file["Content-Disposition"].startswith("attachment")
    assert at_desk(STRANGER.post).get(again.url).status_code == 404
    assert at_desk().get("/messages").status_code == 302


@pytest.mark.usefixtures("given")
def test_a_bomb_sent_as_a_message_is_told_on_the_form():
    bomb = edxml(before='<!DOCTYPE x [<!ENTITY a "b">]>')
    answer = at_desk(OFFICE.post).post("/intake", sent("vb.edxml", bomb))
    assert answer.status_code == 400
    assert "khai báo nguy hiểm" in text_of(answer)


@pytest.mark.usefixtures("given")
def test_the_api_tells_the_same():
    take(csv_export(*ROWS))
    office = at_desk(OFFICE.post)
    assert call(at_desk(), "trackers/nq57", status=404)["code"] == "tracker.unknown"
    told = call(office, "trackers/nq57")
    assert (told["rows"], told["waiting"]) == (2, 1)
    assert (
        call(office, "trackers/nq57/texts", period="quý", status=400)["code"] == "tracker.period.unreadable"
    )
    counts = call(at_desk(), "counts")
    assert [one["sums"] for one in counts["counts"]] == ["holds", "holds", "holds"]
