"""Mandates: one post acts for another within what the paper says, and nobody answers their own claim through one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.world import CHAIR, FOLLOWER, MINISTER, OFFICE, OFFICER, STRANGER, SYSTEM, World, noon

from camket.discipline.agencies.actions import appoint, end_mandate, establish_post, give_mandate, leave_post
from camket.discipline.agencies.actions.mandates import (
    DaysUnfit,
    NotYoursToGive,
    PassedOn,
    SidesJoined,
    TooFarApart,
    ToOneself,
)
from camket.discipline.agencies.mandates import ended_on, seats
from camket.discipline.agencies.models import Account, Appointment, Mandate
from camket.discipline.agencies.roles import Publication, Role
from camket.discipline.agencies.seats import NotInPost, NotTheKeeper, require_keeper
from camket.discipline.claims.actions import accept_completion, report_progress, return_claim
from camket.discipline.claims.actions.answering import SameHand
from camket.discipline.duties.allowed import acts_open_to
from camket.record import queries as record
from camket.record.actions import OutsideMandate
from camket.record.rules import CONCEALED, Actor

if TYPE_CHECKING:
    from camket.errors import Refused

DAY = date(2025, 3, 3)
LATER = DAY + timedelta(days=1)


def given(giver: Actor, holder: Actor, *, acts: tuple[str, ...] = (), until: date | None = None) -> Actor:
    """A mandate from today; the hand of its holder acting under it."""
    made = give_mandate(
        giver=giver.post,
        holder=holder.post,
        paper="12/QĐ-BCĐ ngày 03/3/2025",
        from_date=DAY,
        until_date=until,
        acts=acts,
        by=giver,
        at=noon(DAY),
        on=DAY,
    )
    return Actor(post=giver.post, person=holder.person, mandate=made.code, acts=acts)


def test_an_act_under_a_mandate_names_the_giver_and_the_mandate_and_commits_to_the_delegate(world: World):
    delegate = given(MINISTER, OFFICER)
    code = world.give("57-1", on=DAY, due=date(2025, 6, 30))
    made = report_progress(task=code, words="Đã họp", by=delegate, at=noon(DAY), on=DAY)
    entry = record.entry(made.entry_id)
    assert entry is not None
    assert entry.actor == MINISTER.post
    assert record.public_part(entry)["mandate"] == delegate.mandate
    assert record.private_part(entry)["person"] == OFFICER.person


def test_a_mandate_covers_the_acts_it_names_and_what_follows_from_them(world: World):
    delegate = given(MINISTER, OFFICER, acts=("discipline.claim",))
    code = world.give("57-1", on=DAY, due=date(2025, 6, 30))
    assert world.claim(code, on=DAY, by=delegate)
    with pytest.raises(OutsideMandate):
        report_progress(task=code, words="Đã họp", by=delegate, at=noon(DAY), on=DAY)
    assert [act.value for act in acts_open_to(delegate, task=code, on=DAY)] == []


def test_nobody_widens_a_mandate_by_leaving_its_limits_out(world: World):
    delegate = given(MINISTER, OFFICER, acts=("discipline.claim",))
    code = world.give("57-1", on=DAY, due=date(2025, 6, 30))
    forged = Actor(post=delegate.post, person=delegate.person, mandate=delegate.mandate)
    with pytest.raises(NotInPost):
        report_progress(task=code, words="Đã họp", by=forged, at=noon(DAY), on=DAY)


@pytest.mark.usefixtures("world")
def test_a_mandate_is_no_ones_but_its_holders():
    delegate = given(CHAIR, OFFICE)
    for person in (STRANGER.person, FOLLOWER.person, CHAIR.person):
        with pytest.raises(NotInPost):
            require_keeper(Actor(CHAIR.post, person, mandate=delegate.mandate), today=DAY)
    with pytest.raises(NotInPost):
        require_keeper(Actor(FOLLOWER.post, OFFICE.person, mandate=delegate.mandate), today=DAY)
    require_keeper(delegate, today=DAY)


@pytest.mark.usefixtures("world")
def test_nobody_passes_a_mandate_on_nor_acts_under_a_mandate_of_a_mandate():
    delegate = given(CHAIR, OFFICE)
    with pytest.raises(PassedOn):
        give_mandate(
            giver=CHAIR.post,
            holder=FOLLOWER.post,
            paper="x1",
            from_date=DAY,
            by=delegate,
            at=noon(DAY),
            on=DAY,
        )
    second = given(OFFICE, FOLLOWER)
    with pytest.raises(NotInPost):
        require_keeper(Actor(CHAIR.post, FOLLOWER.person, mandate=delegate.mandate), today=DAY)
    with pytest.raises(NotInPost):
        require_keeper(Actor(CHAIR.post, FOLLOWER.person, mandate=second.mandate), today=DAY)


@pytest.mark.usefixtures("world")
def test_a_mandate_holds_from_its_day_until_the_day_its_paper_names():
    delegate = given(CHAIR, OFFICE, until=LATER + timedelta(days=1))
    require_keeper(delegate, today=LATER)
    for out in (DAY - timedelta(days=1), LATER + timedelta(days=1)):
        with pytest.raises(NotInPost):
            require_keeper(delegate, today=out)


@pytest.mark.usefixtures("world")
def test_a_mandate_taken_or_given_back_holds_no_more():
    first, second = given(CHAIR, OFFICE), given(CHAIR, FOLLOWER)
    end_mandate(mandate=first.mandate, reason="đã về", by=CHAIR, at=noon(LATER), on=LATER)
    end_mandate(mandate=second.mandate, reason="trả lại", by=FOLLOWER, at=noon(LATER), on=LATER)
    for over in (first, second):
        with pytest.raises(NotInPost):
            require_keeper(over, today=LATER)


@pytest.mark.parametrize("leaver", [CHAIR, OFFICE])
@pytest.mark.usefixtures("world")
def test_a_mandate_ends_with_the_departure_of_either_of_the_two(leaver: Actor):
    delegate = given(CHAIR, OFFICE)
    held = Appointment.objects.get(post__code=leaver.post)
    leave_post(appointment=held, by=SYSTEM, at=noon(LATER), on=LATER)
    with pytest.raises(NotInPost):
        require_keeper(delegate, today=LATER)
    appoint(post=leaver.post, person="nguoi-moi", full_name="Lý Văn Mới", by=SYSTEM, at=noon(LATER), on=LATER)
    assert ended_on(Mandate.objects.get()) == LATER, "a new holder revives nothing"


@pytest.mark.usefixtures("world")
def test_a_mandate_for_a_vacant_post_ends_when_somebody_is_appointed_to_it():
    leave_post(appointment=Appointment.objects.get(post__code=CHAIR.post), by=SYSTEM, at=noon(DAY), on=DAY)
    made = give_mandate(
        giver=CHAIR.post, holder=FOLLOWER.post, paper="15/QĐ", from_date=DAY, by=OFFICE, at=noon(DAY), on=DAY
    )
    delegate = Actor(CHAIR.post, FOLLOWER.person, mandate=made.code)
    require_keeper(delegate, today=DAY)
    appoint(post=CHAIR.post, person="nguoi-moi", full_name="Lý Văn Mới", by=SYSTEM, at=noon(LATER), on=LATER)
    with pytest.raises(NotInPost):
        require_keeper(delegate, today=LATER)


@pytest.mark.parametrize(
    ("giver", "holder", "by", "refusal"),
    [
        (CHAIR, OFFICE, OFFICER, NotYoursToGive),
        (CHAIR, OFFICE, FOLLOWER, NotYoursToGive),
        (CHAIR, CHAIR, CHAIR, ToOneself),
        (CHAIR, OFFICE, OFFICE, ToOneself),
        (OFFICER, STRANGER, OFFICER, TooFarApart),
        (CHAIR, Actor("bcd-kiem-tra", "x"), CHAIR, SidesJoined),
    ],
)
@pytest.mark.usefixtures("world")
def test_who_may_not_give_and_to_whom(giver: Actor, holder: Actor, by: Actor, refusal: type[Refused]):
    with pytest.raises(refusal):
        give_mandate(
            giver=giver.post, holder=holder.post, paper="1/QĐ", from_date=DAY, by=by, at=noon(DAY), on=DAY
        )
    assert not Mandate.objects.exists()


@pytest.mark.usefixtures("world")
def test_a_mandate_covers_nothing_that_was_done_before_it():
    with pytest.raises(DaysUnfit):
        give_mandate(
            giver=CHAIR.post,
            holder=OFFICE.post,
            paper="1/QĐ",
            from_date=DAY - timedelta(days=1),
            by=CHAIR,
            at=noon(DAY),
            on=DAY,
        )


@pytest.mark.usefixtures("world")
def test_the_head_of_an_agency_gives_for_its_officers_and_for_nobody_elses():
    made = give_mandate(
        giver=OFFICER.post, holder=MINISTER.post, paper="2/QĐ", from_date=DAY, by=SYSTEM, at=noon(DAY), on=DAY
    )
    assert made.code == "UQ-0001"
    with pytest.raises(NotYoursToGive):
        give_mandate(
            giver="h42-can-bo",
            holder="h42-chu-tich",
            paper="2/QĐ",
            from_date=DAY,
            by=MINISTER,
            at=noon(DAY),
            on=DAY,
        )


def second_post(person: str, *, code: str, agency: str, role: Role) -> Actor:
    """One more post of somebody's."""
    establish_post(
        code=code,
        agency=agency,
        title_vi="Vị trí kiêm",
        title_en="Second",
        role=role,
        by=SYSTEM,
        at=noon(DAY),
        on=DAY,
    )
    appoint(post=code, person=person, full_name="Kiêm nhiệm", by=SYSTEM, at=noon(DAY), on=DAY)
    return Actor(code, person)


def test_who_claimed_accepts_it_under_no_mandate(world: World):
    second_post(OFFICER.person, code="bcd-phu", agency="BCD", role=Role.FOLLOWING_OFFICER)
    delegate = given(FOLLOWER, Actor("bcd-phu", OFFICER.person))
    claim = world.claim(world.give("57-1", on=DAY, due=date(2025, 6, 30)), on=DAY)
    with pytest.raises(SameHand):
        accept_completion(claim=claim, by=delegate, at=noon(LATER), on=LATER)
    with pytest.raises(SameHand):
        return_claim(claim=claim, reason="xem lại", by=delegate, at=noon(LATER), on=LATER)


def test_who_claimed_accepts_it_through_no_delegate_of_their_own(world: World):
    own = second_post(OFFICER.person, code="bcd-phu", agency="BCD", role=Role.FOLLOWING_OFFICER)
    delegate = given(own, FOLLOWER)
    claim = world.claim(world.give("57-1", on=DAY, due=date(2025, 6, 30)), on=DAY)
    with pytest.raises(SameHand):
        accept_completion(claim=claim, by=delegate, at=noon(LATER), on=LATER)


def test_a_claim_by_a_delegate_is_not_accepted_by_the_one_in_whose_name_it_was_made(world: World):
    delegate = given(MINISTER, OFFICER)
    claim = world.claim(world.give("57-1", on=DAY, due=date(2025, 6, 30)), on=DAY, by=delegate)
    leave_post(
        appointment=Appointment.objects.get(post__code=MINISTER.post), by=SYSTEM, at=noon(LATER), on=LATER
    )
    moved = Actor("bcd-phu", MINISTER.person)
    establish_post(
        code="bcd-phu", agency="BCD", title_vi="Phó", title_en="Deputy", role=Role.COMMITTEE,
        by=SYSTEM, at=noon(LATER), on=LATER,
    )  # fmt: skip
    appoint(post="bcd-phu", person=MINISTER.person, full_name="x", by=SYSTEM, at=noon(LATER), on=LATER)
    with pytest.raises(SameHand):
        accept_completion(claim=claim, by=moved, at=noon(LATER), on=LATER)


def test_who_also_sits_in_the_claiming_body_answers_no_claim_of_it(world: World):
    second_post(FOLLOWER.person, code="g06-phu", agency="G06", role=Role.OFFICER)
    claim = world.claim(world.give("57-1", on=DAY, due=date(2025, 6, 30)), on=DAY)
    with pytest.raises(SameHand):
        accept_completion(claim=claim, by=FOLLOWER, at=noon(LATER), on=LATER)


def test_a_true_delegate_accepts(world: World):
    delegate = given(CHAIR, FOLLOWER)
    claim = world.claim(world.give("57-1", on=DAY, due=date(2025, 6, 30)), on=DAY)
    assert accept_completion(claim=claim, by=delegate, at=noon(LATER), on=LATER).pk


def test_of_a_restricted_task_neither_post_nor_mandate_is_in_the_leaf(world: World):
    delegate = given(MINISTER, OFFICER)
    code = world.give("57-9", on=DAY, due=date(2025, 6, 30), publication=Publication.RESTRICTED)
    claim = world.claim(code, on=DAY, by=delegate)
    told = list(record.entries_about(f"task:{code}"))[1:]
    assert len(told) == 2, "the file and the claim"
    for entry in told:
        assert entry.actor == CONCEALED
        assert "g06" not in entry.leaf.lower()
        assert delegate.mandate not in entry.leaf
    entry = record.entry(claim)
    assert entry is not None
    assert record.hands([entry])[claim] == record.Hand(post=MINISTER.post, mandate=delegate.mandate)


@pytest.mark.usefixtures("world")
def test_a_log_in_offers_its_own_posts_and_its_mandates():
    given(CHAIR, OFFICE)
    account = Account.objects.get(username=OFFICE.post)
    found = seats(account, on=DAY)
    assert [one.code for one in found] == ["bcd-thuong-truc|", "bcd-truong-ban|UQ-0001"]
    with pytest.raises(NotTheKeeper):
        require_keeper(STRANGER, today=DAY)
