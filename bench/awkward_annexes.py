"""Reads the forty awkward annexes and holds what was read against what a careful clerk reads in them.

    python bench/awkward_annexes.py                         prints the score
    python bench/awkward_annexes.py --save results/x.json   keeps it beside earlier ones
    python bench/awkward_annexes.py --misses                also prints every field that differs

Strict on purpose: a row counts only under its exact title, hidden rows and sheets that become drafts count as rows
too many, and a deadline left to a person where the clerk reads a date counts as wrong.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from camket.discipline.agencies.folding import fold
from camket.discipline.agencies.intake import bundled_catalogue
from camket.discipline.annexes import RowDraft, read_annex
from camket.discipline.deadlines.intake import reading_rules
from camket.discipline.deadlines.rules import read_deadline
from camket.discipline.naming.directory import AgencyName, Directory, read_abbreviations, read_classes
from camket.discipline.naming.rules import resolve_bodies
from camket.errors import Refused

HOUSE = Path(__file__).resolve().parents[1]
FIRST = HOUSE / "bench" / "results" / "awkward_first.json"
SAMPLES = HOUSE / "tests" / "intake_samples"
NAMES = HOUSE / "src" / "camket" / "discipline" / "naming" / "data"
FIELDS = ("leads", "cooperating", "product", "deadline", "due", "nature", "group")
SIGNED_ON = date(2026, 7, 28)
ISSUER = "T56-BCD"


@dataclass(slots=True)
class Score:
    """How one file was read."""

    file: str
    true_rows: int = 0
    drafts: int = 0
    found: int = 0
    fields_right: int = 0
    fields_all: int = 0
    unread_true: int = 0
    unread_shown: int = 0
    refusal: str = ""
    misses: list[str] = field(default_factory=list)


def directory() -> Directory:
    names = tuple(
        AgencyName(
            code=row.code,
            name=row.name_vi,
            kind=row.kind,
            level="",
            parent=row.parent or "",
            valid_from=row.valid_from,
            valid_to=row.end,
            abbreviation=row.abbreviation,
        )
        for row in bundled_catalogue().agencies
    )
    return Directory(
        names=names,
        abbreviations=read_abbreviations((NAMES / "abbreviations.toml").read_text("utf-8")),
        classes=read_classes((NAMES / "body_classes.toml").read_text("utf-8")),
    )


BODIES = directory()
RULES = reading_rules()


def plain(text: str | None) -> str:
    return " ".join((text or "").split())


def bare(text: str | None) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", fold(text or "")).split())


def parted(cell: str) -> list[str]:
    said = resolve_bodies(cell, directory=BODIES, under=ISSUER, on=SIGNED_ON)
    words = [*(one.words for one in said.found), *(one.words for one in said.classes), *said.unknown]
    return sorted(bare(one) for one in words)


def read(draft: RowDraft) -> dict[str, Any]:
    """A draft as the truths are written."""
    if draft.deadline_cell_date:
        due, nature = draft.deadline_cell_date.isoformat(), "dated"
    else:
        said = read_deadline(draft.deadline_text, issued_on=SIGNED_ON, rules=RULES, before_includes_day=True)
        due, nature = said.due_date.isoformat() if said.due_date else None, said.nature.value
    return {
        "leads": parted(draft.leads_text),
        "cooperating": parted(draft.cooperating_text),
        "product": plain(draft.product_text),
        "deadline": plain(draft.deadline_text),
        "due": due,
        "nature": nature,
        "group": bare(draft.group_text.rpartition(" › ")[2]),
    }


def meant(row: dict[str, Any], draft: RowDraft) -> dict[str, Any]:
    """A true row in the same form; a real date cell may be written either way."""
    deadline = plain(row["deadline"])
    if draft.deadline_cell_date and deadline == draft.deadline_cell_date.isoformat():
        deadline = plain(draft.deadline_text)
    return {
        "leads": sorted(bare(one) for one in row["leads"]),
        "cooperating": sorted(bare(one) for one in row["cooperating"]),
        "product": plain(row["product"]),
        "deadline": deadline,
        "due": row["due"],
        "nature": row["nature"],
        "group": bare(row["group"]),
    }


def score_of(truth: dict[str, Any]) -> Score:
    score = Score(truth["file"], true_rows=len(truth["rows"]), unread_true=len(truth["unread_rows"]))
    try:
        annex = read_annex((SAMPLES / "files" / truth["file"]).read_bytes(), filename=truth["file"])
    except Refused as refusal:
        score.refusal = f"{'right' if truth['refused'] else 'wrong'}: {refusal.code}"
        if truth["refused"]:
            score.true_rows = 0  # where a file may be refused or read, refusing loses nothing
        return score
    if truth["refused"] and not truth["rows"]:
        score.refusal = "wrong: read"
    score.drafts = len(annex.rows)
    left = list(annex.rows)
    for row in truth["rows"]:
        draft = next((one for one in left if plain(one.title) == plain(row["title"])), None)
        if draft is None:
            score.misses.append(f"row not found: {row['title']}")
            continue
        left.remove(draft)
        score.found += 1
        compare(score, row, draft)
    score.misses += [f"row too many: {one.locator} {one.title[:60]}" for one in left]
    shown = [Counter(bare(one.words).split()) for one in annex.unread]
    for row in truth["unread_rows"]:
        words = Counter(bare(row["row_words"]).split())
        if any(sum((words & one).values()) >= 0.7 * sum(words.values()) for one in shown):
            score.unread_shown += 1
        else:
            score.misses.append(f"unread row not shown: {row['row_words']}")
    return score


def compare(score: Score, row: dict[str, Any], draft: RowDraft) -> None:
    said, wanted = read(draft), meant(row, draft)
    for name in FIELDS:
        score.fields_all += 1
        if said[name] == wanted[name]:
            score.fields_right += 1
        else:
            score.misses.append(f"{name} of “{row['title'][:40]}”: {said[name]!r}, meant {wanted[name]!r}")


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"


def total_of(scores: list[Score], refusals: int) -> dict[str, Any]:
    sums = Counter[str]()
    for one in scores:
        for name in (
            "true_rows",
            "drafts",
            "found",
            "fields_right",
            "fields_all",
            "unread_true",
            "unread_shown",
        ):
            sums[name] += getattr(one, name)
    right = sum(one.refusal.startswith("right") for one in scores)
    wrong = sum(one.refusal.startswith("wrong") for one in scores)
    return {
        **sums,
        "precision": share(sums["found"], sums["drafts"]),
        "recall": share(sums["found"], sums["true_rows"]),
        "fields": share(sums["fields_right"], sums["fields_all"]),
        "refused_rightly": right,
        "refused_or_read_wrongly": wrong,
        "to_refuse": refusals,
        "files_without_a_fault": sum(
            not one.misses and not one.refusal.startswith("wrong") for one in scores
        ),
        "files": len(scores),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--save", type=Path, help="where to keep the score, under bench/")
    options.add_argument("--misses", action="store_true", help="print every difference")
    asked = options.parse_args()
    truths = [json.loads(path.read_text("utf-8")) for path in sorted((SAMPLES / "truth").glob("*.json"))]
    scores = [score_of(truth) for truth in truths]
    print(f"{'file':<40} {'rows':>9} {'drafts':>7} {'fields':>9} {'unread':>7}  refusal")
    for one in scores:
        rows, fields = f"{one.found}/{one.true_rows}", f"{one.fields_right}/{one.fields_all}"
        unread = f"{one.unread_shown}/{one.unread_true}"
        print(f"{one.file:<40} {rows:>9} {one.drafts:>7} {fields:>9} {unread:>7}  {one.refusal}")
        if asked.misses:
            for miss in one.misses:
                print(f"    {miss}")
    total = total_of(scores, sum(truth["refused"] is not None for truth in truths))
    first = json.loads(FIRST.read_text("utf-8"))["total"]
    print(f"{'':>26}  {'first':>7} {'now':>7}   (first: as the reader stood before it had seen a sample)")
    for name, value in total.items():
        print(f"{name:>26}: {first.get(name, '-'):>7} {value:>7}")
    if asked.save:
        kept = {"total": total, "files": [asdict(one) for one in scores]}
        path = HOUSE / "bench" / asked.save
        path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
