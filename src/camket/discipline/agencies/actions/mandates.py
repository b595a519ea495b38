"""The only writers of mandates: one post acting for another, from a day to a day (ủy quyền)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies.mandates import ended_on, of_one_side
from camket.discipline.agencies.models import Mandate, MandateEnd, Post
from camket.discipline.agencies.queries import holder_of
from camket.discipline.agencies.roles import REPORTING, Role
from camket.discipline.agencies.seats import OPERATOR, is_keeper, seat_of
from camket.errors import Refused
from camket.periods import day_of
from camket.record.actions import append
from camket.record.turn import take_turn

from .bodies import UnknownPost

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from camket.record.rules import Actor

_ACT = re.compile(r"[a-z]+(\.[a-z_]+){1,2}")
LONGEST_PAPER = 300


class NotYoursToGive(Refused):
    """A mandate is given and ended by the holder of the giver's post, the head of its agency, or a keeper."""

    code = "mandate.not_yours"


class PassedOn(Refused):
    """Who acts under a mandate gives no mandate (Law 72/2025/QH15, Article 14: no delegating on)."""

    code = "mandate.give.passed_on"


class ToOneself(Refused):
    """Nobody receives a mandate from their own hand, and no post acts for itself."""

    code = "mandate.give.to_oneself"


class TooFarApart(Refused):
    """The two posts stand in one agency, or in one directly above or below the other."""

    code = "mandate.give.too_far"


class SidesJoined(Refused):
    """Those who report, those who accept and those who inspect do not act for one another."""

    code = "mandate.give.sides"


class DaysUnfit(Refused):
    """A mandate begins today or later and ends after it begins; nothing done before is covered afterwards."""

    code = "mandate.give.days"


class PaperMissing(Refused):
    """A mandate is given in writing: the paper is named."""

    code = "mandate.give.no_paper"


class ActsUnfit(Refused):
    """The acts that a mandate covers are named by their codes."""

    code = "mandate.give.acts"


class UnknownMandate(Refused):
    """No mandate has this code."""

    code = "mandate.unknown"


class AlreadyEnded(Refused):
    """The mandate has ended."""

    code = "mandate.end.already"


def _post(code: str) -> Post:
    found = Post.objects.select_related("agency").filter(code=code).first()
    if found is None:
        raise UnknownPost(post=code[:64])
    return found


def _require_giver(by: Actor, giver: Post, *, today: date) -> None:
    """Raises `PassedOn`, `NotYoursToGive`, `NotInPost`."""
    if by.mandate:
        raise PassedOn(mandate=by.mandate)
    if by == OPERATOR:
        return
    post = seat_of(by, today=today)
    leads = (
        Role(post.role) is Role.AGENCY_HEAD
        and post.agency_id == giver.agency_id
        and Role(giver.role) in REPORTING
    )
    if post.pk != giver.pk and not leads and not is_keeper(by, today=today):
        raise NotYoursToGive(post=by.post, giver=giver.code)


def _require_fit(by: Actor, giver: Post, holder: Post, *, today: date) -> None:
    """Raises `ToOneself`, `TooFarApart`, `SidesJoined`."""
    held = holder_of(holder.code, on=today)
    if giver.pk == holder.pk or (held is not None and held.person.code == by.person):
        raise ToOneself(post=holder.code)
    own = holder_of(giver.code, on=today)
    if own is not None and held is not None and own.person_id == held.person_id:
        raise ToOneself(post=holder.code)
    near = {giver.agency_id, giver.agency.parent_id}
    if holder.agency_id not in near and holder.agency.parent_id != giver.agency_id:
        raise TooFarApart(giver=giver.code, holder=holder.code)
    if not of_one_side(Role(giver.role), Role(holder.role)):
        raise SidesJoined(giver=giver.code, holder=holder.code)


@transaction.atomic
def give_mandate(
    *,
    giver: str,
    holder: str,
    paper: str,
    from_date: date,
    until_date: date | None = None,
    acts: Sequence[str] = (),
    by: Actor,
    at: datetime,
    on: date,
) -> Mandate:
    """One post may act for another from a day on, until the day `until_date` comes or somebody ends it.

    `acts` are beginnings of codes of acts; none means all that the giver may do. Raises `UnknownPost`,
    `NotYoursToGive`, `PassedOn`, `ToOneself`, `TooFarApart`, `SidesJoined`, `DaysUnfit`, `PaperMissing`, `ActsUnfit`.
    """
    take_turn()
    today = day_of(at)
    posts = _post(giver), _post(holder)
    _require_giver(by, posts[0], today=today)
    _require_fit(by, *posts, today=today)
    if from_date < today or (until_date is not None and until_date <= from_date):
        raise DaysUnfit(from_day=from_date.isoformat(), today=today.isoformat())
    named = " ".join(paper.split())[:LONGEST_PAPER]
    if not any(sign.isalnum() for sign in named):
        raise PaperMissing(giver=giver)
    covered = sorted(dict.fromkeys(acts))
    if unfit := [one for one in covered if _ACT.fullmatch(one) is None]:
        raise ActsUnfit(acts=", ".join(one[:64] for one in unfit))
    code = f"UQ-{Mandate.objects.count() + 1:04d}"
    entry = append(
        act="discipline.mandate.give",
        by=by,
        at=at,
        on=on,
        subjects=[f"post:{giver}", f"post:{holder}"],
        public={
            "mandate": code,
            "giver": giver,
            "holder": holder,
            "from": from_date.isoformat(),
            "until": until_date.isoformat() if until_date else None,
            "acts": covered,
            "on": on.isoformat(),
        },
        private={"paper": named},
    )
    return Mandate.objects.create(
        entry=entry,
        code=code,
        giver=posts[0],
        holder=posts[1],
        from_date=from_date,
        until_date=until_date,
        acts=json.dumps(covered),
        paper=named,
    )


@transaction.atomic
def end_mandate(*, mandate: str, reason: str, by: Actor, at: datetime, on: date) -> MandateEnd:
    """A mandate is taken back, or given back by its holder, from this day on.

    Raises `UnknownMandate`, `AlreadyEnded`, `NotYoursToGive`, `PassedOn`.
    """
    take_turn()
    today = day_of(at)
    found = Mandate.objects.select_related("giver__agency", "holder").filter(code=mandate).first()
    if found is None:
        raise UnknownMandate(mandate=mandate[:64])
    if by.mandate or by.post != found.holder.code:
        _require_giver(by, found.giver, today=today)
    else:
        seat_of(by, today=today)
    over = ended_on(found)
    if over is not None and over <= today:
        raise AlreadyEnded(mandate=mandate, on=over.isoformat())
    entry = append(
        act="discipline.mandate.end",
        by=by,
        at=at,
        on=on,
        subjects=[f"post:{found.giver.code}", f"post:{found.holder.code}"],
        public={"mandate": mandate, "on": on.isoformat()},
        private={"reason": " ".join(reason.split())[:LONGEST_PAPER]},
    )
    return MandateEnd.objects.create(entry=entry, mandate=found, on_date=on, reason=reason)
