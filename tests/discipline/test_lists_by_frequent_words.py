"""A list by words that most tasks have is the list that the index gives, page after page, for every reader."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.doors.desk import at_desk, text_of
from tests.world import EVERYTHING, OFFICE, World, asof, noon

from camket.discipline.agencies.roles import EVERYONE, Publication, Scope
from camket.discipline.directives.models import Programme
from camket.discipline.finding import frequent
from camket.discipline.finding.frequent import are_frequent, next_holding
from camket.discipline.finding.queries import read_search, spans_holding
from camket.discipline.mendings.actions import annul_act, correct_words
from camket.discipline.tasks.rules import CorrectedField
from camket.discipline.tasks.spans import codes_after, spans_on
from camket.record.queries import latest_position

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = date(2025, 3, 1)
SEARCHES = ("nen tang", "nền tảng dữ liệu", "số", "y tế", "nhầm", "không đâu có")


@pytest.fixture
def many(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Forty tasks, a few of them mended, taken back, internal or restricted; four of a kind are many here."""
    monkeypatch.setattr(frequent, "FREQUENT", 3)
    monkeypatch.setattr(frequent, "_AT_ONCE", 5)
    classes = (Publication.PUBLIC, Publication.PUBLIC, Publication.INTERNAL, Publication.RESTRICTED)
    for n in range(40):
        title = "Nền tảng số" if n % 3 else "Đề án y tế"
        world.give(f"57-{n:04}", title=f"{title} thứ {n}", publication=classes[n % 4])
    for n, words in ((0, "Nền tảng dữ liệu y tế"), (3, "Nền tảng ghi nhầm")):
        mended = {"field": CorrectedField.TITLE, "after": words, "reason": "Chép nhầm", "by": OFFICE}
        correct_words(task=f"57-{n:04}", at=noon(DAY), on=DAY, **mended)
    annul_act(entry=latest_position(), reason="Sửa nhầm nhiệm vụ", by=OFFICE, at=noon(DAY), on=DAY)
    return world


def walked(search: str, scope: Scope, most: int) -> Iterator[str]:
    """The codes of a list, read in pages by walking along it."""
    spans = spans_on(Programme.objects.get(code="57"), asof(DAY), scope)
    after = ""
    while held := next_holding(spans, read_search(search), scope, after=after, most=most):
        codes = codes_after(spans.filter(pk__in=held), "", most=most)
        assert len(codes) == len(held)
        yield from codes
        after = codes[-1]


@pytest.mark.parametrize("few", [10, 2_000])
@pytest.mark.parametrize("scope", [EVERYTHING, EVERYONE], ids=["committee", "public"])
def test_walking_finds_what_the_index_finds(
    many: World, scope: Scope, few: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(frequent, "FEW", few)
    spans = spans_on(Programme.objects.get(code=many.programme), asof(DAY), scope)
    for search in SEARCHES:
        indexed = spans.filter(spans_holding(read_search(search), scope))
        for most in (3, 7, 100):
            assert list(walked(search, scope, most)) == codes_after(indexed, "", most=100), search


@pytest.mark.usefixtures("many")
def test_words_are_frequent_from_a_number_of_hits_on():
    assert are_frequent(read_search("nền tảng"))
    assert not are_frequent(read_search("không đâu có"))
    assert not are_frequent(read_search(""))


@pytest.mark.usefixtures("many")
def test_a_page_by_common_words_counts_nothing_and_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(frequent, "FEW", 10)
    desk = at_desk(OFFICE.post)
    page = desk.get("/tasks?q=tang+so")
    assert "số nhiệm vụ khớp không được đếm" in text_of(page)
    assert page.context["uncounted"]
    assert len(page.context["listed"]) == 26
    overdue = desk.get("/tasks?q=tang+so&standing=overdue")
    assert overdue.context["listed"] == []


@pytest.mark.usefixtures("many")
def test_within_one_body_even_common_words_are_counted():
    page = at_desk(OFFICE.post).get("/tasks?q=tang+so&agency=G06")
    assert not page.context["uncounted"]
    assert page.context["n"] == 26


@pytest.mark.usefixtures("many")
def test_programs_read_the_same_list_page_by_page():
    desk, codes, after = at_desk(), [], ""
    while True:
        answer = desk.get(f"/api/v1/tasks?programme=57&q=tang+so&limit=4&after={after}").json()
        codes += [one["code"] for one in answer["tasks"]]
        after = answer["next"]
        if not after:
            break
    assert codes == list(walked("tang so", EVERYONE, 50))
    assert len(codes) == 13
