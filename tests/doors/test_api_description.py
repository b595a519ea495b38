"""The description of the API is OpenAPI 3.1, whole, and true of what is served."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.doors.api_calls import API, DAY, a_programme_of_every_kind
from tests.replay import signing_key
from tests.world import OFFICE, World, noon

from camket.review.snapshots.actions import freeze_figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

OPERATIONS = {
    "/api/v1/programmes": "list_programmes",
    "/api/v1/review": "read_review",
    "/api/v1/figures": "list_figures",
    "/api/v1/frozen": "list_frozen",
    "/api/v1/frozen/{position}": "read_frozen",
    "/api/v1/problems/{code}": "read_problem",
    "/api/v1/tasks": "list_tasks",
    "/api/v1/tasks/{code}": "read_task",
    "/api/v1/agencies": "list_agencies",
    "/api/v1/agencies/{code}": "read_agency",
    "/api/v1/agencies/{code}/changes": "list_agency_changes",
    "/api/v1/posts": "list_posts",
    "/api/v1/catalogues/programmes": "list_programme_entries",
    "/api/v1/programmes/{code}/changes": "list_programme_changes",
    "/api/v1/coverage": "read_coverage",
    "/api/v1/calendar": "read_calendar",
    "/api/v1/reading-rules": "list_reading_rules",
    "/api/v1/reading": "read_words",
    "/api/v1/reporting-calendars": "list_reporting_calendars",
    "/api/v1/ladders": "list_ladders",
    "/api/v1/search": "search",
    "/api/v1/meetings": "list_meetings",
    "/api/v1/papers/{code}": "read_paper",
    "/api/v1/counts": "list_counts",
    "/api/v1/trackers/{tracker}": "read_tracker",
    "/api/v1/trackers/{tracker}/texts": "list_tracker_texts",
    "/api/v1/record/entries": "list_entries",
    "/api/v1/record/entries/{position}": "read_entry",
    "/api/v1/record/entries/{position}/proof": "read_proof",
    "/api/v1/record/checkpoints/latest": "read_latest_checkpoint",
    "/api/v1/record/checkpoints/{size}": "read_checkpoint",
    "/api/v1/record/consistency": "read_consistency",
    "/api/v1/record/export": "export_record",
}
ASKED = {
    "/api/v1/record/consistency": {"old": 1, "new": 2},
    "/api/v1/search": {"q": "nen tang"},
    "/api/v1/reading": {"words": "Quý IV/2026"},
}
"""What a call cannot be asked without."""
KINDS = {"integer": int, "string": str, "boolean": bool, "array": list, "object": dict, "null": type(None)}


@pytest.fixture
def description(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{API}openapi.json").json()
    return found


def references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"]
        for inner in part.values():
            yield from references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from references(inner)


def test_every_call_is_described_under_its_stable_name(description: dict[str, Any]) -> None:
    assert re.fullmatch(r"3\.1\.\d+", description["openapi"])
    described = {path: methods["get"]["operationId"] for path, methods in description["paths"].items()}
    assert described == OPERATIONS
    assert all(set(methods) == {"get"} for methods in description["paths"].values())


def test_every_reference_leads_somewhere_and_every_placeholder_is_a_parameter(
    description: dict[str, Any],
) -> None:
    shapes = description["components"]["schemas"]
    assert {ref.removeprefix("#/components/schemas/") for ref in references(description)} <= set(shapes)
    for path, methods in description["paths"].items():
        given = {one["name"] for one in methods["get"]["parameters"] if one["in"] == "path"}
        assert given == set(re.findall(r"{(\w+)}", path))


def test_every_call_and_field_says_what_it_is(description: dict[str, Any]) -> None:
    for methods in description["paths"].values():
        assert methods["get"]["summary"]
        assert methods["get"]["description"]
        for one in methods["get"]["parameters"]:
            assert one.get("description") or one["in"] == "path"
    for shape in description["components"]["schemas"].values():
        assert shape["description"]
        assert all("description" in field for field in shape["properties"].values())


def test_problems_are_described_under_their_own_media_type(description: dict[str, Any]) -> None:
    for methods in description["paths"].values():
        for status, response in methods["get"]["responses"].items():
            assert (set(response["content"]) == {"application/problem+json"}) == (status >= "400")


def test_what_is_served_fits_its_description(
    world: World, client: Client, description: dict[str, Any]
) -> None:
    acceptance = a_programme_of_every_kind(world)
    frozen = freeze_figure(programme="57", on=DAY, key=signing_key(), by=OFFICE, at=noon(DAY))
    values = {
        "/api/v1/frozen/{position}": frozen.entry_id,
        "/api/v1/problems/{code}": "task.unknown",
        "/api/v1/tasks/{code}": "57-0001",
        "/api/v1/agencies/{code}": "G06",
        "/api/v1/agencies/{code}/changes": "G06",
        "/api/v1/programmes/{code}/changes": "57",
        "/api/v1/papers/{code}": "1-KL-BCD",
        "/api/v1/record/entries/{position}": acceptance,
        "/api/v1/record/entries/{position}/proof": acceptance,
        "/api/v1/record/checkpoints/{size}": frozen.checkpoint_size,
    }
    for path, methods in description["paths"].items():
        if path == "/api/v1/record/export" or path.startswith("/api/v1/trackers/"):
            continue  # a stream, and what only posts may read
        where = re.sub(r"{\w+}", str(values.get(path, "")), path)
        response = client.get(where, ASKED.get(path, {}))
        assert response.status_code == 200, where
        schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        require_fits(response.json(), schema, description["components"]["schemas"], where)


def require_fits(value: object, schema: dict[str, Any], shapes: dict[str, Any], where: str) -> None:
    """Fails when a value has another kind than its description, or other fields."""
    if "$ref" in schema:
        schema = shapes[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        (other,) = [one for one in schema["anyOf"] if one.get("type") != "null"]
        if value is not None:
            require_fits(value, other, shapes, where)
        return
    if "type" in schema:
        kind = KINDS[schema["type"]]
        assert isinstance(value, kind), f"{where}: {value!r} is no {schema['type']}"
        assert not (kind is int and isinstance(value, bool)), where
    if isinstance(value, list):
        for one in value:
            require_fits(one, schema["items"], shapes, f"{where}[]")
    if isinstance(value, dict) and "properties" in schema:
        assert set(value) == set(schema["properties"]), where
        for name, inner in value.items():
            require_fits(inner, schema["properties"][name], shapes, f"{where}.{name}")
