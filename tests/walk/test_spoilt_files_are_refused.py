"""Every address that takes a file answers a harmful one with a clear page, quickly and in little memory."""

from __future__ import annotations

import logging
import re
import resource
import sys
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from tests.doors.desk import PDF, at_desk
from tests.walk.spoilt_files import spoilt
from tests.walk.test_answers_are_hardened import first_addresses, marks, office  # noqa: F401 - the world is asked for by its name
from tests.walk.walking import value_for
from tests.world import OFFICER, World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.walk.unseen import Marks

pytestmark = pytest.mark.django_db
KILO = 1 if sys.platform == "darwin" else 1024
MOST_MEMORY = 500 * 2**20
PUT_FORWARD = re.compile(r"/tasks/[^/]+/")
"""A claim or a report keeps what it is sent as it is; every other address reads the file and must refuse it."""


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


class FileForms(HTMLParser):
    """The forms of a page that take a file: where each is sent, its other fields, its files."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.found = path, []
        self._to, self._fields, self._files = path, [], []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a form, or notes a field of the open one."""
        said = dict(attrs)
        if tag == "form":
            self._to, self._fields, self._files = said.get("action") or self.path, [], []
        elif tag in {"input", "select", "textarea"} and said.get("name"):
            (self._files if said.get("type") == "file" else self._fields).append(str(said["name"]))

    def handle_endtag(self, tag: str) -> None:
        """Keeps the form that ends here, if it takes a file."""
        if tag == "form" and self._files:
            self.found.append((self._to, tuple(self._fields), tuple(self._files)))


def takers(found: Marks) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Where a page sends a file that is read on the way in, with the names of its fields and of its files."""
    client, named = office(), {}
    for path in first_addresses(found).values():
        page = client.get(path)
        if page.streaming:
            assert b"".join(page.streaming_content)
            continue
        if not page.headers.get("Content-Type", "").startswith("text/html"):
            continue
        forms = FileForms(path)
        forms.feed(page.content.decode())
        for to, fields, files in forms.found:
            if not PUT_FORWARD.match(to):
                named[to] = (fields, files)
    return named


def memory() -> int:
    """The most this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILO


def test_every_address_that_takes_a_file_refuses_what_is_none(marks: Marks):  # noqa: F811 - the fixture above
    client, wrong = office(), []
    places = takers(marks)
    assert len(places) >= 8, sorted(places)
    before = memory()
    for path, (fields, files) in places.items():
        for name, content in spoilt().items():
            body = {field: value_for(field, "x") for field in fields if field != "form_key"}
            upload = {one: SimpleUploadedFile(name, content) for one in files}
            with transaction.atomic():
                answer = client.post(path, {**body, **upload})
                transaction.set_rollback(True)
            if not 400 <= answer.status_code < 500 or b"root:" in answer.content:
                wrong.append(f"{path} {name}: {answer.status_code} {answer.headers.get('Location', '')}")
    assert not wrong, "\n".join(["", *wrong])
    assert memory() - before < MOST_MEMORY


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("trang.html", b"<script>alert(1)</script>"),
        ("bien-ban.pdf", b"<html><script>alert(1)</script></html>"),
        ("bien-ban.pdf", b"MZ\x90\x00"),
        ("bien-ban.docx", PDF),
    ],
)
def test_what_is_put_forward_is_what_its_name_says_and_runs_nowhere(world: World, name: str, content: bytes):
    world.give("57-0001", due=date(2025, 6, 30))
    upload = SimpleUploadedFile(name, content, content_type="image/svg+xml")
    page = at_desk(OFFICER.post).post("/tasks/57-0001/claim", {"product": "Sản phẩm", "files": upload})
    assert page.status_code == 422


def test_a_file_over_the_limit_is_refused_in_words(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settings, "CAMKET_UPLOAD_LIMIT", 1000)
    world.give("57-0001", due=date(2025, 6, 30))
    upload = SimpleUploadedFile("bang.csv", b"a,b\n" * 400)
    for path in ("/intake", "/opening"):
        assert office().post(path, {"file": upload, "programme": "57"}).status_code in range(400, 500)
    claim = {"product": "Sản phẩm", "files": SimpleUploadedFile("a.pdf", PDF + b" " * 2000)}
    assert at_desk(OFFICER.post).post("/tasks/57-0001/claim", claim).status_code == 422
