"""`camket seal`, `export`, `verify`, `key`: what strangers need to check the record."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from camket.discipline.agencies.roles import EVERYONE
from camket.discipline.sight.queries import withheld_from
from camket.record import queries as record
from camket.record.actions import seal_checkpoint
from camket.record.exporting import withhold_nothing, write_record
from camket_verify import console

from .door import language, now, ready_record, signing_key, speaks
from .sentences import say


@click.command()
@speaks
def seal() -> None:
    """Ký một điểm kiểm trên mọi bản ghi đến lúc này. / Signs a checkpoint over all entries so far."""
    ready_record()
    checkpoint = seal_checkpoint(key=signing_key(), at=now())
    click.echo(say("sealed", language(), size=checkpoint.size))
    click.echo(checkpoint.note, nl=False)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--openings",
    is_flag=True,
    help="kèm phần không công khai: chỉ cho người được đọc / with the private parts, for readers in scope only",
)
@click.option(
    "--public",
    is_flag=True,
    help="để công bố: giữ lại bản ghi nêu việc không công khai / to publish: withholds entries that name what is not public",
)
@speaks
def export(*, file: Path, openings: bool, public: bool) -> None:
    """Trích xuất sổ thành một tệp kiểm được, cho người vận hành. / Writes the record as one file, for the operator.

    Không có --public thì tệp có nội dung mọi bản ghi, kể cả việc nội bộ. / Without --public it holds the leaf of every
    entry, internal tasks included.
    """
    if public and openings:
        raise click.UsageError("--public và --openings loại trừ nhau / exclude one another")
    ready_record()
    if not file.parent.is_dir():
        raise click.UsageError(f"không có thư mục / no such folder: {file.parent}")
    # Nobody may take half an export for a whole one: it gets its name when it is complete.
    handle, part = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            withheld = withheld_from(EVERYONE) if public else withhold_nothing
            digest = write_record(stream, key=signing_key(), openings=openings, withheld=withheld)
        Path(part).replace(file)
    finally:
        Path(part).unlink(missing_ok=True)
    checkpoint = record.latest_checkpoint()
    size = checkpoint.size if checkpoint else 0
    click.echo(say("exported", language(), size=size, file=file, digest=digest))
    if left := record.latest_position() - size:
        click.echo(say("not_exported", language(), n=left), err=True)


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def verify(*, words: tuple[str, ...]) -> None:
    """Kiểm tra một tệp trích xuất, như `camket-verify`. / Checks an export, as `camket-verify` does; needs no store."""
    raise click.exceptions.Exit(console.run(words))


@click.command()
@speaks
def key() -> None:
    """In khóa kiểm để đưa cho người khác giữ. / Prints the verifier key, for others to keep."""
    ready_record()
    click.echo(signing_key().vkey)
