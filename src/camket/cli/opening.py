"""`camket opening`: reads a running sheet, prints rows, questions and differences, and enters it when all is settled."""

from __future__ import annotations

import json
import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from camket.discipline.agencies.roles import Publication
from camket.discipline.deadlines.rules import Standing
from camket.discipline.directives.actions import PaperFile
from camket.discipline.openings import SheetAbout, answers_in, confirm_opening
from camket.discipline.reckonings import propose_opening
from camket.errors import Refused
from camket.periods import AsOf, day_of
from camket.record import queries as record
from camket.record.actions import seal_checkpoint
from camket.words import say_code, say_refusal

from .door import hand_of, language, now, ready_record, signing_key, speaks

if TYPE_CHECKING:
    from camket.discipline.openings import CarriedRow, Opening

WAITS = 3
REFUSED = 1


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--programme", required=True, help="mã chương trình / code of the programme")
@click.option(
    "--publication",
    type=click.Choice([one.value for one in Publication]),
    default="internal",
    show_default=True,
    help="ai được xem nhiệm vụ / who may see the tasks",
)
@click.option(
    "--answers",
    "answers_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="tệp JSON các câu trả lời / JSON file of answers",
)
@click.option(
    "--write-answers",
    type=click.Path(dir_okay=False, path_type=Path),
    help="ghi các câu hỏi còn mở vào tệp này để điền / write the open questions here to be filled in",
)
@click.option("--dry-run", is_flag=True, help="chỉ đọc, không ghi sổ / read only, enter nothing")
@click.option("--by", help="vị trí thực hiện / post that acts")
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True)
@speaks
def opening(**said: Any) -> None:
    """Nhập bảng theo dõi đang dùng, "theo báo cáo trước khi dùng Camket, chưa kiểm chứng".

    Takes in a running sheet. Exit 0: entered (or nothing waits, with --dry-run); 3: questions or differences wait for
    an answer, and nothing was entered; 1: refused. Answers are JSON: {"columns": {HEAD: {PLACE: COLUMN}},
    "questions": {QUESTION: ANSWER}, "rows": {ROW: {...}}, "differences": {KIND: "take"|"leave"}, "reasons": {KIND: WORDS}}.
    """
    try:
        code = _run(said)
    except Refused as fault:
        click.echo(say_refusal(fault, language()), err=True)
        waits = fault.code in {"opening.sheet.unsettled", "opening.sheet.undecided"}
        code = WAITS if waits else REFUSED
    if code:
        raise click.exceptions.Exit(code)


def _run(said: dict[str, Any]) -> int:
    if not said["dry_run"] and not said["by"]:
        raise click.UsageError("cần --by POST, hoặc --dry-run / needs --by POST, or --dry-run")
    ready_record()
    at = now()
    on = day_of(at)
    content = said["file"].read_bytes()
    answers = answers_in(said["answers_file"].read_text("utf-8")) if said["answers_file"] else {}
    proposed = propose_opening(
        data=content,
        filename=said["file"].name,
        about=SheetAbout(said["programme"], Publication(said["publication"])),
        answers=answers,
        asof=AsOf(on=on, known_at=None, position=record.latest_position()),
    )
    _print(proposed, said["shape"])
    if said["write_answers"]:
        said["write_answers"].write_text(_to_fill_in(proposed, answers), "utf-8")
    waits = bool(proposed.open_questions or proposed.open_differences)
    if said["dry_run"]:
        return WAITS if waits else 0
    media_type = mimetypes.guess_type(said["file"].name)[0] or "application/octet-stream"
    paper = confirm_opening(
        opening=proposed,
        answers=answers,
        file=PaperFile(said["file"].name, media_type, content),
        by=hand_of(said["by"]),
        at=at,
        on=on,
    )
    seal_checkpoint(key=signing_key(), at=now())
    words = (
        "Entered: {code}, {n} new tasks, {c} carried over, {o} overdue on {on}"
        if language() == "en"
        else "Đã ghi vào sổ: {code}, {n} nhiệm vụ mới, {c} hoàn thành mang sang, {o} quá hạn đến ngày {on}"
    )
    told = words.format(
        code=paper.code,
        n=len(proposed.fresh),
        c=proposed.n_carried,
        o=proposed.count(Standing.OVERDUE),
        on=on.isoformat(),
    )
    click.echo(told, err=said["shape"] == "json")
    return 0


def _print(proposed: Opening, shape: str) -> None:
    if shape == "json":
        click.echo(json.dumps(as_json(proposed), ensure_ascii=False, indent=1))
        return
    _print_heads(proposed)
    _print_rows(proposed)
    _print_asked(proposed)
    click.echo(_totals(proposed))


def _print_heads(proposed: Opening) -> None:
    for head in proposed.heads:
        click.echo(f"# {head.locator} {head.fingerprint}")
        for one in head.columns:
            said = say_code("sheet_column", one.column, language())
            click.echo(
                f"  {one.place + 1:>3} {one.heading[:40]:<40} → {said}: {' · '.join(one.samples)[:60]}"
            )


def _print_rows(proposed: Opening) -> None:
    lang = language()
    for row in proposed.rows:
        if row.left_out:
            click.echo(f"{row.key:>14}  ✗ {row.left_out}: {row.title[:80]}")
            continue
        due = row.due.isoformat() if row.due else say_code("nature", row.reading.nature, lang)
        standing = say_code("standing", row.standing(proposed.on), lang)
        click.echo(f"{row.key:>14}  {row.task:<12} {standing:<20} {due:<12} {row.title[:70]}")
        for doubt in row.doubts:
            mark = "!" if doubt.blocks else "?"
            click.echo(f"{'':>14}{mark} {say_code('opening_doubt', doubt.code, lang)} “{doubt.words[:60]}”")
    for left in proposed.left:
        said = say_code("unread_reason", left.reason, lang)
        click.echo(f"{left.locator!s:>14}  ✗ {said}: {left.words[:80]}")


def _print_asked(proposed: Opening) -> None:
    lang = language()
    for question in proposed.questions:
        mark = "!" if question.open else "·"
        asked = say_code("opening_question", question.code, lang)
        options = " | ".join(question.options)
        answer = question.answer or "–"
        click.echo(f"{mark} {question.key} ({len(question.rows)}): {asked} [{options}] = {answer}")
    for found in proposed.differences:
        mark = "!" if found.open else "·"
        kind = say_code("sheet_difference", found.kind, lang)
        told = f"{found.told[:50]!r} / {found.stands[:50]!r}"
        click.echo(f"{mark} {found.key}: {kind}: {told} = {found.decision or '–'}")
    for code in proposed.warnings:
        click.echo(f"! {say_code('intake_warning', code, lang)}")


def _totals(proposed: Opening) -> str:
    lang = language()
    words = (
        "{n} tasks: {done} done as reported, {overdue} overdue, {open} in time, {undated} undated; {left} rows give none"
        if lang == "en"
        else "{n} nhiệm vụ: {done} hoàn thành theo báo cáo, {overdue} quá hạn, {open} trong hạn, {undated} chưa có hạn;"
        " {left} dòng không thành nhiệm vụ"
    )
    taken = [row for row in proposed.rows if row.taken]
    return words.format(
        n=len(taken),
        done=proposed.n_carried,
        overdue=proposed.count(Standing.OVERDUE),
        open=proposed.count(Standing.OPEN_IN_TIME),
        undated=proposed.count(Standing.UNDATED),
        left=len(proposed.left) + len(proposed.rows) - len(taken),
    )


def _to_fill_in(proposed: Opening, answers: dict[str, Any]) -> str:
    """The answers with every open question in them, empty, beside what may be answered."""
    asked = {one.key: "" for one in proposed.open_questions}
    kinds = {one.kind.value: "" for one in proposed.open_differences}
    filled = {
        **answers,
        "questions": {**asked, **answers.get("questions", {})},
        "differences": {**kinds, **answers.get("differences", {})},
        "reasons": {**kinds, **answers.get("reasons", {})},
    }
    return json.dumps(filled, ensure_ascii=False, indent=1) + "\n"


def as_json(proposed: Opening) -> dict[str, Any]:
    """The proposal as JSON: codes only, no sentences."""
    return {
        "sha256": proposed.sha256,
        "same_file": proposed.same_file,
        "changes_nothing": proposed.changes_nothing,
        "follows": proposed.follows,
        "heads": [
            {
                "head": head.fingerprint,
                "where": str(head.locator),
                "columns": [
                    {"place": one.place, "heading": one.heading, "column": one.column.value}
                    for one in head.columns
                ],
            }
            for head in proposed.heads
        ],
        "rows": [_row(row, proposed) for row in proposed.rows],
        "left": [
            {"row": str(one.locator), "words": one.words, "reason": one.reason} for one in proposed.left
        ],
        "questions": [
            {
                "key": one.key,
                "code": one.code,
                "wording": one.wording,
                "rows": list(one.rows),
                "options": list(one.options),
                "free": one.free,
                "proposed": list(one.proposed),
                "answer": one.answer,
                "open": one.open,
            }
            for one in proposed.questions
        ],
        "differences": [
            {
                "key": one.key,
                "kind": one.kind.value,
                "task": one.task,
                "row": one.row,
                "told": one.told,
                "stands": one.stands,
                "decision": one.decision,
                "open": one.open,
            }
            for one in proposed.differences
        ],
        "warnings": list(proposed.warnings),
    }


def _row(row: CarriedRow, proposed: Opening) -> dict[str, Any]:
    return {
        "row": row.key,
        "task": row.task,
        "known": row.known,
        "number": row.number_text,
        "title": row.title,
        "source": row.source_text,
        "source_day": row.source_day.isoformat() if row.source_day else None,
        "leads": list(row.leads),
        "cooperating": list(row.cooperating),
        "nature": row.reading.nature.value,
        "first_due": row.reading.due_date.isoformat() if row.reading.due_date else None,
        "extensions": [day.isoformat() for day in row.dues],
        "due": row.due.isoformat() if row.due else None,
        "status": row.status.value if row.status else None,
        "done": row.done.isoformat() if row.done else None,
        "stopped": row.stopped,
        "standing": row.standing(proposed.on).value,
        "left_out": row.left_out,
        "doubts": [
            {
                "code": one.code,
                "column": one.column,
                "words": one.words,
                "asks": one.asks,
                "blocks": one.blocks,
            }
            for one in row.doubts
        ],
    }
