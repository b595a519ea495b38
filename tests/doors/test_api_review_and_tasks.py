"""The API counts what the review counts, and the list behind a number has as many rows as the number says."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.doors.api_calls import DAY, a_programme_of_every_kind, call
from tests.replay import signing_key
from tests.world import EVERYTHING, OFFICE, PASSWORD, World, asof, noon

from camket.discipline.agencies.roles import EVERYONE, Scope
from camket.discipline.directives.queries import programme
from camket.discipline.mendings.actions import annul_act
from camket.review.report.compiling import Review, compile_review
from camket.review.snapshots.actions import freeze_figure, restate_moved

if TYPE_CHECKING:
    from django.test import Client


def compiled(scope: Scope) -> Review:
    found = programme("57", EVERYTHING)
    assert found is not None
    return compile_review(found, asof(DAY), scope)


def walk(client: Client, limit: int, **params: Any) -> list[str]:
    """The codes of every page, one after another."""
    codes: list[str] = []
    after = ""
    while True:
        page = call(client, "tasks", on=DAY.isoformat(), limit=limit, after=after, **params)
        assert len(page["tasks"]) <= limit
        codes += [task["code"] for task in page["tasks"]]
        if page["next"] is None:
            return codes
        assert page["next"] == codes[-1] > after
        after = page["next"]


@pytest.mark.parametrize("who", ["", "bcd-truong-ban"])
def test_the_review_of_the_api_is_the_review(world: World, client: Client, who: str) -> None:
    a_programme_of_every_kind(world)
    if who:
        assert client.login(username=who, password=PASSWORD)
    expected = compiled(EVERYTHING if who else EVERYONE)
    found = call(client, "review", programme="57", on=DAY.isoformat())
    assert (found["total"], found["completed"]) == (expected.total, expected.completed)
    assert found["parts"] == dict(expected.value.counts)
    assert found["rows_digest"] == expected.value.rows_digest
    assert found["as_of"] == {"on": "2025-10-15", "known_at": None, "position": expected.asof.position}
    assert found["apart"]["awaiting"] == expected.apart.awaiting
    for table in ("by_agency", "by_field", "by_meeting"):
        lines = getattr(expected, table)
        assert [(line["key"], line["counts"]) for line in found[table]] == [
            (line.key, {part: line.counts[part] for part in found["parts"]}) for line in lines
        ]


def test_both_shares_come_with_formula_numerator_and_denominator(world: World, client: Client) -> None:
    a_programme_of_every_kind(world)
    given, due = call(client, "review", on=DAY.isoformat())["ratios"]
    assert (given["name"], given["numerator"], given["denominator"]) == ("tasks.completed_of_assigned", 2, 6)
    assert given["rate"] == "1/3"
    assert (due["numerator"], due["denominator"], due["rate"]) == (2, 4, "1/2")
    assert due["formula"] == {
        "vi": "hoàn thành ⁄ (hoàn thành + quá hạn)",
        "en": "completed ⁄ (completed + overdue)",
    }


def test_a_share_of_nothing_is_null_and_not_nought(world: World, client: Client) -> None:
    world.give("57-0001", due=date(2025, 12, 31))
    assert call(client, "review", on=DAY.isoformat())["ratios"][1]["rate"] is None


def test_the_list_has_as_many_tasks_as_the_headline_says(world: World, client: Client) -> None:
    a_programme_of_every_kind(world)
    assert client.login(username="bcd-truong-ban", password=PASSWORD)
    found = call(client, "review", on=DAY.isoformat())
    for standing, n in found["parts"].items():
        assert len(walk(client, 500, standing=standing)) == n
    assert len(walk(client, 500, standing="counted")) == found["total"]
    assert len(walk(client, 500, standing="due")) == found["ratios"][1]["denominator"]
    for line in found["by_agency"]:
        assert len(walk(client, 500, agency=line["key"], standing="counted")) == line["total"]
        assert len(walk(client, 500, takes_part=line["key"])) == line["takes_part"]


def test_pages_of_every_length_walk_all_tasks_once_and_in_order(world: World, client: Client) -> None:
    a_programme_of_every_kind(world)
    every = [f"57-000{n}" for n in range(1, 7)]
    for limit in (1, 2, 3, 6, 7):
        assert walk(client, limit) == every


def test_filters_sift_by_field_words_nature_and_waiting(world: World, client: Client) -> None:
    a_programme_of_every_kind(world)
    assert walk(client, 500, q="ket noi DAT DAI") == ["57-0006"]
    assert walk(client, 500, nature="continuing") == ["57-0005"]
    assert walk(client, 500, awaiting="true") == ["57-0004"]
    assert "57-0006" not in walk(client, 500, field="I")


def test_a_task_shows_its_axes_deadlines_claims_and_acts(world: World, client: Client) -> None:
    acceptance = a_programme_of_every_kind(world)
    found = call(client, "tasks/57-0001", on=DAY.isoformat())
    assert found["axes"] == {"standing": "done_in_time", "stage": "accepted", "confidence": None}
    assert [row["due"] for row in found["deadlines"]] == ["2025-06-30"]
    assert [(row["agency"], row["role"]) for row in found["shares"]] == [("G06", "lead")]
    (claim,) = found["claims"]
    assert (claim["on"], claim["answers"][0]["position"]) == ("2025-06-01", acceptance)
    assert len(claim["evidence"][0]["sha256"]) == 64
    assert [row["act"] for row in found["acts"]] == [
        "discipline.task.assign",
        "discipline.claim.submit",
        "discipline.claim.accept",
    ]
    assert found["acts"][2]["position"] == acceptance


def test_an_annulled_acceptance_moves_the_answer_of_now_and_not_that_of_then(
    world: World, client: Client
) -> None:
    acceptance = a_programme_of_every_kind(world)
    later = date(2025, 10, 20)
    annul_act(entry=acceptance, reason="Sản phẩm chưa vận hành", by=OFFICE, at=noon(later), on=later)
    now = call(client, "tasks/57-0001", on=DAY.isoformat())
    then = call(client, "tasks/57-0001", on=DAY.isoformat(), known_at="2025-10-16T08:00:00+07:00")
    assert (now["axes"]["standing"], then["axes"]["standing"]) == ("overdue", "done_in_time")
    undone = {row["position"]: row["annulled_by"] for row in now["acts"]}
    assert undone[acceptance] == now["acts"][-1]["position"]
    assert call(client, "review", on=DAY.isoformat())["completed"] == 1
    assert call(client, "review", on=DAY.isoformat(), known_at="2025-10-16T08:00")["completed"] == 2


def test_a_frozen_figure_stands_with_what_became_of_it(world: World, client: Client) -> None:
    acceptance = a_programme_of_every_kind(world)
    frozen = freeze_figure(programme="57", on=DAY, key=signing_key(), by=OFFICE, at=noon(DAY))
    later = date(2025, 10, 20)
    annul_act(entry=acceptance, reason="Sản phẩm chưa vận hành", by=OFFICE, at=noon(later), on=later)
    restate_moved(programme="57", reason="Sản phẩm chưa vận hành", by=OFFICE, at=noon(later), on=later)
    found = call(client, f"frozen/{frozen.entry_id}")
    (restated,) = found["restatements"]
    assert found["value"] == json.loads(frozen.value)
    assert (found["value"]["completed"], restated["value"]["completed"]) == (2, 1)
    assert found["rows_digest"] != restated["rows_digest"]
    assert call(client, "frozen", programme="57")["frozen"] == [found]
    assert call(client, "review", on=DAY.isoformat())["frozen"] == frozen.entry_id
    before = call(client, "frozen", known_at="2025-10-01T00:00")
    assert before["frozen"] == []


def test_bodies_meetings_papers_and_the_catalogue_are_read(world: World, client: Client) -> None:
    a_programme_of_every_kind(world)
    bodies = call(client, "agencies", on=DAY.isoformat())
    assert {body["code"] for body in bodies["agencies"]} == {"BCD", "G06", "G01", "H42"}
    assert call(client, "agencies/H42")["posts"] == 2
    assert call(client, "meetings")["meetings"] == []
    paper = call(client, "papers/1-KL-BCD")
    assert [row["tasks"] for row in paper["rows"]] == [["57-0001"]]
    catalogue = call(client, "figures")
    assert [one["name"] for one in catalogue["ratios"]] == [
        "tasks.completed_of_assigned",
        "tasks.completed_of_due",
    ]
    assert [one["code"] for one in call(client, "programmes")["programmes"]] == ["57"]
