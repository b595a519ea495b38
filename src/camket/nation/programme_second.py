"""A second programme, of the Party's own agencies and internal: 120 tasks, one in six without a day, as real plans have."""

from __future__ import annotations

import random
from datetime import date
from functools import cache

from .bodies import PARTY, stands
from .days import day_between, days_after
from .fates import REVIEWED, Fate, Given, Turn, draw
from .plan import Paper, Plan, PlannedTask
from .titles import Titles, works

SEED = 204
PAPERS = (("204-KH-01", "01-KH/GL", date(2025, 2, 20), 78), ("204-KH-02", "02-KH/GL", date(2025, 7, 15), 42))
FATES = {Fate.DONE_IN_TIME: 38, Fate.DONE_LATE: 7, Fate.OVERDUE: 9, Fate.OPEN_IN_TIME: 46}
"""The hundred dated tasks on the day of the review."""

UNDATED = {
    "continuing": ("Thường xuyên", 8),
    "recurring": ("Hằng quý", 6),
    "waiting": ("30 ngày sau khi Trung ương ban hành hướng dẫn", 4),
    "unread": ("Khẩn trương hoàn thành", 2),
}
"""Words without a day: what they are, how they are written, how many tasks have them."""

RESTRICTED = 3


@cache
def second_programme() -> Plan:
    """The whole plan, the same every time."""
    rng = random.Random(SEED)  # noqa: S311 - a story is drawn, not a secret
    dated = [fate for fate, n in FATES.items() for _ in range(n)]
    undated = [nature for nature, (_, n) in UNDATED.items() for _ in range(n)]
    lots: list[Fate | str] = [*dated, *undated]
    rng.shuffle(lots)
    hidden = set(rng.sample(range(len(lots)), RESTRICTED))
    titles = Titles(rng)
    papers: list[Paper] = []
    number = 0
    for code, number_text, day, size in PAPERS:
        tasks = []
        for lot in lots[number : number + size]:
            tasks.append(_task(rng, titles, number + 1, day, lot, restricted=number in hidden))
            number += 1
        papers.append(
            Paper(
                code=code,
                number_text=number_text,
                title="Kế hoạch chuyển đổi số trong các cơ quan Đảng (giả lập)",
                kind="plan",
                on=day,
                tasks=tuple(tasks),
            )
        )
    return Plan(
        code="204",
        name_vi="Chuyển đổi số trong các cơ quan Đảng (theo Đề án 204)",
        name_en="Digital transformation of Party agencies (scheme 204)",
        owner="VPTW",
        opened_on=date(2025, 2, 10),
        public=False,
        fields=tuple((code, vi, en) for code, vi, en in works()["party"]["fields"]),
        papers=tuple(papers),
    )


def _task(
    rng: random.Random, titles: Titles, number: int, on: date, lot: Fate | str, *, restricted: bool
) -> PlannedTask:
    code = f"204-{number:03d}"
    able = [body for body in PARTY if stands(body, on)]
    lead = rng.choices(able, [PARTY[body] for body in able])[0]
    title, product = titles.draw(works()["party"]["works"], lead)
    field = rng.choice(works()["party"]["fields"])[0]
    others = tuple(rng.sample([body for body in able if body != lead], rng.choice((0, 1, 2))))
    reported = (day_between(rng, days_after(on, 20), days_after(REVIEWED, -1)),) if rng.random() < 0.3 else ()
    if not isinstance(lot, Fate):
        return PlannedTask(
            code, on, field, title, product, (lead,), others, UNDATED[lot][0], lot, None,
            restricted=restricted, reported_on=reported,
        )  # fmt: skip
    drawn = draw(rng, lot, Given(code, on, (lead,), Turn.NONE))
    return PlannedTask(
        code, on, field, title, product, (lead,), others, drawn.words, "dated", drawn.due,
        restricted=restricted, claims=drawn.claims, reported_on=() if drawn.claims else reported,
    )  # fmt: skip
