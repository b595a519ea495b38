"""Laws of the deadline strip and of the proof path: pure geometry."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from camket.web.merkle_path import left_siblings, path_picture
from camket.web.strip import BROAD, NARROW, Dates, Label, Part, line_end, place_of, spans_of, strip
from camket_verify import tree

DAY = date(2025, 3, 12)
days = st.integers(0, 900).map(lambda n: DAY + timedelta(days=n))


@st.composite
def drawn(draw: st.DrawFn) -> Dates:
    return Dates(
        assigned_on=DAY,
        dues=tuple(draw(st.lists(days, min_size=1, max_size=4))),
        on=draw(days),
        claims=tuple(draw(st.lists(days, max_size=3))),
        asked=draw(st.none() | days),
        done=draw(st.none() | days),
        withdrawn=draw(st.none() | days),
    )


def test_the_strip_of_the_worked_example():
    dates = Dates(
        assigned_on=DAY,
        dues=(date(2025, 6, 30), date(2025, 9, 30)),
        on=date(2025, 10, 15),
        asked=date(2025, 12, 31),
    )
    assert [(span.part, span.days, span.x, span.wide) for span in spans_of(dates)] == [
        (Part.KEPT, 110, "0.00%", "37.41%"),
        (Part.MORE, 92, "37.41%", "31.29%"),
        (Part.PAST, 15, "68.71%", "5.10%"),
        (Part.ASKED, 77, "73.81%", "26.19%"),
    ]


@given(drawn())
def test_every_stretch_lies_on_the_line_and_runs_forward(dates: Dates):
    for span in spans_of(dates):
        assert span.days > 0
        assert 0 <= span.left <= 100
        assert span.left + span.width <= 100.001


@given(drawn())
def test_a_finished_task_runs_over_no_further_than_its_end(dates: Dates):
    past = [span for span in spans_of(dates) if span.part is Part.PAST]
    assert all(span.last == dates.until <= dates.on for span in past)
    assert bool(past) == (dates.until > dates.dues[-1])


@given(drawn(), st.lists(st.tuples(days, st.integers(3, 40), st.booleans()), max_size=7))
def test_no_two_labels_of_a_row_touch_on_any_screen(dates: Dates, wanted: list[tuple[date, int, bool]]):
    labels = [
        Label(min(day, line_end(dates)), "base", "x" * long, "x" * (long // 2), above)
        for day, long, above in wanted
    ]
    drawing = strip(dates, labels)
    assert len(drawing.labels) == len(labels)
    for width in (BROAD, NARROW):
        rows: dict[tuple[bool, int], list[tuple[float, float]]] = {}
        for one in drawing.labels:
            rows.setdefault((one.label.above, one.row), []).append(one.reach(width))
        for reaches in rows.values():
            ordered = sorted(reaches)
            assert all(ends <= starts for (_, ends), (starts, _) in itertools.pairwise(ordered))


@given(drawn())
def test_marks_keep_the_order_of_their_days(dates: Dates):
    marks = sorted({*dates.dues, *dates.claims, dates.assigned_on})
    places = [place_of(day, dates) for day in marks]
    assert places == sorted(places)


@given(st.integers(1, 300), st.data())
def test_the_drawn_sides_are_those_that_lead_to_the_root(size: int, data: st.DataObject):
    position = data.draw(st.integers(1, size))
    leaves = [sha256(bytes([n % 256, n // 256])).digest() for n in range(size)]
    found = leaves[position - 1]
    path = _path(leaves, position - 1)
    sides = left_siblings(position, size)
    assert len(sides) == len(path)
    for left, step in zip(sides, path, strict=True):
        found = tree.node_hash(step, found) if left else tree.node_hash(found, step)
    assert found == tree.root_of(leaves)
    assert len(path_picture(position, size).steps) == len(path)


def _path(leaves: list[bytes], index: int) -> list[bytes]:
    """The audit path by the recursive definition of RFC 6962, 2.1.1."""
    if len(leaves) == 1:
        return []
    middle = 1 << ((len(leaves) - 1).bit_length() - 1)
    if index < middle:
        return [*_path(leaves[:middle], index), tree.root_of(leaves[middle:])]
    return [*_path(leaves[middle:], index - middle), tree.root_of(leaves[:middle])]
