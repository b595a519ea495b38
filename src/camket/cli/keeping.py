"""`camket backup`, `camket restore`: the whole store in one file, and back into an empty place."""

from __future__ import annotations

import json
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.conf import settings

from camket.record import queries as record
from camket.record.actions import NothingToSeal, seal_checkpoint
from camket.record.backing_up import write_backup
from camket.record.keys import KeyMissing, public_half
from camket.record.restoring import KEY_FILES, restore_backup
from camket_verify import notes
from camket_verify.faults import Unsound

from .door import Unusable, language, now, ready_record, signing_key, speaks
from .sentences import say
from .spans import REBUILT, rebuild

if TYPE_CHECKING:
    from datetime import datetime

    from camket.record.backing_up import Written


@click.command()
@click.argument("place", metavar="FILE_OR_FOLDER", type=click.Path(path_type=Path))
@click.option(
    "--with-keys",
    is_flag=True,
    help="kèm khóa riêng của sổ; cất tệp như cất khóa / with the record's private key; keep the file as the key itself",
)
@speaks
def backup(*, place: Path, with_keys: bool) -> None:
    """Sao lưu cả kho vào một tệp, trong khi vẫn làm việc. / Writes the whole store into one file, while it is in use.

    Vào một thư mục thì tệp tự mang tên và thời điểm. / In a folder the file is named after the record and the moment.
    """
    ready_record()
    at = now()
    file = place / backup_name(at) if place.is_dir() else place
    written = back_up(file, at=at, with_keys=with_keys)
    language_ = language()
    told = {name: getattr(written, name) for name in ("size", "rows", "files", "bytes", "sealed", "digest")}
    click.echo(say("backed_up", language_, file=file, **told))
    if beyond := written.size - written.sealed:
        click.echo(say("backed_up_beyond", language_, n=beyond))
    click.echo(say("backup_personal", language_))
    key = f"keys/{settings.CAMKET_KEY_FILE.name}"
    click.echo(say("backup_with_keys" if with_keys else "backup_without_keys", language_, key=key))
    _tell_damaged(written.damaged)


def backup_name(at: datetime) -> str:
    """The name of a backup in a folder; names in order are moments in order."""
    declared = record.origin()
    origin = re.sub(r"[^a-z0-9]+", "-", str(declared["origin"]).lower()).strip("-") if declared else "record"
    return f"camket-{origin}-{at:%Y%m%dT%H%M%SZ}.tar"


def back_up(file: Path, *, at: datetime, with_keys: bool) -> Written:
    """Seals what is not sealed yet, then writes the archive; it gets its name when it is complete and on disk."""
    if file.exists():
        raise Unusable("file_exists", file=file)
    if not file.parent.is_dir():
        raise Unusable("no_folder", folder=file.parent)
    with suppress(NothingToSeal, KeyMissing):
        seal_checkpoint(key=signing_key(), at=at)
    handle, part = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # readable by its owner only
    folder = settings.CAMKET_KEY_FILE.parent
    keys = [folder / name for name in KEY_FILES if (folder / name).exists()] if with_keys else []
    try:
        with os.fdopen(handle, "wb") as stream:
            written = write_backup(
                stream,
                at=at,
                vkey=_vkey(),
                evidence=settings.CAMKET_EVIDENCE_DIR,
                keys=keys,
                rebuilt=REBUILT,
            )
            stream.flush()
            os.fsync(stream.fileno())
        Path(part).rename(file)
    finally:
        Path(part).unlink(missing_ok=True)
    return written


def _vkey() -> str:
    """The public half of the record's key; it is enough for a backup."""
    public = public_half(settings.CAMKET_KEY_FILE)
    return public.read_text("utf-8").strip() if public.exists() else signing_key().vkey


def _tell_damaged(damaged: tuple[str, ...]) -> None:
    if damaged:
        which = ", ".join(damaged[:5]) + (" …" if len(damaged) > 5 else "")
        click.echo(say("files_damaged", language(), n=len(damaged), which=which), err=True)
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--compare-with",
    "kept",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="điểm kiểm hoặc tệp trích xuất đã giữ ở nơi khác / a checkpoint or an export that was kept elsewhere",
)
@speaks
def restore(*, file: Path, kept: tuple[Path, ...]) -> None:
    """Phục hồi kho từ bản sao lưu vào một nơi còn trống. / Makes the store out of a backup, in an empty place.

    Cơ sở dữ liệu và CAMKET_DATA phải trống; loại cơ sở dữ liệu có thể khác. / Database and CAMKET_DATA must be empty;
    the kind of database may be another.
    """
    earlier = [one for path in kept for one in kept_checkpoints(path)]
    with file.open("rb") as stream:
        restored = restore_backup(
            stream,
            data=settings.CAMKET_DATA,
            evidence=settings.CAMKET_EVIDENCE_DIR,
            earlier=earlier,
            rebuild=rebuild,
        )
    language_ = language()
    told = {name: getattr(restored, name) for name in ("size", "rows", "files", "sealed")}
    click.echo(say("restored", language_, data=settings.CAMKET_DATA, **told))
    for size in restored.compared:
        click.echo(say("restored_compared", language_, n=size))
    if not restored.compared:
        click.echo(say("restored_not_compared", language_))
    if not settings.CAMKET_KEY_FILE.exists():
        key = f"keys/{settings.CAMKET_KEY_FILE.name}"
        click.echo(say("restored_without_key", language_, key=key, vkey=restored.vkey), err=True)
    _tell_damaged(restored.damaged)


def kept_checkpoints(path: Path) -> list[notes.Checkpoint]:
    """The checkpoints in a note, or in the first line of an export. Raises `Unusable`.

    Whoever kept the file vouches for it: what counts is the root it states, not whose key signed it.
    """
    try:
        with path.open(encoding="utf-8") as file:
            first = file.readline()
            if first.startswith("{"):
                texts = [str(note) for note in json.loads(first)["checkpoints"][-1:]]
            else:
                texts = [first + file.read()]
        return [notes.parse_checkpoint(text.rpartition("\n\n")[0] + "\n") for text in texts]
    except (Unsound, ValueError, KeyError, TypeError) as fault:
        raise Unusable("not_a_note", file=path, why=fault) from fault
