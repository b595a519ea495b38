"""The pages of papers: every row in order with its task, what gave no task, and the file for those who may see it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.doors.desk import at_desk, text_of
from tests.province import ENTERED, OFFICE, OFFICER, PLAN, build_province, proposal_of, table
from tests.world import noon

from camket.discipline.agencies.roles import Publication
from camket.discipline.intakes import confirm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.test import Client

pytestmark = pytest.mark.django_db

FILE = table(
    ("1", "Rà soát quy trình nội bộ", "Sở Tư pháp", "", "Báo cáo", "30/9/2026"),
    ("2", "Diễn tập ứng cứu sự cố", "Công an tỉnh", "", "Biên bản", "15/8/2026"),
    name="phụ lục.csv",
)


def entered(
    publication: Publication = Publication.PUBLIC,
    answers: Mapping[str, Mapping[str, object]] | None = None,
    *,
    programme: Publication = Publication.PUBLIC,
) -> None:
    build_province(publication=programme)
    meta = replace(PLAN, publication=publication)
    confirm(
        proposal=proposal_of(FILE, answers, meta=meta), file=FILE, by=OFFICE, at=noon(ENTERED), on=ENTERED
    )


def got(client: Client) -> bytes:
    """The bytes of the file, read to the end so that it is closed."""
    answer = client.get("/papers/11-KH-BCD/file")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_a_paper_shows_its_rows_in_order_with_tasks_and_standing_on_the_day_asked():
    entered()
    html = at_desk().get("/papers/11-KH-BCD?on=2026-08-20").content.decode()

    assert html.index("Rà soát quy trình") < html.index("Diễn tập ứng cứu")
    assert 'id="row-2"' in html
    assert "/tasks/KH11-02?programme=KH11&amp;on=2026-08-20" in html
    assert "quá hạn" in html.split('id="row-2"')[1].split("</tr>")[0]
    assert "đang trong hạn" in html.split('id="row-1"')[1].split("</tr>")[0]
    assert hashlib.sha256(FILE.content).hexdigest() in html


def test_the_file_comes_back_byte_for_byte_as_an_attachment():
    entered()
    answer = at_desk().get("/papers/11-KH-BCD/file")

    assert b"".join(answer.streaming_content) == FILE.content
    assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''ph%E1%BB%A5")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_paper_with_internal_rows_gives_the_public_neither_rows_nor_file():
    entered(Publication.INTERNAL)
    public, officer = at_desk(), at_desk(OFFICER.post)

    assert "Diễn tập" not in public.get("/papers/11-KH-BCD").content.decode()
    assert public.get("/papers/11-KH-BCD/file").status_code == 404
    assert "Diễn tập" in officer.get("/papers/11-KH-BCD").content.decode()
    assert got(officer) == FILE.content


def test_a_restricted_row_keeps_the_file_from_bodies_that_are_not_named_in_it():
    entered(Publication.RESTRICTED)

    assert at_desk(OFFICER.post).get("/papers/11-KH-BCD/file").status_code == 404
    assert got(at_desk(OFFICE.post)) == FILE.content


def test_words_of_rows_left_out_are_not_for_the_public_and_neither_is_the_file():
    entered(answers={"1:3": {"leave_out": "đã giao nơi khác"}})
    public = at_desk()

    assert "Diễn tập" not in public.get("/papers/11-KH-BCD").content.decode()
    assert public.get("/papers/11-KH-BCD/file").status_code == 404
    assert "đã giao nơi khác" in text_of(at_desk(OFFICER.post).get("/papers/11-KH-BCD"))


def test_a_paper_of_an_internal_programme_is_unknown_to_the_public():
    entered(programme=Publication.INTERNAL)

    for address in ("/papers/11-KH-BCD", "/papers/11-KH-BCD/file"):
        assert at_desk().get(address).status_code == 404
    assert "11-KH/BCĐ" not in text_of(at_desk().get("/papers"))
    assert "11-KH/BCĐ" in text_of(at_desk(OFFICER.post).get("/papers"))


def test_a_paper_is_unknown_on_a_day_before_it_was_signed():
    entered()

    assert at_desk().get("/papers/11-KH-BCD?on=2026-07-20").status_code == 404
    assert "11-KH/BCĐ" in text_of(at_desk().get("/papers?on=2026-07-28"))
    assert at_desk().get("/papers/khong-co").status_code == 404
