"""Readers of log-ins and tokens: what is counted and how long, and whose hand a token is today."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.password_validation import get_default_password_validators
from django.db.models import Prefetch
from django.utils.crypto import salted_hmac

from .mandates import Seat
from .models import Account, ApiToken, Appointment, Person

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

KNOWN_FOR = timedelta(days=30)
"""How long an address from which a name has logged in is spared what strangers do to that name."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries within a time, counted from the first of them."""

    tries: int
    within: timedelta
    spares_known: bool


LIMITS = {
    "pair": Limit(tries=10, within=timedelta(minutes=15), spares_known=False),
    "name": Limit(tries=50, within=timedelta(hours=1), spares_known=True),
    "address": Limit(tries=100, within=timedelta(hours=1), spares_known=True),
    "token": Limit(tries=60, within=timedelta(hours=1), spares_known=False),
}
"""A name from an address, a name from anywhere, any name from an address; tokens shown in vain from an address.

Strangers can reach the limit of a name but not shut its owner out: who has logged in from an address lately is held
to the first limit alone there. An office behind one address is spared likewise.
"""


@dataclass(frozen=True, slots=True)
class Tried:
    """The name and the address of one try."""

    name: str
    address: str


def key_of(kind: str, tried: Tried) -> str:
    """Under what a count is kept: a keyed hash, so the table tells no name and no address."""
    of = {"name": tried.name, "address": tried.address, "token": tried.address}.get(
        kind, f"{tried.name}\n{tried.address}"
    )
    return salted_hmac(f"camket.log-in.{kind}", of, algorithm="sha256").hexdigest()


def caller_address(meta: Mapping[str, str]) -> str:
    """From where a request came: the peer, or behind a proxy of one's own what that proxy saw.

    Only the last address of `X-Forwarded-For` is the proxy's word; those before it are the caller's own.
    """
    seen = meta.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() if settings.CAMKET_PROXY else ""
    return seen or meta.get("REMOTE_ADDR", "")


def token_digest(token: str) -> str:
    """What is kept of a token. Its 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def seat_of_token(token: str, *, on: date) -> tuple[ApiToken, Seat] | None:
    """Whose hand a token is on a day; none for one that is wrong, over, revoked, or whose appointment ended.

    Another appointment of the same person to the same post gives no life back to it.
    """
    found = (
        ApiToken.objects.select_related("appointment__post__agency", "appointment__person__account")
        .filter(digest=token_digest(token), revoked_at=None, expires_on__gt=on)
        .exclude(appointment__departure__on_date__lte=on)
        .first()
    )
    if found is None:
        return None
    held = found.appointment
    account: Account | None = getattr(held.person, "account", None)
    if account is None or not account.is_active or held.from_date > on:
        return None
    return found, Seat(post=held.post, person=held.person, from_date=found.made_at.date())


def tokens_of(person: int) -> QuerySet[ApiToken]:
    """A person's tokens, newest first, revoked ones too."""
    own = ApiToken.objects.filter(appointment__person=person)
    return own.select_related("appointment__post__agency", "appointment__departure").order_by("-pk")


def may_log_in(account: Account, *, at: datetime) -> bool:
    """Whether a right password opens a log-in: it is open, and a one-time password has not grown old."""
    return account.is_active and (account.one_time_until is None or at < account.one_time_until)


def password_rules() -> list[str]:
    """What a password must be, in words, as the settings ask."""
    return [validator.get_help_text() for validator in get_default_password_validators()]


PEOPLE = 100


def log_ins_of_people(*, on: date, after: str) -> list[Person]:
    """People in the order of their codes, after one of them, each with the log-in and the posts held on a day."""
    held = Appointment.objects.filter(from_date__lte=on).exclude(departure__on_date__lte=on)
    rows = Person.objects.filter(code__gt=after).select_related("account").order_by("code")
    return list(
        rows.prefetch_related(
            Prefetch("appointments", held.select_related("post__agency"), to_attr="held_now")
        )[:PEOPLE]
    )
