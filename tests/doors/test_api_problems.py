"""Whatever the API cannot answer, it says as a problem document (RFC 9457) in the caller's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.doors.api_calls import API

if TYPE_CHECKING:
    from django.test import Client
    from tests.world import World

UNKNOWN = [
    ("tasks/57-9999", {}, "task.unknown"),
    ("tasks", {"programme": "99"}, "programme.unknown"),
    ("review", {"programme": "99"}, "programme.unknown"),
    ("tasks", {"standing": "late"}, "list.filter.unknown"),
    ("tasks", {"agency": "Z99"}, "list.filter.unknown"),
    ("tasks", {"meeting": "none"}, "list.filter.unknown"),
    ("agencies/Z99", {}, "agency.unknown"),
    ("papers/0/KL-BCD", {}, "paper.unknown"),
    ("frozen/1", {}, "figure.frozen.unknown"),
    ("frozen/99999999999999999999999", {}, "figure.frozen.unknown"),
    ("tasks/57%00", {}, "address.unknown"),
    ("record/entries", {"act": "discipline.claim.accepted"}, "list.filter.unknown"),
    ("record/entries/99999", {}, "record.entry.unknown"),
    ("record/entries/99999/proof", {}, "record.entry.unknown"),
    ("record/entries/2/proof", {"size": "1"}, "record.size.unknown"),
    ("record/entries/1/proof", {"size": "99999"}, "record.size.unknown"),
    ("record/checkpoints/latest", {}, "record.checkpoint.unknown"),
    ("record/checkpoints/99999999999999999999999", {}, "record.checkpoint.unknown"),
    ("record/consistency", {"old": "5", "new": "4"}, "record.size.unknown"),
    ("problems/no.such.code", {}, "address.unknown"),
    ("nowhere/at/all", {}, "address.unknown"),
    ("", {}, "address.unknown"),
]
UNREADABLE = [
    ("review", {"on": "15/10/2025"}, "asof.unreadable"),
    ("review", {"on": "2025-02-30"}, "asof.unreadable"),
    ("tasks", {"known_at": "yesterday"}, "asof.unreadable"),
    ("tasks", {"known_at": "0001-01-01T00:00:00+14:00"}, "asof.unreadable"),
    ("tasks/57-9999", {"on": "x" * 500}, "asof.unreadable"),
    ("tasks", {"limit": "501"}, "request.parameter.unreadable"),
    ("tasks", {"limit": "all"}, "request.parameter.unreadable"),
    ("tasks", {"q": "x" * 201}, "request.parameter.unreadable"),
    ("tasks", {"q": "x\x00"}, "request.parameter.unreadable"),
    ("tasks", {"standng": "overdue"}, "request.parameter.unknown"),
    ("record/entries", {"after": "-1"}, "request.parameter.unreadable"),
    ("record/consistency", {"old": "1"}, "request.parameter.unreadable"),
    ("figures", {"on": "2025-10-15"}, "request.parameter.unknown"),
]


def problem(
    client: Client, where: str, params: dict[str, str], status: int, **headers: str
) -> dict[str, Any]:
    response = client.get(f"{API}{where}", params, headers=headers)
    assert response.status_code == status, response.content.decode()
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "private, no-store"
    found: dict[str, Any] = response.json()
    assert set(found) == {"type", "title", "status", "detail", "code", "params"}
    assert found["status"] == status
    assert found["type"] == f"{API}problems/{found['code']}"
    return found


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(("where", "params", "code"), UNKNOWN)
def test_what_is_not_there_is_a_problem_of_404(
    client: Client, where: str, params: dict[str, str], code: str
) -> None:
    assert problem(client, where, params, 404)["code"] == code


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(("where", "params", "code"), UNREADABLE)
def test_what_cannot_be_read_is_a_problem_of_400(
    client: Client, where: str, params: dict[str, str], code: str
) -> None:
    found = problem(client, where, params, 400)
    assert found["code"] == code


def test_the_sentence_is_vietnamese_unless_english_is_asked_for(world: World, client: Client) -> None:
    assert world.papers == 0
    plain = problem(client, "review", {"on": "hôm qua"}, 400)
    assert plain["detail"].startswith("Không đọc được mốc thời gian “hôm qua”.")
    english = problem(client, "review", {"on": "hôm qua"}, 400, accept_language="en-GB,en;q=0.9")
    assert english["detail"].startswith("The date or time “hôm qua” cannot be read.")
    assert (plain["code"], plain["params"]) == (english["code"], english["params"])
    french = problem(client, "review", {"on": "hôm qua"}, 400, accept_language="fr")
    assert french["detail"] == plain["detail"]


def test_the_type_of_a_problem_leads_to_what_it_means(world: World, client: Client) -> None:
    assert world.papers == 0
    found = problem(client, "tasks/57-9999", {}, 404)
    meaning = client.get(found["type"]).json()
    assert (meaning["code"], meaning["status"]) == ("task.unknown", 404)
    assert meaning["detail_vi"].replace("{task}", "57-9999") == found["detail"]


@pytest.mark.usefixtures("world")
def test_an_export_before_any_checkpoint_is_refused(client: Client) -> None:
    assert problem(client, "record/export", {}, 409)["code"] == "record.export.no_checkpoint"


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written_through_the_api(client: Client, method: str) -> None:
    response = getattr(client, method)(f"{API}tasks")
    assert (response.status_code, response["Allow"]) == (405, "GET")
    assert response.json()["code"] == "request.method.not_allowed"
