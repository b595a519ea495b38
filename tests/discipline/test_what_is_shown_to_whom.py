"""Publication: of a task and of its parts, decided by the steering side, and closed in the record where restricted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.replay import replayed, signing_key
from tests.world import FOLLOWER, OFFICE, OFFICER, World, asof, noon

from camket.discipline.agencies.roles import EVERYONE, Publication, Role, Scope
from camket.discipline.claims.actions import report_progress
from camket.discipline.directives.models import Programme
from camket.discipline.finding.queries import read_search, tasks_holding
from camket.discipline.sight.actions import NothingDisclosed, WiderThanTask, disclose, set_part_default
from camket.discipline.sight.queries import private_in_sight
from camket.discipline.tasks import queries as tasks
from camket.discipline.tasks.actions.entering import NotYoursToSteer
from camket.discipline.tasks.models import Task
from camket.discipline.tasks.parts import closed_tasks, parts_in_sight, publication_of
from camket.discipline.tasks.rules.parts import PART_DEFAULTS, Part
from camket.record import queries as record
from camket.record.rules import CONCEALED, Actor
from camket.review.snapshots.actions import freeze_figure, restate_moved, standings_value
from camket_verify.recompute import Agreement

DAY = date(2025, 3, 3)
DUE = date(2025, 6, 30)
INSIDER = Scope(role=Role.OFFICER, post="x", person="x", agency=-1, agencies=frozenset({-1}))


def decide(
    code: str, part: Part | None, publication: Publication, *, by: Actor = OFFICE, on: date = DAY
) -> int:
    """A decision; the position of its entry."""
    made = disclose(
        task=code, part=part, publication=publication, reason="theo đề nghị", by=by, at=noon(on), on=on
    )
    return made.entry_id


def seen(code: str, scope: Scope) -> set[Part]:
    """The parts of a task in a reader's sight."""
    return set(parts_in_sight(Task.objects.get(code=code), scope))


def test_a_public_task_shows_what_the_paper_says_and_keeps_what_people_wrote(world: World):
    code = world.give("57-1", due=DUE)
    paper = {part for part, to in PART_DEFAULTS.items() if to is Publication.PUBLIC}
    assert seen(code, EVERYONE) == paper == {Part.TITLE, Part.PRODUCT, Part.DEADLINE}
    assert seen(code, INSIDER) == set(Part)


def test_a_decision_about_a_part_goes_before_the_programmes_and_that_before_the_table(world: World):
    first, second = world.give("57-1", due=DUE), world.give("57-2", due=DUE)
    set_part_default(
        programme="57",
        part=Part.PROGRESS,
        publication=Publication.PUBLIC,
        reason="công khai tiến độ",
        by=OFFICE,
        at=noon(DAY),
        on=DAY,
    )
    decide(first, Part.PROGRESS, Publication.RESTRICTED)
    assert Part.PROGRESS not in seen(first, EVERYONE) | seen(first, INSIDER)
    assert Part.PROGRESS in seen(second, EVERYONE)


def test_words_that_are_kept_back_are_in_no_list_and_no_search(world: World):
    code = world.give("57-1", due=DUE, title="Xây dựng nền tảng dữ liệu dùng chung")
    decide(code, Part.TITLE, Publication.INTERNAL)
    found = tasks.task_as_of(code, asof(DAY), EVERYONE)
    assert found is not None
    assert found.title_now == ""
    search = read_search("nền tảng dữ liệu")
    assert not tasks_holding(search, EVERYONE).exists()
    assert [task.code for task in tasks_holding(search, INSIDER)] == [code]


def test_texts_of_a_task_that_keeps_a_part_back_are_not_read_in_the_record_instead(world: World):
    code = world.give("57-1", due=DUE)
    made = report_progress(task=code, words="Đã họp với tổ giúp việc", by=OFFICER, at=noon(DAY), on=DAY)
    entry = record.entry(made.entry_id)
    assert entry is not None
    assert private_in_sight(entry, INSIDER)["words"] == "Đã họp với tổ giúp việc"
    decide(code, Part.PROGRESS, Publication.RESTRICTED)
    assert private_in_sight(entry, INSIDER) == {}
    assert private_in_sight(entry, EVERYONE) == {}


def test_a_task_made_restricted_is_closed_in_the_record_from_there_on(world: World):
    code = world.give("57-1", due=DUE)
    before = record.latest_position()
    closing = decide(code, None, Publication.RESTRICTED)
    made = report_progress(task=code, words="Đã họp", by=OFFICER, at=noon(DAY), on=DAY)
    for position in (closing, made.entry_id):
        entry = record.entry(position)
        assert entry is not None
        assert entry.actor == CONCEALED
        assert record.public_part(entry) == {"task": code, "restricted": True}
    programme = Programme.objects.get(code="57")
    assert closed_tasks(programme, before) == set()
    assert closed_tasks(programme, closing) == {code}
    assert tasks.task_as_of(code, asof(DAY), INSIDER) is None
    decide(code, None, Publication.PUBLIC)
    assert tasks.task_as_of(code, asof(DAY), EVERYONE) is not None
    assert closed_tasks(programme, record.latest_position()) == {code}, "what was closed stays closed"


def test_only_the_steering_side_decides_and_only_something_new(world: World):
    code = world.give("57-1", due=DUE, publication=Publication.INTERNAL)
    with pytest.raises(NotYoursToSteer):
        decide(code, None, Publication.PUBLIC, by=OFFICER)
    with pytest.raises(NothingDisclosed):
        decide(code, None, Publication.INTERNAL)
    with pytest.raises(WiderThanTask):
        decide(code, Part.PROGRESS, Publication.PUBLIC)
    assert publication_of(Task.objects.get(code=code)) is Publication.INTERNAL
    assert decide(code, None, Publication.PUBLIC, by=FOLLOWER)


def test_a_frozen_figures_digest_tests_no_guess_at_a_restricted_code(world: World):
    world.give("57-1", due=DUE)
    programme = Programme.objects.get(code="57")
    plain = standings_value(programme, asof(DAY))
    world.give("57-9", due=DUE, publication=Publication.RESTRICTED)
    with_hidden = standings_value(programme, asof(DAY))
    assert with_hidden.value["total"] == plain.value["total"] + 1
    assert with_hidden.rows_digest == plain.rows_digest == plain.whole_digest
    assert with_hidden.whole_digest != plain.whole_digest
    frozen = freeze_figure(programme="57", on=DAY, key=signing_key(), by=OFFICE, at=noon(DAY))
    entry = record.entry(frozen.entry_id)
    assert entry is not None
    assert with_hidden.whole_digest not in entry.leaf
    assert "whole_digest" not in private_in_sight(entry, INSIDER)
    (check,) = replayed().checks
    assert (check.agreement, check.figure.restricted) == (Agreement.PARTLY, 1)


def test_a_restatement_moved_by_a_restricted_task_names_no_post(world: World):
    code = world.give("57-9", due=DUE, publication=Publication.RESTRICTED)
    freeze_figure(programme="57", on=DAY, key=signing_key(), by=OFFICE, at=noon(DAY))
    world.claim(code, on=DAY)
    (made,) = restate_moved(
        programme="57", reason="Báo cáo hoàn thành", by=OFFICER, at=noon(DAY), on=DAY, concealed=True
    )
    entry = record.entry(made.entry_id)
    assert entry is not None
    assert entry.actor == CONCEALED
    assert "g06" not in entry.leaf.lower()
    assert "actor" not in private_in_sight(entry, INSIDER)
    assert record.private_part(entry)["actor"] == OFFICER.post


def test_a_day_later_the_record_still_agrees_with_the_tables(world: World):
    first = world.give("57-1", due=DUE)
    world.give("57-2", due=DAY)
    decide(first, None, Publication.RESTRICTED)
    world.finish(first, on=DAY + timedelta(days=1))
    assert replayed().good
