"""What every command shares: the clock, the language, the store made ready, and one line for each refusal."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.changed import catalogues_read
from camket.discipline.agencies.seats import OPERATOR
from camket.errors import Refused
from camket.periods import VIETNAM_TZ, day_of
from camket.record import queries as record
from camket.record.keys import SigningKey, load_or_make_key
from camket.record.rules import Actor
from camket.words import say_refusal

from .sentences import say

if TYPE_CHECKING:
    from collections.abc import Callable

_LANGUAGE = "camket.language"


class Unusable(click.ClickException):
    """What was asked cannot be done with what was given: one line on the error stream, exit code 2."""

    exit_code = 2

    def __init__(self, sentence: str, **params: object) -> None:
        super().__init__(say(sentence, language(), **params))

    def show(self, file: Any = None) -> None:
        """The line alone."""
        click.echo(self.message, file=file, err=file is None)


class Door(click.Group):
    """A group whose commands answer a refusal with one line on the error stream and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command that was named."""
        try:
            with catalogues_read():
                return super().invoke(ctx)
        except Refused as refusal:
            click.echo(say_refusal(refusal, language()), err=True)
            ctx.exit(1)
        except DatabaseError as fault:
            click.echo(say("store_not_usable", language(), why=str(fault).strip()), err=True)
            ctx.exit(2)


def language() -> str:
    """The language of the running command."""
    context = click.get_current_context(silent=True)
    return str(context.meta.get(_LANGUAGE, "vi")) if context is not None else "vi"


def _choose(ctx: click.Context, _option: click.Parameter, chosen: str) -> None:
    ctx.meta[_LANGUAGE] = chosen


def speaks(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--lang`; it is read before the other options, so that their faults are told in it."""
    return click.option(
        "--lang",
        type=click.Choice(["vi", "en"]),
        default="vi",
        show_default=True,
        is_eager=True,
        expose_value=False,
        callback=_choose,
        help="ngôn ngữ / language",
    )(command)


class Day(click.ParamType[date]):
    """A day, YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, _param: click.Parameter | None, _ctx: click.Context | None) -> date:
        """The day that was written."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise Unusable("no_day", text=value) from None


class Instant(click.ParamType[datetime]):
    """An instant; one without a zone is in Vietnam."""

    name = "instant"

    def convert(self, value: Any, _param: click.Parameter | None, _ctx: click.Context | None) -> datetime:
        """The instant that was written."""
        try:
            instant = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        except ValueError:
            raise Unusable("no_instant", text=value) from None
        return instant if instant.tzinfo else instant.replace(tzinfo=VIETNAM_TZ)


def now() -> datetime:
    """This moment: the clock of the terminal."""
    return datetime.now(UTC)


def today() -> date:
    """This day in Vietnam."""
    return day_of(now())


def ready_store() -> None:
    """Makes the store's tables when it is new, or brings them up to this version."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def ready_record() -> None:
    """The store made ready, and a record in it."""
    ready_store()
    if not record.latest_position():
        raise Unusable("no_record")


def signing_key() -> SigningKey:
    """The key of this record, or of the one to be founded."""
    declared = record.origin()
    name = str(declared["origin"]) if declared else settings.CAMKET_ORIGIN
    return load_or_make_key(settings.CAMKET_KEY_FILE, name=name)


def hand_of(post: str | None) -> Actor:
    """The hand of a post's holder today; the operator's own where none is named."""
    if post is None:
        return OPERATOR
    holder = agencies.holder_of(post, on=today())
    if holder is None:
        raise Unusable("no_holder", post=post)
    return Actor(post=post, person=holder.person.code)
