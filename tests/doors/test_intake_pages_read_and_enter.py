"""The intake pages: a file is read and shown with its doubts, answers are kept, and one button enters it all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.doors.desk import at_desk, text_of
from tests.province import ANSWERS, DOCUMENT, OFFICE, OFFICER, build_province, sample, table
from tests.replay import require_replay_agrees

from camket.discipline.directives.models import Directive, Upload
from camket.discipline.tasks.models import Task
from camket.record import queries as record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from camket.discipline.directives.actions import PaperFile

pytestmark = pytest.mark.django_db

LEADERLESS = table(
    ("1", "Rà soát quy trình nội bộ", "Sở Tư pháp", "", "Báo cáo", "30/12/2099"),
    ("2", "Vận động tiểu thương dùng mã QR", "", "", "Danh sách", "30/9"),
)
PAPER = {
    "form": "paper",
    "code": "21-KH-BCD",
    "number_text": "21-KH/BCĐ",
    "kind": "plan",
    "title": "Kế hoạch thử",
    "issuer": "T56-BCD",
    "signed_on": "2026-07-28",
    "programme": "KH11",
    "publication": "public",
}


@pytest.fixture(autouse=True)
def _province() -> Iterator[None]:
    build_province()
    yield
    require_replay_agrees()


@pytest.fixture
def office() -> Client:
    return at_desk(OFFICE.post)


def send(client: Client, file: PaperFile) -> str:
    answer = client.post("/intake", {"file": SimpleUploadedFile(file.file_name, file.content)})
    assert answer.status_code == 302
    return answer.url


def test_a_sent_file_is_shown_with_its_papers_data_guessed_and_nothing_entered(office: Client):
    before = record.latest_position()
    html = office.get(send(office, sample(DOCUMENT))).content.decode()

    assert 'value="11-KH/BCĐ"' in html
    assert 'value="11-KH-BCD"' in html
    assert 'value="2026-07-28"' in html
    assert '<option value="T56-BCD" selected>' in html
    assert "53 dòng: 29 sẵn sàng, 24 cần xem, 0 không đọc được" in html
    assert record.latest_position() == before


def test_answers_are_kept_and_the_confirmed_file_becomes_a_paper(office: Client):
    address = send(office, sample(DOCUMENT))
    form: dict[str, object] = {
        "form": "answers",
        "question": "special_zone_included",
        "row": list(ANSWERS)[1:],
    }
    form["paper:special_zone_included"] = "yes"
    for key, said in list(ANSWERS.items())[1:]:
        form[f"lead:{key}"] = "; ".join(said.get("leads", ()))
        form[f"due:{key}"] = said.get("due", "")
        form[f"nature:{key}"] = said.get("nature", "")
        if said.get("accept"):
            form[f"accept:{key}"] = "on"
    office.post(address, form)
    assert "Không dòng nào cản việc ghi sổ" in text_of(office.get(address))
    answer = office.post(f"{address}/confirm", follow=True)

    paper = Directive.objects.get()
    assert Task.objects.count() == 53
    assert answer.redirect_chain[-1][0] == "/papers/11-KH-BCD"
    assert f"Đã ghi vào sổ, № {paper.entry_id}" in text_of(answer)
    assert record.latest_checkpoint().size == record.latest_position()
    assert bytes(Upload.objects.get().content) == b""
    assert office.get(address).url == "/papers/11-KH-BCD"


def test_rows_without_a_lead_are_refused_on_the_same_page_and_answers_stay(office: Client):
    address = send(office, LEADERLESS)
    office.post(address, PAPER)
    office.post(address, {"form": "answers", "row": ["1:3"], "due:1:3": "2026-09-30"})
    answer = office.post(f"{address}/confirm")

    assert answer.status_code == 409
    assert "Còn 1 dòng cần trả lời trước khi ghi sổ: 1:3" in text_of(answer)
    assert 'name="due:1:3" value="2026-09-30"' in answer.content.decode()
    assert not Directive.objects.exists()
    office.post(address, {"form": "answers", "row": ["1:3"], "lead:1:3": "Sở Công Thương", "out:1:3": ""})
    assert office.post(f"{address}/confirm").status_code == 302
    assert Task.objects.count() == 2


def test_a_row_can_be_left_out_and_is_then_kept_in_the_paper_with_the_reason(office: Client):
    address = send(office, LEADERLESS)
    office.post(address, PAPER)
    office.post(address, {"form": "answers", "row": ["1:3"], "out:1:3": "chưa rõ cơ quan"})
    html = text_of(office.post(f"{address}/confirm", follow=True))

    assert "Vận động tiểu thương" in html
    assert "người nhập bỏ ra, có lý do : chưa rõ cơ quan" in html.replace("lý do:", "lý do :")


def test_answers_of_one_page_leave_those_of_other_rows_alone(office: Client):
    address = send(office, LEADERLESS)
    office.post(address, PAPER)
    office.post(address, {"form": "answers", "row": ["1:3"], "lead:1:3": "Sở Y tế"})
    office.post(address, {"form": "answers", "row": ["1:2"], "due:1:2": "2026-10-01"})
    html = office.get(f"{address}?show=all").content.decode()

    assert re.search(r'name="lead:1:3"[^>]* value="Sở Y tế; ?"', html)
    assert 'name="due:1:2" value="2026-10-01"' in html


def test_missing_data_of_the_paper_are_named_and_linked(office: Client):
    address = send(office, LEADERLESS)
    html = office.get(address).content.decode()

    assert "Thông tin văn bản còn thiếu hoặc sai" in html
    for name in ("code", "number_text", "issuer", "signed_on", "kind", "title"):
        assert f'href="#paper-{name}"' in html
    assert office.post(f"{address}/confirm").status_code == 200
    assert not Directive.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"%PDF-1.7\n", "Tệp PDF không giữ bảng"),
        ("a.docx", b"PK\x03\x04 broken", "Tệp bị hỏng hoặc bị cắt"),
        ("a.csv", b"Ho ten;Dien thoai\nAn;1\n", "Không thấy bảng nào"),
        ("a.xlsx", b"   ", "Tệp rỗng"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_plain_words(
    office: Client, name: str, content: bytes, words: str
):
    answer = office.post("/intake", {"file": SimpleUploadedFile(name, content)})

    assert answer.status_code == 400
    assert words in text_of(answer)
    assert not Upload.objects.exists()


def test_a_form_without_a_file_says_so(office: Client):
    assert "Chưa chọn tệp" in text_of(office.post("/intake", {}))


def test_a_dropped_file_is_gone_and_the_record_unmoved(office: Client):
    address, before = send(office, LEADERLESS), record.latest_position()
    office.post(f"{address}/drop")

    assert office.get(address).status_code == 404
    assert record.latest_position() == before


def test_waiting_files_are_their_senders_alone(office: Client):
    address = send(office, LEADERLESS)

    assert at_desk("t56-theo-doi").get(address).status_code == 404
    assert at_desk(OFFICER.post).get("/intake").status_code == 400
    assert at_desk().get("/intake").status_code == 302
    assert "phu-luc.csv" in text_of(office.get("/intake"))


def test_markup_in_a_file_is_shown_as_text(office: Client):
    file = table(("1", "<script>alert(1)</script> Rà soát", "Sở Tư pháp", "", "B", "30/9"))
    address = send(office, file)
    office.post(address, PAPER)
    html = office.get(f"{address}?show=all").content.decode()

    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_long_file_is_shown_a_hundred_rows_at_a_time(office: Client):
    rows = [(str(n), f"Nhiệm vụ số {n}", "Sở Tư pháp", "", "Báo cáo", "30/12/2026") for n in range(1, 251)]
    address = send(office, table(*rows))
    office.post(address, PAPER)
    first = office.get(f"{address}?show=all").content.decode()
    last = office.get(f"{address}?show=all&after=200").content.decode()

    assert first.count('name="row"') == 100
    assert "after=100" in first
    assert last.count('name="row"') == 50
