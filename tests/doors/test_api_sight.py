"""A caller reads through the API what the pages would show, and not a word more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.doors.api_calls import API, DAY, a_programme_of_every_kind, call
from tests.world import OFFICE, PASSWORD, START, SYSTEM, World, noon

from camket.discipline.agencies.roles import Publication
from camket.discipline.deadlines.rules import Nature, Reading
from camket.discipline.directives.actions import ClauseDraft, open_programme, register_directive
from camket.discipline.tasks.actions import TaskDraft, assign_tasks

if TYPE_CHECKING:
    from django.test import Client

PUBLIC = [f"57-000{n}" for n in range(1, 7)]
SIGHT = [
    ("", PUBLIC),
    ("g01-can-bo", [*PUBLIC, "57-0007"]),
    ("g06-can-bo", [*PUBLIC, "57-0007", "57-0008"]),
    ("bcd-kiem-tra", [*PUBLIC, "57-0007", "57-0008"]),
]


def entry_of(client: Client, act: str, code: str) -> int:
    """The position of the first entry of an act about a task, found by a reader of every task."""
    client.login(username="bcd-truong-ban", password=PASSWORD)
    rows = call(client, "record/entries", act=act, limit=500)["entries"]
    client.logout()
    return next(int(row["position"]) for row in rows if f"task:{code}" in row["subjects"])


@pytest.mark.parametrize(("who", "codes"), SIGHT)
def test_lists_details_and_totals_agree_on_what_is_in_sight(
    world: World, client: Client, who: str, codes: list[str]
) -> None:
    a_programme_of_every_kind(world)
    if who:
        assert client.login(username=who, password=PASSWORD)
    listed = [task["code"] for task in call(client, "tasks", on=DAY.isoformat())["tasks"]]
    assert listed == codes
    assert call(client, "review", on=DAY.isoformat())["total"] == len(codes)
    for n in range(1, 9):
        code = f"57-000{n}"
        response = client.get(f"{API}tasks/{code}", {"on": DAY.isoformat()})
        assert response.status_code == (200 if code in codes else 404)


def test_a_hidden_task_is_told_exactly_like_one_that_is_not(world: World, client: Client) -> None:
    a_programme_of_every_kind(world)
    hidden = call(client, "tasks/57-0008", status=404)
    missing = call(client, "tasks/57-9999", status=404)
    assert hidden["detail"].replace("57-0008", "57-9999") == missing["detail"]
    assert {**hidden, "detail": "", "params": {}} == {**missing, "detail": "", "params": {}}


def test_of_an_entry_out_of_sight_only_place_act_and_hash_are_told(world: World, client: Client) -> None:
    a_programme_of_every_kind(world)
    for act in ("discipline.task.assign", "discipline.claim.submit"):
        position = entry_of(client, act, "57-0008")
        found = call(client, f"record/entries/{position}")
        assert {name: value for name, value in found.items() if value} == {
            "position": position,
            "act": act,
            "leaf_hash": found["leaf_hash"],
        }
        (listed,) = call(client, "record/entries", after=position - 1, limit=1)["entries"]
        assert {name: found[name] for name in listed} == listed
        call(client, f"record/entries/{position}/proof")


def test_a_file_of_a_hidden_task_is_hidden_with_it(world: World, client: Client) -> None:
    a_programme_of_every_kind(world)
    claim = entry_of(client, "discipline.claim.submit", "57-0008")
    shown = entry_of(client, "discipline.claim.submit", "57-0004")
    assert call(client, f"record/entries/{claim - 1}")["act"] == "record.evidence.deposit"
    assert not call(client, f"record/entries/{claim - 1}")["in_sight"]
    assert call(client, f"record/entries/{shown - 1}")["whole"]


def test_a_bulk_act_is_told_by_its_tasks_in_sight_and_its_leaf_is_withheld(
    world: World, client: Client
) -> None:
    world.give("57-0001", due=DAY)
    register_directive(
        code="9-KL-BCD",
        number_text="9-KL/BCĐ",
        kind="conclusion",
        title="Kết luận",
        issuer="BCD",
        signed_on=START,
        programme="57",
        clauses=[
            ClauseDraft(order=n, number_text=str(n), group_text="", words=f"Việc {n}", place=f"dòng {n}")
            for n in (1, 2)
        ],
        by=OFFICE,
        at=noon(START),
        on=START,
    )
    drafts = [
        TaskDraft(
            code=f"57-010{order}",
            clause_order=order,
            title=f"Việc {order}",
            reading=Reading(nature=Nature.DATED, due_date=DAY),
            deadline_text="15/10/2025",
            leads=("G06",),
            publication=publication,
        )
        for order, publication in ((1, Publication.PUBLIC), (2, Publication.INTERNAL))
    ]
    (task, _) = assign_tasks(directive="9-KL-BCD", drafts=drafts, by=OFFICE, at=noon(START), on=START)
    found = call(client, f"record/entries/{task.entry_id}")
    assert [one["task"] for one in found["public"]["tasks"]] == ["57-0101"]
    assert (found["whole"], found["in_sight"], found["leaf"]) == (False, True, None)
    assert "57-0102" not in str(found)
    (act,) = call(client, "tasks/57-0101")["acts"]
    assert act["subjects"] == ["directive:9-KL-BCD", "task:57-0101"]
    assert [row["order"] for row in call(client, "papers/9-KL-BCD")["rows"]] == [1]
    assert client.login(username="g01-can-bo", password=PASSWORD)
    assert [row["order"] for row in call(client, "papers/9-KL-BCD")["rows"]] == [1, 2]


def test_openings_are_for_posts_and_the_person_for_readers_of_every_task(
    world: World, client: Client
) -> None:
    acceptance = a_programme_of_every_kind(world)
    where = f"record/entries/{acceptance}"
    assert (call(client, where)["private"], call(client, where)["salt"]) == (None, None)
    assert client.login(username="g01-can-bo", password=PASSWORD)
    assert "person" not in call(client, where)["private"]
    assert call(client, where)["salt"] is None
    client.logout()
    assert client.login(username="bcd-kiem-tra", password=PASSWORD)
    assert call(client, where)["private"]["person"] == "nguoi-bcd-theo-doi"
    assert len(call(client, where)["salt"]) == 64


def test_words_that_people_wrote_are_not_for_the_public(world: World, client: Client) -> None:
    a_programme_of_every_kind(world)
    (claim,) = call(client, "tasks/57-0001", on=DAY.isoformat())["claims"]
    assert (claim["product"], claim["evidence"][0]["file_name"]) == (None, None)
    assert client.login(username="g01-can-bo", password=PASSWORD)
    (claim,) = call(client, "tasks/57-0001", on=DAY.isoformat())["claims"]
    assert (claim["product"], claim["evidence"][0]["file_name"]) == ("Nền tảng đã vận hành", "bien-ban.txt")


def test_an_internal_programme_is_nothing_to_the_public(world: World, client: Client) -> None:
    assert world.programme == "57"
    open_programme(
        code="58",
        name_vi="Chương trình nội bộ",
        name_en="Internal programme",
        owner="BCD",
        before_includes_day=True,
        publication=Publication.INTERNAL,
        synthetic=True,
        by=SYSTEM,
        at=noon(START),
        on=START,
    )
    assert [one["code"] for one in call(client, "programmes")["programmes"]] == ["57"]
    assert call(client, "review", programme="58", status=404)["code"] == "programme.unknown"
    opened = call(client, "record/entries", act="discipline.programme.open")["entries"]
    assert [one["in_sight"] for one in opened] == [True, False]
    assert client.login(username="g01-can-bo", password=PASSWORD)
    assert call(client, "review", programme="58")["total"] == 0
