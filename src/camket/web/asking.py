"""What a request asks for: who reads, as of which day, knowing what, about which programme. The clock is read here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings

from camket.discipline.agencies import queries as agencies
from camket.discipline.directives import queries as directives
from camket.errors import Refused
from camket.periods import VIETNAM_TZ, AsOf, day_of
from camket.record import queries as record
from camket.record.keys import SigningKey, load_or_make_key
from camket.record.rules import Actor

if TYPE_CHECKING:
    from django.http import HttpRequest

    from camket.discipline.agencies.models import Appointment
    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Programme


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
    appointment: Appointment | None
    on: date | None
    known: datetime | None
    programme: Programme | None

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
    except ValueError as error:
        raise UnreadableMark(text=text[:40]) from error
    return instant if instant.tzinfo else instant.replace(tzinfo=VIETNAM_TZ)


def asked(request: HttpRequest) -> Asked:
    """Reads a request once; views and templates take everything from here. Raises `UnreadableMark`."""
    kept = getattr(request, "_camket_asked", None)
    if isinstance(kept, Asked):
        return kept
    on = read_day(request.GET.get("on", ""))
    known = read_instant(request.GET.get("known", ""))
    position = record.position_at(known) if known else record.latest_position()
    holder = appointment_of(request)
    scope = agencies.scope_of(holder)
    found = Asked(
        scope=scope,
        asof=AsOf(on=on or today(), known_at=known, position=position),
        appointment=holder,
        on=on,
        known=known,
        programme=_programme(request, scope),
    )
    request._camket_asked = found  # type: ignore[attr-defined]  # noqa: SLF001 - read once for each request
    return found


def appointment_of(request: HttpRequest) -> Appointment | None:
    """The post from which the logged-in person acts: the one chosen in the session, else the first held today."""
    account = request.user
    if not account.is_authenticated or account.person_id is None:
        return None
    held = list(agencies.appointments_on(account, on=today()))
    chosen = request.session.get("post")
    return next((one for one in held if one.post.code == chosen), held[0] if held else None)


def _programme(request: HttpRequest, scope: Scope) -> Programme | None:
    code = request.GET.get("programme", "")
    if code:
        return directives.programme(code, scope)
    return directives.programmes(scope).first()


def actor(request: HttpRequest) -> Actor:
    """Whose hand the request is. Raises `NotLoggedIn` for a reader without a post."""
    holder = asked(request).appointment
    if holder is None:
        raise NotLoggedIn
    return Actor(post=holder.post.code, person=holder.person.code)


def signing_key() -> SigningKey:
    """The key that seals this record."""
    declared = record.origin()
    origin = declared["origin"] if declared else settings.CAMKET_ORIGIN
    return load_or_make_key(settings.CAMKET_KEY_FILE, name=str(origin))
