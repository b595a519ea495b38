"""The national programme as of 15 October 2025: 25 meetings, 1,132 tasks = 485 completed + 561 in time + 86 overdue."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from .bodies import LEADING, heir, stands
from .days import day_between, days_after
from .fates import REVIEWED, Drawn, Fate, Given, Turn, draw
from .plan import Paper, Plan, PlannedTask
from .titles import Titles, works

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED = 57
MEETINGS = tuple(
    date(2025, month, day)
    for month, days in {
        1: (15, 23), 2: (12, 26), 3: (5, 19), 4: (2, 16, 28), 5: (9, 21), 6: (4, 18, 26), 7: (4, 16, 30),
        8: (8, 20, 29), 9: (10, 18, 25), 10: (3, 10),
    }.items()
    for day in days
)  # fmt: skip
SIZES = (62, 41, 55, 48, 39, 52, 46, 58, 33, 49, 44, 61, 50, 37, 71, 45, 53, 40, 47, 36, 54, 42, 30, 29, 24)
"""How many tasks each meeting gives: 1,146, of which 14 are withdrawn before the review."""

FATES = {
    Fate.DONE_IN_TIME: 427,
    Fate.DONE_LATE: 58,
    Fate.OVERDUE: 86,
    Fate.WITHDRAWN: 14,
    Fate.OPEN_IN_TIME: 561,
}
TURNS = {
    Fate.DONE_IN_TIME: {Turn.EXTENDED: 9, Turn.RETURNED: 34},
    Fate.DONE_LATE: {Turn.RETURNED: 12},
    Fate.OVERDUE: {Turn.EXTENDED: 6, Turn.AWAITING: 14, Turn.RETURNED: 8, Turn.ANNULLED: 2, Turn.REFUSED: 4},
    Fate.OPEN_IN_TIME: {
        Turn.EXTENDED: 12, Turn.AWAITING: 60, Turn.RETURNED: 10, Turn.HALF_DONE: 16, Turn.REFUSED: 2,
        Turn.REREAD: 2, Turn.MOVED: 2, Turn.MISSPELT: 4,
    },
}  # fmt: skip
TAKEN_BACK = date(2025, 10, 20)
"""The day after the review on which one acceptance is annulled: the frozen figure is restated, 484 and 87."""

ACCEPTED_LATE = date(2025, 10, 22)
"""The day on which a claim from before the review is accepted at last: restated again, 485 and 86, one more of them late."""

_LATE_MEETINGS = 22
"""From this meeting on everything is still open on the day of the review."""


@cache
def programme_57() -> Plan:
    """The whole plan, the same every time: the generator is seeded."""
    rng = random.Random(SEED)  # noqa: S311 - a story is drawn, not a secret
    fates = _fates(rng)
    titles = Titles(rng)
    papers: list[Paper] = []
    number = 0
    for n, (day, size) in enumerate(zip(MEETINGS, SIZES, strict=True), start=1):
        tasks = []
        for _ in range(size):
            fate, turn = fates[number]
            number += 1
            tasks.append(_task(rng, titles, f"57-{number:04d}", day, fate, turn))
        papers.append(_paper(n, day, tasks))
    return Plan(
        code="57",
        name_vi="Chương trình theo dõi thực hiện Nghị quyết 57-NQ/TW",
        name_en="Programme following Resolution 57-NQ/TW",
        owner="BCD-TW",
        opened_on=date(2025, 1, 13),
        public=True,
        fields=tuple((row["code"], row["name_vi"], row["name_en"]) for row in works()["fields"]),
        papers=_after_review(_shared_proofs(papers)),
    )


def _paper(n: int, day: date, tasks: Sequence[PlannedTask]) -> Paper:
    return Paper(
        code=f"57-TB-{n:02d}",
        number_text=f"{n:02d}-TB/GL",
        title=f"Thông báo kết luận phiên họp thứ {n} (giả lập)",
        kind="notice",
        on=day,
        tasks=tuple(tasks),
        meeting=f"57-PH-{n:02d}",
        meeting_title=(
            f"Phiên họp thứ {n} của Ban Chỉ đạo Trung ương (giả lập)",
            f"Meeting {n} of the Central Steering Committee (synthetic)",
        ),
    )


def _fates(rng: random.Random) -> list[tuple[Fate, Turn]]:
    """A fate and a turn for each task in order: what is finished or late was mostly given early."""
    meeting_of = [n for n, size in enumerate(SIZES) for _ in range(size)]
    ripeness = [
        n + rng.gauss(0, 6) if n < _LATE_MEETINGS else len(SIZES) + 30.0 + rng.random() for n in meeting_of
    ]
    order = sorted(range(len(meeting_of)), key=lambda place: ripeness[place])
    ripe = [fate for fate in FATES if fate is not Fate.OPEN_IN_TIME for _ in range(FATES[fate])]
    rng.shuffle(ripe)
    drawn = {place: ripe[i] if i < len(ripe) else Fate.OPEN_IN_TIME for i, place in enumerate(order)}
    turns = dict.fromkeys(range(len(meeting_of)), Turn.NONE)
    for fate, wanted in TURNS.items():
        old_enough = [
            place for place, one in drawn.items() if one is fate and meeting_of[place] < _LATE_MEETINGS - 4
        ]
        places = iter(rng.sample(old_enough, sum(wanted.values())))
        for turn, n in wanted.items():
            turns |= {next(places): turn for _ in range(n)}
    return [(drawn[place], turns[place]) for place in range(len(meeting_of))]


def _task(rng: random.Random, titles: Titles, code: str, on: date, fate: Fate, turn: Turn) -> PlannedTask:
    lead = _leads(rng, on, turn)
    row = rng.choice(works()["fields"])
    title, product = titles.draw(row["works"], lead[0])
    drawn = draw(rng, fate, Given(code, on, lead, turn))
    return PlannedTask(
        code=code,
        on=on,
        field=row["code"],
        title=title,
        product=product,
        leads=lead,
        cooperating=_cooperating(rng, on, lead),
        words=drawn.words,
        nature="dated",
        due=drawn.due,
        claims=drawn.claims,
        redated=drawn.redated,
        refused_on=drawn.refused_on,
        withdrawn_on=drawn.withdrawn_on,
        reported_on=_reports(rng, on, drawn),
        moved_to=_moved(rng, lead, on) if turn is Turn.MOVED else None,
        misspelt=turn is Turn.MISSPELT,
    )


def _leads(rng: random.Random, on: date, turn: Turn) -> tuple[str, ...]:
    """One lead, or two for one task in eleven; never two that pass into one body later."""
    standing = [body for body in LEADING if stands(body, on)]
    first = rng.choices(standing, [LEADING[body] for body in standing])[0]
    plain = turn in (Turn.NONE, Turn.RETURNED, Turn.EXTENDED) and rng.random() < 0.09
    if turn is not Turn.HALF_DONE and not plain:
        return (first,)
    later = [body for body in standing if heir(body, REVIEWED) != heir(first, REVIEWED)]
    return (first, rng.choices(later, [LEADING[body] for body in later])[0])


def _cooperating(rng: random.Random, on: date, lead: tuple[str, ...]) -> tuple[str, ...]:
    """Up to three other bodies, those that lead often more often than the rest."""
    others = [body for body in LEADING if stands(body, on) and body not in lead]
    drawn = rng.choices(others, [LEADING[body] for body in others], k=rng.choice((0, 1, 1, 2, 3)))
    return tuple(dict.fromkeys(drawn))


def _reports(rng: random.Random, on: date, drawn: Drawn) -> tuple[date, ...]:
    """Days on which the lead reported progress, before its first claim; most tasks never get one."""
    ends = [claim.on for claim in drawn.claims] + [one for one in (drawn.withdrawn_on,) if one]
    last = days_after(min(ends, default=REVIEWED), -1)
    if (last - on).days < 20 or rng.random() < 0.75:
        return ()
    return tuple(sorted({day_between(rng, days_after(on, 10), last) for _ in range(rng.choice((1, 1, 2)))}))


def _moved(rng: random.Random, lead: tuple[str, ...], on: date) -> tuple[date, str]:
    day = day_between(rng, days_after(on, 20), date(2025, 10, 10))
    able = [body for body in LEADING if stands(body, day) and body != heir(lead[0], day)]
    return day, rng.choice(able)


def _shared_proofs(papers: Sequence[Paper]) -> list[Paper]:
    """Six claims put forward the file of another task of the same lead: a page that shows it has something to show."""
    claimed: dict[str, str] = {}
    left = 6
    shown: list[Paper] = []
    for paper in papers:
        tasks = []
        for task in paper.tasks:
            if left and len(task.claims) == 1 and task.leads[0] in claimed and task.code.endswith("3"):
                task = replace(task, claims=(replace(task.claims[0], proof=claimed[task.leads[0]]),))  # noqa: PLW2901 - the task is the same, its proof is not
                left -= 1
            elif task.claims:
                claimed[task.leads[0]] = task.code
            tasks.append(task)
        shown.append(replace(paper, tasks=tuple(tasks)))
    return shown


def _after_review(papers: Sequence[Paper]) -> tuple[Paper, ...]:
    """What the review did not know: one acceptance annulled, and one claim of an overdue task accepted late."""
    tasks = [
        task for paper in reversed(papers) for task in paper.tasks if len(task.leads) == len(task.claims) == 1
    ]
    taken = next(task for task in tasks if _done_and_due(task))
    late = next(task for task in tasks if _waits_late(task))
    changed = {
        taken.code: replace(taken.claims[0], annulled_on=TAKEN_BACK, returned_on=TAKEN_BACK),
        late.code: replace(late.claims[0], accepted_on=ACCEPTED_LATE),
    }
    return tuple(
        replace(
            paper,
            tasks=tuple(
                replace(task, claims=(changed[task.code],)) if task.code in changed else task
                for task in paper.tasks
            ),
        )
        for paper in papers
    )


def _done_and_due(task: PlannedTask) -> bool:
    """Done in time, with a deadline that had passed on the day of the review."""
    claim = task.claims[0]
    accepted = claim.accepted_on is not None and claim.annulled_on is None
    return accepted and not task.redated and task.due is not None and claim.on <= task.due < date(2025, 10, 1)


def _waits_late(task: PlannedTask) -> bool:
    """Claimed after its deadline, and not answered by the day of the review."""
    claim = task.claims[0]
    answered = claim.accepted_on is not None or claim.returned_on is not None
    return not answered and task.due is not None and task.due < claim.on
