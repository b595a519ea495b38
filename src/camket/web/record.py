"""Pages of the record: its entries, the proof of each, its checkpoints, and the whole of it to take away."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from camket.discipline.sight.queries import subjects_in_sight, withheld_from
from camket.errors import Refused
from camket.record import queries as record
from camket.record.exporting import write_record
from camket.words import CODES, say_refusal
from camket_verify import tree

from . import entries
from .asking import Asked, asked, signing_key
from .task_page import proof_shown
from .templatetags.say import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http.response import HttpResponseBase

    from camket.record.models import Checkpoint, Entry

PAGE = 50


class OpeningsOutOfScope(Refused):
    """The private parts are exported to readers of every task only."""

    code = "record.export.out_of_scope"


def _subject_asked(request: HttpRequest) -> str:
    """The subject in the address; a code alone is a task's, which is what people have in hand."""
    subject = request.GET.get("subject", "").strip()
    return f"task:{subject}" if subject and ":" not in subject else subject


def _listed(request: HttpRequest, this: Asked) -> tuple[Sequence[Entry], int | None]:
    """A page of entries, newest first, as the filters in the address ask, and where the next one begins."""
    subject, act = _subject_asked(request), request.GET.get("act", "")
    if subject and not subjects_in_sight([subject], this.scope):
        return [], None
    chosen = record.entries_about(subject).order_by("-position") if subject else record.entries()
    chosen = chosen.filter(position__lte=this.asof.position)
    if act:
        chosen = chosen.filter(act=act)
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 18:
        chosen = chosen.filter(position__lt=int(before))
    rows = list(chosen[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].position if len(rows) > PAGE else None


@require_GET
def record_page(request: HttpRequest) -> HttpResponse:
    """The newest entries, the checkpoint over them, and how to check it all oneself."""
    this = asked(request)
    listed, following = _listed(request, this)
    place = 1 if language() == "en" else 0
    context = {
        "room": "record",
        "entries": entries.seen(listed, this.scope),
        "following": following,
        "act": request.GET.get("act", ""),
        "subject": request.GET.get("subject", ""),
        "acts": sorted(((code, said[place]) for code, said in CODES["act"].items()), key=lambda one: one[1]),
        "newest": record.latest_checkpoint(),
        "position": this.asof.position,
        "vkey": signing_key().vkey,
        "origin": record.origin(),
    }
    return render(request, "camket/record.html", context)


def _seen(position: int, this: Asked) -> entries.Seen:
    found = record.entry(position)
    if found is None:
        raise Http404
    return entries.seen([found], this.scope)[0]


@require_GET
def entry(request: HttpRequest, position: int) -> HttpResponse:
    """One entry: who did what, when, for which day; its leaf, its hash and its proof."""
    this = asked(request)
    one = _seen(position, this)
    context = {
        "room": "record",
        "one": one,
        "public": entries.public_rows(one, this.scope),
        "private": entries.private_rows(one, this.scope),
        "leaf_hash": tree.leaf_hash(one.entry.leaf.encode()).hex(),
        "shown": proof_shown(position),
        "closed": one.hidden,
        "covering": record.checkpoint_covering(position),
    }
    return render(request, "camket/entry.html", context)


@require_GET
def entry_proof(request: HttpRequest, position: int) -> JsonResponse:
    """The proof of an entry as data. Of an entry out of the reader's sight the leaf is left out, its hash is not."""
    one = _seen(position, asked(request))
    checkpoint = record.latest_checkpoint()
    if checkpoint is None or checkpoint.size < position:
        raise Http404
    proof = record.proof_of(position, size=checkpoint.size)
    found: dict[str, Any] = {
        "position": position,
        "index": position - 1,
        "leaf": one.entry.leaf if one.whole else None,
        "leaf_hash": proof.leaf_hash.hex(),
        "path": [digest.hex() for digest in proof.path],
        "size": proof.size,
        "root": proof.root.hex(),
        "checkpoint": checkpoint.note,
        "vkey": signing_key().vkey,
    }
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = f'attachment; filename="camket-proof-{position}.json"'
    return response


@require_GET
def checkpoint(request: HttpRequest, size: int) -> HttpResponse:
    """A signed checkpoint, and the proof that the one before it is its beginning."""
    found = record.checkpoint_of(size)
    if found is None:
        raise Http404
    before = record.checkpoints().filter(size__lt=size).last()
    context = {
        "room": "record",
        "found": found,
        "root": bytes(found.root).hex(),
        "before": before,
        "after": record.checkpoints().filter(size__gt=size).first(),
        "path": [digest.hex() for digest in record.consistency_of(before.size, size)] if before else [],
        "grew": _grew(before, found) if before else None,
        "vkey": signing_key().vkey,
    }
    return render(request, "camket/checkpoint.html", context)


def _grew(before: Checkpoint, found: Checkpoint) -> bool:
    """Whether the record of the newer checkpoint begins with that of the older one, from their signed roots alone."""
    return tree.verify_consistency(
        old_size=before.size,
        new_size=found.size,
        old_root=bytes(before.root),
        new_root=bytes(found.root),
        path=record.consistency_of(before.size, found.size),
    )


@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """The record as one file up to its newest checkpoint, as far as the reader may see it.

    Of what is out of their sight it holds the hash alone. The private parts are for readers of every task.
    """
    this = asked(request)
    openings = request.GET.get("openings") == "1"
    if openings and not this.scope.reads_all:
        refusal = OpeningsOutOfScope()
        context = {"sentence": say_refusal(refusal, language()), "code": refusal.code}
        return render(request, "camket/refused.html", context, status=403)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it when the last byte is sent
    try:
        withheld = withheld_from(this.scope)
        digest = write_record(file, key=signing_key(), openings=openings, withheld=withheld)
    except Refused:
        file.close()
        raise
    file.seek(0)
    newest = record.latest_checkpoint()
    name = f"camket-record-{newest.size if newest else 0}{'-openings' if openings else ''}.jsonl"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/jsonl")
    response.headers["X-Camket-Sha256"] = digest
    response.headers["Cache-Control"] = "no-cache" if this.scope.is_public else "private, no-store"
    return response


urls: list[URLPattern] = [
    path("record", record_page, name="record"),
    path("record/export", export, name="export"),
    path("record/<int:position>", entry, name="entry"),
    path("record/<int:position>/proof.json", entry_proof, name="entry_proof"),
    path("record/checkpoints/<int:size>", checkpoint, name="checkpoint"),
]
