"""The walk: every address × every reader, against what is hidden. No word of it is told, and nothing moves by it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from tests.replay import signing_key
from tests.walk.comparing import Worlds, differing, told
from tests.walk.routes import examples, routes, unfilled
from tests.walk.walking import READERS, Walk, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.walk.walking import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Every refused address is told on the trace; a thousand of them are not read by anybody."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.name)
def test_nobody_sees_more_than_their_scope(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
):
    worlds = Worlds(signing_key(), monkeypatch, outside=not reader.post)
    with worlds.hiding():
        known = examples(worlds.marks)
        assert unfilled(known) == [], "a new route names an example in tests/walk/routes.py"
        hiding = worlds.walk(reader)
    found = told(reader, hiding)
    if reader.twice:
        with worlds.bare():
            found += differing(reader, hiding, worlds.again(reader, hiding))
    assert not found, "\n".join(["", *(str(one) for one in found)])
    assert {one.route for one in hiding} == {one.route for one in plain(known, api_alone=reader.token)}
    record_property("requests", len(hiding) * (2 if reader.twice else 1))
    assert any(answer.status == 200 for answer in hiding.values())


def test_the_walk_goes_everywhere():
    assert len(set(routes())) >= 100
    assert {Walk.READING, Walk.FORMS, Walk.WIDE} == {one.walk for one in READERS}
    assert len({one.name for one in READERS if one.twice}) >= 5
