"""Reads the pages of the store that `scale.py` names and prints how long each took, as JSON."""

from __future__ import annotations

import json
import math
import random
import statistics
import sys
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote_plus

import store

# isort: split
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.world import EVERYTHING, FOLLOWER

from camket.discipline.agencies.models import Account
from camket.discipline.agencies.roles import EVERYONE
from camket.discipline.directives.models import Programme
from camket.discipline.tasks.figures import counted
from camket.discipline.tasks.models import Task
from camket.periods import AsOf
from camket.record import queries as record
from camket.review.report.compiling import compile_review

if TYPE_CHECKING:
    from collections.abc import Iterable

assert store.DATA.exists()

ON = date(2026, 10, 1)
FIRST, DAYS = date(2025, 4, 1), 570
TASKS = 100_000
BODIES = 20
PLACES = (0, 1, 10, 50, 90)
"""Where in the list a page begins, in hundredths of its codes."""
SEARCHES = (
    *("nền tảng", "co so du lieu", "an toàn thông tin mạng", "57-050123", "quốc gia", "đợt 77"),
    *("sửa đổi nghị định cho người dân", "zzz không có", "chữ ký số", "hoc ba", "trung tâm dữ liệu"),
    *("bao cao", "ban hành", "57-0999", "khoa học", "người dân", "so khcn", "bộ công an", "đợt 3"),
    *("nghi dinh", "chuyen doi so", "57-000001", "an toàn", "du lieu quoc gia"),
)
"""Words of every task, of many, of few and of none; with tone marks and without; codes, bodies."""


class Read(NamedTuple):
    """One page as it was read: its seconds, its queries."""

    took: float
    queries: int


def page(client: Client, address: str) -> Read:
    """Asks for a page; it must be there."""
    with CaptureQueriesContext(connection) as asked:
        begin = time.perf_counter()
        answer = client.get(address)
        took = time.perf_counter() - begin
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return Read(took, len(asked))


def told(what: str, reads: Iterable[Read], *, aim: float, most: bool = True) -> dict[str, Any]:
    """The median of a page over its addresses and the run that nineteen in twenty do not exceed."""
    reads = list(reads)
    runs = sorted(one.took for one in reads)
    p95 = runs[math.ceil(0.95 * len(runs)) - 1]
    queries = max(one.queries for one in reads)
    note = f"median {1000 * statistics.median(runs):,.0f} ms of {len(runs)}"
    if most:
        note += f"; at most {queries} queries"
    return {"what": f"{what}, p95", "runs": [p95], "aim": aim, "note": note}


def front(client: Client, who: str) -> list[dict[str, Any]]:
    """The front page the first time a process is asked for a day, and again."""
    cold = [page(client, f"/?on={ON - timedelta(days=day)}") for day in range(20)]
    warm = [page(client, f"/?on={ON}") for _ in range(20)]
    return [told(f"front page, cold, {who}", cold, aim=1000), told(f"front page, warm, {who}", warm, aim=150)]


def reviews(dice: random.Random) -> list[dict[str, Any]]:
    """The review of twenty days, each known up to a place of its own, counted for the first time."""
    programme, newest = Programme.objects.get(code="57"), record.latest_position()
    lines = []
    for scope, who in ((EVERYONE, "public"), (EVERYTHING, "committee")):
        reads = []
        for place in range(20):
            known = newest if place % 2 else dice.randint(newest // 4, newest)
            asof = AsOf(on=FIRST + timedelta(days=dice.randrange(DAYS)), known_at=None, position=known)
            with CaptureQueriesContext(connection) as asked:
                begin = time.perf_counter()
                review = compile_review(programme, asof, scope)
                reads.append(Read(time.perf_counter() - begin, len(asked)))
            groups = counted(programme, asof, scope).groups
            assert sum(line.total for line in review.by_agency) == review.total
            assert sum(sum(led.values()) for led in groups.by_lead.values()) == sum(groups.whole.values())
            assert scope is EVERYONE or sum(groups.whole.values()) == TASKS
        slowest = 1000 * max(one.took for one in reads)
        line = told(f"review of any day, {who}", reads, aim=1000, most=False)
        line["note"] += f", slowest {slowest:,.0f} ms"
        lines.append(line)
    return lines


def lists(dice: random.Random) -> list[tuple[str, list[str]]]:
    """Addresses of the lists and of the pages of bodies; each is asked once."""
    agencies = [f"S{n:03d}" for n in dice.sample(range(390), BODIES)]
    filters = ["", "standing=overdue", "field=III", "meeting=phien-3", "nature=waiting", "awaiting=1"]
    filters += [f"agency={agencies[0]}", f"takes_part={agencies[1]}&standing=open_in_time"]
    after = [f"&after=57-{TASKS * place // 100:06d}" if place else "" for place in PLACES]
    words = [quote_plus(words) for words in SEARCHES]
    return [
        (
            "task list, 8 filters × 5 pages",
            [f"/tasks?on={ON}&{one}{place}" for one in filters for place in after],
        ),
        (f"search, {len(SEARCHES)} searches", [f"/search?on={ON}&q={one}" for one in words]),
        (f"task list by words, {len(SEARCHES)} searches", [f"/tasks?on={ON}&q={one}" for one in words]),
        ("page of a body", [f"/agencies/{code}?on={ON}" for code in agencies]),
        ("page of a meeting", [f"/meetings/phien-{n}?on={ON}" for n in range(1, 11)]),
        ("page of a task", [f"/tasks/57-{n:06d}?on={ON}" for n in public_tasks(dice)]),
    ]


def public_tasks(dice: random.Random) -> list[int]:
    """Numbers of tasks that everybody may see."""
    some = [f"57-{dice.randint(1, TASKS):06d}" for _ in range(40)]
    seen = Task.objects.filter(code__in=some, publication="public").values_list("code", flat=True)
    return [int(code[3:]) for code in sorted(seen)[:20]]


def counted_pages(client: Client) -> dict[str, int]:
    """How many queries some pages ask in this store."""
    addresses = {
        "front page": f"/?on={ON}",
        "task list": f"/tasks?on={ON}&standing=overdue",
        "task list by words": f"/tasks?on={ON}&q=du+lieu",
        "page of a body": f"/agencies/S003?on={ON}",
        "search": f"/search?on={ON}&q=du+lieu",
    }
    return {name: page(client, address).queries for name, address in addresses.items()}


def readers() -> list[tuple[str, Client]]:
    """The public, and the officer who follows the whole list."""
    insider = Client(HTTP_HOST="localhost")
    insider.force_login(Account.objects.get(username=FOLLOWER.post))
    return [("public", Client(HTTP_HOST="localhost")), ("insider", insider)]


def main() -> None:
    dice = random.Random(20)  # noqa: S311 - which days and pages are read is no secret
    every = readers()
    for _, client in every:
        page(client, "/how")  # the first request of a process loads its templates and translations
    if "--queries" in sys.argv[1:]:
        json.dump({who: counted_pages(client) for who, client in every}, sys.stdout)
        return
    measured = [line for who, client in every for line in front(client, who)]
    measured += reviews(dice)
    for what, addresses in lists(dice):
        for who, client in every:
            measured.append(told(f"{what}, {who}", [page(client, one) for one in addresses], aim=200))
    json.dump(measured, sys.stdout)


if __name__ == "__main__":
    main()
