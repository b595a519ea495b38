"""The nation's record and tables give the numbers that its plan holds, on any day and for what was known then."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from tests.line.nation_store import NationStore, built_nation

from camket.nation.bodies import heir
from camket.nation.programme57 import ACCEPTED_LATE, MEETINGS, TAKEN_BACK, programme_57
from camket.nation.programme_second import second_programme
from camket.nation.truth import expected_by_lead, expected_standings, expected_value
from camket_verify.recompute import figure

pytestmark = pytest.mark.nation

REVIEWED = date(2025, 10, 15)
DAYS = [*MEETINGS[1::3], REVIEWED, date(2025, 12, 31)]
KNOWN = [date(2025, 4, 1), date(2025, 7, 2), REVIEWED, TAKEN_BACK, ACCEPTED_LATE]


@pytest.fixture(scope="module")
def nation() -> NationStore:
    return built_nation()


def test_the_review_is_printed_with_its_sum_and_both_denominators(nation: NationStore):
    assert "1.132 = 485 hoàn thành + 561 đang trong hạn + 86 quá hạn" in nation.printed
    assert "43% = 485 / 1.132" in nation.printed
    assert "85% = 485 / (485 + 86)" in nation.printed
    assert "25/25 phiên họp" in nation.printed


def test_a_replay_of_the_export_alone_agrees_with_every_published_figure(nation: NationStore):
    assert nation.found.good
    stated = [
        (check.agreement.value, check.figure.counts.completed, check.figure.counts.overdue)
        for check in nation.found.checks
    ]
    assert stated == [("equal", 485, 86), ("equal", 484, 87), ("equal", 485, 86)]


def test_verify_recomputes_1132_from_the_export_alone(nation: NationStore):
    answer = nation.run("verify", str(nation.export), "--recompute", "--programme", "57")

    assert "1.132 = 485 hoàn thành + 561 trong hạn + 86 quá hạn" in answer.stdout
    assert answer.returncode == 0


@pytest.mark.parametrize("known", KNOWN, ids=str)
@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_record_gives_the_numbers_of_the_plan(nation: NationStore, on: date, known: date):
    recomputed = figure(nation.found.tasks, programme="57", on=on, known=nation.known_on(known))

    assert recomputed.counts.as_value() == expected_value(programme_57(), on=on, known=known)


def test_the_record_gives_every_tasks_standing_of_the_plan(nation: NationStore):
    recomputed = figure(nation.found.tasks, programme="57", on=REVIEWED, known=nation.known_on(REVIEWED))
    standings = {row.task: row.standing.value for row in recomputed.rows}

    assert standings == expected_standings(programme_57(), on=REVIEWED, known=REVIEWED)


@pytest.mark.parametrize(
    ("on", "known"), [(REVIEWED, REVIEWED), (REVIEWED, ACCEPTED_LATE), (date(2025, 6, 18), date(2025, 7, 2))]
)
def test_the_tables_give_the_numbers_of_the_plan(nation: NationStore, on: date, known: date):
    told = nation.review("--programme", "57", "--on", str(on), "--known-at", f"{known}T23:00")
    value = {**told["parts"], "total": told["total"], "completed": told["completed"]}

    expected = expected_value(programme_57(), on=on, known=known)
    assert {**value, "awaiting": told["apart"]["awaiting"]} == expected


def test_tasks_of_former_provinces_are_counted_under_their_heirs(nation: NationStore):
    told = nation.review("--programme", "57", "--on", str(REVIEWED), "--known-at", f"{REVIEWED}T23:00")
    by_agency = {row["agency"]: row["total"] for row in told["by_agency"] if row["total"]}
    expected: Counter[str] = Counter()
    for body, n in expected_by_lead(programme_57(), on=REVIEWED, known=REVIEWED).items():
        expected[heir(body, REVIEWED)] += n

    assert by_agency == dict(expected)
    assert sum(by_agency.values()) == 1132


def test_the_second_programme_counts_its_undated_tasks_apart(nation: NationStore):
    told = nation.review("--programme", "204", "--on", str(REVIEWED))

    assert told["total"] == expected_value(second_programme(), on=REVIEWED, known=REVIEWED)["total"] == 120
    assert told["parts"]["undated"] == 20
    assert {name: told["apart"][name] for name in ("continuing", "recurring", "waiting", "unread")} == {
        "continuing": 8,
        "recurring": 6,
        "waiting": 4,
        "unread": 2,
    }


def test_restricted_tasks_are_in_no_public_number(nation: NationStore):
    public = figure(nation.found.tasks, programme="204", on=REVIEWED)

    assert (public.counts.total, public.restricted) == (117, 3)


def test_the_real_provincial_plan_enters_whole(nation: NationStore):
    told = nation.review("--programme", "KH11", "--on", "2026-07-31")

    assert (told["total"], told["parts"]["undated"], told["synthetic"]) == (53, 10, False)


def test_the_demo_does_not_build_twice(nation: NationStore):
    again = nation.run("demo", "--no-serve")

    assert "đã dựng từ trước" in again.stdout
    assert "1.132 = 485" in again.stdout


def test_every_entry_stands_in_the_order_of_its_day(nation: NationStore):
    assert len(nation.days) == nation.found.report.header.size
    assert list(nation.days) == sorted(nation.days)
