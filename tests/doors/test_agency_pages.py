"""Bodies are listed as they stood on the day; a body that took over shows the tasks of both names."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.doors.pages import headline, page, rows, said
from tests.world import SYSTEM, World, noon

from camket.discipline.agencies.actions import register_agencies, succeed_agency
from camket.discipline.agencies.catalogue import AgencyKind, AgencyRow

if TYPE_CHECKING:
    from django.test import Client

MERGER = date(2025, 3, 1)


@pytest.fixture
def merged(world: World) -> World:
    """The former ministry leads one overdue task and passes into G06 on 1 March 2025; its code is not confirmed."""
    register_agencies(
        rows=[
            AgencyRow(
                code="BTTTT",
                name_vi="Bộ Thông tin và Truyền thông",
                name_en="Ministry of Information and Communications",
                abbreviation="Bộ TT&TT",
                kind=AgencyKind.MINISTRY,
                parent=None,
                valid_from=date(2020, 1, 1),
                valid_to=None,
                code_confirmed=False,
                form_confirmed=True,
                source="176/2025/QH15",
                note="",
            )
        ],
        by=SYSTEM,
        at=noon(date(2025, 1, 3)),
        on=date(2025, 1, 3),
    )
    world.give("57-01", due=date(2025, 6, 30), leads=("BTTTT",), on=date(2025, 1, 4))
    world.give("57-02", due=date(2025, 12, 31), leads=("G06",), on=date(2025, 1, 4))
    succeed_agency(
        kind="merge",
        predecessors=["BTTTT"],
        successors=["G06"],
        heir="G06",
        source="176/2025/QH15",
        confirmed=True,
        by=SYSTEM,
        at=noon(MERGER),
        on=MERGER,
    )
    return world


@pytest.mark.usefixtures("merged")
def test_the_list_is_that_of_the_day(client: Client):
    before, after = page(client, "/agencies?on=2025-02-28"), page(client, "/agencies?on=2025-03-01")
    assert headline(before) == "5 cơ quan đang hoạt động ngày 28/02/2025"
    assert headline(after) == "4 cơ quan đang hoạt động ngày 01/3/2025"
    assert "mã chưa xác nhận" in said(before)
    assert "1 cơ quan đã kết thúc hoạt động" in said(after)


@pytest.mark.usefixtures("merged")
def test_an_old_name_finds_the_body_that_answers_now(client: Client):
    text = said(page(client, "/agencies?on=2025-10-15&q=thong tin va truyen thong"))
    assert "1 cơ quan đang hoạt động" in text
    assert "Bộ Khoa học và Công nghệ G06 Bộ Thông tin và Truyền thông" in text
    assert "Không có cơ quan nào khớp" in said(page(client, "/agencies?q=khong-co-ten-nay"))


@pytest.mark.usefixtures("merged")
def test_the_heir_shows_the_tasks_of_both_names(client: Client):
    html = page(client, "/agencies/G06?on=2025-10-15")
    assert headline(html) == "Bộ Khoa học và Công nghệ: chủ trì 2 nhiệm vụ, 0 hoàn thành, 1 quá hạn"
    assert "Nhiệm vụ dưới tên cũ và tên nay" in said(html)
    assert "Nhiệm vụ chuyển về cơ quan này." in said(html)
    assert rows(client, "/tasks?on=2025-10-15&agency=G06") == ["57-01", "57-02"]


@pytest.mark.usefixtures("merged")
def test_before_the_merger_each_has_its_own(client: Client):
    assert rows(client, "/tasks?on=2025-02-01&agency=G06") == ["57-02"]
    assert rows(client, "/tasks?on=2025-02-01&agency=BTTTT") == ["57-01"]


@pytest.mark.usefixtures("merged")
def test_an_old_task_reads_the_name_it_was_given_to_and_the_heir_of_the_day(client: Client):
    row = said(page(client, "/tasks?on=2025-10-15&standing=overdue"))
    assert "57-01 · Bộ Thông tin và Truyền thông (nay là Bộ Khoa học và Công nghệ)" in row
    assert "nay là" not in said(page(client, "/tasks?on=2025-02-01&agency=BTTTT"))


@pytest.mark.usefixtures("merged")
def test_a_body_that_ended_points_to_its_heir_and_keeps_its_tasks(client: Client):
    html = page(client, "/agencies/BTTTT?on=2025-10-15")
    text = said(html)
    assert "kết thúc hoạt động ngày 01/3/2025" in text
    assert "nhiệm vụ thuộc về Bộ Khoa học và Công nghệ" in text
    assert "từ 01/01/2020 đến trước 01/3/2025" in text
    assert headline(html).startswith("Bộ Thông tin và Truyền thông: chủ trì 1 nhiệm vụ")


@pytest.mark.usefixtures("merged")
def test_the_review_counts_old_tasks_under_the_body_that_answers(client: Client):
    text = said(page(client, "/?on=2025-10-15"))
    assert "Quá hạn nhiều nhất: Bộ Khoa học và Công nghệ, 1 nhiệm vụ" in text
    assert "Quá hạn nhiều nhất: Bộ Thông tin" not in text


@pytest.mark.usefixtures("merged")
def test_a_body_nobody_registered_answers_404(client: Client):
    page(client, "/agencies/ZZ", status=404)
    page(client, "/agencies/BTTTT?known=2025-01-02T12:30", status=404)


@pytest.mark.usefixtures("merged")
def test_a_body_without_tasks_says_so(client: Client):
    assert "Chưa chủ trì nhiệm vụ nào" in said(page(client, "/agencies/H42?on=2025-10-15"))
