"""Each figure has a page with its definition, formula, parts, rows and digest."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.doors.pages import headline, numbers, page, rows, said
from tests.replay import replayed

from camket.review.catalogue import FIGURES, RATIOS
from camket.words import CODES
from camket_verify.recompute import figure

if TYPE_CHECKING:
    from django.test import Client
    from tests.world import World


@pytest.fixture
def counted(world: World) -> World:
    world.give("57-01", due=date(2025, 6, 30))
    world.give("57-02", due=date(2025, 9, 30))
    world.give("57-03", due=date(2025, 12, 31))
    world.finish("57-01", on=date(2025, 6, 30))
    return world


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("name", [*FIGURES, *RATIOS])
def test_the_page_of_a_figure_has_its_words_in_both_languages(client: Client, name: str):
    for language, place in (("vi", 0), ("en", 1)):
        text = said(
            client.get(
                f"/figures/{name}?on=2025-10-15", headers={"Accept-Language": language}
            ).content.decode()
        )
        for kind in ("figure", "figure_definition", "figure_formula"):
            assert CODES[kind][name][place] in text


@pytest.mark.usefixtures("counted")
def test_each_ratio_names_the_other_denominator(client: Client):
    html = page(client, "/figures/tasks.completed_of_assigned?on=2025-10-15")
    assert headline(html).endswith("33,3%")
    assert "Trên số hoàn thành và quá hạn thì là 50,0%" in said(html)
    html = page(client, "/figures/tasks.completed_of_due?on=2025-10-15")
    assert headline(html).endswith("50,0%")
    assert "1 ⁄ (1 + 1) = 50,0%" in said(html)


def test_a_share_of_nothing_cannot_be_measured(client: Client, world: World):
    world.give("57-01", due=date(2025, 12, 31))
    assert headline(page(client, "/figures/tasks.completed_of_due?on=2025-10-15")).endswith("không đo được")


@pytest.mark.usefixtures("counted")
def test_the_parts_open_their_rows(client: Client):
    found = numbers(page(client, "/figures/tasks.standings?on=2025-10-15"))
    assert len(found) == 3
    for address, n in found:
        assert len(rows(client, address)) == n


@pytest.mark.usefixtures("counted")
def test_the_digest_printed_is_the_one_that_a_stranger_computes(client: Client):
    computed = figure(replayed().tasks, programme="57", on=date(2025, 10, 15))
    printed = re.search(
        r'<dd class="sum">([0-9a-f]{64})</dd>', page(client, "/figures/tasks.standings?on=2025-10-15")
    )
    assert printed is not None
    assert printed.group(1) == computed.rows_digest


@pytest.mark.usefixtures("world")
def test_the_catalogue_lists_every_figure(client: Client):
    html = page(client, "/how")
    for name in (*FIGURES, *RATIOS):
        assert f'href="/figures/{name}' in html


@pytest.mark.usefixtures("world")
def test_a_figure_that_is_not_in_the_catalogue_answers_404(client: Client):
    page(client, "/figures/tasks.happiness", status=404)
