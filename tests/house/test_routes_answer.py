"""Every address answers a reader who is not logged in: with a page, a way to log in, or a plain refusal; never a fault."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpRequest, HttpResponse
    from tests.world import World

SAMPLES = {"int": "1", "str": "x", "slug": "x", "path": "x/y", "uuid": str(uuid.UUID(int=1))}
WELL = {200, 302, 400, 401, 403, 404, 405, 409, 422}


def addresses(patterns: Iterable[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """One address for each route, each part of it filled with a sample of its kind."""
    for pattern in patterns:
        filled = str(pattern.pattern)
        for name, converter in pattern.pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower()
            kind = {"string": "str"}.get(kind, kind)
            for written in (f"<{kind}:{name}>", f"<{name}>"):
                filled = filled.replace(written, SAMPLES[kind])
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, before + filled)
        else:
            yield before + filled


def faults(client: Client, found: Iterable[str]) -> list[str]:
    """Addresses that answer otherwise than well, to reading or to sending."""
    client.raise_request_exception = False
    named = []
    for address in found:
        for send in (client.get, client.post):
            answer = send(address)
            if answer.status_code not in WELL:
                named.append(f"{send.__name__.upper()} {address}: {answer.status_code}")
            if answer.streaming:
                list(answer.streaming_content)  # read to its end, so that its file is closed
    return named


def every_address() -> list[str]:
    """The addresses of the product."""
    return list(addresses(get_resolver().url_patterns))


@pytest.mark.django_db
def test_every_address_answers_in_an_empty_store():
    assert len(every_address()) >= 20
    assert faults(Client(), every_address()) == []


def test_every_address_answers_in_a_store_with_tasks(world: World):
    world.give("57-0001")
    assert faults(Client(), every_address()) == []


def broken(request: HttpRequest, n: int) -> HttpResponse:  # noqa: ARG001 - the signature of a view
    """A view with a bug."""
    raise RuntimeError("planted")


urlpatterns = [path("broken/<int:n>", broken)]


@pytest.mark.urls(__name__)
def test_a_planted_fault_is_found():
    assert every_address() == ["/broken/1"]
    assert faults(Client(), every_address()) == ["GET /broken/1: 500", "POST /broken/1: 500"]
