"""`camket intake`: prints what it would enter, exits 3 when a person is needed, and writes only with --confirm."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from tests.province import DOCUMENT, OFFICE, OFFICER, SAMPLES, build_province
from tests.replay import require_replay_agrees

from camket.cli import camket
from camket.discipline.directives.models import Directive, Programme
from camket.discipline.tasks.models import Task
from camket.record import queries as record

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db

FILE = str(SAMPLES / DOCUMENT)
ANSWERED = [
    *("--special-zones", "yes", "--accept", "12", "--accept", "2:19", "--accept", "27"),
    *("--lead", "17=T56-SKHCN", "--lead", "22=UBND xã, phường, đặc khu", "--lead", "34=T56-STP;T56-VPUBND"),
    *("--lead", "48=Sở Khoa học và Công nghệ", "--due", "48=2026-08-25"),
]


@pytest.fixture(autouse=True)
def _province() -> Iterator[None]:
    build_province()
    yield
    require_replay_agrees()


def intake(*words: str) -> Result:
    return CliRunner().invoke(camket, ["intake", FILE, "--programme", "KH11", *words])


def test_a_dry_run_names_what_blocks_and_writes_nothing():
    before = record.latest_position()
    answer = intake()

    assert answer.exit_code == 3
    assert "53 dòng: 29 sẵn sàng, 4 cần xem, 20 cần trả lời" in answer.output
    assert "--special-zones yes|no" in answer.output
    assert "issuer = T56-BCD" in answer.output
    assert record.latest_position() == before


def test_a_dry_run_of_answered_rows_passes_and_still_writes_nothing():
    before = record.latest_position()

    assert intake(*ANSWERED).exit_code == 0
    assert record.latest_position() == before


def test_confirm_enters_the_paper_and_seals_the_record():
    answer = intake(*ANSWERED, "--confirm", "--by", OFFICE.post, "--publication", "public")

    assert answer.exit_code == 0, answer.output
    assert f"№ {Directive.objects.get().entry_id}" in answer.output
    assert Task.objects.count() == 53
    assert record.latest_checkpoint().size == record.latest_position()


def test_rows_that_wait_are_refused_with_exit_code_3():
    answer = intake("--confirm", "--by", OFFICE.post)

    assert answer.exit_code == 3
    assert "Còn 20 dòng cần trả lời" in answer.output
    assert not Directive.objects.exists()


def test_confirm_needs_a_post_that_steers():
    assert intake(*ANSWERED, "--confirm").exit_code == 2
    refused = intake(*ANSWERED, "--confirm", "--by", OFFICER.post)
    assert refused.exit_code == 1
    assert not Directive.objects.exists()


def test_a_programme_is_opened_with_the_paper_or_not_at_all():
    words = ("--programme", "TH1", "--open-programme", "Chương trình thử", "--owner", "T56-BCD")
    assert intake(*ANSWERED, *words).exit_code == 0
    assert not Programme.objects.filter(code="TH1").exists()
    assert intake(*ANSWERED, *words, "--confirm", "--by", OFFICE.post).exit_code == 0
    assert Task.objects.filter(code="TH1-53").exists()


def test_a_programme_settles_whether_before_a_day_includes_it():
    words = ("--programme", "TH2", "--open-programme", "Chương trình thử", "--owner", "T56-BCD")
    answer = intake(*ANSWERED, *words, "--before-excludes-day", "--confirm", "--by", OFFICE.post)
    assert answer.exit_code == 0
    assert not Programme.objects.get(code="TH2").before_includes_day
    (kept,) = Task.objects.get(code="TH2-28").deadlines.all()
    assert (kept.deadline_text, str(kept.due_date)) == (
        "Hoàn thành trước ngày 30/9/2026 và duy trì liên tục",
        "2026-09-29",
    )


def test_json_holds_codes_and_no_sentences():
    said = json.loads(
        CliRunner().invoke(camket, ["intake", FILE, "--programme", "KH11", "--format", "json"]).stdout
    )

    assert (len(said["rows"]), said["blocked"]) == (53, 20)
    assert said["rows"][0]["leads"] == ["T56-SKHCN", "T56-SNV"]
    assert said["questions"][0]["adds"] == ["T56-DK-TRUONGSA"]


@pytest.mark.parametrize("words", [("--lead", "99=T56"), ("--lead", "khong"), ("--accept", "0")])
def test_a_row_that_is_not_there_is_told(words: tuple[str, str]):
    assert intake(*words).exit_code == 2
