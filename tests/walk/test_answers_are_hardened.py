"""Every answer of the product, whoever asks and however spoilt the asking: its headers, its refusals, its addresses."""

from __future__ import annotations

import csv
import io
import logging
import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.doors.desk import at_desk
from tests.replay import signing_key
from tests.walk.routes import API, PARAMETER, addresses_of, examples, routes
from tests.walk.unseen import TODAY, Marks, come_after, hide_internal, hide_restricted, visible
from tests.walk.walking import Names, Request, sent
from tests.world import OFFICE, OFFICER, World, noon

from camket.discipline.agencies.actions import establish_post
from camket.discipline.agencies.models import Appointment, Mandate
from camket.discipline.agencies.roles import Role
from camket.discipline.agencies.seats import OPERATOR
from camket.discipline.claims.actions import report_progress
from camket.discipline.messages.models import IncomingMessage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.walk.walking import Answer

pytestmark = pytest.mark.django_db
ELSEWHERE = "evil.example"
EVIL = ("=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")')
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[+-]?[\d.,]+%?$")


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """A refused address is told on the trace each time; a thousand of them are not read by anybody."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def marks() -> Marks:
    """The world of the walk, with all that it hides."""
    found = Marks()
    visible(found, signing_key())
    hide_internal(found)
    hide_restricted(found, signing_key())
    come_after(found, signing_key(), ())
    message = IncomingMessage.objects.get()
    found.files["message"], found.files["mandate"] = message.mark, Mandate.objects.get().code
    return found


def office() -> Client:
    """A browser of the standing office: the pages with the most in them."""
    client = at_desk(OFFICE.post)
    client.raise_request_exception = False
    return client


def first_addresses(marks: Marks) -> dict[str, str]:
    """One address of every route."""
    known = examples(marks)
    return {route: next(addresses_of(route, known)).path for route in routes()}


def headers(answer: Answer) -> dict[str, str]:
    return dict(answer.headers)


def loose(answer: Answer, *, inside: bool) -> list[str]:
    """What an answer leaves open."""
    told = headers(answer)
    policy = told.get("Content-Security-Policy", "")
    faults = []
    if "default-src 'none'" not in policy or "unsafe-" in policy:
        faults.append(f"policy {policy!r}")
    if told.get("X-Content-Type-Options") != "nosniff":
        faults.append("its type may be guessed")
    if told.get("Referrer-Policy") not in {"same-origin", "no-referrer"}:
        faults.append("its address is told elsewhere")
    if told.get("X-Frame-Options") != "DENY" and "frame-ancestors 'none'" not in policy:
        faults.append("it may be framed")
    if inside and answer.status == 200 and "no-store" not in told.get("Cache-Control", ""):
        faults.append("it may be kept on the way")
    if told.get("Content-Type", "").startswith(("image/svg", "application/xhtml")):
        faults.append("it runs what people sent")
    return faults


@pytest.mark.parametrize("who", ["", OFFICE.post])
def test_every_answer_says_what_browsers_may_do_with_it(marks: Marks, who: str):
    client = at_desk(who)
    client.raise_request_exception = False
    open_ = []
    for route, path in first_addresses(marks).items():
        answer = sent(client, Request(route, "GET", path))
        open_ += [f"{path}: {fault}" for fault in loose(answer, inside=bool(who))]
    assert not open_, "\n".join(["", *open_])


def test_no_form_is_taken_without_its_token(marks: Marks):
    client = Client(enforce_csrf_checks=True)
    client.cookies = at_desk(OFFICE.post).cookies
    client.raise_request_exception = False
    taken = {}
    for route, path in first_addresses(marks).items():
        status = sent(client, Request(route, "POST", path, (), (("code", "57-0001"),))).status
        if status not in ({403, 405} if route.startswith(API) else {403}):
            taken[path] = status
    assert taken == {}


def test_nothing_is_answered_to_another_host_and_nobody_is_sent_to_one(marks: Marks):
    inside, strange = office(), Client(headers={"Host": ELSEWHERE})
    strange.raise_request_exception = False
    led = []
    for route, path in first_addresses(marks).items():
        answer = sent(strange, Request(route, "GET", path))
        if answer.status != 400 or ELSEWHERE.encode() in answer.content or ELSEWHERE in str(answer.headers):
            led.append(f"{path}: {answer.status} to another host")
    for client in (inside, Client()):
        for route, path in first_addresses(marks).items():
            for next_ in (
                f"https://{ELSEWHERE}/",
                f"//{ELSEWHERE}",
                f"/\\{ELSEWHERE}",
                "javascript:alert(1)",
            ):
                for method in ("GET", "POST"):
                    if next_ != f"//{ELSEWHERE}" and route not in {"login", "post", "language/<str:code>"}:
                        continue
                    asked = Request(
                        route,
                        method,
                        path,
                        (("next", next_),),
                        (("next", next_),) if method == "POST" else (),
                    )
                    place = headers(sent(client, asked)).get("Location", "")
                    if re.match(r"(?:[a-z]+:|//|/\\)", place):
                        led.append(f"{asked} leads to {place}")
    assert not led, "\n".join(["", *led])


def spoilt_paths(route: str) -> Iterator[str]:
    """Addresses of a route whose parts are spoilt."""
    spoilt = (
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e%2f",
        "a%00b",
        "x" * 3000,
        "9" * 40,
        "-1",
        "%ff%fe",
        "'%22%3C",
    )
    for one in spoilt:
        yield "/" + PARAMETER.sub(lambda _found: one, route)  # noqa: B023 - used up at once


def test_spoilt_addresses_and_questions_are_refused_and_break_nothing(marks: Marks):
    client = office()
    broken = []
    ends = (
        (("on", "9999-12-31"), ("known", "0001-01-01T00:00")),
        (("on", "0001-01-01"), ("known", "9999-12-31T23:59")),
    )
    nothing = tuple((name, "\x00") for name in ("programme", "next", "q"))
    for route, path in first_addresses(marks).items():
        names = Names()
        with names.watched():
            sent(client, Request(route, "GET", path))
        asked = [
            Request(route, "GET", path, ((name, value),))
            for name in names.take("query")
            for value in ("a\x00b", "9" * 30, "x" * 3000 + "ệ")
        ]
        asked += [Request(route, "GET", path, query) for query in (*ends, nothing, (("on", "\x00"),))]
        if route.startswith(API):
            asked += [Request(route, "GET", path, (("on", day),)) for day in ("9999-12-31", "0001-01-01")]
            asked += [
                Request(route, "GET", path, (("known_at", f"{day}T00:00"),))
                for day in ("9999-12-31", "0001-01-01")
            ]
        if "<" in route:
            asked += [Request(route, "GET", one) for one in spoilt_paths(route)]
        for one in asked:
            answer = sent(client, one)
            if answer.status >= 500 or b"root:" in answer.content:
                broken.append(f"{str(one)[:120]}: {answer.status} {answer.fault[:160]}")
    assert not broken, "\n".join(["", *broken])


def test_spoilt_forms_are_refused_and_break_nothing(marks: Marks):
    client = office()
    broken = []
    for route, path in first_addresses(marks).items():
        if route.startswith(API) or route == "logout":
            continue
        names = Names()
        with names.watched():
            sent(client, Request(route, "POST", path))
        fields, files = names.take("query"), names.take("files")
        for value in ("a\x00b", "9" * 30, "x" * 9000, ""):
            one = Request(
                route, "POST", path, (), tuple((name, value) for name in fields if name not in files)
            )
            answer = sent(client, one)
            if answer.status >= 500:
                broken.append(f"{one} {value[:9]!r}: {answer.status} {answer.fault[:160]}")
    assert not broken, "\n".join(["", *broken])


def evil_world() -> None:
    """Every text that people write begins as a formula does."""
    world = World(papers=900)
    for n, evil in enumerate(EVIL):
        code = f"57-8{n:03}"
        world.give(code, title=f"{evil} nhiệm vụ", deadline_text=evil, on=TODAY)
        report_progress(task=code, words=f"{evil} tiến độ", by=OFFICER, at=noon(TODAY), on=TODAY)
    establish_post(
        code="evil",
        agency="G06",
        title_vi="=1+1",
        title_en="@evil",
        role=Role.OFFICER,
        by=OPERATOR,
        at=noon(TODAY),
        on=TODAY,
    )
    assert Appointment.objects.exists()


def dangerous(content: bytes, kind: str) -> list[str]:
    """Cells that a spreadsheet program would run."""
    if "csv" in kind:
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig").lstrip("\n"), newline=""), delimiter=",")
        cells = [one for row in rows for one in row]
        cells += [part for one in cells for part in one.split(";")]
    else:
        book = load_workbook(io.BytesIO(content))
        found = [
            cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None
        ]
        formulas = [f"formula {cell.coordinate} {cell.value}" for cell in found if cell.data_type == "f"]
        cells = [*(one.value for one in found if isinstance(one.value, str)), *formulas]
        if formulas:
            return formulas
    return [one for one in cells if one.startswith(DANGEROUS) and not NUMBER.match(one)]


def test_no_cell_of_any_export_is_a_formula(marks: Marks):
    evil_world()
    client = office()
    exports, found = [], []
    for route in routes():
        known = list(addresses_of(route, examples(marks)))
        wanted = [Request(route, "GET", one.path) for one in known]
        names = Names()
        with names.watched():
            sent(client, wanted[0])
        wanted += [
            Request(route, "GET", wanted[0].path, ((name, form),))
            for name in names.take("query")
            for form in ("csv", "xlsx")
        ]
        for one in wanted:
            if (
                "form" not in str(one)
                and "file" not in str(one)
                and "." not in one.route
                and "export" not in str(one)
            ):
                continue
            answer = client.get(one.path, dict(one.query))
            kind = answer.headers.get("Content-Type", "")
            raw = answer.content if not answer.streaming else b"".join(answer.streaming_content)
            if answer.status_code != 200 or not ("csv" in kind or "spreadsheet" in kind):
                continue
            exports.append(str(one))
            found += [f"{one}: {cell[:60]!r}" for cell in dangerous(raw, kind)]
    assert len(exports) >= 20, exports
    assert not found, "\n".join(["", *found])
