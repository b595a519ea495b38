"""The bodies, papers, meetings and tasks of a store of a named size, taken in through the real actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import store

# isort: split
from django.db import transaction
from tests.world import OFFICE, SYSTEM, build_world, noon

from camket.discipline.agencies.actions import appoint, establish_post, register_agencies
from camket.discipline.agencies.catalogue import AgencyKind, AgencyRow
from camket.discipline.agencies.models import Agency
from camket.discipline.agencies.roles import Publication, Role
from camket.discipline.deadlines.rules import Nature, Reading
from camket.discipline.directives.actions import ClauseDraft, FieldDraft, register_directive
from camket.discipline.meetings.actions import conclude, hold_meeting
from camket.discipline.tasks.actions import TaskDraft, assign_tasks

if TYPE_CHECKING:
    import random

assert store.DATA.exists()

FIELDS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
MEETINGS = 40
GIVEN, GIVING = date(2025, 1, 6), 80
"""The first day on which tasks are given, and over how many days."""

VERBS = ("xây dựng", "hoàn thành", "ban hành", "rà soát", "triển khai", "vận hành", "sửa đổi", "báo cáo")
OBJECTS = (
    *("nền tảng dữ liệu dùng chung", "cơ sở dữ liệu đất đai", "thủ tục hành chính trực tuyến", "chữ ký số"),
    *("nghị định về giao dịch điện tử", "sàn giao dịch công nghệ", "trung tâm dữ liệu quốc gia", "định danh"),
    *("khung kiến trúc số", "quỹ đầu tư mạo hiểm", "phòng thí nghiệm trọng điểm", "hồ sơ sức khỏe điện tử"),
    *("hạ tầng 5G", "học bạ số", "bản đồ số", "chuỗi cung ứng bán dẫn", "an toàn thông tin mạng"),
)
WHOM = ("cho cấp xã", "của bộ, ngành", "tại địa phương", "phục vụ doanh nghiệp", "cho người dân", "toàn quốc")


@dataclass(frozen=True, slots=True)
class Size:
    """How large a store is: its tasks, the bodies they are shared by, its acts, and the tasks of one paper."""

    tasks: int
    agencies: int
    acts: int
    paper: int


FULL = Size(tasks=100_000, agencies=400, acts=1_000_000, paper=1_000)
SMALL = Size(tasks=1_000, agencies=60, acts=4_000, paper=25)


def found(size: Size) -> list[str]:
    """The bodies with an officer each; returns their codes."""
    with transaction.atomic():
        build_world()
        at = noon(GIVEN)
        codes = [f"S{n:03d}" for n in range(size.agencies - Agency.objects.count())]
        register_agencies(rows=[_body(n, code) for n, code in enumerate(codes)], by=SYSTEM, at=at, on=GIVEN)
        for code in codes:
            post = officer(code)
            establish_post(
                code=post,
                agency=code,
                title_vi="Chuyên viên",
                title_en="Officer",
                role=Role.OFFICER,
                by=SYSTEM,
                at=at,
                on=GIVEN,
            )
            appoint(post=post, person=f"nguoi-{post}", full_name=f"Người {code}", by=SYSTEM, at=at, on=GIVEN)
    return codes


def officer(agency: str) -> str:
    """The post that reports for a body."""
    return f"{agency.lower()}-can-bo"


def _body(n: int, code: str) -> AgencyRow:
    return AgencyRow(
        code=code,
        name_vi=f"Cơ quan thực hiện số {n}",
        name_en=f"Implementing body {n}",
        abbreviation="",
        kind=(AgencyKind.MINISTRY, AgencyKind.PROVINCE)[n % 2],
        parent=None,
        valid_from=date(2020, 1, 1),
        valid_to=None,
        code_confirmed=True,
        form_confirmed=True,
        source="bench",
        note="",
    )


def give(size: Size, codes: list[str], dice: random.Random) -> None:
    """The papers with their tasks, the first of them conclusions of meetings."""
    for paper in range(size.tasks // size.paper):
        with transaction.atomic():
            _give_paper(size, paper, codes, dice)


def _give_paper(size: Size, number: int, codes: list[str], dice: random.Random) -> None:
    on = GIVEN + timedelta(days=number * GIVING * size.paper // size.tasks)
    at = noon(on)
    paper = f"{number + 1}-KL-BCD"
    drafts = [_draft(number * size.paper + row, row, on, codes, dice) for row in range(size.paper)]
    register_directive(
        code=paper,
        number_text=f"{number + 1}-KL/BCĐ",
        kind="conclusion",
        title="Kết luận giao nhiệm vụ",
        issuer="BCD",
        signed_on=on,
        programme="57",
        clauses=[
            ClauseDraft(one.clause_order, str(one.clause_order), "I. Thể chế", one.title, "bảng 1")
            for one in drafts
        ],
        fields=[FieldDraft(code=code, name_vi=f"Nhóm {code}", name_en=f"Group {code}") for code in FIELDS],
        by=OFFICE,
        at=at,
        on=on,
    )
    if number < MEETINGS:
        meeting = f"phien-{number + 1}"
        hold_meeting(
            code=meeting,
            programme="57",
            body="BCD",
            title_vi=f"Phiên họp thứ {number + 1}",
            title_en=f"Meeting {number + 1}",
            by=OFFICE,
            at=at,
            on=on,
        )
        conclude(meeting=meeting, directive=paper, by=OFFICE, at=at, on=on)
    assign_tasks(directive=paper, drafts=drafts, by=OFFICE, at=at, on=on)


def _draft(place: int, row: int, on: date, codes: list[str], dice: random.Random) -> TaskDraft:
    dated = dice.random() < 0.85
    due = on + timedelta(days=dice.randint(60, 700)) if dated else None
    bodies = dice.sample(codes, 3)
    leads = 2 if dice.random() < 0.1 else 1
    undated = dice.choice([Nature.CONTINUING, Nature.RECURRING, Nature.WAITING, Nature.UNREAD])
    words = " ".join(dice.choice(choice) for choice in (VERBS, OBJECTS, WHOM))
    return TaskDraft(
        code=f"57-{place + 1:06d}",
        clause_order=row + 1,
        title=f"{words[0].upper()}{words[1:]}, đợt {place % 90 + 1}",
        product="Nền tảng chạy thật",
        reading=Reading(nature=Nature.DATED if due else undated, due_date=due),
        deadline_text=f"{due:%d/%m/%Y}" if due else "thường xuyên",
        leads=tuple(bodies[:leads]),
        cooperating=tuple(bodies[leads:]),
        field_code=FIELDS[place % len(FIELDS)],
        publication=dice.choices(list(Publication), weights=(80, 15, 5))[0],
    )
