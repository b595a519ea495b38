"""What the tests of the API share: one call, and a small programme in which every standing and every class occurs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tests.world import PROVINCE_OFFICER

from camket.discipline.agencies.roles import Publication
from camket.discipline.deadlines.rules import Nature

if TYPE_CHECKING:
    from django.test import Client
    from tests.world import World

API = "/api/v1/"
DAY = date(2025, 10, 15)


def call(client: Client, where: str, *, status: int = 200, **params: Any) -> Any:
    """The JSON of a call that answers as expected."""
    response = client.get(f"{API}{where}", params)
    assert response.status_code == status, response.content.decode()
    return response.json()


def a_programme_of_every_kind(world: World) -> int:
    """Six public tasks in every standing but withdrawn, one internal, one restricted to a ministry.

    Returns the entry of an acceptance.
    """
    world.give("57-0001", due=date(2025, 6, 30))
    world.give("57-0002", due=date(2025, 6, 30), leads=("H42",))
    world.give("57-0003", due=date(2025, 12, 31), cooperating=("H42",))
    world.give("57-0004", due=date(2025, 9, 30))
    world.give("57-0005", nature=Nature.CONTINUING)
    world.give("57-0006", due=date(2025, 9, 30), title="Kết nối cơ sở dữ liệu đất đai", field_code=None)
    world.give("57-0007", due=date(2025, 9, 30), publication=Publication.INTERNAL)
    world.give("57-0008", due=date(2025, 9, 30), publication=Publication.RESTRICTED)
    acceptance = world.finish("57-0001", on=date(2025, 6, 1))
    world.finish("57-0002", on=date(2025, 7, 9), by=PROVINCE_OFFICER)
    world.claim("57-0004", on=date(2025, 10, 1))
    world.claim("57-0008", on=date(2025, 10, 2))
    return acceptance
