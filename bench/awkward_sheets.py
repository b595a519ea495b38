"""Reads awkward running sheets for an opening balance and holds what was read against what a careful clerk reads.

    python bench/awkward_sheets.py                         prints the score
    python bench/awkward_sheets.py --save results/x.json   keeps it beside earlier ones
    python bench/awkward_sheets.py --misses                also prints every field that differs

Strict on purpose: no question is answered before the sheets are read, and a field that the program fills counts as
filled even where it asks about it. Then the main sheet is entered with the first answer to every question, and the
sheet of the week after is held against what its maker changed in it.
"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import store

# isort: split
from django.db import transaction

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.actions import appoint, establish_post
from camket.discipline.agencies.adopting import adopt_bodies
from camket.discipline.agencies.changed import catalogues_read
from camket.discipline.agencies.roles import Publication, Role
from camket.discipline.agencies.seats import OPERATOR
from camket.discipline.deadlines.adopting import adopt_dated_data
from camket.discipline.directives.actions import PaperFile, open_programme
from camket.discipline.openings import SheetAbout, confirm_opening
from camket.discipline.reckonings import propose_opening
from camket.periods import AsOf
from camket.record import queries as record
from camket.record.actions import declare_origin
from camket.record.rules import Actor
from checkout import BENCH, RESULTS
from sheet_marks import FIELDS, SAMPLES, Line, Tally, changes_held, held_against, sheet_file, truth_of

if TYPE_CHECKING:
    from camket.discipline.openings import Opening
    from camket.discipline.openings.proposal import CarriedRow

FIRST = RESULTS / "awkward_sheets_first.json"
ON = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
_PLACE = re.compile(r"(?:Ủy ban nhân dân|Tỉnh ủy|Thành ủy) ?(?:tỉnh|thành phố)? ?(.+)", re.IGNORECASE)
_LOWER = (" xã", " phường", " đặc khu")
_ROUNDS = 6
SHOWN_AS = {
    "newly_done": "done",
    "deadline_extended": "deadline",
    "reworded": "words",
    "new": "new",
    "deleted": "gone",
}
"""The kind of difference that shows each kind of change. Moved rows, a renamed column, the sheet's day show as none."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sheet, the programme whose list it is, and the truth it is held against."""

    name: str
    programme: str
    owner: str
    near: str = ""
    truth: str = ""

    @property
    def truth_name(self) -> str:
        """The truth it is held against; two encodings of one sheet share theirs."""
        return self.truth or self.name.rpartition(".")[0]


MAIN = Sample("bang-theo-doi-1298.xlsx", "57", "BCD-TW")
NEXT = Sample("bang-theo-doi-1298-tuan-sau.xlsx", "57", "BCD-TW")
SHEETS = (
    MAIN,
    NEXT,
    Sample("bo-theo-thang-80.xlsx", "57-BO", "G06"),
    Sample("xa-25-dau-tich.xlsx", "57-XA", "T56-X-CONGHAI-BCD", near="xã Công Hải"),
    *(
        Sample(f"tinh-khanh-hoa-120-{code}.csv", "57-TINH", "T56-BCD", "tỉnh Khánh Hòa", "tinh-khanh-hoa-120")
        for code in ("cp1258", "utf16")
    ),
)
SEEN = (
    "The main sheet was used for mending the reader after its first score, and the others since they are here:\n"
    "none of them is unseen any more. Percents of fields; what was left open is asked of a person."
)
OFFICE = Actor(post="thuong-truc", person="nguoi-thuong-truc")


@transaction.atomic
def furnish() -> None:
    """The register as a service has it, a programme for each sheet, and the office that brings the main one."""
    declare_origin(origin="camket.bench/record", synthetic=True, by=OPERATOR, at=AT, on=ON)
    adopt_bodies(after=None, until=ON, by=OPERATOR, at=AT)
    adopt_dated_data(after=None, until=ON, by=OPERATOR, at=AT)
    for code, owner in sorted({(one.programme, one.owner) for one in SHEETS}):
        open_programme(
            code=code,
            name_vi=f"Chương trình {code}",
            name_en=f"Programme {code}",
            owner=owner,
            before_includes_day=True,
            publication=Publication.PUBLIC,
            synthetic=True,
            by=OPERATOR,
            at=AT,
            on=ON,
        )
    establish_post(
        code=OFFICE.post,
        agency=MAIN.owner,
        title_vi="Cơ quan thường trực",
        title_en="Standing office",
        role=Role.STANDING_OFFICE,
        by=OPERATOR,
        at=AT,
        on=ON,
    )
    appoint(post=OFFICE.post, person=OFFICE.person, full_name="Trần Thị Bình", by=OPERATOR, at=AT, on=ON)


def opened(sample: Sample, answers: dict[str, Any] | None = None) -> Opening:
    """The proposal for a sheet as the record stands."""
    with catalogues_read():
        return propose_opening(
            data=sheet_file(sample.name).read_bytes(),
            filename=sample.name,
            about=SheetAbout(sample.programme),
            answers=answers or {},
            asof=AsOf(on=ON, known_at=None, position=record.latest_position()),
        )


def place_of(row: CarriedRow) -> tuple[str, int]:
    """The worksheet of a row and its number there, from 1; a text file has no worksheet."""
    sheet, _, number = row.key.rpartition("!") if "!" in row.key else ("", "", row.key.rpartition(":")[2])
    return sheet, int(number.partition("/")[0])


def as_truths_are_written(row: CarriedRow, bodies: dict[str, tuple[str, str]]) -> Line:
    """A row in the words of the truths: provinces by their bare names, late tasks as tasks in progress."""
    status = row.status.value if row.status else None
    sheet, number = place_of(row)
    return {
        "sheet": sheet,
        "row": number,
        "title": row.title,
        "leads": [bodies[code][0] for code in row.leads],
        "known_as": [bodies[code] for code in row.leads],
        "first_deadline": str(row.reading.due_date) if row.reading.due_date else None,
        "current_deadline": str(row.due) if row.due else None,
        "done": {"done": True, None: None}.get(status, False),
        "done_date": str(row.done) if row.done else None,
        "status_class": "in_progress" if status == "late" else status,
    }


def short_name(name: str) -> str:
    """A province or city by its bare name, whichever of its bodies is meant; any other body as it is."""
    found = _PLACE.match(name)
    return found[1] if found and not any(lower in name for lower in _LOWER) else name


def score_of(sample: Sample) -> Tally:
    """How a sheet is read when nobody has answered anything."""
    bodies = {
        body.code: (short_name(body.name_vi), body.abbreviation)
        for body in agencies.agencies_by_id().values()
    }
    rows = [
        as_truths_are_written(row, bodies)
        for row in opened(sample).rows
        if not row.left_out or row.left_out.startswith("duplicate")
    ]
    return held_against(truth_of(sample.truth_name), rows, name=sample.name, near=sample.near)


def enter_main() -> dict[str, str]:
    """Enters the main sheet with the first answer to every question; the truths' tasks by Camket's codes."""
    answers: dict[str, Any] = {"questions": {}}
    for _ in range(_ROUNDS):
        opening = opened(MAIN, answers)
        if not opening.open_questions:
            break
        answers["questions"] |= {one.key: one.options[0] for one in opening.open_questions}
    file = PaperFile(MAIN.name, "application/octet-stream", sheet_file(MAIN.name).read_bytes())
    confirm_opening(opening=opening, answers=answers, file=file, by=OFFICE, at=AT, on=ON)
    return codes_of(opening, truth_of(MAIN.truth_name))


def codes_of(opening: Opening, truth: list[Line]) -> dict[str, str]:
    """The truth's name of each task, by Camket's code; a second entry of a task is that task."""
    at = {(line["sheet"], row): line for line in truth if "id" in line for row in line["rows"]}
    found = {}
    for row in opening.rows:
        if (line := at.get(place_of(row))) and not row.left_out:
            found[row.task] = line.get("same_as", line["id"])
    return found


def week_after() -> dict[str, list[tuple[str, str]]]:
    """The differences of the sheet of the week after: found, missed, false."""
    names = enter_main()
    opening = opened(NEXT)
    names = {**codes_of(opening, truth_of(NEXT.truth_name)), **names}
    lines = (SAMPLES / "truth" / "changes.jsonl").read_text("utf-8").splitlines()
    told = [(one.kind.value, names.get(one.task, one.task)) for one in opening.differences]
    return changes_held([json.loads(line) for line in lines], told, SHOWN_AS)


def show(tally: Tally, first: dict[str, Any]) -> None:
    """One sheet: what was found, then each field now, with what was left open, beside its first score."""
    before = first.get(tally.name, {})
    rows = f"{tally.found}/{tally.true_rows}"
    print(f"{tally.name}: rows found {rows}, invented {tally.invented}, halves of a task {tally.halves}")
    if before:
        print(f"  first: rows found {before['found']}, invented {before['invented']} ({before['note']})")
    print(f"  {'':>18} {'first':>7} {'now':>7} {'left open':>10}")
    for name in FIELDS:
        if tally.marks[name]:
            print(f"  {name:>18} {before.get(name, '–'):>7} {tally.right(name):>7} {tally.left(name):>10}")


def as_kept(tally: Tally) -> dict[str, Any]:
    """A sheet's score as it is written to a file: percents of each field, then its marks and misses."""
    fields = [name for name in FIELDS if tally.marks[name]]
    return {
        "file": tally.name,
        "found": f"{tally.found}/{tally.true_rows}",
        "invented": tally.invented,
        "halves": tally.halves,
        "right": {name: tally.right(name) for name in fields},
        "left_open": {name: tally.left(name) for name in fields},
        "marks": {name: dict(tally.marks[name]) for name in fields},
        "misses": tally.misses,
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--save", type=Path, help="where to keep the score, under bench/")
    options.add_argument("--misses", action="store_true", help="print every difference")
    asked = options.parse_args()
    store.migrate()
    furnish()
    first = json.loads(FIRST.read_text("utf-8"))
    print(SEEN)
    tallies = [score_of(sample) for sample in SHEETS]
    for tally in tallies:
        show(tally, first)
        if asked.misses:
            for miss in tally.misses:
                print(f"    {miss}")
    weeks = week_after()
    print("differences of the week after, held against what its maker changed")
    for name, pairs in weeks.items():
        print(f"  {name:>18} {first.get('week_after', {}).get(name, '–'):>7} {len(pairs):>7}")
    if asked.misses:
        for name in ("missed", "false"):
            for kind, task in weeks[name]:
                print(f"    {name}: {kind} {task}")
    if asked.save:
        kept = {
            "sheets": [as_kept(one) for one in tallies],
            "week_after": weeks,
        }
        (BENCH / asked.save).write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
