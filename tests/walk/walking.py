"""Walking the product as one reader: every address, every question it understands, and what was answered."""

from __future__ import annotations

import gc
import io
import re
import tarfile
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from urllib.parse import unquote_plus, urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.utils.datastructures import MultiValueDict
from tests.walk.routes import API, HIDDEN_WORDS, addresses_of, routes
from tests.walk.unseen import DRAFT, INTERNAL, PART_INSIDE, PART_KEPT, RESTRICTED

from camket.discipline.agencies.models import Account
from camket.engine.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.http import HttpResponse
    from tests.walk.routes import Example

MARKS = {"on": "2025-10-15", "known": "2025-10-15T12:00", "known_at": "2025-10-15T12:00:00+07:00"}
SPOKEN_ABOUT = frozenset({"csrfmiddlewaretoken", "once", "next", *MARKS})
INSIDE = frozenset({INTERNAL, PART_INSIDE})
WHOLE = INSIDE | {RESTRICTED, PART_KEPT}
FORGETTABLE = (
    (re.compile(rb'(name="(?:csrfmiddlewaretoken|once)" value=")[^"]*'), rb"\1"),
    (re.compile(rb"20\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?"), b"(instant)"),
)
"""What differs between any two answers: keys of forms, and the moment at which a file is made."""


class Walk(IntEnum):
    """How far a reader goes: reading every address, sending its forms too, asking every question it understands too."""

    READING = 0
    FORMS = 1
    WIDE = 2


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads: what of the hidden things is theirs to see, by the beginnings of the secret words.

    Who walks `twice` does so in a world with the hidden things and in one without.
    """

    name: str
    post: str = ""
    sees: frozenset[str] = frozenset()
    seat: str = ""
    token: bool = False
    walk: Walk = Walk.READING
    twice: bool = False

    @property
    def kept_from(self) -> tuple[str, ...]:
        """The secret words that this reader must never meet."""
        return tuple(one for one in HIDDEN_WORDS if one not in self.sees)


READERS = (
    Reader("public", walk=Walk.WIDE, twice=True),
    Reader("committee", "bcd-truong-ban", WHOLE),
    Reader("standing office", "bcd-thuong-truc", WHOLE | {DRAFT}),
    Reader("following officer", "bcd-theo-doi", WHOLE),
    Reader("inspector", "bcd-kiem-tra", WHOLE),
    Reader("agency head", "g06-bo-truong", INSIDE | {PART_KEPT}),
    Reader("officer", "g06-can-bo", INSIDE | {PART_KEPT}, walk=Walk.FORMS),
    Reader("Front", "mttq-giam-sat", INSIDE, walk=Walk.FORMS, twice=True),
    Reader("officer of an uninvolved body", "h42-can-bo", INSIDE, walk=Walk.WIDE, twice=True),
    Reader("officer of the body concerned", "g01-can-bo", INSIDE | {RESTRICTED}),
    Reader("holder of a mandate", "h42-giup-viec", INSIDE, seat="h42-chu-tich", twice=True),
    Reader("API token", "h42-can-bo", INSIDE, token=True, walk=Walk.WIDE, twice=True),
)


@dataclass(frozen=True, slots=True)
class Request:
    """One request of the walk."""

    route: str
    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()

    def __str__(self) -> str:
        asked = f"?{urlencode(self.query)}" if self.query else ""
        return f"{self.method} {self.path}{asked}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: everything that could tell something, with the number of questions put to the database."""

    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes
    queries: int
    fault: str = ""

    def secrets(self, beginning: str, said: str) -> list[str]:
        """The secret words that begin so and stand anywhere in the answer, but for those that the request itself said."""
        told = "\n".join(f"{name}: {unquote_plus(value)}" for name, value in self.headers).encode()
        word = re.compile(beginning.encode() + rb"[\w.-]*")
        found = set(word.findall(told.lower())) | set(word.findall(self.content.lower()))
        return sorted(one.decode() for one in found if one.decode().rstrip(".-") not in said.lower())


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a reader learns and must not, or a fault."""

    route: str
    reader: str
    request: str
    why: str

    def __str__(self) -> str:
        return f"{self.reader}: {self.request} [{self.route}]: {self.why}"


@dataclass(slots=True)
class Names:
    """The names under which a view looked into the query, the form and the files of a request."""

    asked: dict[str, set[str]] = field(default_factory=dict)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Notes every name that is looked up while a request is answered."""
        own = MultiValueDict.__getitem__, MultiValueDict.getlist

        def item(this: MultiValueDict[str, object], name: str) -> object:
            self._note(this, name)
            return own[0](this, name)

        def several(this: MultiValueDict[str, object], name: str, default: object = None) -> object:
            self._note(this, name)
            return own[1](this, name, default)

        with (
            patch.object(MultiValueDict, "__getitem__", item),
            patch.object(MultiValueDict, "getlist", several),
        ):
            yield

    def _note(self, this: MultiValueDict[str, object], name: str) -> None:
        kind = "query" if hasattr(this, "urlencode") else "files"
        if isinstance(name, str) and name not in SPOKEN_ABOUT:
            self.asked.setdefault(kind, set()).add(name)

    def take(self, kind: str) -> tuple[str, ...]:
        """The names of a kind since the last taking."""
        return tuple(sorted(self.asked.pop(kind, set())))


def client_of(reader: Reader, tokens: Mapping[str, str]) -> Client:
    """A browser logged in as the reader, acting from the reader's seat; or a program with a token."""
    if reader.token:
        client = Client(headers={"Authorization": f"Bearer {tokens[reader.post]}"})
    else:
        client = Client()
        if reader.post:
            client.force_login(Account.objects.get(username=reader.post))
    client.raise_request_exception = False
    if reader.seat:
        page = client.get("/post").content.decode()
        chosen = re.search(rf'value="({reader.seat}\|[^"]+)"', page)
        assert chosen is not None, "the mandate must be offered as a seat"
        assert client.post("/post", {"post": chosen[1]}).status_code == 302
    return client


def sent(client: Client, request: Request) -> Answer:
    """The answer to one request; whatever it wrote is undone."""
    cookies = client.cookies.copy()
    where = f"{request.path}?{urlencode(request.query)}" if request.query else request.path
    with transaction.atomic():
        asked: list[str] = []
        with connection.execute_wrapper(partial(_noted, asked)):
            if request.method == "GET":
                answer = client.get(where)
            else:
                files = {name: _file(name) for name in request.files}
                answer = client.post(where, {**dict(request.body), **files})
            content = _content(answer)
        transaction.set_rollback(True)
    client.cookies = cookies
    fault = getattr(answer, "exc_info", None)
    return Answer(
        status=answer.status_code,
        headers=tuple(sorted(_headers(answer))),
        content=content,
        queries=len(asked),
        fault=f"{fault[0].__name__}: {fault[1]}" if fault else "",
    )


def _noted(asked: list[str], execute: Any, sql: str, params: object, many: bool, context: object) -> object:  # noqa: FBT001 - the signature of a wrapper
    """Counts the questions, the savepoints among them left out."""
    asked.append(sql)
    return execute(sql, params, many, context)


def _file(_name: str) -> SimpleUploadedFile:
    rows = "STT,Nhiệm vụ,Cơ quan chủ trì,Thời hạn\n1,Rà soát dữ liệu,Bộ Công an,30/11/2025\n"
    return SimpleUploadedFile("bang.csv", rows.encode(), content_type="text/csv")


def _headers(answer: HttpResponse) -> Iterator[tuple[str, str]]:
    for name, value in answer.items():
        if name not in {"Content-Length", "Expires", "Date"}:
            yield name, value
    for cookie in answer.cookies.values():
        yield (
            f"Set-Cookie {cookie.key}",
            re.sub(r"=[^;]*|; expires=[^;]*", "", cookie.OutputString(), count=2),
        )


def _content(answer: HttpResponse) -> bytes:
    streamed = getattr(answer, "streaming_content", None)
    # A stream closes itself at its end; closed from here it would take the test's own connection with it.
    raw = answer.content if streamed is None else b"".join(streamed)
    found = b"\n".join(f"{name}\n".encode() + content for name, content in unpacked(raw))
    for pattern, instead in FORGETTABLE:
        found = pattern.sub(instead, found)
    return found


def unpacked(raw: bytes) -> list[tuple[str, bytes]]:
    """The files within a file, by name; the file itself where it holds none."""
    if raw[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return [(name, archive.read(name)) for name in archive.namelist()]
    try:
        with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
            return [
                (one.name, file.read()) for one in archive if (file := archive.extractfile(one)) is not None
            ]
    except tarfile.TarError:
        return [("", raw)]


def forget() -> None:
    """Empties what this process keeps in memory: in the product it is another record's process that answers."""
    for one in gc.get_objects():
        if isinstance(one, Kept):
            one._answers.clear()  # noqa: SLF001 - no product code may take an answer back


def plain(
    known: Mapping[str, Sequence[Example]], *, only: Iterable[str] | None = None, api_alone: bool = False
) -> list[Request]:
    """One reading of every address."""
    chosen = [one for one in routes() if only is None or one in set(only)]
    found = [one for route in chosen for one in addresses_of(route, known)]
    return [
        Request(one.route, "GET", one.path) for one in found if not api_alone or one.route.startswith(API)
    ]


def value_for(name: str, secret: str) -> str:
    """What is typed into a field of a form: of its own kind where the name tells it, else what is hidden."""
    if re.search(r"(^|_)(due|date|day|on|from|until|signed|valid|expires)(_|$)", name):
        return "2025-10-15"
    if re.search(r"reason|words|note|statement|product|label|title|paper|full_name", name):
        return "Theo đề nghị của cơ quan chủ trì"
    if re.search(r"lead|agency|body|issuer|cooperating|giver|taker", name):
        return "G06"
    return f"{secret}-57-1"


def hidden(name: str, secret: str) -> str:
    """A hidden word for what is searched by words, a hidden code for everything else."""
    return f"{secret}title1" if name in {"q", "text", "words"} else f"{secret}-57-1"


def asked_more(request: Request, names: Names, secret: str) -> list[Request]:
    """The questions that an address understands, each with a hidden code and with hidden words."""
    kept = [
        Request(request.route, "GET", request.path, ((name, hidden(name, secret)),))
        for name in names.take("query")
    ]
    marks = [("on", MARKS["on"])]
    marks.append(
        ("known_at", MARKS["known_at"]) if request.route.startswith(API) else ("known", MARKS["known"])
    )
    return [*kept, Request(request.route, "GET", request.path, tuple(marks))]
