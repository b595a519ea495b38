"""`camket demo`: the synthetic nation in an empty store, its review, and the log-ins to look around with."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import click
from django.conf import settings

from camket.discipline.agencies.roles import Role, Scope
from camket.discipline.directives import queries as directives
from camket.nation.building import FROZEN_AT, build_nation
from camket.nation.cast import PASSWORD, places
from camket.nation.fates import REVIEWED
from camket.periods import AsOf
from camket.record import queries as record
from camket.review.report.compiling import compile_review

from .door import Unusable, language, ready_store, signing_key, speaks
from .printing import as_text
from .sentences import say
from .serving import HOST, PORT, run_server

PLAN_FILE = "plan-11-KH-BCD.docx"


@click.command()
@click.option(
    "--synthetic", is_flag=True, help="lập sổ giả lập / begin a synthetic record (or CAMKET_SYNTHETIC=1)"
)
@click.option(
    "--samples",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("samples"),
    show_default=True,
    help="thư mục có kế hoạch thật của Khánh Hòa / folder of the real plan",
)
@click.option(
    "--serve/--no-serve", default=True, show_default=True, help="mở trang sau khi dựng / serve afterwards"
)
@click.option("--host", default=HOST, show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True)
@speaks
def demo(*, synthetic: bool, samples: Path, serve: bool, host: str, port: int) -> None:
    """Dựng một đất nước giả lập, in bản tổng kết ngày 15/10/2025 rồi mở trang.

    Builds the synthetic nation into an empty store, prints the review of 15 October 2025, then serves the pages.
    """
    ready_store()
    if record.latest_position():
        _require_own()
        click.echo(say("built_before", language(), n=record.latest_position()))
    else:
        if not (synthetic or settings.CAMKET_SYNTHETIC):
            raise Unusable("need_synthetic")
        _build(samples)
    _print_review()
    _print_ways(f"http://{host}:{port}")
    if serve:
        run_server(host=host, port=port)


def _require_own() -> None:
    """Raises `Unusable` unless the record is the synthetic nation itself."""
    programme = directives.programme("57", Scope(role=Role.COMMITTEE))
    if not record.is_synthetic() or programme is None or not programme.synthetic:
        raise Unusable("not_empty", n=record.latest_position())


def _build(samples: Path) -> None:
    plan_file = samples / PLAN_FILE
    click.echo(say("building", language(), data=settings.CAMKET_KEY_FILE.parent.parent))
    if not plan_file.is_file():
        click.echo(say("no_sample", language(), path=plan_file))
    begun = monotonic()
    build_nation(
        key=signing_key(),
        plan_file=plan_file if plan_file.is_file() else None,
        told=lambda line: click.echo(f"  {line}"),
    )
    seconds = round(monotonic() - begun)
    click.echo(say("built", language(), n=record.latest_position(), seconds=seconds))


def _print_review() -> None:
    """The review as it was known when it was frozen: what was restated later stands below it."""
    everything = Scope(role=Role.COMMITTEE)
    programme = directives.programme("57", everything)
    if programme is None:
        return
    asof = AsOf(on=REVIEWED, known_at=FROZEN_AT, position=record.position_at(FROZEN_AT))
    click.echo()
    click.echo(as_text(compile_review(programme, asof, everything), language=language()))


def _print_ways(address: str) -> None:
    click.echo()
    click.echo(say("log_ins", language(), password=PASSWORD))
    for place in places():
        if place.username:
            title = place.title_en if language() == "en" else place.title_vi
            click.echo(f"  {place.username:<16} {title} ({place.agency})")
    click.echo()
    click.echo(say("next_steps", language()))
    click.echo(f"  {address}/?programme=57&on={REVIEWED.isoformat()}")
    click.echo(f"  camket review --programme 57 --on {REVIEWED.isoformat()}")
    click.echo("  camket export record.jsonl && camket verify record.jsonl --recompute")
    click.echo()
