"""`camket review` and `camket freeze`: the figures of a day, printed or published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.roles import Role, Scope
from camket.discipline.directives import queries as directives
from camket.periods import AsOf
from camket.record import queries as record
from camket.review.report.compiling import compile_review
from camket.review.snapshots.actions import freeze_figure

from .door import Day, Instant, Unusable, hand_of, language, now, ready_record, signing_key, speaks, today
from .printing import as_csv, as_json, as_text
from .sentences import say

if TYPE_CHECKING:
    from datetime import date, datetime

    from camket.discipline.directives.models import Programme

EVERYTHING = Scope(role=Role.COMMITTEE)
"""What the operator reads: the files of the store hold all of it anyway."""


@click.command()
@click.option("--on", type=Day(), help="ngày tính / the day of the figures (default: today)")
@click.option(
    "--known-at", type=Instant(), help="theo những gì sổ biết lúc đó / as the record knew it at an instant"
)
@click.option("--programme", help="mã chương trình / programme code (default: the first)")
@click.option(
    "--format", "shape", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True
)
@click.option("--as", "post", help="đọc với quyền của một vị trí / with the sight of a post's holder")
@speaks
def review(
    *, on: date | None, known_at: datetime | None, programme: str | None, shape: str, post: str | None
) -> None:
    """In bản tổng kết của một ngày. Người chạy lệnh đọc mọi nhiệm vụ, trừ khi có --as.

    Prints the review of a day. Whoever runs it reads every task, unless --as names a post.
    """
    ready_record()
    position = record.position_at(known_at) if known_at else record.latest_position()
    asof = AsOf(on=on or today(), known_at=known_at, position=position)
    scope = _scope(post)
    found = compile_review(_programme(programme, scope), asof, scope)
    if shape == "json":
        click.echo(as_json(found))
    elif shape == "csv":
        click.echo(as_csv(found), nl=False)
    else:
        sight = say("as_post", language(), post=post) if post else say("operator", language())
        click.echo(f"{sight}\n")
        click.echo(as_text(found, language=language()))


@click.command()
@click.option("--on", type=Day(), required=True, help="ngày của số liệu / the day of the figure")
@click.option("--programme", required=True, help="mã chương trình / programme code")
@click.option("--as", "post", help="vị trí công bố / the post that publishes (default: the operator)")
@speaks
def freeze(*, on: date, programme: str, post: str | None) -> None:
    """Chốt số liệu của một ngày để công bố; thay đổi về sau là điều chỉnh có lý do.

    Freezes the figure of a day for publication; what changes it later is a restatement with a reason.
    """
    ready_record()
    code = _programme(programme, EVERYTHING).code
    frozen = freeze_figure(programme=code, on=on, key=signing_key(), by=hand_of(post), at=now())
    told = say(
        "frozen_now",
        language(),
        on=on.isoformat(),
        programme=code,
        entry=frozen.entry_id,
        size=frozen.checkpoint_size,
    )
    click.echo(told)


def _scope(post: str | None) -> Scope:
    if post is None:
        return EVERYTHING
    holder = agencies.holder_of(post, on=today())
    if holder is None:
        raise Unusable("no_holder", post=post)
    return agencies.scope_of(holder)


def _programme(code: str | None, scope: Scope) -> Programme:
    known = {one.code: one for one in directives.programmes(scope)}
    if code is None and known:
        return next(iter(known.values()))
    if code not in known:
        raise Unusable("no_programme", code=code or "", known=", ".join(known))
    return known[code]
