"""The pages of the opening balance: a sheet in, its questions answered once, and the list of overdue tasks."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.province import FOLLOWER, OFFICE, OFFICER, build_province
from tests.replay import require_replay_agrees
from tests.sheets import row, sheet
from tests.world import EVERYTHING, PASSWORD, asof

from camket.discipline.openings.models import SheetUpload
from camket.discipline.tasks.models import Task
from camket.discipline.tasks.queries import task_as_of
from camket.record import queries as record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from camket.record.rules import Actor

pytestmark = pytest.mark.django_db

ROWS = [
    row(1, status="Hoàn thành", done="15/10/2025", due="30/9/2025"),
    row(2, status="lơ lửng", due="30/9/2025"),
    row(3, leads="Phòng Không Có Thật", due="30/9/2025"),
]


@pytest.fixture(autouse=True)
def _province() -> Iterator[None]:
    build_province()
    yield
    require_replay_agrees()


def log_in(client: Client, who: Actor) -> Client:
    assert client.login(username=who.post, password=PASSWORD)
    return client


def send(client: Client, content: bytes | None = None, name: str = "bang.csv") -> str:
    file = SimpleUploadedFile(name, sheet(ROWS).content if content is None else content)
    answer = client.post(reverse("opening"), {"file": file, "programme": "KH11"})
    return str(answer.headers.get("Location", answer.content.decode()))


def test_six_steps_lead_from_the_file_to_the_overdue_list(client: Client):
    address = send(log_in(client, OFFICE))
    page = client.get(address).content.decode()
    assert "2 câu hỏi chờ trả lời" in page
    answers = {
        "form": "questions",
        "question": ["body|phong khong co that", "status|lo lung"],
        "typed:body|phong khong co that": "T56-STP · Sở Tư pháp",
        "q:status|lo lung": "in_progress",
    }
    assert client.post(address, answers).status_code == 302
    confirmed = client.post(f"{address}/confirm")
    done = client.get(confirmed.headers["Location"]).content.decode()
    found = re.search(r'href="(/tasks\?[^"]*standing=overdue[^"]*)"', done)

    assert found is not None
    listed = client.get(found[1].replace("&amp;", "&")).content.decode()
    assert "KH11-02" in listed
    assert "KH11-03" in listed
    assert "KH11-01" not in listed
    assert SheetUpload.objects.get().content == b""


def test_what_is_not_answered_is_not_entered(client: Client):
    address = send(log_in(client, OFFICE))
    answer = client.post(f"{address}/confirm")

    assert answer.status_code == 409
    assert "Còn 2 câu hỏi chưa trả lời" in answer.content.decode()
    assert not Task.objects.exists()


def test_a_column_taken_for_another_is_mended_and_kept(client: Client):
    address = send(log_in(client, OFFICE))
    page = client.get(address).content.decode()
    names = re.findall(r'<select name="(c:[0-9a-f]+:\d+)"', page)
    mark = names[0].split(":")[1]
    told = {"form": "columns", "head": mark} | dict.fromkeys(names, "unused")
    told |= {f"c:{mark}:3": "title", f"c:{mark}:4": "leads", f"c:{mark}:8": "note"}
    client.post(address, told)

    assert (
        "lơ lửng"
        not in client.get(address).content.decode().split('id="h-differences"')[0].split("h-columns")[0]
    )
    dropped = client.post(f"{address}/drop")
    assert dropped.status_code == 302
    assert not SheetUpload.objects.exists()


def test_one_answer_for_all_wordings_of_a_kind(client: Client):
    rows = [row(n, leads=f"Phòng Lạ Số {n}") for n in range(1, 5)]
    address = send(log_in(client, OFFICE), sheet(rows).content)
    keys = [f"body|phong la so {n}" for n in range(1, 5)]
    client.post(address, {"form": "questions", "kind": "body", "question": keys, "all:body": "owner"})

    assert "Không câu hỏi nào cản việc ghi sổ" in client.get(address).content.decode()


def test_what_was_carried_over_is_checked_from_its_list(client: Client):
    address = send(log_in(client, OFFICE), sheet(ROWS[:1]).content)
    client.post(f"{address}/confirm")
    client.logout()
    listed = log_in(client, FOLLOWER).get(reverse("carried")).content.decode()
    assert "KH11-01" in listed
    wordless = client.post(reverse("carried"), {"task": "KH11-01", "upheld": "no", "reason": " "})
    assert wordless.status_code == 409
    nothing = client.post(reverse("carried"), {"upheld": "no", "reason": "vâng"})
    assert "Chọn ít nhất một nhiệm vụ" in nothing.content.decode()
    client.post(reverse("carried"), {"task": "KH11-01", "upheld": "no", "reason": "Không có sản phẩm"})

    assert "Không có số liệu mang sang nào chờ kiểm lại" in client.get(reverse("carried")).content.decode()
    found = task_as_of("KH11-01", asof(date(2100, 1, 1)), EVERYTHING)
    assert found is not None
    assert found.standing == "overdue"


def test_a_task_that_many_bodies_completed_waits_for_one_check(client: Client):
    shared = row(1, leads="Sở Tư pháp; Sở Khoa học và Công nghệ", status="Hoàn thành", done="15/10/2025")
    address = send(log_in(client, OFFICE), sheet([shared]).content)
    done = client.post(f"{address}/confirm", follow=True).content.decode()
    listed = client.get(reverse("carried")).content.decode()

    assert "1 việc chờ kiểm lại" in done
    assert "1 việc mang sang chờ kiểm lại" in listed
    assert listed.count('name="task" value="KH11-01"') == 1
    assert re.search(r"Sở Tư pháp[^<]*; Sở Khoa học và Công nghệ[^<]*<|Sở Khoa học[^<]*; Sở Tư pháp", listed)


def test_a_word_that_nobody_explained_is_not_offered_as_done(client: Client):
    page = client.get(send(log_in(client, OFFICE))).content.decode()
    chosen = re.findall(r'name="q:status[|]lo lung" value="(\w+)" checked', page)

    assert chosen == ["ignore"]


def test_a_check_is_annulled_from_the_page_of_its_task_and_waits_again(client: Client):
    address = send(log_in(client, OFFICE), sheet(ROWS[:1]).content)
    client.post(f"{address}/confirm")
    client.logout()
    log_in(client, FOLLOWER)
    client.post(reverse("carried"), {"task": "KH11-01", "upheld": "yes", "reason": "Đã xem"})
    check = record.latest_position()
    address = reverse("task_act", args=["KH11-01", "annul"])
    assert f'value="{check}"' in client.get(address).content.decode()
    told = client.post(address, {"entry": check, "reason": "Xem nhầm hồ sơ"}, follow=True).content.decode()

    assert "đã hủy hiệu lực" in told
    assert "KH11-01" in client.get(reverse("carried")).content.decode()
    assert f'value="{check}"' not in client.get(address).content.decode()


def test_the_next_sheet_shows_its_differences_and_keeps_the_decisions(client: Client):
    log_in(client, OFFICE)
    first = [row(n, due="30/9/2025") for n in (1, 2, 3)]
    client.post(f"{send(client, sheet(first).content)}/confirm")
    second = [
        row(1, due="30/9/2025", title="Tên đã sửa của nhiệm vụ thứ nhất"),
        row(2, due="1/2/2027"),
        row(4),
    ]
    address = send(client, sheet(second).content)
    page = client.get(address).content.decode()
    kinds = re.findall(r'name="kind" value="([a-z_]+)"', page.partition('id="h-differences"')[2])
    told = {"form": "differences", "kind": kinds} | {f"d:{kind}": "take" for kind in kinds}
    client.post(address, {**told, "d:gone": "leave", "r:gone": "xóa nhầm dòng"})
    done = client.get(client.post(f"{address}/confirm").headers["Location"]).content.decode()

    assert sorted(kinds) == ["deadline", "gone", "new", "words"]
    assert "để nguyên: xóa nhầm dòng" in done
    assert Task.objects.filter(withdrawals__isnull=False).count() == 0


def test_the_stage_is_told_apart_until_the_check(client: Client):
    address = send(log_in(client, OFFICE), sheet(ROWS[:1]).content)
    client.post(f"{address}/confirm")

    words = "theo báo cáo trước khi dùng Camket, chưa kiểm chứng"
    assert words in client.get(reverse("tasks")).content.decode()
    assert words in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.xlsx", "trống"),
        (b"PK\x03\x04hong", "a.xlsx", "hỏng"),
        (b"a;b\n1;2\n", "a.csv", "bảng"),
        (b"x", "a.xlsm", "macro"),
    ],
)
def test_a_bad_file_is_told_on_the_form(client: Client, content: bytes, name: str, words: str):
    told = send(log_in(client, OFFICE), content, name)

    assert words in told.lower()
    assert not SheetUpload.objects.exists()


def test_those_who_do_not_steer_bring_nothing_and_see_no_draft(client: Client):
    address = send(log_in(client, OFFICE))
    client.logout()
    assert log_in(client, OFFICER).get(address).status_code in {400, 403, 404}
    client.logout()
    assert log_in(client, FOLLOWER).get(address).status_code == 404
    client.logout()
    assert client.get(reverse("carried")).status_code in {302, 404}
