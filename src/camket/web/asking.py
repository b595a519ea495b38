"""What a request asks for: who reads, as of which day, knowing what, about which programme. The clock is read here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.changed import read_catalogues
from camket.discipline.agencies.mandates import seat_chosen
from camket.discipline.directives import queries as directives
from camket.errors import Refused
from camket.periods import VIETNAM_TZ, AsOf, day_of
from camket.record import queries as record
from camket.record.actions import seal_checkpoint
from camket.record.keys import SigningKey, load_or_make_key
from camket.record.moment import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from camket.discipline.agencies.mandates import Seat
    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Programme
    from camket.record.rules import Actor


class UnreadableMark(Refused):
    """The day or instant in the address is none."""

    code = "asof.unreadable"


class NotLoggedIn(Refused):
    """Acts are done from a post."""

    code = "actor.not_logged_in"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request's reader and marks; `on` and `known` are None when the address does not name them."""

    scope: Scope
    asof: AsOf
    appointment: Seat | None
    on: date | None
    known: datetime | None
    programme: Programme | None
    programmes: tuple[Programme, ...] = ()

    def address(self, path: str, **more: object) -> str:
        """An address that keeps the marks of this one: the day, the instant, the programme."""
        marks: dict[str, object] = {}
        if self.programme is not None:
            marks["programme"] = self.programme.code
        if self.on is not None:
            marks["on"] = self.on.isoformat()
        if self.known is not None:
            marks["known"] = self.known.astimezone(VIETNAM_TZ).isoformat(timespec="seconds")
        marks |= more
        given = {key: value for key, value in marks.items() if value not in (None, "")}
        return f"{path}?{urlencode(given)}" if given else path


def now() -> datetime:
    """This moment. The only clock of the pages."""
    return datetime.now(UTC)


def today() -> date:
    """This day in Vietnam."""
    return day_of(now())


def read_day(text: str) -> date | None:
    """The day in an address or a form field; none for an empty one. Raises `UnreadableMark`."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnreadableMark(text=text[:40]) from error


def read_instant(text: str) -> datetime | None:
    """The instant in an address, in Vietnam's time when it names no zone. Raises `UnreadableMark`."""
    if not text:
        return None
    try:
        instant = datetime.fromisoformat(text.replace(" ", "+"))
        placed = instant if instant.tzinfo else instant.replace(tzinfo=VIETNAM_TZ)
        # An instant at either end of the calendar has no place in another zone.
        return placed.astimezone(UTC).astimezone(VIETNAM_TZ)
    except (ValueError, OverflowError) as error:
        raise UnreadableMark(text=text[:40]) from error


def asked(request: HttpRequest) -> Asked:
    """Reads a request once; views and templates take everything from here. Raises `UnreadableMark`."""
    kept = getattr(request, "_camket_asked", None)
    if isinstance(kept, Asked):
        return kept
    on = read_day(request.GET.get("on", ""))
    known = read_instant(request.GET.get("known", ""))
    position = record.position_at(known) if known else moment().position
    read_catalogues(on=on or today(), position=position)
    holder = appointment_of(request)
    scope = agencies.scope_of(holder)
    programmes = tuple(directives.programmes(scope))
    found = Asked(
        scope=scope,
        asof=AsOf(on=on or today(), known_at=known, position=position),
        appointment=holder,
        on=on,
        known=known,
        programme=_programme(request, programmes),
        programmes=programmes,
    )
    request._camket_asked = found  # type: ignore[attr-defined]  # noqa: SLF001 - read once for each request
    return found


def appointment_of(request: HttpRequest) -> Seat | None:
    """The seat from which the logged-in person acts: the one chosen in the session while it is still theirs today.

    A post that was left, or a mandate that has ended, is no seat from that day on; then the first post held is.
    """
    account = request.user
    if not account.is_authenticated:
        return None
    return seat_chosen(account, request.session.get("post"), on=today())


def _programme(request: HttpRequest, programmes: Sequence[Programme]) -> Programme | None:
    """The programme that the address names, else the oldest in sight."""
    code = request.GET.get("programme", "")
    return next((one for one in programmes if one.code == code or not code), None)


def actor(request: HttpRequest) -> Actor:
    """Whose hand the request is. Raises `NotLoggedIn` for a reader without a post."""
    holder = asked(request).appointment
    if holder is None:
        raise NotLoggedIn
    return holder.hand


def signing_key() -> SigningKey:
    """The key that seals this record."""
    declared = record.origin()
    origin = declared["origin"] if declared else settings.CAMKET_ORIGIN
    return load_or_make_key(settings.CAMKET_KEY_FILE, name=str(origin))


def seal() -> None:
    """Seals a checkpoint over all that was entered: the last line of every act that comes from a page."""
    seal_checkpoint(key=signing_key(), at=now())
