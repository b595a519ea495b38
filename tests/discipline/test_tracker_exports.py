"""A tracker's list taken in beside ours, matched by people, compared, and what it never changes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.exports import DAY, csv_export, read, take
from tests.world import FOLLOWER, MINISTER, OFFICE, OFFICER, World, asof, noon

from camket.discipline.agencies.queries import agency
from camket.discipline.agencies.roles import Publication, Role, Scope
from camket.discipline.agencies.seats import NotTheOwner
from camket.discipline.annexes import UnreadableFile
from camket.discipline.directives import queries as directives
from camket.discipline.directives.actions import PaperFile
from camket.discipline.tasks.queries import tasks_as_of
from camket.discipline.trackers import queries
from camket.discipline.trackers.actions import (
    MatchDraft,
    NoRows,
    NothingToMatch,
    RowTwice,
    RowUnknown,
    settle_matches,
    take_export,
)
from camket.discipline.trackers.beside import EVERYTHING, beside
from camket.discipline.trackers.reading import csv_of_json, fate_of, paper_number
from camket.discipline.trackers.rules import DifferenceKind, Sign
from camket.record import queries as record

if TYPE_CHECKING:
    from camket.discipline.trackers.models import TrackerExport

DUE = date(2025, 9, 30)
LAND, DATA = "Kết nối cơ sở dữ liệu đất đai", "Xây dựng trung tâm dữ liệu quốc gia"
ROWS = (
    ("A1", LAND, "Bộ Khoa học và Công nghệ", "30/9/2025", "Quá hạn", ""),
    ("A2", DATA, "Bộ Công an", "31/12/2025", "Đang thực hiện", ""),
    ("A3", "Tổ chức hội nghị sơ kết", "Bộ Công an", "31/12/2025", "Hoàn thành", "1/10/2025"),
)


@pytest.fixture
def three(world: World) -> World:
    world.give("57-0001", title=LAND, due=DUE)
    world.give("57-0002", title=DATA, due=date(2025, 11, 30), leads=("G01",))
    world.give("57-0003", title="Ban hành khung kiến trúc số", due=DUE, leads=("H42",))
    return world


def settle(*pairs: tuple[str, str], on: date = DAY):
    drafts = [MatchDraft(mark, task, 100) for mark, task in pairs]
    return settle_matches(tracker="nq57", programme="57", pairs=drafts, by=OFFICE, at=noon(on), on=on)


def marks(export: TrackerExport) -> dict[str, str]:
    return {row.code_text: row.mark for row in queries.rows_of(export)}


def programme():
    found = directives.programme("57", EVERYTHING)
    assert found is not None
    return found


@pytest.mark.usefixtures("three")
def test_rows_are_read_with_their_bodies_days_and_fates():
    first, second, third = read(csv_export(*ROWS)).rows
    assert (first.leads, first.due, first.fate) == (("G06",), DUE, "overdue")
    assert (second.leads, second.fate) == (("G01",), "open")
    assert (third.fate, third.done) == ("done", date(2025, 10, 1))


def test_an_open_row_past_its_day_is_overdue_whatever_its_words_say():
    assert fate_of("Đang thực hiện", due=DUE, done=None, on=DAY) == "overdue"
    assert fate_of("", due=DUE, done=None, on=DAY) == ""


def test_a_paper_number_is_found_among_words():
    assert paper_number("Mục 3 Nghị quyết số 71/NQ-CP ngày 1/4/2025") == "71/NQ-CP"


@pytest.mark.usefixtures("three")
def test_rows_of_json_are_read_as_rows_of_a_sheet():
    data = json.dumps({"data": {"rows": [{"taskCode": "A1", "title": LAND, "leadUnit": {"name": "Bộ Công an"}, "dueDate": "2025-09-30", "status": "Quá hạn"}]}})  # fmt: skip
    row = read(data.encode(), name="nq57.json").rows[0]
    assert (row.code_text, row.title, row.leads, row.due, row.fate) == ("A1", LAND, ("G01",), DUE, "overdue")


@pytest.mark.usefixtures("three")
def test_the_same_file_again_enters_nothing():
    export = take(csv_export(*ROWS))
    before = record.latest_position()
    assert take(csv_export(*ROWS), on=date(2025, 10, 16)).pk == export.pk
    assert record.latest_position() == before


@pytest.mark.usefixtures("three")
def test_a_snapshot_changes_no_task():
    before = list(
        tasks_as_of(asof(DAY), EVERYTHING).order_by("code").values_list("code", "standing", "due_date")
    )
    take(csv_export(*ROWS))
    assert before == list(
        tasks_as_of(asof(DAY), EVERYTHING).order_by("code").values_list("code", "standing", "due_date")
    )


@pytest.mark.usefixtures("three")
def test_the_entry_names_the_tracker_the_file_and_the_rows_and_no_words():
    export = take(csv_export(*ROWS))
    assert record.public_part(export.entry) == {
        "tracker": "nq57",
        "sha256": export.file_sha256,
        "rows": 3,
        "on": "2025-10-15",
    }
    assert LAND not in export.entry.leaf


@pytest.mark.usefixtures("three")
def test_a_body_that_does_not_steer_takes_nothing_in():
    with pytest.raises(NotTheOwner):
        take(csv_export(*ROWS), by=MINISTER)


@pytest.mark.usefixtures("three")
def test_a_list_without_a_row_is_refused():
    empty = replace(read(csv_export(*ROWS)), rows=())
    file = PaperFile("x.csv", "text/csv", b"x")
    with pytest.raises(NoRows):
        take_export(tracker="nq57", programme="57", read=empty, file=file, by=FOLLOWER, at=noon(DAY), on=DAY)


@pytest.mark.usefixtures("three")
def test_confirmed_pairs_match_themselves_in_the_next_list_even_under_other_words():
    first = take(csv_export(*ROWS))
    known = marks(first)
    settle((known["A1"], "57-0003"), (known["A2"], "57-0002"), (known["A3"], ""))
    later = tuple((code, f"{title} (đã sửa)", *rest) for code, title, *rest in ROWS)
    export = take(csv_export(*later), name="thang-11.csv", on=date(2025, 11, 15))
    laid = beside(export, asof(date(2025, 11, 15)), EVERYTHING)
    assert {(one.theirs, one.ours) for one in laid.matching.pairs if one.sign is Sign.CONFIRMED} == {
        (known["A1"], "57-0003"),
        (known["A2"], "57-0002"),
    }
    assert known["A3"] in laid.matching.theirs_alone


def test_unconfirmed_pairs_are_not_compared_and_confirmed_ones_are(three: World):
    three.finish("57-0001", on=date(2025, 9, 1))
    export = take(csv_export(*ROWS))
    laid = beside(export, asof(DAY), EVERYTHING)
    assert laid.n_sure + laid.n_doubtful == 2
    assert {one.kind for one in laid.differences} == {DifferenceKind.ONLY_THERE, DifferenceKind.ONLY_HERE}
    known = marks(export)
    settle((known["A1"], "57-0001"), (known["A2"], "57-0002"))
    laid = beside(export, asof(DAY), EVERYTHING)
    assert [(one.kind, one.ours or one.theirs) for one in laid.differences] == [
        (DifferenceKind.DONE_HERE_OVERDUE_THERE, "57-0001"),
        (DifferenceKind.OTHER_DEADLINE, "57-0002"),
        (DifferenceKind.ONLY_THERE, known["A3"]),
        (DifferenceKind.ONLY_HERE, "57-0003"),
    ]


@pytest.mark.usefixtures("three")
def test_the_latest_word_about_a_row_or_a_task_holds():
    known = marks(take(csv_export(*ROWS)))
    settle((known["A1"], "57-0001"))
    settle((known["A1"], "57-0002"))
    assert queries.settled(programme(), "nq57", asof(DAY)).pairs == {known["A1"]: "57-0002"}
    settle((known["A2"], "57-0002"))
    assert queries.settled(programme(), "nq57", asof(DAY)).pairs == {known["A2"]: "57-0002"}
    settle(("", "57-0002"))
    held = queries.settled(programme(), "nq57", asof(DAY))
    assert (dict(held.pairs), held.ours) == ({}, frozenset({"57-0002"}))


@pytest.mark.usefixtures("three")
def test_pairs_that_say_nothing_new_or_nothing_known_are_refused():
    known = marks(take(csv_export(*ROWS)))
    settle((known["A1"], "57-0001"))
    with pytest.raises(NothingToMatch):
        settle((known["A1"], "57-0001"))
    with pytest.raises(RowTwice):
        settle((known["A2"], "57-0002"), (known["A3"], "57-0002"))
    with pytest.raises(RowUnknown):
        settle(("0" * 16, "57-0002"))
    with pytest.raises(RowUnknown):
        settle((known["A2"], "57-9999"))


def test_the_pair_of_a_restricted_task_is_told_in_private_only(world: World):
    world.give("57-0009", title=LAND, due=DUE, publication=Publication.RESTRICTED)
    world.give("57-0002", title=DATA, leads=("G01",))
    known = marks(take(csv_export(*ROWS)))
    made = settle((known["A1"], "57-0009"), (known["A2"], "57-0002"))
    assert record.public_part(made[0].entry)["pairs"] == [[known["A2"], "57-0002"]]
    assert "57-0009" not in made[0].entry.leaf
    assert record.private_part(made[0].entry)["pairs"] == [[known["A1"], "57-0009"]]


def test_a_body_sees_differences_of_its_own_tasks_and_nothing_of_restricted_ones(world: World):
    world.give("57-0001", title=LAND, due=DUE)
    world.give("57-0009", title=DATA, due=DUE, leads=("G01",), publication=Publication.RESTRICTED)
    world.finish("57-0001", on=date(2025, 9, 1))
    export = take(csv_export(*ROWS))
    known = marks(export)
    settle((known["A1"], "57-0001"), (known["A2"], "57-0009"), (known["A3"], ""))
    ministry = Scope(role=Role.OFFICER, post=OFFICER.post, agencies=frozenset({_pk("G06")}))
    laid = beside(export, asof(DAY), ministry)
    assert {one.ours for one in laid.differences} == {"57-0001"}


def _pk(code: str) -> int:
    found = agency(code)
    assert found is not None
    return found.pk


def test_json_that_holds_no_rows_or_nests_without_end_is_refused():
    for data in (b"{}", b"[1, 2]", b"not json", b"[" * 100_000, b"\xff\xfe\x00"):
        with pytest.raises(UnreadableFile):
            csv_of_json(data)
