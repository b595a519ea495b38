"""The review as plain text, JSON and a table for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from typing import TYPE_CHECKING

from camket.review.snapshots import queries as snapshots
from camket.words import say_code

from .sentences import number, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from camket.review.report.compiling import Line, Review

PARTS = ("done_in_time", "done_late", "open_in_time", "overdue", "undated", "withdrawn")
COLUMNS = ("agency", "name", "total", "completed", *PARTS, "takes_part")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_text(review: Review, *, language: str) -> str:
    """The sentence first, then its parts with both denominators, what is counted apart, and the table by body."""
    lines = [
        *_headline(review, language),
        "",
        *_shares(review, language),
        "",
        _apart(review, language),
        *_published(review, language),
        "",
        *_table(review, language),
    ]
    return "\n".join(lines)


def _headline(review: Review, language: str) -> Iterator[str]:
    counts, programme = review.value.counts, review.programme
    day = review.asof.on
    yield say(
        "head",
        language,
        programme=programme.name_en if language == "en" else programme.name_vi,
        on=day.isoformat() if language == "en" else f"{day:%d/%m/%Y}",
        known=str(review.asof.position),
    )
    undated = say("sentence_undated", language, n=counts["undated"]) if counts["undated"] else ""
    yield say(
        "sentence" if review.n_meetings else "sentence_no_meeting",
        language,
        meetings=review.n_meetings,
        total=review.total,
        completed=review.completed,
        open_in_time=counts["open_in_time"],
        overdue=counts["overdue"],
        undated=undated,
    )
    parts = ["open_in_time", "overdue", *(["undated"] if counts["undated"] else [])]
    completed = f"{number(review.completed, language)} {'completed' if language == 'en' else 'hoàn thành'}"
    yield f"  {number(review.total, language)} = {completed} + {_sum(counts, parts, language)}"
    yield f"  {completed} = {_sum(counts, ['done_in_time', 'done_late'], language)}"


def _sum(counts: Mapping[str, int], parts: list[str], language: str) -> str:
    return " + ".join(
        f"{number(counts[part], language)} {say_code('standing', part, language)}" for part in parts
    )


def _shares(review: Review, language: str) -> Iterator[str]:
    """Both shares with their formulas: one without the other would flatter or shame."""
    done, late = number(review.completed, language), number(review.value.counts["overdue"], language)
    for name, share, below in (
        ("tasks.completed_of_assigned", review.of_assigned, number(review.total, language)),
        ("tasks.completed_of_due", review.of_due, f"({done} + {late})"),
    ):
        words = say_code("figure", name, language)
        if share is None:
            yield say("no_share", language, name=words)
        else:
            yield say(
                "share", language, percent=f"{percent(share)}%", numerator=done, denominator=below, name=words
            )


def percent(share: Fraction) -> int:
    """A share in whole per cent, halves up."""
    return int(share * 100 + Fraction(1, 2))


def _apart(review: Review, language: str) -> str:
    beside = review.apart
    waiting = "chờ xác nhận" if language != "en" else "awaiting acceptance"
    named = [
        (beside.awaiting, waiting),
        *(
            (n, say_code("nature", nature, language))
            for nature, n in (
                ("waiting", beside.waiting),
                ("continuing", beside.continuing),
                ("recurring", beside.recurring),
                ("unread", beside.unread),
            )
        ),
        (beside.withdrawn, say_code("standing", "withdrawn", language)),
        *([(beside.carried, say_code("stage", "carried_over", language))] if beside.carried else []),
    ]
    return say("apart", language, parts=", ".join(f"{number(n, language)} {words}" for n, words in named))


def _published(review: Review, language: str) -> Iterator[str]:
    """The frozen figure of the day, and every restatement of it, later ones than the reader's position included."""
    frozen = snapshots.frozen_figures(review.programme.code).filter(on_date=review.asof.on).first()
    if frozen is None:
        return
    yield say("frozen", language, entry=str(frozen.entry_id), **snapshots.value_of(frozen))
    for row in snapshots.restatements_of(frozen):
        value = snapshots.value_of(row)
        yield say("restated", language, entry=str(row.entry_id), reason=row.reason, **value)


def _table(review: Review, language: str) -> Iterator[str]:
    """One row for each body that leads a task; the columns add up to the sum in the last row."""
    heads = ["Cơ quan chủ trì", "Tổng", "Xong", "Trong hạn", "Quá hạn", "Không hạn", "Rút", "Phối hợp"]
    if language == "en":
        heads = ["First lead", "Total", "Done", "In time", "Overdue", "Undated", "Withdrawn", "Takes part"]
    rows = [(_name(line, language), _cells(line)) for line in review.by_agency]
    sums = tuple(sum(column) for column in list(zip(*(cells for _, cells in rows), strict=True))[:6])
    total = ("Cộng" if language != "en" else "Sum", sums)
    width = min(max((len(name) for name, _ in rows), default=20), 58)
    yield "  ".join([heads[0].ljust(width), *(head.rjust(len(head)) for head in heads[1:])])
    for name, numbers in (*rows, total):
        cells = [
            number(cell, language).rjust(len(head)) for head, cell in zip(heads[1:], numbers, strict=False)
        ]
        yield "  ".join([_cut(name, width).ljust(width), *cells]).rstrip()


def _cells(line: Line) -> tuple[int, ...]:
    counts = line.counts
    open_, late, undated = counts["open_in_time"], counts["overdue"], counts["undated"]
    return (line.total, line.completed, open_, late, undated, counts["withdrawn"], line.takes_part)


def _name(line: Line, language: str) -> str:
    if line.key is None:
        return "(no lead)" if language == "en" else "(không có cơ quan chủ trì)"
    return line.name_en if language == "en" else line.name_vi


def _cut(words: str, width: int) -> str:
    return words if len(words) <= width else words[: width - 1] + "…"


def as_json(review: Review) -> str:
    """Codes and integers; shares with their terms, for programs to divide."""
    due = review.completed + review.value.counts["overdue"]
    found = {
        "programme": review.programme.code,
        "synthetic": review.programme.synthetic,
        "on": review.asof.on.isoformat(),
        "known": review.asof.position,
        "meetings": review.n_meetings,
        "total": review.total,
        "completed": review.completed,
        "parts": dict(review.value.counts),
        "apart": {name: getattr(review.apart, name) for name in review.apart.__slots__},
        "shares": [
            {
                "name": "tasks.completed_of_assigned",
                "numerator": review.completed,
                "denominator": review.total,
            },
            {"name": "tasks.completed_of_due", "numerator": review.completed, "denominator": due},
        ],
        "rows_digest": review.value.rows_digest,
        "by_agency": [dict(zip(COLUMNS, _row(line), strict=True)) for line in review.by_agency],
    }
    return json.dumps(found, ensure_ascii=False, indent=1)


def as_csv(review: Review) -> str:
    """The table by body, with the mark by which spreadsheets know UTF-8; no cell can be taken for a formula."""
    stream = io.StringIO()
    stream.write("\ufeff")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for line in review.by_agency:
        writer.writerow([_plain(cell) for cell in _row(line)])
    return stream.getvalue()


def _row(line: Line) -> tuple[str | int, ...]:
    parts = tuple(line.counts[part] for part in PARTS)
    return (line.key or "", line.name_vi, line.total, line.completed, *parts, line.takes_part)


def _plain(cell: str | int) -> str | int:
    """A text that a spreadsheet would run is set behind an apostrophe (CWE-1236)."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
