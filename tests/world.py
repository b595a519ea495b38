"""The world of the tests: a committee, a ministry and a province, three people in each, made by real actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from camket.discipline.agencies.actions import appoint, establish_post, open_account, register_agencies
from camket.discipline.agencies.catalogue import AgencyKind, AgencyRow
from camket.discipline.agencies.roles import Publication, Role, Scope
from camket.discipline.agencies.seats import OPERATOR
from camket.discipline.claims.actions import EvidenceFile, accept_completion, claim_completion
from camket.discipline.deadlines.rules import Nature, Reading
from camket.discipline.directives.actions import ClauseDraft, FieldDraft, open_programme, register_directive
from camket.discipline.mendings.actions import (
    PartDraft,
    annul_act,
    annul_bulk,
    hand_over,
    merge_tasks,
    split_task,
)
from camket.discipline.tasks.actions import TaskDraft, assign_tasks
from camket.discipline.tasks.rules import BULK_ANNULLABLE
from camket.periods import AsOf
from camket.record import queries as record
from camket.record.actions import declare_origin
from camket.record.rules import Actor

if TYPE_CHECKING:
    from collections.abc import Sequence

START = date(2025, 1, 2)
PASSWORD = "mot mat khau du dai"
EVERYTHING = Scope(role=Role.COMMITTEE)
SYSTEM = OPERATOR

BODIES = (
    ("BCD", "Ban Chỉ đạo", "Steering Committee", AgencyKind.STEERING_COMMITTEE),
    ("G06", "Bộ Khoa học và Công nghệ", "Ministry of Science and Technology", AgencyKind.MINISTRY),
    ("G01", "Bộ Công an", "Ministry of Public Security", AgencyKind.MINISTRY),
    ("H42", "Ủy ban nhân dân tỉnh Ninh Bình", "People's Committee of Ninh Binh", AgencyKind.PROVINCE),
)

# post code, agency, Vietnamese and English title, role, person's name
CAST = (
    ("bcd-truong-ban", "BCD", "Trưởng Ban Chỉ đạo", "Chair", Role.COMMITTEE, "Nguyễn Văn An"),
    (
        "bcd-thuong-truc",
        "BCD",
        "Cơ quan thường trực",
        "Standing office",
        Role.STANDING_OFFICE,
        "Trần Thị Bình",
    ),
    (
        "bcd-theo-doi",
        "BCD",
        "Chuyên viên theo dõi",
        "Following officer",
        Role.FOLLOWING_OFFICER,
        "Lê Văn Cường",
    ),
    ("bcd-kiem-tra", "BCD", "Kiểm tra viên", "Inspector", Role.INSPECTOR, "Phạm Thị Dung"),
    ("g06-bo-truong", "G06", "Bộ trưởng", "Minister", Role.AGENCY_HEAD, "Hoàng Văn Em"),
    ("g06-can-bo", "G06", "Chuyên viên", "Officer", Role.OFFICER, "Vũ Thị Phương"),
    ("g01-can-bo", "G01", "Cán bộ", "Officer", Role.OFFICER, "Đỗ Văn Giang"),
    ("h42-chu-tich", "H42", "Chủ tịch UBND tỉnh", "Chair", Role.AGENCY_HEAD, "Bùi Thị Hạnh"),
    ("h42-can-bo", "H42", "Chuyên viên", "Officer", Role.OFFICER, "Ngô Văn Ích"),
)


def noon(day: date) -> datetime:
    """Midday in Vietnam."""
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def hand(post: str) -> Actor:
    """The hand of the person who holds a post of the cast."""
    return Actor(post=post, person=f"nguoi-{post}")


CHAIR, OFFICE, FOLLOWER = hand("bcd-truong-ban"), hand("bcd-thuong-truc"), hand("bcd-theo-doi")
MINISTER, OFFICER, STRANGER = hand("g06-bo-truong"), hand("g06-can-bo"), hand("g01-can-bo")
PROVINCE_HEAD, PROVINCE_OFFICER = hand("h42-chu-tich"), hand("h42-can-bo")


@dataclass(slots=True)
class World:
    """Bodies, posts, people, log-ins and one programme; `give` adds tasks to it."""

    programme: str = "57"
    papers: int = field(default=0)

    def give(
        self,
        code: str,
        *,
        due: date | None = None,
        nature: Nature | None = None,
        leads: Sequence[str] = ("G06",),
        cooperating: Sequence[str] = (),
        on: date = START,
        publication: Publication = Publication.PUBLIC,
        title: str = "Xây dựng nền tảng dữ liệu dùng chung",
        field_code: str | None = "I",
        deadline_text: str = "",
    ) -> str:
        """One task of its own paper; returns its code."""
        self.papers += 1
        paper = f"{self.papers}-KL-BCD"
        register_directive(
            code=paper,
            number_text=f"{self.papers}-KL/BCĐ",
            kind="conclusion",
            title="Kết luận giao nhiệm vụ",
            issuer="BCD",
            signed_on=on,
            programme=self.programme,
            clauses=[
                ClauseDraft(
                    order=1, number_text="1", group_text="I. Thể chế", words=title, place="bảng 1, dòng 2"
                )
            ],
            fields=[FieldDraft(code="I", name_vi="Thể chế", name_en="Institutions")],
            by=OFFICE,
            at=noon(on),
            on=on,
        )
        reading = Reading(nature=nature or (Nature.DATED if due else Nature.UNREAD), due_date=due)
        assign_tasks(
            directive=paper,
            drafts=[
                TaskDraft(
                    code=code,
                    clause_order=1,
                    title=title,
                    product="Nền tảng chạy thật, có dữ liệu và người dùng",
                    reading=reading,
                    deadline_text=deadline_text or (f"{due:%d/%m/%Y}" if due else "thường xuyên"),
                    leads=tuple(leads),
                    cooperating=tuple(cooperating),
                    field_code=field_code,
                    publication=publication,
                )
            ],
            by=OFFICE,
            at=noon(on),
            on=on,
        )
        return code

    def claim(self, code: str, *, on: date, by: Actor = OFFICER) -> int:
        """A claim with one file; returns the position of its entry."""
        claim = claim_completion(
            task=code,
            product="Nền tảng đã vận hành",
            evidence=[EvidenceFile("bien-ban.txt", "text/plain", f"Biên bản nghiệm thu {code}".encode())],
            by=by,
            at=noon(on),
            on=on,
        )
        return claim.entry_id

    def finish(self, code: str, *, on: date, accepted_on: date | None = None, by: Actor = OFFICER) -> int:
        """A claim and its acceptance; returns the position of the acceptance."""
        claim = self.claim(code, on=on, by=by)
        day = accepted_on or on + timedelta(days=1)
        return accept_completion(claim=claim, by=FOLLOWER, at=noon(day), on=day).entry_id

    def open_another(self, code: str) -> str:
        """A second programme of the same committee; returns its code."""
        open_programme(
            code=code,
            name_vi="Chương trình thứ hai",
            name_en="The second programme",
            owner="BCD",
            before_includes_day=True,
            publication=Publication.PUBLIC,
            synthetic=True,
            by=SYSTEM,
            at=noon(START),
            on=START,
        )
        return code

    def merge(self, *codes: str, into: str, on: date, by: Actor = OFFICE) -> int:
        """Tasks merged into another; returns the position of the entry."""
        made = merge_tasks(tasks=codes, into=into, reason="Trùng nội dung", by=by, at=noon(on), on=on)
        return made[0].entry_id

    def split(
        self, code: str, *, on: date, due: date | None = None, leads: Sequence[str] = ("G06", "H42")
    ) -> int:
        """A task split into one part for each lead, coded `.1`, `.2`; returns the position of the entry."""
        reading = Reading(nature=Nature.DATED if due else Nature.UNREAD, due_date=due)
        parts = [
            PartDraft(
                code=f"{code}.{n}",
                title=f"Phần việc {n}",
                leads=(lead,),
                reading=reading,
                deadline_text=f"{due:%d/%m/%Y}" if due else "",
            )
            for n, lead in enumerate(leads, start=1)
        ]
        made = split_task(task=code, parts=parts, reason="Hai việc khác nhau", by=OFFICE, at=noon(on), on=on)
        return made[0].entry_id

    def hand_over(
        self, *codes: str, on: date, giver: str = "G06", taker: str = "H42", by: Actor = OFFICE
    ) -> int:
        """Shares of one body handed to another; returns the position of the entry."""
        hand_over(giver=giver, taker=taker, tasks=codes, reason="Sắp xếp lại", by=by, at=noon(on), on=on)
        return record.latest_position()

    def annul(self, entry: int, *, on: date, by: Actor = OFFICE) -> int:
        """An act, single or bulk, annulled; returns the position of the annulment."""
        found = record.entry(entry)
        annul = annul_bulk if found is not None and found.act in BULK_ANNULLABLE else annul_act
        return annul(entry=entry, reason="Ghi nhầm", by=by, at=noon(on), on=on).entry_id


def asof(on: date, position: int | None = None) -> AsOf:
    """A day with all that the record knows, or what it knew at a position."""
    return AsOf(on=on, known_at=None, position=record.latest_position() if position is None else position)


def build_world() -> World:
    """The bodies, the cast with a log-in each, and the programme 57."""
    at = noon(START)
    declare_origin(origin="camket.test/record", synthetic=True, by=SYSTEM, at=at, on=START)
    register_agencies(
        rows=[
            AgencyRow(
                code=code,
                name_vi=name_vi,
                name_en=name_en,
                abbreviation="",
                kind=kind,
                parent=None,
                valid_from=date(2020, 1, 1),
                valid_to=None,
                code_confirmed=True,
                form_confirmed=True,
                source="test",
                note="",
            )
            for code, name_vi, name_en, kind in BODIES
        ],
        by=SYSTEM,
        at=at,
        on=START,
    )
    for code, agency, title_vi, title_en, role, full_name in CAST:
        establish_post(
            code=code,
            agency=agency,
            title_vi=title_vi,
            title_en=title_en,
            role=role,
            by=SYSTEM,
            at=at,
            on=START,
        )
        appoint(post=code, person=f"nguoi-{code}", full_name=full_name, by=SYSTEM, at=at, on=START)
        open_account(username=code, password=PASSWORD, person=f"nguoi-{code}")
    open_programme(
        code="57",
        name_vi="Chương trình thực hiện Nghị quyết 57-NQ/TW",
        name_en="Programme of Resolution 57-NQ/TW",
        owner="BCD",
        before_includes_day=True,
        publication=Publication.PUBLIC,
        synthetic=True,
        by=SYSTEM,
        at=at,
        on=START,
    )
    return World()
