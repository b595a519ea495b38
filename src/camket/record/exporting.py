"""The record as one file that anyone can check with `camket-verify`, with or without the openings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO

from camket.errors import Refused
from camket_verify import export

from .models import Checkpoint, Entry, Node, Opening
from .rules import node_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .keys import SigningKey

_BATCH = 1000


class NothingSealed(Refused):
    """An export ends at a signed checkpoint; this record has none yet."""

    code = "record.export.no_checkpoint"


def write_record(file: BinaryIO, *, key: SigningKey, openings: bool) -> str:
    """Writes the record up to its newest checkpoint and returns the hash of the file's content.

    `openings` adds the private parts: for readers in scope only. Raises `NothingSealed`.
    """
    newest = Checkpoint.objects.order_by("-size").first()
    if newest is None:
        raise NothingSealed
    declared = json.loads(Entry.objects.get(position=1).leaf)["public"]
    header = export.Header(
        origin=declared["origin"],
        synthetic=declared["synthetic"],
        size=newest.size,
        vkey=key.vkey,
        checkpoints=tuple(Checkpoint.objects.order_by("size").values_list("note", flat=True)),
    )
    return export.write_export(file, header=header, lines=_lines(newest.size, openings=openings))


def _lines(size: int, *, openings: bool) -> Iterator[export.ExportLine]:
    for first in range(1, size + 1, _BATCH):
        positions = range(first, min(first + _BATCH, size + 1))
        leaves = dict(Entry.objects.filter(position__in=positions).values_list("position", "leaf"))
        keys = {node_key(0, position - 1): position for position in positions}
        hashes = {keys[key]: bytes(digest) for key, digest in Node.objects.filter(key__in=keys).values_list()}
        opened = (
            {
                position: export.Opening(salt=bytes(salt), private=json.loads(private))
                for position, salt, private in Opening.objects.filter(entry__in=positions).values_list()
            }
            if openings
            else {}
        )
        for position in positions:
            yield export.ExportLine(
                leaf=leaves[position].encode(), hash=hashes[position], opening=opened.get(position)
            )
