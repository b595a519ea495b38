"""The only writers of programmes and papers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies.actions.bodies import UnknownAgency
from camket.discipline.agencies.folding import spoken
from camket.discipline.agencies.models import Agency
from camket.discipline.agencies.seats import require_keeper, require_steering
from camket.errors import Refused
from camket.periods import day_of
from camket.record.actions import append, keep_evidence

from .models import Clause, Directive, Field, Programme, UnreadRow, Upload
from .queries import closed_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from camket.discipline.agencies.roles import Publication
    from camket.record.rules import Actor


PROGRAMME_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


@dataclass(frozen=True, slots=True)
class PaperFile:
    """The paper itself, as it came."""

    file_name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ClauseDraft:
    """One row of a paper: its number, group heading, words, and where it stands."""

    order: int
    number_text: str
    group_text: str
    words: str
    place: str


@dataclass(frozen=True, slots=True)
class UnreadDraft:
    """A row that gave no task, with the reason."""

    place: str
    column: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class FieldDraft:
    """A group of tasks as a paper heads it."""

    code: str
    name_vi: str
    name_en: str = ""


class ProgrammeExists(Refused):
    """A programme's code is its own for ever."""

    code = "programme.open.exists"


class ProgrammeClosed(Refused):
    """A programme that was closed takes no more papers."""

    code = "programme.closed"


class ProgrammeNameless(Refused):
    """A programme has a code that can stand in addresses, and a name."""

    code = "programme.open.nameless"


class DirectiveExists(Refused):
    """The paper is in the register already."""

    code = "directive.register.exists"


class SignedLater(Refused):
    """A paper cannot be registered before the day it was signed."""

    code = "directive.register.signed_later"


@transaction.atomic
def open_programme(  # noqa: PLR0913 - a programme is named twice and settles how its words are read
    *,
    code: str,
    name_vi: str,
    name_en: str,
    owner: str,
    before_includes_day: bool,
    publication: Publication,
    synthetic: bool,
    by: Actor,
    at: datetime,
    on: date,
) -> Programme:
    """A new body of tasks that will be reviewed together.

    Raises `ProgrammeExists`, `ProgrammeNameless`, `UnknownAgency`, `NotTheKeeper`.
    """
    require_keeper(by, today=day_of(at))
    if not PROGRAMME_CODE.fullmatch(code) or not name_vi.strip():
        raise ProgrammeNameless(programme=code[:40])
    if Programme.objects.filter(code=code).exists():
        raise ProgrammeExists(programme=code)
    body = Agency.objects.filter(code=owner).first()
    if body is None:
        raise UnknownAgency(code=owner)
    entry = append(
        act="discipline.programme.open",
        by=by,
        at=at,
        on=on,
        subjects=[f"programme:{code}"],
        public={"programme": code, "from": on.isoformat(), "before_includes_day": before_includes_day},
        private={"name": name_vi, "synthetic": synthetic},
    )
    return Programme.objects.create(
        entry=entry,
        code=code,
        name_vi=name_vi,
        name_en=name_en,
        owner=body,
        opened_on=on,
        before_includes_day=before_includes_day,
        publication=publication.value,
        synthetic=synthetic,
    )


@transaction.atomic
def register_directive(  # noqa: PLR0913 - a paper has a number, a type, an issuer, a day and its rows
    *,
    code: str,
    number_text: str,
    kind: str,
    title: str,
    issuer: str,
    signed_on: date,
    programme: str,
    clauses: Sequence[ClauseDraft],
    unread: Sequence[UnreadDraft] = (),
    fields: Sequence[FieldDraft] = (),
    file: PaperFile | None = None,
    by: Actor,
    at: datetime,
    on: date,
) -> Directive:
    """Enters a paper with all its rows.

    Raises `DirectiveExists`, `SignedLater`, `ProgrammeClosed`, `NotTheOwner`, `NotInPost`.
    """
    _require_new(code, signed_on, on)
    owner = _running(programme, by=by, on=on, today=day_of(at))
    sha256 = _keep_file(file, by=by, at=at, on=on)
    entry = append(
        act="discipline.directive.register",
        by=by,
        at=at,
        on=on,
        subjects=[f"directive:{code}", f"programme:{programme}", *([f"evidence:{sha256}"] if sha256 else [])],
        public={
            "directive": code,
            "kind": kind,
            "signed_on": signed_on.isoformat(),
            "issuer": issuer,
            "sha256": sha256 or None,
            "programme": programme,
            "rows": len(clauses),
            "unread": len(unread),
        },
        private={"number": number_text, "title": title},
    )
    paper = Directive.objects.create(
        entry=entry,
        code=code,
        number_text=number_text,
        kind=kind,
        title=title,
        issuer=Agency.objects.get(code=issuer),
        signed_on=signed_on,
        programme=owner,
        file_sha256=sha256,
        file_name=file.file_name if file else "",
        spoken=spoken(f"{number_text} {code} {title}"),
    )
    _insert_rows(paper, owner, clauses, unread, fields)
    return paper


def _running(programme: str, *, by: Actor, on: date, today: date) -> Programme:
    """The programme a paper is entered into: one that this post steers and that is not closed on the day."""
    found = Programme.objects.get(code=programme)
    require_steering(by, programme=programme, owner=found.owner_id, today=today)
    if (closed := closed_on(programme)) is not None and closed <= on:
        raise ProgrammeClosed(programme=programme, held=closed.isoformat())
    return found


def _require_new(code: str, signed_on: date, on: date) -> None:
    if Directive.objects.filter(code=code).exists():
        raise DirectiveExists(directive=code)
    if signed_on > on:
        raise SignedLater(directive=code, signed_on=signed_on.isoformat())


def _keep_file(file: PaperFile | None, *, by: Actor, at: datetime, on: date) -> str:
    """The hash under which the paper's file is kept; empty for a paper without one."""
    if file is None:
        return ""
    kept = keep_evidence(
        content=file.content, file_name=file.file_name, media_type=file.media_type, by=by, at=at, on=on
    )
    return kept.sha256


def _insert_rows(
    paper: Directive,
    programme: Programme,
    clauses: Sequence[ClauseDraft],
    unread: Sequence[UnreadDraft],
    fields: Sequence[FieldDraft],
) -> None:
    Clause.objects.bulk_create(
        [
            Clause(
                entry=paper.entry,
                directive=paper,
                order=row.order,
                number_text=row.number_text,
                group_text=row.group_text,
                words=row.words,
                place=row.place,
            )
            for row in clauses
        ],
        batch_size=500,
    )
    UnreadRow.objects.bulk_create(
        [
            UnreadRow(
                entry=paper.entry,
                directive=paper,
                place=row.place,
                column=row.column,
                words=row.words,
                reason=row.reason,
            )
            for row in unread
        ],
        batch_size=500,
    )
    known = dict(Field.objects.filter(programme=programme).values_list("code", "order"))
    new = [row for row in fields if row.code not in known]
    Field.objects.bulk_create(
        [
            Field(
                entry=paper.entry,
                programme=programme,
                code=row.code,
                name_vi=row.name_vi,
                name_en=row.name_en,
                order=len(known) + place,
            )
            for place, row in enumerate(new, start=1)
        ]
    )


def keep_upload(*, file_name: str, content: bytes, paper: str, by: str, at: datetime) -> Upload:
    """A file waiting to be confirmed. A draft, not an act: nothing of it is in the record yet."""
    return Upload.objects.create(
        uploaded_at=at, uploaded_by=by, file_name=file_name, content=content, paper=paper
    )


def note_paper(*, upload: Upload, paper: str) -> Upload:
    """What the waiting paper says about itself, as a person put it."""
    upload.paper = paper
    upload.save(update_fields=["paper"])
    return upload


def answer_upload(*, upload: Upload, answers: str) -> Upload:
    """What a person settled about the doubts of a waiting file so far."""
    upload.answers = answers
    upload.save(update_fields=["answers"])
    return upload


def close_upload(*, upload: Upload, directive: str) -> None:
    """The waiting file became a paper; its bytes are in the evidence now."""
    upload.confirmed_as = directive
    upload.content = b""
    upload.save(update_fields=["confirmed_as", "content"])


def drop_upload(*, upload: Upload) -> None:
    """The waiting file is thrown away; nothing was entered."""
    upload.delete()
