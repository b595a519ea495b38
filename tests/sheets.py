"""Running sheets for tests: written as .csv from rows, read against the province's record, entered by its office."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from tests.province import ENTERED, OFFICE
from tests.world import noon

from camket.discipline.directives.actions import PaperFile
from camket.discipline.openings import SheetAbout, confirm_opening
from camket.discipline.reckonings import propose_opening
from camket.periods import AsOf
from camket.record import queries as record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from camket.discipline.directives.models import Directive
    from camket.discipline.openings import Opening
    from camket.record.rules import Actor

HEAD = (
    "TT",
    "Mã",
    "Văn bản giao",
    "Nhiệm vụ",
    "Cơ quan chủ trì",
    "Phối hợp",
    "Thời hạn",
    "Gia hạn",
    "Trạng thái",
    "Ngày hoàn thành",
    "Sản phẩm",
    "Ghi chú",
)
NAMES = (
    "tt",
    "code",
    "source",
    "title",
    "leads",
    "cooperating",
    "due",
    "later",
    "status",
    "done",
    "product",
    "note",
)


def row(tt: int, **cells: str) -> tuple[str, ...]:
    """A row with a task that is nobody's doubt, and the cells that a test is about."""
    told = {
        "tt": str(tt),
        "code": f"NV-{tt:03}",
        "source": "11-KH/BCĐ ngày 28/7/2025",
        "title": f"Rà soát quy trình nội bộ số {tt} của các đơn vị",
        "leads": "Sở Tư pháp",
        "due": "31/12/2026",
        "status": "Đang thực hiện",
        **cells,
    }
    return tuple(told.get(name, "") for name in NAMES)


def sheet(
    rows: Iterable[Sequence[str]], *, head: Sequence[str] = HEAD, name: str = "bang.csv", above: str = ""
) -> PaperFile:
    """The file of a running sheet."""
    written = io.StringIO()
    csv.writer(written).writerows([*([[above]] if above else []), head, *rows])
    return PaperFile(name, "text/csv", written.getvalue().encode())


def opened(file: PaperFile, answers: dict[str, Any] | None = None, *, on: date = ENTERED) -> Opening:
    """The proposal as the record stands."""
    return propose_opening(
        data=file.content,
        filename=file.file_name,
        about=SheetAbout("KH11"),
        answers=answers or {},
        asof=AsOf(on=on, known_at=None, position=record.latest_position()),
    )


def taken(
    file: PaperFile, answers: dict[str, Any] | None = None, *, by: Actor = OFFICE, on: date = ENTERED
) -> Directive:
    """The sheet entered."""
    return confirm_opening(
        opening=opened(file, answers, on=on), answers=answers or {}, file=file, by=by, at=noon(on), on=on
    )
