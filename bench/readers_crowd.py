"""The crowd of `readers.py`: asks a server for pages as many readers would, and prints what it measured as JSON.

Arguments: port, readers, seconds between the pages of one, seconds over which they arrive, seconds all are there. Every
page is a connection of its own, as it is for a reader who thinks longer than a server keeps a connection open.
"""

from __future__ import annotations

import asyncio
import json
import math
import random
import sys
import time
from collections import Counter, defaultdict
from urllib.parse import quote_plus

TASKS, BODIES, MEETINGS = 100_000, 390, 40
PATIENCE = 30.0
WORDS = (
    *("nền tảng", "co so du lieu", "an toàn thông tin mạng", "quốc gia", "chữ ký số", "đợt 77", "học bạ"),
    *("trung tâm dữ liệu", "cho người dân", "57-050123", "báo cáo", "ban hành nghị định"),
)
FILTERS = (
    *("", "standing=overdue", "standing=open_in_time", "field=III", "nature=waiting", "awaiting=1"),
    *("meeting=phien-3", "standing=overdue&field=V"),
)
MIX = {
    "front page": 25,
    "task list": 25,
    "search": 12,
    "page of a body": 15,
    "page of a task": 18,
    "figure": 5,
}
"""How often each page is asked for, in a hundred."""


def address(page: str, dice: random.Random) -> str:
    """One address of a kind of page. Some tasks are not in public sight: 404 is their right answer."""
    if page == "task list":
        sieve = dice.choice([*FILTERS, f"agency=S{dice.randrange(BODIES):03d}"])
        after = f"&after=57-{dice.randrange(TASKS):06d}" if dice.random() < 0.3 else ""
        return f"/tasks?{sieve}{after}"
    if page == "search":
        return f"/search?q={quote_plus(dice.choice(WORDS))}"
    if page == "page of a body":
        return f"/agencies/S{dice.randrange(BODIES):03d}"
    if page == "page of a task":
        return f"/tasks/57-{dice.randint(1, TASKS):06d}"
    return "/figures/tasks.standings" if page == "figure" else "/"


class Crowd:
    """Readers of one server, and what they were answered."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.took: dict[str, list[float]] = defaultdict(list)
        self.errors: Counter[str] = Counter()

    async def read(self, page: str, path: str) -> None:
        """Asks for one page and keeps how long it took until its last byte."""
        begin = time.perf_counter()
        try:
            answer = await asyncio.wait_for(self._answer(path), PATIENCE)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as fault:
            self.errors[f"{page}: {type(fault).__name__}"] += 1
            return
        took = time.perf_counter() - begin
        status = answer[9:12].decode("ascii", "replace")
        whole = b"</html>" in answer[-64:]
        if whole and (status == "200" or (status == "404" and page == "page of a task")):
            self.took[page].append(took)
        else:
            self.errors[f"{page}: {status}{'' if whole else ', not whole'}"] += 1

    async def _answer(self, path: str) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(
                f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nConnection: close\r\n\r\n".encode()
            )
            await writer.drain()
            return await reader.read(-1)
        finally:
            writer.close()

    async def sit(self, number: int, *, think: float, starts: float, until: float) -> None:
        """One reader: comes, asks for a page, thinks about ten seconds, asks again."""
        dice = random.Random(number)  # noqa: S311 - what is read is no secret
        await asyncio.sleep(starts)
        while time.perf_counter() < until:
            page = dice.choices(list(MIX), weights=list(MIX.values()))[0]
            await self.read(page, address(page, dice))
            await asyncio.sleep(min(think * dice.uniform(0.5, 1.5), max(0.0, until - time.perf_counter())))

    def told(self) -> dict[str, dict[str, float]]:
        """The runs of each page, in ms."""
        return {page: _spread(sorted(runs)) for page, runs in self.took.items()}


def _spread(runs: list[float]) -> dict[str, float]:
    told = {f"p{n}": 1000 * runs[math.ceil(n * len(runs) / 100) - 1] for n in (50, 95, 99)}
    return {**told, "n": len(runs)}


async def gather(crowd: Crowd, *, readers: int, think: float, ramp: float, lasting: float) -> float:
    """Lets the readers come over `ramp` seconds and stay for `lasting` more; returns how long it took in all."""
    begin = time.perf_counter()
    until = begin + ramp + lasting
    await asyncio.gather(
        *(
            crowd.sit(number, think=think, starts=ramp * number / readers, until=until)
            for number in range(readers)
        )
    )
    return min(time.perf_counter(), until) - begin


def main() -> None:
    port, readers = int(sys.argv[1]), int(sys.argv[2])
    think, ramp, lasting = (float(text) for text in sys.argv[3:])
    crowd = Crowd(port)
    wall = asyncio.run(gather(crowd, readers=readers, think=think, ramp=ramp, lasting=lasting))
    told = {
        "pages": crowd.told(),
        "errors": dict(crowd.errors),
        "answers": sum(len(runs) for runs in crowd.took.values()),
        "wall": wall,
        "cpu": time.process_time(),
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
