"""The forms of the intake read into plain words: the paper's data and the answers to doubts, as they are kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings

from camket.discipline.agencies.roles import Publication
from camket.discipline.intakes import PAPER, PaperMeta
from camket.errors import Refused
from camket.words import CODES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.core.files.uploadedfile import UploadedFile
    from django.http import QueryDict

    from camket.discipline.intakes.guessing import PaperGuess

Kept = dict[str, dict[str, object]]

PAPER_FIELDS = (
    "code",
    "number_text",
    "kind",
    "title",
    "issuer",
    "signed_on",
    "programme",
    "publication",
    "meeting",
    "meeting_title",
)
REQUIRED = ("code", "number_text", "kind", "title", "issuer", "signed_on", "programme")
LONGEST = {"code": 60, "number_text": 80, "title": 1_000, "meeting": 60, "meeting_title": 240}
CODE_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


class NoFile(Refused):
    """The form came without a file."""

    code = "directive.intake.no_file"


class FileTooLarge(Refused):
    """The file is larger than the store takes."""

    code = "evidence.file.too_large"


@dataclass(frozen=True, slots=True)
class PaperForm:
    """The paper's data as typed, with the names of the fields that cannot be used yet."""

    said: Mapping[str, str]
    wrong: tuple[str, ...]

    @property
    def meta(self) -> PaperMeta:
        """The data as values; only of a form without wrong fields."""
        return PaperMeta(
            code=self.said["code"],
            number_text=self.said["number_text"],
            kind=self.said["kind"],
            title=self.said["title"],
            issuer=self.said["issuer"],
            signed_on=date.fromisoformat(self.said["signed_on"]),
            programme=self.said["programme"],
            publication=Publication(self.said["publication"]),
            meeting=self.said["meeting"],
            meeting_title=self.said["meeting_title"],
        )


def sent_file(found: UploadedFile[bytes] | None) -> tuple[str, bytes]:
    """The name and bytes of the file a form brought. Raises `NoFile`, `FileTooLarge`."""
    if found is None or not found.name:
        raise NoFile
    limit = settings.CAMKET_UPLOAD_LIMIT
    if (found.size or 0) > limit:
        raise FileTooLarge(file=found.name, limit=limit // 2**20)
    return found.name.replace("\\", "/").rpartition("/")[2][-200:], found.read()


def guessed(guess: PaperGuess, *, programme: str, publication: str) -> dict[str, str]:
    """The first state of the paper's data: what its own head says."""
    return {
        "code": guess.code,
        "number_text": guess.number_text,
        "kind": guess.kind,
        "title": guess.title,
        "issuer": guess.issuer,
        "signed_on": guess.signed_on.isoformat() if guess.signed_on else "",
        "programme": programme,
        "publication": publication,
    }


def paper_form(
    said: Mapping[str, str], *, programmes: Sequence[str], agencies: Sequence[str], today: date
) -> PaperForm:
    """The paper's data checked against what the record knows on this day."""
    clean = {name: " ".join(str(said.get(name, "")).split()) for name in PAPER_FIELDS}
    clean["issuer"] = clean["issuer"].partition(" · ")[0]
    clean["publication"] = clean["publication"] or Publication.INTERNAL.value
    wrong = {name for name in REQUIRED if not clean[name]}
    wrong |= {name for name, most in LONGEST.items() if len(clean[name]) > most}
    checks = {
        "code": set(clean["code"]) <= CODE_LETTERS,
        "kind": clean["kind"] in CODES["directive_kind"],
        "issuer": clean["issuer"] in agencies,
        "programme": clean["programme"] in programmes,
        "publication": clean["publication"] in set(Publication),
        "signed_on": _is_past_day(clean["signed_on"], today),
        "meeting": set(clean["meeting"]) <= CODE_LETTERS,
    }
    wrong |= {name for name, holds in checks.items() if not holds}
    return PaperForm(clean, tuple(name for name in PAPER_FIELDS if name in wrong))


def _is_past_day(text: str, today: date) -> bool:
    try:
        return date.fromisoformat(text) <= today
    except ValueError:
        return False


def kept_answers(text: str) -> Kept:
    """The answers as they are kept with the waiting file."""
    kept: Kept = json.loads(text or "{}")
    return kept


def with_answers(kept: Kept, form: QueryDict) -> Kept:
    """The kept answers with those of the rows this form showed; other pages' rows stay as they were."""
    answers: Kept = {key: dict(said) for key, said in kept.items()}
    paper: dict[str, object] = dict(answers.get(PAPER, {}))
    for name in form.getlist("question"):
        paper[name] = form.get(f"paper:{name}", "")
    answers[PAPER] = {name: said for name, said in paper.items() if said}
    for key in form.getlist("row"):
        answers[key] = _row(key, form)
    return {key: said for key, said in answers.items() if said}


def _row(key: str, form: QueryDict) -> dict[str, object]:
    typed = [words for one in form.get(f"lead:{key}", "").split(";") if (words := " ".join(one.split()))]
    said: dict[str, Any] = {
        "leads": list(dict.fromkeys([*form.getlist(f"pick:{key}"), *typed])),
        "due": form.get(f"due:{key}", ""),
        "nature": form.get(f"nature:{key}", ""),
        "leave_out": " ".join(form.get(f"out:{key}", "").split()),
        "accept": f"accept:{key}" in form,
    }
    return {name: value for name, value in said.items() if value}
