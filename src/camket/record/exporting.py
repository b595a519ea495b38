"""The record as one file that anyone can check with `camket-verify`, with or without the openings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from camket.errors import Refused
from camket_verify import export

from .models import Checkpoint, Entry, Node, Opening
from .rules import node_key

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from .keys import SigningKey

Withholding: TypeAlias = "Callable[[Sequence[Entry]], Container[int]]"
"""Of a batch of entries, the positions of those that are not for the reader of an export."""

_BATCH = 1000


class NothingSealed(Refused):
    """An export ends at a signed checkpoint; this record has none yet."""

    code = "record.export.no_checkpoint"


def withhold_nothing(_entries: Sequence[Entry], /) -> Container[int]:
    """Every entry is for the reader: the one who keeps the record, or reads every task."""
    return ()


def write_record(file: BinaryIO, *, key: SigningKey, openings: bool, withheld: Withholding) -> str:
    """Writes the record up to its newest checkpoint and returns the hash of the file's content.

    `withheld` says which entries keep to their hash, asked once for each thousand: who may read what is known above
    the record. `openings` adds the private parts of the others: for readers in scope only. Raises `NothingSealed`.
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
    lines = _lines(newest.size, openings=openings, withheld=withheld)
    return export.write_export(file, header=header, lines=lines)


def _lines(size: int, *, openings: bool, withheld: Withholding) -> Iterator[export.ExportLine]:
    for first in range(1, size + 1, _BATCH):
        positions = range(first, min(first + _BATCH, size + 1))
        entries = list(Entry.objects.filter(position__in=positions).order_by("position"))
        kept_back = withheld(entries)
        leaves = {entry.position: entry.leaf for entry in entries}
        keys = {node_key(0, position - 1): position for position in positions}
        hashes = {keys[key]: bytes(digest) for key, digest in Node.objects.filter(key__in=keys).values_list()}
        opened = (
            {
                position: export.Opening(salt=bytes(salt), private=json.loads(private))
                for position, salt, private in Opening.objects.filter(entry__in=positions).values_list()
                if position not in kept_back
            }
            if openings
            else {}
        )
        for position in positions:
            leaf = None if position in kept_back else leaves[position].encode()
            yield export.ExportLine(leaf=leaf, hash=hashes[position], opening=opened.get(position))
