"""`camket intake`: reads a paper's file, prints every draft and every doubt, and enters it only with --confirm."""

from __future__ import annotations

import json
import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from django.db import transaction

from camket.discipline.agencies.roles import Publication
from camket.discipline.directives.actions import PaperFile, open_programme
from camket.discipline.intakes import PAPER, PaperMeta, Proposal, RowState, confirm, propose
from camket.discipline.intakes.guessing import PaperGuess, guess_paper
from camket.errors import Refused
from camket.periods import AsOf, day_of
from camket.record import queries as record
from camket.record.actions import seal_checkpoint
from camket.words import CODES, say_code, say_refusal

from .door import Day, hand_of, language, now, ready_record, signing_key, speaks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from camket.discipline.intakes import ProposedRow
    from camket.record.rules import Actor

BLOCKED = 3
OPTIONS = {"special_zone_included": "--special-zones", "ward_included": "--wards"}
STOPPING = frozenset({"paper_known", "file_known"})
REFUSED = 1


class _Pairs(click.ParamType[tuple[str, str]]):
    """ROW=WORDS, where ROW is the row's place as printed, or its number in order."""

    name = "row=words"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        row, equals, words = value.partition("=")
        if not (row.strip() and equals and words.strip()):
            self.fail(f"viết DÒNG=… / write ROW=…, not {value!r}", param, ctx)
        return row.strip(), words.strip()


PAIRS = _Pairs()


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--code", help="mã văn bản trong sổ / the paper's code")
@click.option("--number", help="số, ký hiệu / the paper's own number")
@click.option("--title", help="trích yếu / title")
@click.option("--kind", type=click.Choice(sorted(CODES["directive_kind"])), help="loại / kind of paper")
@click.option("--issuer", help="mã cơ quan ban hành / code of the issuing agency")
@click.option("--signed-on", type=Day(), help="ngày ký / day of signing, YYYY-MM-DD")
@click.option("--programme", required=True, help="mã chương trình / code of the programme")
@click.option(
    "--open-programme", "new_name", help="mở chương trình mới với tên này / open it under this name"
)
@click.option(
    "--before-excludes-day",
    is_flag=True,
    help="chương trình mới: “trước ngày D” là chậm nhất D-1 / in the new programme “before day D” ends on D-1",
)
@click.option("--owner", help="cơ quan chủ quản chương trình mới / owner of the new programme")
@click.option("--meeting", default="", help="mã phiên họp nếu là kết luận / meeting, for conclusions")
@click.option(
    "--special-zones", type=click.Choice(["yes", "no"]), help="“xã, phường” gồm đặc khu? / include them?"
)
@click.option(
    "--wards", type=click.Choice(["yes", "no"]), help="“xã” gồm phường? / do communes include wards?"
)
@click.option(
    "--lead", type=PAIRS, multiple=True, help="ROW=AGENCY[;AGENCY] cơ quan chủ trì / leads of a row"
)
@click.option("--due", type=PAIRS, multiple=True, help="ROW=YYYY-MM-DD thời hạn / deadline of a row")
@click.option("--accept", multiple=True, help="ROW giữ như đã đọc / take the row as it was read")
@click.option(
    "--leave-out", type=PAIRS, multiple=True, help="ROW=lý do bỏ / leave a row out, with the reason"
)
@click.option(
    "--publication",
    type=click.Choice([one.value for one in Publication]),
    default="internal",
    show_default=True,
)
@click.option("--confirm", "confirmed", is_flag=True, help="ghi vào sổ / enter it")
@click.option("--by", help="vị trí thực hiện / post that acts; with --confirm")
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True)
@speaks
def intake(**said: Any) -> None:
    """Đọc phụ lục giao nhiệm vụ; chỉ ghi vào sổ khi có --confirm.

    Reads FILE and prints every row with every doubt. Without --confirm nothing is written: exit 0, or 3 when a row
    waits for an answer. Rows are named by their place ("2:14", "Phụ lục!20") or their number in order.
    """
    try:
        code = _run(said)
    except Refused as fault:
        click.echo(say_refusal(fault, language()), err=True)
        code = BLOCKED if fault.code == "directive.intake.rows_unsettled" else REFUSED
    if code:
        raise click.exceptions.Exit(code)


def _run(said: dict[str, Any]) -> int:
    if said["confirmed"] and not said["by"]:
        raise click.UsageError("--confirm cần --by POST / --confirm needs --by POST")
    ready_record()
    at = now()
    by, today = hand_of(said["by"]), day_of(at)
    content = said["file"].read_bytes()
    with transaction.atomic():
        if said["new_name"]:
            _open_programme(said, by=by, at=at, on=today)
        proposal = _propose(said, content, at=at)
        _print(proposal, said["shape"])
        if not said["confirmed"]:
            transaction.set_rollback(True)
            return BLOCKED if proposal.blocked or set(proposal.warnings) & STOPPING else 0
        media_type = mimetypes.guess_type(said["file"].name)[0] or "application/octet-stream"
        file = PaperFile(said["file"].name, media_type, content)
        paper = confirm(proposal=proposal, file=file, by=by, at=at, on=today)
    seal_checkpoint(key=signing_key(), at=now())
    given = [row.code for row in proposal.rows if row.state is not RowState.LEFT_OUT]
    words = (
        "Entered as № {n}: {code}, {tasks} tasks: {codes}"
        if language() == "en"
        else "Đã ghi vào sổ, № {n}: {code}, {tasks} nhiệm vụ: {codes}"
    )
    said_so = words.format(n=paper.entry_id, code=paper.code, tasks=len(given), codes=", ".join(given))
    click.echo(said_so, err=said["shape"] == "json")
    return 0


def _open_programme(said: dict[str, Any], *, by: Actor, at: datetime, on: date) -> None:
    owner = said["owner"] or said["issuer"]
    if not owner:
        raise click.UsageError("--open-programme cần --owner AGENCY / --open-programme needs --owner AGENCY")
    open_programme(
        code=said["programme"],
        name_vi=said["new_name"],
        name_en="",
        owner=owner,
        before_includes_day=not said["before_excludes_day"],
        publication=Publication(said["publication"]),
        synthetic=record.is_synthetic(),
        by=by,
        at=at,
        on=said["signed_on"] or on,
    )


def _propose(said: dict[str, Any], content: bytes, *, at: datetime) -> Proposal:
    asof = AsOf(on=day_of(at), known_at=None, position=record.latest_position())
    guess = guess_paper(content, filename=said["file"].name, position=asof.position, on=asof.on)
    meta = _meta(said, guess)
    first = propose(data=content, filename=said["file"].name, meta=meta, answers={}, asof=asof)
    answers = _answers(said, first.rows)
    if not any(answers.values()):
        return first
    return propose(data=content, filename=said["file"].name, meta=meta, answers=answers, asof=asof)


def _meta(said: dict[str, Any], guess: PaperGuess) -> PaperMeta:
    """What was said, else what the head of the file says; a guess is printed as one."""
    given = {
        "code": said["code"],
        "number_text": said["number"],
        "kind": said["kind"],
        "title": said["title"],
        "issuer": said["issuer"],
        "signed_on": said["signed_on"],
    }
    taken: dict[str, Any] = {}
    for name, value in given.items():
        taken[name] = value or getattr(guess, name)
        if not value and taken[name]:
            click.echo(f"đoán từ tệp / guessed from the file: {name} = {taken[name]}", err=True)
    taken["title"] = taken["title"] or taken["number_text"]
    taken["kind"] = taken["kind"] or "other"
    if missing := [name for name, value in taken.items() if not value]:
        options = ", ".join("--" + name.replace("_text", "").replace("_", "-") for name in missing)
        raise click.UsageError(f"còn thiếu / missing: {options}")
    return PaperMeta(
        **taken,
        programme=said["programme"],
        publication=Publication(said["publication"]),
        meeting=said["meeting"],
    )


def _answers(said: dict[str, Any], rows: Sequence[ProposedRow]) -> dict[str, dict[str, object]]:
    keys = {row.key: row.key for row in rows}
    keys |= {str(row.order): row.key for row in rows if str(row.order) not in keys}
    answers: dict[str, dict[str, object]] = {}

    def put(row: str, name: str, value: object) -> None:
        if row not in keys:
            raise click.UsageError(f"không có dòng {row} / there is no row {row}")
        answers.setdefault(keys[row], {})[name] = value

    for name in ("lead", "due", "leave_out"):
        for row, words in said[name]:
            put(row, "leads" if name == "lead" else name, words)
    for row in said["accept"]:
        put(row, "accept", True)
    paper = {"special_zone_included": said["special_zones"], "ward_included": said["wards"]}
    answers[PAPER] = {name: value for name, value in paper.items() if value}
    return answers


def _print(proposal: Proposal, shape: str) -> None:
    lang = language()
    if shape == "json":
        click.echo(json.dumps(as_json(proposal), ensure_ascii=False, indent=1))
        return
    for row in proposal.rows:
        due = (
            row.reading.due_date.isoformat()
            if row.reading.due_date
            else say_code("nature", row.reading.nature, lang)
        )
        click.echo(
            f"{row.key:>12}  {row.code:<12} {say_code('row_state', row.state, lang):<12} {due:<24} {row.title[:70]}"
        )
        click.echo(f"{'':>14}{', '.join(row.leads[:6])}{' …' if len(row.leads) > 6 else ''}")
        for doubt in row.doubts:
            mark = "!" if doubt.blocks else "?"
            hints = f" → {', '.join(doubt.candidates[:3])}" if doubt.candidates else ""
            words = f"{say_code('column', doubt.column, lang)}: {say_code('doubt', doubt.code, lang)}"
            click.echo(f"{'':>12}{mark} {words} “{doubt.words[:80]}”{hints}")
    for one in proposal.unread:
        click.echo(
            f"{one.locator!s:>12}  ✗ {say_code('unread_reason', one.reason_code, lang)}: {one.words[:90]}"
        )
    for question in proposal.questions:
        if not question.answer:
            adds = ", ".join(question.adds) or "–"
            option = OPTIONS[question.code]
            click.echo(f"! {say_code('question', question.code, lang)} {option} yes|no (yes: + {adds})")
    for warning in proposal.warnings:
        click.echo(f"! {say_code('intake_warning', warning, lang)}")
    counts = {state: len(proposal.rows_in(state)) for state in RowState}
    said = ", ".join(f"{n} {say_code('row_state', state, lang)}" for state, n in counts.items())
    click.echo(f"{len(proposal.rows)} {'rows' if lang == 'en' else 'dòng'}: {said}; {len(proposal.unread)} ✗")


def as_json(proposal: Proposal) -> dict[str, Any]:
    """The proposal as JSON: codes only, no sentences."""
    return {
        "directive": proposal.meta.code,
        "sha256": proposal.sha256,
        "blocked": len(proposal.blocked),
        "warnings": list(proposal.warnings),
        "questions": [
            {"code": one.code, "rows": list(one.rows), "adds": list(one.adds)} for one in proposal.questions
        ],
        "rows": [
            {
                "row": row.key,
                "task": row.code,
                "state": row.state.value,
                "title": row.title,
                "leads": list(row.leads),
                "cooperating": list(row.cooperating),
                "nature": row.reading.nature.value,
                "due": row.reading.due_date.isoformat() if row.reading.due_date else None,
                "deadline": row.deadline_text,
                "doubts": [
                    {
                        "code": one.code,
                        "column": one.column,
                        "words": one.words,
                        "blocks": one.blocks,
                        "candidates": list(one.candidates),
                    }
                    for one in row.doubts
                ],
            }
            for row in proposal.rows
        ],
        "unread": [
            {
                "row": str(one.locator),
                "column": one.column.value,
                "words": one.words,
                "reason": one.reason_code,
            }
            for one in proposal.unread
        ],
    }
