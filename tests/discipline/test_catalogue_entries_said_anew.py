"""What a catalogue says is said anew by an act: the old words stay, and readers see what was known where they look."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.world import CHAIR, EVERYTHING, FOLLOWER, MINISTER, OFFICE, START, World, asof, noon

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.changed import catalogues_read
from camket.discipline.agencies.roles import EVERYONE, Publication
from camket.discipline.agencies.seats import NotTheKeeper, NotTheOwner
from camket.discipline.catalogues import queries as catalogues
from camket.discipline.catalogues.actions import (
    AgencyEntry,
    ProgrammeEntry,
    change_field,
    change_programme,
    close_programme,
    correct_agency,
    open_field,
)
from camket.discipline.catalogues.actions.programmes import BeforeOpening, FieldExists, UnknownField
from camket.discipline.catalogues.actions.saying import NoName, NoReason, NothingChanges
from camket.discipline.directives import queries as directives
from camket.discipline.directives.actions import ProgrammeClosed, open_programme
from camket.discipline.tasks.queries import task_as_of
from camket.record import queries as record

if TYPE_CHECKING:
    from camket.record.rules import Actor

DAY = date(2025, 3, 3)
LATER = date(2025, 6, 2)


def entry_of(code: str, **changed: object) -> AgencyEntry:
    body = agencies.agency(code)
    assert body is not None
    said: dict[str, object] = {
        name: getattr(body, name)
        for name in (
            "name_vi",
            "name_en",
            "abbreviation",
            "code_confirmed",
            "form_confirmed",
            "source",
            "note",
        )
    }
    return AgencyEntry(**(said | changed))  # type: ignore[arg-type]  # the attributes of the very class


def correct(
    code: str = "G06", *, by: Actor = OFFICE, reason: str = "Ghi nhầm khi lập sổ", **changed: object
) -> int:
    return correct_agency(
        agency=code, entry=entry_of(code, **changed), reason=reason, by=by, at=noon(DAY), on=DAY
    ).entry_id


def settings(**changed: object) -> ProgrammeEntry:
    said: dict[str, object] = {
        "name_vi": "Chương trình thực hiện Nghị quyết 57-NQ/TW",
        "name_en": "Programme of Resolution 57-NQ/TW",
        "owner": "BCD",
        "before_includes_day": True,
        "publication": Publication.PUBLIC,
    }
    return ProgrammeEntry(**(said | changed))  # type: ignore[arg-type]  # as above


def change(*, on: date = DAY, reason: str = "Quyết định mới", by: Actor = OFFICE, **changed: object) -> int:
    return change_programme(
        programme="57",
        entry=settings(**changed),
        source="12-QĐ/BCĐ",
        reason=reason,
        by=by,
        at=noon(on),
        on=on,
    ).entry_id


@pytest.mark.usefixtures("world")
def test_a_corrected_name_is_read_everywhere_from_the_position_of_the_act():
    before = record.latest_position()
    correct(name_vi="Bộ Khoa học và Công nghệ (mới)", abbreviation="Bộ KH&CN")
    with catalogues_read() as reading:
        found = agencies.agency("G06")
        assert found is not None
        assert (found.name_vi, found.abbreviation) == ("Bộ Khoa học và Công nghệ (mới)", "Bộ KH&CN")
        seat = agencies.holder_of("g06-can-bo", on=DAY)
        assert seat is not None
        assert seat.post.agency.name_vi == "Bộ Khoa học và Công nghệ (mới)"
        reading.mark(on=DAY, position=before)
        assert agencies.agencies_by_id()[found.pk].name_vi == "Bộ Khoa học và Công nghệ"
    assert [one.body.code for one in catalogues.agency_lines(asof(DAY), words="cong nghe")] == ["G06"]


@pytest.mark.usefixtures("world")
def test_a_mended_mistake_holds_for_the_days_before_the_act_too():
    correct(name_vi="Bộ Khoa học và Công nghệ (mới)")
    with catalogues_read() as reading:
        reading.mark(on=date(2025, 1, 2), position=record.latest_position())
        assert "(mới)" in agencies.agencies_on(asof(START)).get(code="G06").name_vi


@pytest.mark.usefixtures("world")
def test_the_leaf_says_which_fields_changed_and_keeps_the_words_private():
    position = correct(name_vi="Bộ KHCN", form_confirmed=False)
    entry = record.entry(position)
    assert entry is not None
    assert record.public_part(entry) == {
        "agency": "G06",
        "fields": ["form_confirmed", "name_vi"],
        "on": DAY.isoformat(),
    }
    assert "Bộ KHCN" not in entry.leaf
    assert record.private_part(entry)["before"]["name_vi"] == "Bộ Khoa học và Công nghệ"


@pytest.mark.usefixtures("world")
def test_a_second_correction_says_what_the_first_one_said():
    correct(abbreviation="Bộ KHCN")
    correct(abbreviation="Bộ KH&CN")
    newest, first = catalogues.changes_of("agency:G06", position=record.latest_position())
    assert newest.changes == (("abbreviation", "Bộ KHCN", "Bộ KH&CN"),)
    assert first.changes == (("abbreviation", "", "Bộ KHCN"),)


@pytest.mark.usefixtures("world")
def test_corrections_that_change_nothing_or_say_no_why_are_refused():
    with pytest.raises(NothingChanges):
        correct()
    with pytest.raises(NoReason):
        correct(abbreviation="X", reason="  ")
    with pytest.raises(NoName):
        correct(name_vi=" ")


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("by", [MINISTER, FOLLOWER])
def test_only_keepers_say_a_catalogue_anew(by: Actor):
    with pytest.raises(NotTheKeeper):
        correct(abbreviation="X", by=by)
    with pytest.raises(NotTheKeeper):
        change(name_vi="Tên khác", by=by)
    with pytest.raises(NotTheKeeper):
        open_programme(
            code="58",
            name_vi="Chương trình khác",
            name_en="",
            owner="BCD",
            before_includes_day=True,
            publication=Publication.PUBLIC,
            synthetic=True,
            by=by,
            at=noon(DAY),
            on=DAY,
        )


@pytest.mark.usefixtures("world")
def test_a_programme_is_named_otherwise_from_its_day_on():
    change(name_vi="Chương trình 57 mở rộng", on=LATER)
    with catalogues_read() as reading:
        reading.mark(on=date(2025, 6, 1), position=record.latest_position())
        assert directives.programmes(EVERYONE).get().name_vi.startswith("Chương trình thực hiện")
        reading.mark(on=LATER, position=record.latest_position())
        assert directives.programmes(EVERYONE).get().name_vi == "Chương trình 57 mở rộng"


@pytest.mark.usefixtures("world")
def test_a_programme_closed_to_the_public_is_closed_on_every_day():
    change(publication=Publication.INTERNAL)
    assert not directives.programmes(EVERYONE).exists()
    change(publication=Publication.PUBLIC, on=LATER)
    assert directives.programmes(EVERYONE).exists()


def test_a_new_owner_steers_and_the_old_one_no_more(world: World):
    change(owner="G06")
    with pytest.raises(NotTheOwner):
        world.give("57-0001", on=LATER)


def test_tasks_keep_how_they_were_read_when_the_setting_changes(world: World):
    world.give("57-0001", due=date(2025, 12, 31), deadline_text="trước ngày 31/12/2025")
    position = change(before_includes_day=False, on=LATER)
    entry = record.entry(position)
    assert entry is not None
    assert record.public_part(entry)["before_includes_day"] is False
    task = task_as_of("57-0001", asof(LATER), EVERYTHING)
    assert task is not None
    assert task.due_date == date(2025, 12, 31)


def test_a_closed_programme_takes_no_more_papers_and_no_more_changes(world: World):
    world.give("57-0001", due=date(2025, 12, 31))
    close_programme(programme="57", source="", reason="Đã sơ kết", by=CHAIR, at=noon(LATER), on=LATER)
    with pytest.raises(ProgrammeClosed):
        world.give("57-0002", on=LATER)
    with pytest.raises(ProgrammeClosed):
        change(name_vi="Tên khác", on=LATER)
    with catalogues_read():
        assert directives.programmes(EVERYONE).get().closed_on == LATER
    assert task_as_of("57-0001", asof(LATER), EVERYTHING) is not None


@pytest.mark.usefixtures("world")
def test_nothing_of_a_programme_changes_before_it_was_opened():
    with pytest.raises(BeforeOpening):
        change_programme(
            programme="57",
            entry=settings(name_vi="Tên khác"),
            source="",
            reason="r",
            by=OFFICE,
            at=noon(DAY),
            on=date(2025, 1, 1),
        )


@pytest.mark.usefixtures("world")
def test_groups_are_opened_once_and_renamed_by_acts():
    hand = {"by": OFFICE, "at": noon(DAY), "on": DAY}
    open_field(programme="57", field="II", name_vi="Hạ tầng", name_en="", order=2, **hand)
    open_field(programme="57", field="I", name_vi="Thể chế", name_en="", order=1, **hand)
    with pytest.raises(FieldExists):
        open_field(programme="57", field="I", name_vi="Khác", name_en="", order=3, **hand)
    with pytest.raises(UnknownField):
        change_field(programme="57", field="IX", name_vi="Khác", name_en="", order=3, reason="r", **hand)
    change_field(programme="57", field="II", name_vi="Hạ tầng số", name_en="", order=1, reason="r", **hand)
    change_field(programme="57", field="I", name_vi="Thể chế", name_en="", order=2, reason="r", **hand)
    found = directives.programmes(EVERYONE).get()
    with catalogues_read():
        listed = catalogues.fields_of(found, asof(DAY))
    assert [(one.code, one.name_vi) for one in listed] == [("II", "Hạ tầng số"), ("I", "Thể chế")]
    leaf = json.loads(catalogues.history_of("programme:57", position=record.latest_position())[0].leaf)
    assert leaf["public"] == {"programme": "57", "field": "I", "fields": ["order"], "on": DAY.isoformat()}
