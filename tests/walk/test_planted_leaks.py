"""The walk can fail: leaks planted one at a time are each reported with the route and the reader."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from tests.replay import signing_key
from tests.walk.comparing import Worlds, differing, told
from tests.walk.walking import READERS, forget
from tests.world import EVERYTHING

from camket.discipline.finding import queries as finding
from camket.discipline.tasks import queries, spans
from camket.discipline.tasks.actions.assigning import TaskExists
from camket.discipline.tasks.models import ClaimEvidence, Share, Task
from camket.record.exporting import withhold_nothing
from camket.web import record as record_pages
from camket.web import task as task_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import QuerySet
    from tests.walk.walking import Answer, Finding, Request

    from camket.discipline.agencies.roles import Scope
    from camket.discipline.tasks.queries import TaskOnDay
    from camket.periods import AsOf
    from camket.web.asking import Asked

pytestmark = pytest.mark.django_db
UNINVOLVED = next(one for one in READERS if one.name == "officer of an uninvolved body")
TASK = "tasks/<str:code>"


@dataclass(frozen=True, slots=True)
class Plant:
    """One leak: how it is planted, on which route the walk must find it, and how it must be told."""

    name: str
    sow: Callable[[pytest.MonkeyPatch], None]
    route: str
    why: str


def _nothing_hidden(_scope: Scope, *, of: str = "") -> Q:  # noqa: ARG001 - as what it stands in for is called
    return Q()


def _list(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(spans, "span_in_sight", _nothing_hidden)
    patch.setattr(queries, "span_in_sight", _nothing_hidden)
    patch.setattr(queries, "visible_to", _nothing_hidden)


def _mistake(patch: pytest.MonkeyPatch) -> None:
    def ever_named(scope: Scope) -> QuerySet[Share]:
        return Share.objects.filter(agency__in=scope.agencies)

    patch.setattr(queries, "shares_naming", ever_named)


def _count(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(spans, "span_in_sight", _nothing_hidden)


def _export(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(record_pages, "withheld_from", lambda _scope: withhold_nothing)


def _search(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(finding, "given_tasks", lambda asof, _scope: queries.given_tasks(asof, EVERYTHING))
    patch.setattr(finding, "spans_of_any", lambda asof, _scope: spans.spans_of_any(asof, EVERYTHING))


def _on_missing(patch: pytest.MonkeyPatch, then: Callable[[Task], None]) -> None:
    """What a page does about a task that is there and out of sight, before it says that there is none."""
    own = task_pages._task  # noqa: SLF001 - the very place where the pages look a task up

    def found(code: str, asof: AsOf, this: Asked) -> TaskOnDay:
        hidden = Task.objects.filter(code=code).first()
        if hidden is not None and queries.task_as_of(code, asof, this.scope) is None:
            then(hidden)
        return own(code, asof, this)

    patch.setattr(task_pages, "_task", found)


def _error_text(patch: pytest.MonkeyPatch) -> None:
    def tell(task: Task) -> None:
        raise TaskExists(codes=task.title)

    _on_missing(patch, tell)


def _forbidden(patch: pytest.MonkeyPatch) -> None:
    def forbid(_task: Task) -> None:
        raise PermissionDenied

    _on_missing(patch, forbid)


def _one_query_more(patch: pytest.MonkeyPatch) -> None:
    own = task_pages._task  # noqa: SLF001 - as above

    def found(code: str, asof: AsOf, this: Asked) -> TaskOnDay:
        for task in Task.objects.filter(code=code):
            assert task.clause.words is not None
        return own(code, asof, this)

    patch.setattr(task_pages, "_task", found)


def _file_address(patch: pytest.MonkeyPatch) -> None:
    def by_hash(_task: Task, sha256: str, _asof: AsOf) -> ClaimEvidence | None:
        return ClaimEvidence.objects.filter(sha256=sha256).first()

    patch.setattr(queries, "evidence_of", by_hash)


def _moving_ids(patch: pytest.MonkeyPatch) -> None:
    own = queries.task_as_of

    def numbered(code: str, asof: AsOf, scope: Scope) -> TaskOnDay | None:
        found = own(code, asof, scope)
        if found is not None:
            found.title_now = f"{found.title_now} #{Task.objects.latest('pk').pk}"
        return found

    patch.setattr(queries, "task_as_of", numbered)


PLANTS = (
    Plant("a list that forgets who asks", _list, "tasks", "tells"),
    Plant("a body that was named by mistake", _mistake, "tasks", "tells"),
    Plant("a count of everything", _count, "", "content"),
    Plant("an export that withholds nothing", _export, "record/export", "tells"),
    Plant("a search that forgets who asks", _search, "search", "tells"),
    Plant("an error text that names a title", _error_text, TASK, "tells"),
    Plant(
        "a file reached without its subject", _file_address, "tasks/<str:code>/evidence/<str:sha256>", "tells"
    ),
    Plant("an id that moves with hidden rows", _moving_ids, TASK, "content"),
    Plant("a hidden code answered otherwise", _forbidden, TASK, "status 403, without 404"),
    Plant("one question more about a hidden code", _one_query_more, TASK, "queries, without"),
)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def test_every_planted_leak_is_reported_with_its_route_and_reader(monkeypatch: pytest.MonkeyPatch):
    worlds = Worlds(signing_key(), monkeypatch, outside=False)
    hiding: dict[str, dict[Request, Answer]] = {}
    found: dict[str, list[Finding]] = {}
    with worlds.hiding():
        for plant in PLANTS:
            forget()
            with pytest.MonkeyPatch.context() as patch:
                plant.sow(patch)
                hiding[plant.name] = worlds.walk(UNINVOLVED, only=[plant.route])
        forget()
        clean = worlds.walk(UNINVOLVED, only=[one.route for one in PLANTS])
    with worlds.bare():
        for plant in PLANTS:
            forget()
            with pytest.MonkeyPatch.context() as patch:
                plant.sow(patch)
                bare = worlds.again(UNINVOLVED, hiding[plant.name])
            found[plant.name] = [
                *told(UNINVOLVED, hiding[plant.name]),
                *differing(UNINVOLVED, hiding[plant.name], bare),
            ]
        forget()
        assert differing(UNINVOLVED, clean, worlds.again(UNINVOLVED, clean)) == []
    assert told(UNINVOLVED, clean) == []
    missed = {
        plant.name: [str(one) for one in found[plant.name]]
        for plant in PLANTS
        if not any(
            one.route == plant.route and one.reader == UNINVOLVED.name and plant.why in one.why
            for one in found[plant.name]
        )
    }
    assert missed == {}
