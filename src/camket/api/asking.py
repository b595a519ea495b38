"""What a call asks for: who reads, as of which day, knowing what, about which programme. The clock is read here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from ninja import Schema
from pydantic import Field

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.accounts import caller_address, seat_of_token
from camket.discipline.agencies.actions import count_attempt, use_token
from camket.discipline.agencies.actions.accounts import TooManyFailures
from camket.discipline.agencies.changed import read_catalogues
from camket.discipline.agencies.mandates import Seat, seat_chosen
from camket.discipline.directives import queries as directives
from camket.errors import Refused
from camket.periods import VIETNAM_TZ, AsOf, day_of
from camket.record import queries as record
from camket.record.keys import SigningKey, load_or_make_key

from .problems import TokenRefused, Unanswerable

if TYPE_CHECKING:
    from django.http import HttpRequest

    from camket.discipline.agencies.roles import Scope
    from camket.discipline.directives.models import Programme

MOST_ROWS = 500
"""The longest page of a list."""

NUL = "\x00"
"""No name or code holds this letter, and PostgreSQL takes no text that does."""


class UnreadableMark(Refused):
    """The day or instant in the address is none."""

    code = "asof.unreadable"


class Marks(Schema):
    """The two clocks of every read."""

    on: str = Field(
        default="",
        description="The day for which the facts hold (ngày có hiệu lực), YYYY-MM-DD; today in Vietnam when empty.",
        examples=["2025-10-15"],
    )
    known_at: str = Field(
        default="",
        description=(
            "Only what the record knew at this instant (thời điểm đã biết), ISO 8601; Vietnam's time when it names "
            "no zone; everything known now when empty."
        ),
        examples=["2025-10-16T08:00:00+07:00"],
    )


class ProgrammeMarks(Marks):
    """The two clocks and the programme."""

    programme: str = Field(
        default="",
        description="Code of the programme (chương trình); the oldest one in sight when empty.",
        examples=["57"],
    )


class AsOfShape(Schema):
    """Which day an answer holds for, and what of the record it knows."""

    on: date = Field(description="The day (ngày có hiệu lực).", examples=["2025-10-15"])
    known_at: datetime | None = Field(description="The instant asked for (thời điểm đã biết); null for now.")
    position: int = Field(
        description="The last entry of the record that was read (bản ghi cuối đã đọc).", examples=[1871]
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """One call's reader and marks."""

    scope: Scope
    asof: AsOf

    @property
    def shape(self) -> AsOfShape:
        """The marks as they are answered."""
        return AsOfShape(on=self.asof.on, known_at=self.asof.known_at, position=self.asof.position)


def now() -> datetime:
    """This moment. The only clock of the API."""
    return datetime.now(UTC)


def read_day(text: str) -> date | None:
    """The day in an address; none for an empty one. Raises `UnreadableMark`."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnreadableMark(text=text[:40]) from error


def read_instant(text: str) -> datetime | None:
    """The instant in an address, in Vietnam's time when it names no zone. Raises `UnreadableMark`.

    An unescaped plus sign arrives as a space, so a space stands for one.
    """
    if not text:
        return None
    try:
        instant = datetime.fromisoformat(text.replace(" ", "+"))
        return (instant if instant.tzinfo else instant.replace(tzinfo=VIETNAM_TZ)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UnreadableMark(text=text[:40]) from error


def reader(request: HttpRequest, known: Schema | None = None) -> Scope:
    """What the caller may see: the scope of the post of its token or its session, else the public's.

    A parameter that the call does not have is refused: a filter misspelt must not answer as if it had been applied.
    """
    strange = sorted(set(request.GET) - set(type(known).model_fields if known is not None else ()))
    if strange:
        raise Unanswerable("request.parameter.unknown", name=strange[0][:40])
    spoilt = sorted(name for name, value in request.GET.items() if NUL in str(value))
    if spoilt:
        raise Unanswerable("request.parameter.unreadable", name=spoilt[0])
    return agencies.scope_of(seat_of_call(request))


def asked(request: HttpRequest, marks: Marks) -> Asked:
    """Reads a call's marks. Raises `UnreadableMark`, `Unanswerable`."""
    on, known = read_day(marks.on), read_instant(marks.known_at)
    position = record.position_at(known) if known else record.latest_position()
    read_catalogues(on=on or day_of(now()), position=position)
    scope = reader(request, marks)
    return Asked(scope=scope, asof=AsOf(on=on or day_of(now()), known_at=known, position=position))


def programme_asked(this: Asked, marks: ProgrammeMarks) -> Programme:
    """The programme of a call. Raises `Unanswerable` for one that is not, or not in sight."""
    found = (
        directives.programme(marks.programme, this.scope)
        if marks.programme
        else directives.programmes(this.scope).first()
    )
    if found is None:
        raise Unanswerable("programme.unknown", programme=marks.programme)
    return found


def seat_of_call(request: HttpRequest) -> Seat | None:
    """From which post a call reads: its token's, else the one chosen in the session of a log-in.

    A call that shows a token is read by it alone, whatever cookies come along. Raises `TokenRefused`.
    """
    shown = request.headers.get("Authorization", "")
    if shown:
        kept = getattr(request, "_camket_seat", None)
        seat = kept if isinstance(kept, Seat) else _seat_of_token(request, shown)
        request._camket_seat = seat  # type: ignore[attr-defined]  # noqa: SLF001 - looked up once for each call
        return seat
    account = request.user
    if not account.is_authenticated:
        return None
    return seat_chosen(account, request.session.get("post"), on=day_of(now()))


def _seat_of_token(request: HttpRequest, shown: str) -> Seat:
    """Raises `TokenRefused`, alike for a token that is wrong, over, revoked, or whose person left its post."""
    scheme, _, token = shown.partition(" ")
    today = day_of(now())
    found = seat_of_token(token.strip(), on=today) if scheme.lower() == "bearer" else None
    if found is None:
        address = caller_address(request.META)
        try:
            count_attempt(username="", address=address, at=now(), kinds=("token",))
        except TooManyFailures as refusal:
            raise TokenRefused(slow=True) from refusal
        raise TokenRefused
    use_token(token=found[0], on=today)
    return found[1]


def signing_key() -> SigningKey:
    """The key that seals this record."""
    declared = record.origin()
    origin = declared["origin"] if declared else settings.CAMKET_ORIGIN
    return load_or_make_key(settings.CAMKET_KEY_FILE, name=str(origin))
