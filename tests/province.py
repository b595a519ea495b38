"""A record of Khánh Hòa's committee: the bundled bodies and reading rules, and the posts that its plan needs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tests.world import PASSWORD, SYSTEM, noon

from camket.discipline.agencies.actions import (
    appoint,
    establish_post,
    open_account,
    register_agencies,
    succeed_agency,
)
from camket.discipline.agencies.intake import bundled_catalogue
from camket.discipline.agencies.roles import Publication, Role
from camket.discipline.deadlines.actions import adopt_reading_rules
from camket.discipline.deadlines.intake import reading_rules
from camket.discipline.directives.actions import PaperFile, open_programme
from camket.discipline.intakes import PaperMeta, Proposal, propose
from camket.periods import AsOf
from camket.record import queries as record
from camket.record.actions import declare_origin
from camket.record.rules import Actor

if TYPE_CHECKING:
    from collections.abc import Mapping

SAMPLES = Path(__file__).parents[1] / "samples"
DOCUMENT, WORKBOOK = "plan-11-KH-BCD.docx", "plan-11-KH-BCD.xlsx"
OPENED = date(2026, 7, 1)
SIGNED = date(2026, 7, 28)
ENTERED = date(2026, 7, 29)

OFFICE = Actor(post="t56-thuong-truc", person="nguoi-t56-thuong-truc")
FOLLOWER = Actor(post="t56-theo-doi", person="nguoi-t56-theo-doi")
OFFICER = Actor(post="skhcn-can-bo", person="nguoi-skhcn-can-bo")
JUSTICE = Actor(post="stp-can-bo", person="nguoi-stp-can-bo")

POSTS = (
    (OFFICE, "T56-BCD", Role.STANDING_OFFICE),
    (FOLLOWER, "T56-BCD", Role.FOLLOWING_OFFICER),
    (OFFICER, "T56-SKHCN", Role.OFFICER),
    (JUSTICE, "T56-STP", Role.OFFICER),
)

PLAN = PaperMeta(
    code="11-KH-BCD",
    number_text="11-KH/BCĐ",
    kind="plan",
    title="Kế hoạch 100 ngày xử lý điểm nghẽn chuyển đổi số",
    issuer="T56-BCD",
    signed_on=SIGNED,
    programme="KH11",
    publication=Publication.PUBLIC,
)

ANSWERS: dict[str, dict[str, object]] = {
    "*": {"special_zone_included": "yes"},
    "2:15": {"accept": True},
    "2:19": {"accept": True},
    "2:20": {"leads": ["T56-SKHCN"]},
    "2:26": {"leads": ["UBND xã, phường, đặc khu"]},
    "2:31": {"accept": True},
    "2:39": {"leads": ["T56-STP", "T56-VPUBND"], "nature": "unread"},
    "2:59": {"leads": ["T56-SKHCN"], "due": "2026-08-25"},
}
"""What a person would answer to the doubts of the plan's document."""


def build_province(*, publication: Publication = Publication.PUBLIC) -> None:
    """The bodies as bundled, the rules as bundled, four posts with log-ins, and the programme KH11."""
    at = noon(OPENED)
    declare_origin(origin="camket.test/record", synthetic=True, by=SYSTEM, at=at, on=OPENED)
    catalogue = bundled_catalogue()
    register_agencies(rows=catalogue.agencies, by=SYSTEM, at=at, on=OPENED)
    for row in catalogue.successions:
        succeed_agency(
            kind=row.kind,
            predecessors=row.predecessors,
            successors=row.successors,
            heir=row.heir,
            source=row.source,
            confirmed=row.confirmed,
            by=SYSTEM,
            at=at,
            on=row.on,
        )
    adopt_reading_rules(rules=reading_rules(), by=SYSTEM, at=at, on=OPENED)
    for actor, agency, role in POSTS:
        establish_post(
            code=actor.post,
            agency=agency,
            title_vi=actor.post,
            title_en=actor.post,
            role=role,
            by=SYSTEM,
            at=at,
            on=OPENED,
        )
        appoint(post=actor.post, person=actor.person, full_name=actor.post, by=SYSTEM, at=at, on=OPENED)
        open_account(username=actor.post, password=PASSWORD, person=actor.person)
    open_programme(
        code="KH11",
        name_vi="Kế hoạch 100 ngày",
        name_en="Hundred-day plan",
        owner="T56-BCD",
        before_includes_day=True,
        publication=publication,
        synthetic=True,
        by=SYSTEM,
        at=at,
        on=OPENED,
    )


def sample(name: str) -> PaperFile:
    """A sample file as an office sends it."""
    return PaperFile(name, "application/octet-stream", (SAMPLES / name).read_bytes())


def table(*rows: tuple[str, ...], name: str = "phu-luc.csv") -> PaperFile:
    """A small annex: number, task, lead, cooperating, product, deadline in each row."""
    head = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn")
    return PaperFile(name, "text/csv", "\n".join("\t".join(row) for row in (head, *rows)).encode())


def proposal_of(
    file: PaperFile, answers: Mapping[str, Mapping[str, object]] | None = None, *, meta: PaperMeta = PLAN
) -> Proposal:
    """The proposal as the record stands."""
    asof = AsOf(on=ENTERED, known_at=None, position=record.latest_position())
    return propose(data=file.content, filename=file.file_name, meta=meta, answers=answers or {}, asof=asof)
