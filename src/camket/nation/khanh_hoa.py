"""Khánh Hòa: a real provincial plan (11-KH/BCĐ, 28 July 2026) enters through the same intake as any office's file."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from camket.discipline.agencies.roles import Publication
from camket.discipline.directives.actions import PaperFile, open_programme
from camket.discipline.intakes import PAPER, PaperMeta, confirm, propose
from camket.periods import AsOf
from camket.record.queries import latest_position

from .cast import PROVINCE_OFFICE
from .playing import MEETING, POSTS, Act

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from .playing import Stage

PLAN_DAY = date(2026, 7, 29)
"""The day after the plan was signed."""
PROGRAMME = "KH11"
META = PaperMeta(
    code="11-KH-BCD",
    number_text="11-KH/BCĐ",
    kind="plan",
    title="Kế hoạch 100 ngày xử lý điểm nghẽn chuyển đổi số",
    issuer="T56-BCD",
    signed_on=date(2026, 7, 28),
    programme=PROGRAMME,
)
ANSWERS = {PAPER: {"special_zone_included": "yes"}, "2:39": {"leads": "T56-VPUBND"}}
"""What the standing office settles: "xã, phường" takes in the special zone; the row without a body gets a lead."""


def khanh_hoa_acts(plan_file: Path | None) -> Iterator[Act]:
    """The programme is opened and the plan taken in; its paper is real, so nothing is made up about its tasks."""
    if plan_file is not None:
        yield Act(PLAN_DAY, POSTS, _open)
        yield Act(PLAN_DAY, MEETING, partial(_take_in, plan_file))


def _open(_stage: Stage, at: datetime) -> None:
    open_programme(
        code=PROGRAMME,
        name_vi="Kế hoạch 100 ngày xử lý điểm nghẽn chuyển đổi số (11-KH/BCĐ)",
        name_en="100-day plan to remove digital bottlenecks (11-KH/BCĐ)",
        owner="T56-BCD",
        before_includes_day=True,
        publication=Publication.INTERNAL,
        synthetic=False,
        by=PROVINCE_OFFICE.hand,
        at=at,
        on=PLAN_DAY,
    )


def _take_in(plan_file: Path, stage: Stage, at: datetime) -> None:
    """Proposes the file's rows, takes those that may stand as they were read, and confirms."""
    content = plan_file.read_bytes()
    asof = AsOf(on=PLAN_DAY, known_at=None, position=latest_position())
    answers: dict[str, dict[str, object]] = {key: dict(said) for key, said in ANSWERS.items()}
    first = propose(data=content, filename=plan_file.name, meta=META, answers=answers, asof=asof)
    answers |= {row.key: {"accept": True} for row in first.blocked}
    settled = propose(data=content, filename=plan_file.name, meta=META, answers=answers, asof=asof)
    file = PaperFile(
        file_name=plan_file.name,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        content=content,
    )
    confirm(proposal=settled, file=file, by=PROVINCE_OFFICE.hand, at=at, on=PLAN_DAY)
    stage.told(f"{PROGRAMME}: {len(settled.rows)} nhiệm vụ từ {plan_file.name}")
