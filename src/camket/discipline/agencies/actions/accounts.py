"""The only writers of log-ins, of what programs show instead of them, and of how often either was tried in vain.

None of this is an act: the record holds posts and appointments, never credentials.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from camket.discipline.agencies.accounts import KNOWN_FOR, LIMITS, Tried, key_of, token_digest
from camket.discipline.agencies.models import Account, ApiToken, Appointment, LogInCount, Person
from camket.discipline.agencies.seats import OPERATOR, require_keeper, seat_of
from camket.errors import Refused
from camket.periods import day_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from camket.record.rules import Actor

ONE_TIME_FOR = timedelta(days=7)
LONGEST_TOKEN_DAYS = 365
MOST_TOKENS = 20
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


class TooManyFailures(Refused):
    """Too many wrong passwords of late for a name from one address, for a name, or from an address."""

    code = "login.too_many"


class WrongPassword(Refused):
    """Who changes a password knows the one in force."""

    code = "account.password.wrong"


class WeakPassword(Refused):
    """The new password is too easy to guess. `why` is told in the reader's language."""

    code = "account.password.weak"


class SamePassword(Refused):
    """The new password is the old one."""

    code = "account.password.same"


class UnknownPerson(Refused):
    """No person has this code."""

    code = "person.unknown"


class AccountExists(Refused):
    """A log-in's name is its own, and a person has one log-in."""

    code = "account.open.exists"


class UnknownAccount(Refused):
    """There is no log-in of this name."""

    code = "account.unknown"


class LabelMissing(Refused):
    """A token says what it is for, so that one can tell which to revoke."""

    code = "token.make.no_label"


class TokenDaysUnfit(Refused):
    """A token lives at most a year."""

    code = "token.make.days"


class TooManyTokens(Refused):
    """A person keeps as many tokens as they can oversee."""

    code = "token.make.too_many"


def _checked(account: Account, password: str) -> str:
    try:
        validate_password(password, account)
    except ValidationError as fault:
        raise WeakPassword(why=" ".join(fault.messages)) from fault
    return password


def open_account(*, username: str, password: str, person: str) -> Account:
    """A log-in for a person. Raises `UnknownPerson`, `AccountExists`."""
    named = " ".join(username.split()).lower()
    holder = Person.objects.filter(code=person).first()
    if holder is None:
        raise UnknownPerson(person=person[:40])
    taken = Account.objects.filter(username=named) | Account.objects.filter(person=holder)
    if not named or taken.exists():
        raise AccountExists(username=named)
    return Account.objects.create_user(named, password, person=holder)


def change_password(*, username: str, password: str) -> bool:
    """A new password for a log-in; False when there is no such log-in. Sessions opened with the old one end."""
    account = Account.objects.filter(username=username).first()
    if account is None:
        return False
    account.set_password(password)
    account.one_time_until = None
    account.save(update_fields=["password", "one_time_until"])
    return True


@transaction.atomic
def change_own_password(*, account: Account, old: str, new: str) -> Account:
    """A person's own new password, against the one in force; every other session of the log-in ends.

    Raises `WrongPassword`, `SamePassword`, `WeakPassword`.
    """
    held = Account.objects.select_for_update().get(pk=account.pk)
    if not held.check_password(old):
        raise WrongPassword
    if new == old:
        raise SamePassword
    held.set_password(_checked(held, new))
    held.one_time_until = None
    held.save(update_fields=["password", "one_time_until"])
    return held


@transaction.atomic
def give_one_time_password(
    *, person: str, username: str = "", by: Actor, at: datetime
) -> tuple[Account, str]:
    """A keeper opens a person's log-in, or resets it: a password shown once, to be changed at the first log-in.

    It opens the log-in for seven days; sessions, and tokens, of the log-in end. Raises `NotTheKeeper`,
    `UnknownPerson`, `AccountExists`, `UnknownAccount`.
    """
    require_keeper(by, today=day_of(at))
    password = "-".join("".join(secrets.choice(_SIGNS) for _ in range(5)) for _ in range(4))
    account = Account.objects.select_for_update().filter(person__code=person).first()
    if account is None:
        if not username.strip():
            raise UnknownAccount(username=person[:40])
        account = open_account(username=username, password=password, person=person)
    account.set_password(password)
    account.is_active = True
    account.one_time_until = at + ONE_TIME_FOR
    account.save(update_fields=["password", "is_active", "one_time_until"])
    ApiToken.objects.filter(appointment__person=account.person_id, revoked_at=None).update(revoked_at=at)
    return account, password


def count_attempt(
    *, username: str, address: str, at: datetime, kinds: Sequence[str] = ("pair", "name", "address")
) -> Tried:
    """Counts one try before it is looked at, so that a hundred at once count as a hundred.

    Names that are not are counted as those that are. Raises `TooManyFailures`.
    """
    tried = Tried(name=username.strip().lower(), address=address)
    known = LogInCount.objects.filter(key=key_of("known", tried), since__gt=at - KNOWN_FOR).exists()
    for kind in kinds:
        limit = LIMITS[kind]
        tries = _one_more(kind, tried, at=at)
        if tries > limit.tries and not (known and limit.spares_known):
            raise TooManyFailures(limit=limit.tries, minutes=int(limit.within.total_seconds() // 60))
    return tried


def _one_more(kind: str, tried: Tried, *, at: datetime) -> int:
    key, within = key_of(kind, tried), LIMITS[kind].within
    rows = LogInCount.objects.filter(key=key)
    if rows.filter(since__gt=at - within).update(tries=F("tries") + 1):
        return rows.values_list("tries", flat=True).get()
    try:
        with transaction.atomic():
            if not rows.update(tries=1, since=at):
                LogInCount.objects.create(key=key, kind=kind, tries=1, since=at)
    except IntegrityError:  # another worker began the count in the same moment
        rows.update(tries=F("tries") + 1)
    return rows.values_list("tries", flat=True).get()


def close_attempt(*, tried: Tried, at: datetime) -> None:
    """The password was right: the pair's count is forgotten, the others go back by one, and the pair is known."""
    LogInCount.objects.filter(key=key_of("pair", tried)).delete()
    for kind in ("name", "address"):
        LogInCount.objects.filter(key=key_of(kind, tried), tries__gt=0).update(tries=F("tries") - 1)
    LogInCount.objects.update_or_create(
        key=key_of("known", tried), defaults={"kind": "known", "tries": 0, "since": at}
    )


def sweep_log_in(*, at: datetime) -> int:
    """Drops counts whose time is over; returns how many."""
    oldest = at - max(limit.within for limit in LIMITS.values())
    stale = LogInCount.objects.filter(since__lt=oldest).exclude(kind="known")
    gone = stale | LogInCount.objects.filter(kind="known", since__lt=at - KNOWN_FOR)
    return gone.delete()[0]


@transaction.atomic
def make_token(*, label: str, expires_on: date, by: Actor, at: datetime) -> tuple[ApiToken, str]:
    """A token to read with as the holder of a post, until a day within a year; it is shown once and never kept.

    It ends before that day with the appointment under which it is made.

    Raises `NotInPost`, `LabelMissing`, `TokenDaysUnfit`, `TooManyTokens`.
    """
    today = day_of(at)
    post = seat_of(by, today=today)
    said = " ".join(label.split())[:80]
    if not said:
        raise LabelMissing
    if by.mandate or by == OPERATOR or not today < expires_on <= today + timedelta(days=LONGEST_TOKEN_DAYS):
        raise TokenDaysUnfit(most=LONGEST_TOKEN_DAYS)
    held = Appointment.objects.filter(post=post, person__code=by.person, from_date__lte=today)
    appointment = held.exclude(departure__on_date__lte=today).order_by("-pk")[:1].get()
    live = ApiToken.objects.filter(
        appointment__person=appointment.person_id, revoked_at=None, expires_on__gt=today
    ).exclude(appointment__departure__on_date__lte=today)
    if live.count() >= MOST_TOKENS:
        raise TooManyTokens(most=MOST_TOKENS)
    token = f"camket_{secrets.token_urlsafe(32)}"
    made = ApiToken.objects.create(
        digest=token_digest(token), label=said, appointment=appointment, made_at=at, expires_on=expires_on
    )
    return made, token


def revoke_token(*, token: int, person: str, at: datetime) -> bool:
    """A token of one's own opens nothing from now on; False when it is not one's own or was revoked."""
    own = ApiToken.objects.filter(pk=token, appointment__person__code=person, revoked_at=None)
    return bool(own.update(revoked_at=at))


def use_token(*, token: ApiToken, on: date) -> None:
    """Notes the day on which a token was used, once a day."""
    if token.last_used_on != on:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=on)
