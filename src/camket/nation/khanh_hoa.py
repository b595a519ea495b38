"""Khánh Hòa: a real provincial plan (11-KH/BCĐ, 28 July 2026) enters through the same intake as any office's file."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from camket.discipline.agencies.roles import Publication
from camket.discipline.directives.actions import open_programme

from .cast import PROVINCE_OFFICE
from .playing import POSTS, Act

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from .playing import Stage

PLAN_DAY = date(2026, 7, 29)
"""The day after the plan was signed."""
PROGRAMME = "KH11"


def khanh_hoa_acts(plan_file: Path | None) -> Iterator[Act]:
    """The programme is opened and the plan taken in; its paper is real, so nothing is made up about its tasks."""
    if plan_file is not None:
        yield Act(PLAN_DAY, POSTS, _open)


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
