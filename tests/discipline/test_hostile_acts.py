"""Acts that somebody tries although they must not: from a post not held, for a day that cannot be, twice, out of turn."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.db import transaction
from tests.world import (
    CAST,
    EVERYTHING,
    FOLLOWER,
    OFFICE,
    OFFICER,
    PROVINCE_OFFICER,
    START,
    STRANGER,
    SYSTEM,
    World,
    asof,
    hand,
    noon,
)

from camket.discipline.agencies.actions import (
    SucceedsItself,
    appoint,
    establish_post,
    leave_post,
    succeed_agency,
)
from camket.discipline.agencies.models import Appointment
from camket.discipline.agencies.roles import Publication, Role
from camket.discipline.agencies.seats import BodyEnded, NotInPost, NotTheOwner
from camket.discipline.claims.actions import (
    EvidenceFile,
    accept_completion,
    claim_completion,
    report_progress,
    return_claim,
)
from camket.discipline.claims.actions.answering import BeforeClaim, ClaimAnswered
from camket.discipline.claims.actions.reporting import NotTheDay
from camket.discipline.deadlines.rules import Nature, Reading
from camket.discipline.directives.actions import register_directive
from camket.discipline.duties.allowed import TaskAct, acts_open_to, obstacle
from camket.discipline.meetings.actions import hold_meeting
from camket.discipline.mendings.actions import annul_act, correct_deadline, correct_leads, withdraw_task
from camket.discipline.redating.actions import extend_deadline, refuse_extension, request_extension
from camket.discipline.tasks.actions import TaskDraft, assign_tasks
from camket.discipline.tasks.actions.assigning import BeforePaper, CodeUnfit, NoTitle, UnknownBody
from camket.discipline.tasks.actions.entering import (
    AlreadyClaimed,
    BeforeGiven,
    DayTooFar,
    NotYoursToReport,
    NotYoursToSteer,
    TaskWithdrawn,
)
from camket.discipline.tasks.queries import task_as_of
from camket.errors import Refused
from camket.record import queries as record
from camket.record.actions import DayAhead
from camket.record.rules import Actor

DUE = date(2025, 6, 30)
DAY = date(2025, 4, 4)
NEXT = DAY + timedelta(days=1)
STEERS = {"bcd-truong-ban", "bcd-thuong-truc", "bcd-theo-doi"}
REPORTS = {"g06-bo-truong", "g06-can-bo"}


def standing(code: str, on: date) -> str:
    task = task_as_of(code, asof(on), EVERYTHING)
    assert task is not None
    return str(task.standing)


@pytest.mark.parametrize("post", [row[0] for row in CAST])
def test_every_verb_is_open_to_its_own_side_only(world: World, post: str) -> None:
    world.give("57-0001", due=DUE)
    world.give("57-0002", due=DUE)
    claim = world.claim("57-0001", on=DAY)
    asked = request_extension(
        task="57-0002", due=date(2025, 7, 31), reason="Chờ", by=OFFICER, at=noon(DAY), on=DAY
    )
    by, at = hand(post), noon(NEXT)
    hands = {"by": by, "at": at, "on": NEXT}
    file = EvidenceFile("a.txt", "text/plain", post.encode())
    lead = {"leads": ["H42"], "reason": "Đổi", **hands}
    verbs = {
        "progress": lambda: report_progress(task="57-0002", words="Đang làm", **hands),
        "claim": lambda: claim_completion(task="57-0002", product="Có", evidence=[file], **hands),
        "return": lambda: return_claim(claim=claim, reason="Thiếu", **hands),
        "accept": lambda: accept_completion(claim=claim, **hands),
        "refuse": lambda: refuse_extension(request=asked.entry_id, reason="Không", **hands),
        "extend": lambda: extend_deadline(
            task="57-0002", due=date(2025, 8, 1), reason="Vì", asked_by="G06", **hands
        ),
        "correct": lambda: correct_leads(task="57-0002", **lead),
        "withdraw": lambda: withdraw_task(task="57-0002", statement="Thôi", **hands),
        "annul": lambda: annul_act(entry=claim, reason="Nhầm", **hands),
    }
    passed = set()
    for name, verb in verbs.items():
        point = transaction.savepoint()
        try:
            verb()
            passed.add(name)
        except (NotYoursToReport, NotYoursToSteer):
            pass
        finally:
            transaction.savepoint_rollback(point)
    mine = {"progress", "claim"} if post in REPORTS else set()
    assert passed == (set(verbs) - {"progress", "claim"} if post in STEERS else mine)


@pytest.mark.parametrize("post", [row[0] for row in CAST])
def test_papers_and_meetings_of_a_programme_are_entered_by_its_owner_only(world: World, post: str) -> None:
    by, at = hand(post), noon(DAY)
    assert world.programme == "57"

    def register() -> None:
        register_directive(
            code="9-KL",
            number_text="9-KL",
            kind="conclusion",
            title="Kết luận",
            issuer="BCD",
            signed_on=DAY,
            programme="57",
            clauses=[],
            by=by,
            at=at,
            on=DAY,
        )

    def meet() -> None:
        hold_meeting(code="P9", programme="57", body="BCD", title_vi="Họp", title_en="", by=by, at=at, on=DAY)

    for enter in (register, meet):
        if post in STEERS:
            enter()
        else:
            with pytest.raises(NotTheOwner):
                enter()


def test_the_hand_that_sets_up_the_catalogues_gives_and_does_nothing_else(world: World) -> None:
    world.give("57-0001", due=DUE)
    for by in (SYSTEM, Actor(post="khong-co", person="ai-do"), Actor(post=OFFICE.post, person="ai-do")):
        with pytest.raises(NotInPost):
            withdraw_task(task="57-0001", statement="Thôi", by=by, at=noon(DAY), on=DAY)
        with pytest.raises(NotInPost):
            world.claim("57-0001", on=DAY, by=by)
        assert acts_open_to(by, task="57-0001", on=DAY) == []


def test_whoever_left_a_post_acts_from_it_no_more_not_even_for_an_earlier_day(world: World) -> None:
    world.give("57-0001", due=DUE)
    held = Appointment.objects.get(post__code=OFFICER.post)
    leave_post(appointment=held, by=SYSTEM, at=noon(DAY), on=DAY)
    file = EvidenceFile("a.txt", "text/plain", b"a")
    with pytest.raises(NotInPost):
        claim_completion(task="57-0001", product="Có", evidence=[file], by=OFFICER, at=noon(DAY), on=DAY)
    with pytest.raises(NotInPost):
        report_progress(task="57-0001", words="Có", by=OFFICER, at=noon(DAY), on=DAY - timedelta(days=9))
    appoint(post=OFFICER.post, person="nguoi-moi", full_name="Lý Văn Mới", by=SYSTEM, at=noon(NEXT), on=NEXT)
    newcomer = Actor(post=OFFICER.post, person="nguoi-moi")
    assert obstacle(TaskAct.CLAIM, task="57-0001", by=newcomer, on=DAY) is not None
    world.claim("57-0001", on=NEXT, by=newcomer)


def test_each_hat_of_one_person_does_its_own_work_and_no_more(world: World) -> None:
    world.give("57-0001", due=DUE)
    establish_post(
        code="h42-kiem-nhiem",
        agency="H42",
        title_vi="Kiêm nhiệm",
        title_en="Second post",
        role=Role.OFFICER,
        by=SYSTEM,
        at=noon(DAY),
        on=DAY,
    )
    appoint(
        post="h42-kiem-nhiem",
        person=OFFICER.person,
        full_name="Vũ Thị Phương",
        by=SYSTEM,
        at=noon(DAY),
        on=DAY,
    )
    with pytest.raises(NotYoursToReport):
        world.claim("57-0001", on=DAY, by=Actor(post="h42-kiem-nhiem", person=OFFICER.person))
    world.claim("57-0001", on=DAY)


def merge(*before: str, into: str, on: date) -> None:
    succeed_agency(
        kind="merge",
        predecessors=before,
        successors=[into],
        heir=into,
        source="ví dụ",
        confirmed=False,
        by=SYSTEM,
        at=noon(on),
        on=on,
    )


def test_a_post_of_a_body_that_passed_into_another_acts_no_more(world: World) -> None:
    world.give("57-0001", due=DUE)
    merge("G06", into="H42", on=DAY)
    with pytest.raises(BodyEnded):
        world.claim("57-0001", on=NEXT)
    world.finish("57-0001", on=NEXT, by=PROVINCE_OFFICER)
    assert standing("57-0001", DUE) == "done_in_time"


def test_a_body_that_took_over_both_leads_of_a_task_can_finish_both_parts(world: World) -> None:
    world.give("57-0001", due=DUE, leads=("G06", "G01"))
    merge("G06", "G01", into="H42", on=DAY)
    world.finish("57-0001", on=NEXT, by=PROVINCE_OFFICER)
    assert standing("57-0001", DUE) == "open_in_time"
    world.finish("57-0001", on=NEXT + timedelta(days=2), by=PROVINCE_OFFICER)
    assert standing("57-0001", DUE) == "done_in_time"
    with pytest.raises(AlreadyClaimed):
        world.claim("57-0001", on=DUE, by=PROVINCE_OFFICER)


def test_the_heir_of_a_programmes_owner_steers_it(world: World) -> None:
    world.give("57-0001", due=DUE)
    establish_post(
        code="g01-thuong-truc",
        agency="G01",
        title_vi="Thường trực",
        title_en="Standing office",
        role=Role.STANDING_OFFICE,
        by=SYSTEM,
        at=noon(DAY),
        on=DAY,
    )
    appoint(post="g01-thuong-truc", person="tt", full_name="Trịnh Thị Tú", by=SYSTEM, at=noon(DAY), on=DAY)
    by = Actor(post="g01-thuong-truc", person="tt")
    with pytest.raises(NotYoursToSteer):
        withdraw_task(task="57-0001", statement="Thôi", by=by, at=noon(DAY), on=DAY)
    merge("BCD", into="G01", on=DAY)
    withdraw_task(task="57-0001", statement="Thôi", by=by, at=noon(DAY), on=DAY)


def test_a_body_does_not_succeed_itself(world: World) -> None:
    assert world.programme == "57"
    with pytest.raises(SucceedsItself):
        merge("G06", "H42", into="G06", on=DAY)


@pytest.mark.parametrize("on", [NEXT, date(2026, 1, 1), date(9999, 12, 31)])
def test_nothing_holds_for_a_day_that_has_not_come(world: World, on: date) -> None:
    world.give("57-0001", due=DUE)
    claim = world.claim("57-0001", on=DAY)
    with pytest.raises(DayAhead):
        report_progress(task="57-0001", words="Xong", by=OFFICER, at=noon(DAY), on=on)
    with pytest.raises(DayAhead):
        accept_completion(claim=claim, by=FOLLOWER, at=noon(DAY), on=on)


def test_the_day_is_that_of_vietnam(world: World) -> None:
    world.give("57-0001", due=DUE)
    late_evening_in_utc = noon(DAY) + timedelta(hours=13)  # 18:00 UTC is 01:00 of the next day in Hanoi
    report_progress(task="57-0001", words="Xong", by=OFFICER, at=late_evening_in_utc, on=NEXT)


def test_nothing_is_done_about_a_task_before_it_is_given(world: World) -> None:
    world.give("57-0001", due=DUE, on=DAY)
    early = DAY - timedelta(days=1)
    file = EvidenceFile("a.txt", "text/plain", b"a")
    with pytest.raises(BeforeGiven):
        claim_completion(task="57-0001", product="Có", evidence=[file], by=OFFICER, at=noon(early), on=early)
    with pytest.raises(BeforeGiven):
        report_progress(task="57-0001", words="Có", by=OFFICER, at=noon(NEXT), on=early)
    with pytest.raises(BeforeGiven):
        withdraw_task(task="57-0001", statement="Thôi", by=OFFICE, at=noon(NEXT), on=early)


def test_an_answer_does_not_come_before_its_claim(world: World) -> None:
    world.give("57-0001", due=DUE)
    claim = world.claim("57-0001", on=DAY)
    early = DAY - timedelta(days=1)
    with pytest.raises(BeforeClaim):
        accept_completion(claim=claim, by=FOLLOWER, at=noon(NEXT), on=early)
    with pytest.raises(BeforeClaim):
        return_claim(claim=claim, reason="Thiếu", by=FOLLOWER, at=noon(NEXT), on=early)
    accept_completion(claim=claim, by=FOLLOWER, at=noon(NEXT), on=DAY)
    with pytest.raises(ClaimAnswered):
        return_claim(claim=claim, reason="Thiếu", by=FOLLOWER, at=noon(NEXT), on=NEXT)


def test_dating_an_act_back_does_not_do_it_twice(world: World) -> None:
    world.give("57-0001", due=DUE)
    world.claim("57-0001", on=NEXT)
    file = EvidenceFile("b.txt", "text/plain", b"b")
    with pytest.raises(NotTheDay):
        claim_completion(task="57-0001", product="Có", evidence=[file], by=OFFICER, at=noon(NEXT), on=DAY)
    with pytest.raises(AlreadyClaimed):
        claim_completion(task="57-0001", product="Có", evidence=[file], by=OFFICER, at=noon(NEXT), on=NEXT)
    withdraw_task(task="57-0001", statement="Thôi", by=OFFICE, at=noon(NEXT), on=NEXT)
    with pytest.raises(TaskWithdrawn):
        withdraw_task(task="57-0001", statement="Thôi", by=OFFICE, at=noon(NEXT), on=DAY)
    with pytest.raises(TaskWithdrawn):
        correct_leads(task="57-0001", leads=["H42"], reason="Đổi", by=OFFICE, at=noon(NEXT), on=DAY)


@pytest.mark.parametrize("due", [date(9999, 12, 31), date(2145, 1, 1)])
def test_a_deadline_in_a_year_that_no_plan_reaches_is_refused(world: World, due: date) -> None:
    world.give("57-0001", due=DUE)
    hands = {"by": OFFICE, "at": noon(DAY), "on": DAY}
    with pytest.raises(DayTooFar):
        extend_deadline(task="57-0001", due=due, reason="Vì", asked_by="G06", **hands)
    with pytest.raises(DayTooFar):
        correct_deadline(
            task="57-0001",
            reading=Reading(Nature.DATED, due_date=due),
            deadline_text="?",
            reason="Vì",
            **hands,
        )
    with pytest.raises(DayTooFar):
        request_extension(task="57-0001", due=due, reason="Vì", by=OFFICER, at=noon(DAY), on=DAY)


def test_an_extension_for_a_body_that_nobody_knows_is_refused(world: World) -> None:
    world.give("57-0001", due=DUE)
    with pytest.raises(UnknownBody):
        extend_deadline(
            task="57-0001", due=date(2025, 8, 1), reason="Vì", asked_by="G99", by=OFFICE, at=noon(DAY), on=DAY
        )


def draft(code: str = "57-0009", *, title: str = "Việc") -> TaskDraft:
    return TaskDraft(
        code=code,
        clause_order=1,
        title=title,
        reading=Reading(Nature.DATED, due_date=DUE),
        deadline_text="30/6/2025",
        leads=("G06",),
    )


@pytest.mark.parametrize(
    "code", ["", " ", "57 01", "57-01\n57-02 overdue", "a/b", "a" * 61, "57\u202e-01", "57\u200b"]
)
def test_a_code_that_would_forge_a_line_of_a_digest_or_an_address_is_refused(world: World, code: str) -> None:
    world.give("57-0001", due=DUE)
    with pytest.raises(CodeUnfit):
        assign_tasks(directive="1-KL-BCD", drafts=[draft(code)], by=OFFICE, at=noon(START), on=START)


def test_a_task_is_given_by_the_owner_in_words_and_not_before_its_paper(world: World) -> None:
    world.give("57-0001", due=DUE, on=DAY)
    hands = {"directive": "1-KL-BCD", "at": noon(DAY)}
    with pytest.raises(BeforePaper):
        assign_tasks(drafts=[draft()], by=OFFICE, on=START, **hands)
    with pytest.raises(NoTitle):
        assign_tasks(drafts=[draft(title=" \u200b\n")], by=OFFICE, on=DAY, **hands)
    with pytest.raises(NotTheOwner):
        assign_tasks(drafts=[draft()], by=STRANGER, on=DAY, **hands)


def test_no_act_on_a_restricted_task_says_in_clear_what_was_done_with_which_file(world: World) -> None:
    world.give("57-0001", due=DUE, publication=Publication.RESTRICTED)
    before = record.latest_position()
    hands = {"by": OFFICE, "at": noon(NEXT), "on": NEXT}
    report_progress(task="57-0001", words="Đang làm", by=OFFICER, at=noon(DAY), on=DAY)
    claim = world.claim("57-0001", on=DAY)
    asked = request_extension(
        task="57-0001", due=date(2025, 7, 31), reason="Chờ", by=OFFICER, at=noon(DAY), on=DAY
    )
    refuse_extension(request=asked.entry_id, reason="Không", **hands)
    accepted = accept_completion(claim=claim, **hands).entry_id
    annul_act(entry=accepted, reason="Nhầm", **hands)
    return_claim(claim=claim, reason="Thiếu", **hands)
    extend_deadline(task="57-0001", due=date(2025, 8, 1), reason="Vì", asked_by="G06", **hands)
    correct_leads(task="57-0001", leads=["H42"], reason="Đổi", **hands)
    withdraw_task(task="57-0001", statement="Thôi", **hands)
    entries = [record.entry(place) for place in range(before + 1, record.latest_position() + 1)]
    told = [json.loads(entry.leaf) for entry in entries if entry]
    assert len(told) == 11
    assert {tuple(leaf["subjects"]) for leaf in told} == {("task:57-0001",)}
    assert all(
        leaf["public"] in ({"restricted": True}, {"restricted": True, "task": "57-0001"}) for leaf in told
    )


def test_a_refused_act_leaves_no_entry_behind(world: World) -> None:
    world.give("57-0001", due=DUE)
    before = record.latest_position()
    with pytest.raises(Refused):
        claim_completion(
            task="57-0001",
            product="Có",
            evidence=[EvidenceFile("a.txt", "text/plain", b"x")],
            by=OFFICER,
            at=noon(DAY),
            on=NEXT,
        )
    assert record.latest_position() == before
