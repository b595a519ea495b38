"""Holding the walk against three oracles: no secret word, no difference, no question more."""

from __future__ import annotations

import difflib
import itertools
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from types import SimpleNamespace
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

from django.db import connection, transaction
from django.db.models import QuerySet
from tests.walk.routes import examples
from tests.walk.unseen import INTERNAL, RESTRICTED, Marks, come_after, hide_internal, hide_restricted, visible
from tests.walk.walking import (
    Finding,
    Names,
    Request,
    Walk,
    asked_more,
    client_of,
    forget,
    plain,
    sent,
    value_for,
)
from tests.world import OFFICER, PROVINCE_OFFICER, hand

from camket.discipline.agencies.actions import make_token
from camket.discipline.agencies.models import Mandate
from camket.discipline.messages.models import IncomingMessage
from camket.record import actions as record_actions
from camket.record import queries as record
from camket.record.models import Checkpoint, Entry, Mention, Node, Opening
from camket.web.asking import now, today

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pytest
    from django.db.models import Model
    from django.test import Client
    from tests.walk.walking import Answer, Reader

    from camket.record.keys import SigningKey


FORMS_OF_A_ROUTE = 2
"""Of how many addresses of a route the form is sent: one hidden from most, one from fewer."""


OPEN_ON_PURPOSE = frozenset(
    {"papers/<str:code>", "papers/<str:code>/file", "api/v1/papers/<path:code>", "api/v1/papers"}
)
"""The record tells everybody how many rows a paper has; its page says so beside how many of them the reader sees, and
gives the file to those alone who may read every row. That no word of a row is told is still required there."""

ASKED_MORE_ON_PURPOSE = frozenset({"frozen/<int:position>"})
"""Published figures count closed tasks too, and comparing them reads these once more: that some are closed is told."""


@contextmanager
def undone() -> Iterator[None]:
    """A world that is gone afterwards, down to the next id that its tables would give."""
    places = _sequences()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    _reset(places)
    forget()


def _sequences() -> dict[str, tuple[int, bool]]:
    """On PostgreSQL ids that were given out stay given out when the transaction fails; SQLite takes them back."""
    if connection.vendor != "postgresql":
        return {}
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()")
        for (name,) in cursor.fetchall():
            cursor.execute(f'SELECT last_value, is_called FROM "{name}"')  # noqa: S608 - names of our own
            found[name] = cursor.fetchone()
    return found


def _reset(places: Mapping[str, tuple[int, bool]]) -> None:
    with connection.cursor() as cursor:
        for name, (last, called) in places.items():
            cursor.execute("SELECT setval(%s, %s, %s)", [f'"{name}"', last, called])


def seeded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The salts of entries are the same in every world from here on."""
    turn = itertools.count()
    same = SimpleNamespace(token_bytes=lambda size: next(turn).to_bytes(size, "big"))
    monkeypatch.setattr(record_actions, "secrets", same)


class Worlds:
    """One world with the hidden things and one without, whose records are byte for byte the same.

    Without them: the entries of the hidden acts stand in the record, for the record's growth is public, but there is
    nothing in any table of which they could tell.
    """

    def __init__(self, sealing: SigningKey, monkeypatch: pytest.MonkeyPatch, *, outside: bool) -> None:
        self.marks = Marks()
        self.sealing = sealing
        self.monkeypatch = monkeypatch
        self.outside = outside
        self.rows: list[tuple[type[Model], list[Model]]] = []
        visible(self.marks, sealing)
        if not outside:
            hide_internal(self.marks)
        self.place = record.latest_position()
        self.nodes = set(Node.objects.values_list("pk", flat=True))

    @contextmanager
    def hiding(self) -> Iterator[None]:
        """The world in which the hidden things are."""
        with undone():
            if self.outside:
                hide_internal(self.marks)
            hide_restricted(self.marks, self.sealing)
            self._remember()
            self._after()
            yield

    @contextmanager
    def bare(self) -> Iterator[None]:
        """The world in which they never were; after `hiding`."""
        with undone():
            for model, rows in self.rows:
                QuerySet(model).bulk_create(rows)
            self._after()
            yield

    def _remember(self) -> None:
        newer = [
            (Entry, Entry.objects.filter(position__gt=self.place)),
            (Opening, Opening.objects.filter(entry__gt=self.place)),
            (Mention, Mention.objects.filter(entry__gt=self.place).order_by("pk")),
            (Node, Node.objects.exclude(pk__in=self.nodes)),
            (Checkpoint, Checkpoint.objects.filter(size__gt=self.place)),
        ]
        self.rows = [(model, list(found)) for model, found in newer]
        for one in self.rows[2][1]:
            one.pk = None
        message = IncomingMessage.objects.first()
        self.marks.files["message"] = message.mark if message else "x"
        self.marks.files["mandate"] = Mandate.objects.get().code

    def _after(self) -> None:
        seeded(self.monkeypatch)
        come_after(self.marks, self.sealing, (OFFICER, PROVINCE_OFFICER, hand("mttq-giam-sat")))
        _, token = make_token(
            label="Báo cáo", expires_on=today() + timedelta(days=30), by=PROVINCE_OFFICER, at=now()
        )
        self.marks.tokens["h42-can-bo"] = token

    def walk(self, reader: Reader, *, only: Iterable[str] | None = None) -> dict[Request, Answer]:
        """Every address as a reader gets it, with as many questions and forms as the reader's walk has."""
        client = client_of(reader, self.marks.tokens)
        secret = RESTRICTED if reader.post else INTERNAL
        found: dict[Request, Answer] = {}
        asked: Counter[str] = Counter()
        for request in plain(examples(self.marks), only=only, api_alone=reader.token):
            names = Names()
            with names.watched():
                answer = found[request] = sent(client, request)
            asked[request.route] += 1
            if reader.walk >= Walk.WIDE and answer.status == HTTPStatus.OK and asked[request.route] == 1:
                for more in asked_more(request, names, secret):
                    found[more] = sent(client, more)
            if reader.walk >= Walk.FORMS and not reader.token and asked[request.route] <= FORMS_OF_A_ROUTE:
                found |= _posted(client, request, secret)
        return found

    def again(self, reader: Reader, requests: Iterable[Request]) -> dict[Request, Answer]:
        """The same requests in this world."""
        client = client_of(reader, self.marks.tokens)
        return {request: sent(client, request) for request in requests}


def _posted(client: Client, request: Request, secret: str) -> dict[Request, Answer]:
    """A form sent empty, then with every field that the view looked for."""
    names = Names()
    empty = Request(request.route, "POST", request.path)
    with names.watched():
        found = {empty: sent(client, empty)}
    fields, files = names.take("query"), names.take("files")
    if (fields or files) and found[empty].status not in {302, 404, 405}:
        body = tuple((name, value_for(name, secret)) for name in fields if name not in files)
        full = Request(request.route, "POST", request.path, (), body, files)
        found[full] = sent(client, full)
    return found


def told(reader: Reader, answers: Mapping[Request, Answer]) -> list[Finding]:
    """Secret words in answers, and faults. What the request itself said is no secret."""
    found = []
    for request, answer in answers.items():
        if answer.status >= 500:
            found.append(Finding(request.route, reader.name, str(request), f"fault {answer.fault}"))
        said = unquote_plus(f"{request} {request.body}")
        for beginning in reader.kept_from:
            words = answer.secrets(beginning, said)
            if words:
                found.append(Finding(request.route, reader.name, str(request), f"tells {words[:6]}"))
    return found


def differing(
    reader: Reader, hiding: Mapping[Request, Answer], bare: Mapping[Request, Answer]
) -> list[Finding]:
    """Answers that are not the same with the hidden things and without them."""
    found = []
    for request, answer in hiding.items():
        other = bare[request]
        if request.route in OPEN_ON_PURPOSE:
            continue
        if request.route in ASKED_MORE_ON_PURPOSE:
            other = replace(other, queries=answer.queries)
        if answer != other:
            found.append(Finding(request.route, reader.name, str(request), _difference(answer, other)))
    return found


def _difference(one: Answer, other: Answer) -> str:
    if one.status != other.status:
        return f"status {one.status}, without {other.status}"
    if one.headers != other.headers:
        return f"headers {set(one.headers) ^ set(other.headers)}"
    if one.content != other.content:
        lines = difflib.unified_diff(
            other.content.decode(errors="replace").replace(">", ">\n").splitlines(),
            one.content.decode(errors="replace").replace(">", ">\n").splitlines(),
            lineterm="",
            n=0,
        )
        return "content " + " | ".join([line for line in lines if line[:3] not in {"---", "+++"}][:8])[:600]
    return f"{one.queries} queries, without {other.queries}"
