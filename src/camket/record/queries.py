"""Readers of the record: entries, what mentions a subject, proofs, checkpoints, files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from camket_verify import tree
from camket_verify.leaf import is_hash

from .models import Checkpoint, Entry, Evidence, Mention, Node, Opening
from .moment import moment
from .rules import CONCEALED, node_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry stands in the record of a checkpoint: its leaf hash and the path to the root."""

    position: int
    size: int
    leaf_hash: bytes
    path: tuple[bytes, ...]
    root: bytes


def latest_position() -> int:
    """The position of the newest entry; 0 for an empty record."""
    newest = Entry.objects.order_by("-position").values_list("position", flat=True).first()
    return newest or 0


def position_at(instant: datetime) -> int:
    """The position up to which the record was known at an instant; 0 before its first entry."""
    known = (
        Entry.objects.filter(recorded_at__lte=instant).order_by("-recorded_at", "-position").only("position")
    )
    newest = known.first()
    return newest.position if newest else 0


def newest_place() -> tuple[int, datetime | None]:
    """Position and instant of the newest entry; 0 and None for an empty record.

    The leaf stays in the database: that of a bulk entry is megabytes, and every append asks this.
    """
    newest = Entry.objects.order_by("-position").values_list("position", "recorded_at").first()
    return newest or (0, None)


def newest_mark() -> tuple[int, bytes]:
    """Position and leaf hash of the newest entry: two moments with one mark are moments of one and the same record."""
    now = moment()
    return now.position, now.mark


def last_entry() -> Entry | None:
    """The newest entry."""
    return Entry.objects.order_by("-position").first()


def entry(position: int) -> Entry | None:
    """The entry at a position."""
    return Entry.objects.filter(position=position).first()


def entries() -> QuerySet[Entry]:
    """All entries, newest first."""
    return Entry.objects.order_by("-position")


def entries_about(subject: str, *, position: int | None = None) -> QuerySet[Entry]:
    """Entries that mention a subject, oldest first, up to a position."""
    about = Entry.objects.filter(mentions__subject=subject).order_by("position")
    return about if position is None else about.filter(position__lte=position)


def entries_about_any(subjects: QuerySet[Any, Any], *, after: int) -> QuerySet[Entry]:
    """Entries past a position that mention one of some subjects, which are handed over as a query of one column."""
    about = Mention.objects.filter(subject__in=subjects, entry_id__gt=after)
    return Entry.objects.filter(position__in=about.values("entry"))


def subjects_of(entry: int, *, kind: str) -> list[str]:
    """The codes of one kind (`task`, `paper` …) that an entry mentions."""
    named = Mention.objects.filter(entry=entry, subject__startswith=f"{kind}:")
    return [subject.removeprefix(f"{kind}:") for subject in named.values_list("subject", flat=True)]


def public_part(entry: Entry) -> dict[str, Any]:
    """What the leaf says in clear."""
    part: dict[str, Any] = json.loads(entry.leaf)["public"]
    return part


def private_part(entry: Entry) -> dict[str, Any]:
    """What the leaf commits to; for readers in scope only."""
    opening: dict[str, Any] = json.loads(Opening.objects.get(entry=entry).private)
    return opening


@dataclass(frozen=True, slots=True)
class Hand:
    """From which post an act was done, and under which mandate, if any."""

    post: str
    mandate: str = ""


def hands(entries: Sequence[Entry]) -> dict[int, Hand]:
    """Whose hands some entries were, by position; concealed ones are opened, so ask for readers in scope only."""
    kept_back = [entry.position for entry in entries if entry.actor == CONCEALED]
    opened = {position: part for position, _, part in openings(kept_back)} if kept_back else {}
    found = {}
    for one in entries:
        part = opened.get(one.position)
        if part is None:
            told = public_part(one).get("mandate") if '"mandate"' in one.leaf else None
            found[one.position] = Hand(post=one.actor, mandate=told if isinstance(told, str) else "")
        else:
            found[one.position] = Hand(post=part["actor"], mandate=part.get("mandate", ""))
    return found


def nodes(wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
    """The hashes of complete subtrees, by (level, index), in one look-up."""
    by_key = {node_key(level, index): (level, index) for level, index in wanted}
    stored = Node.objects.filter(key__in=by_key).values_list("key", "hash")
    return {by_key[key]: bytes(digest) for key, digest in stored}


def root_at(size: int) -> bytes:
    """The root over the first `size` entries."""
    return tree.root_from(size, nodes(tree.frontier_places(size)))


def proof_of(position: int, *, size: int) -> Proof:
    """The inclusion proof of an entry in the record of `size` entries (RFC 6962, 2.1.1)."""
    index = position - 1
    wanted = {*tree.inclusion_places(index, size), *tree.frontier_places(size), (0, index)}
    found = nodes(wanted)
    return Proof(
        position=position,
        size=size,
        leaf_hash=found[0, index],
        path=tuple(tree.inclusion_path(index=index, size=size, nodes=found)),
        root=tree.root_from(size, found),
    )


def consistency_of(old_size: int, new_size: int) -> tuple[bytes, ...]:
    """The proof that the record of `new_size` entries begins with the one of `old_size` (RFC 6962, 2.1.2)."""
    found = nodes(tree.consistency_places(old_size, new_size))
    return tuple(tree.consistency_path(old_size=old_size, new_size=new_size, nodes=found))


def latest_checkpoint() -> Checkpoint | None:
    """The newest signed checkpoint."""
    return Checkpoint.objects.order_by("-size").first()


def checkpoint_covering(position: int) -> Checkpoint | None:
    """The first checkpoint that covers a position."""
    return Checkpoint.objects.filter(size__gte=position).order_by("size").first()


def checkpoint_of(size: int) -> Checkpoint | None:
    """The checkpoint over exactly `size` entries."""
    return Checkpoint.objects.filter(size=size).first()


def checkpoints() -> QuerySet[Checkpoint]:
    """All checkpoints, oldest first."""
    return Checkpoint.objects.order_by("size")


def evidence(sha256: str) -> Evidence | None:
    """A kept file by its hash."""
    return Evidence.objects.filter(sha256=sha256).first()


def evidence_path(sha256: str) -> Path:
    """Where the bytes of a kept file lie. ValueError for anything but a hash: the name is part of a path."""
    return Path(settings.CAMKET_EVIDENCE_DIR) / evidence_place(sha256)


def evidence_place(sha256: str) -> str:
    """The path of a kept file inside the folder of evidence. ValueError for anything but a hash."""
    if not is_hash(sha256):
        raise ValueError(f"no SHA-256: {sha256!r}")
    return f"{sha256[:2]}/{sha256}"


def origin() -> Mapping[str, Any] | None:
    """What the record said of itself in its first entry: its name, and whether its data are synthetic."""
    first = entry(1)
    return public_part(first) if first else None


def is_synthetic() -> bool:
    """True when the record declared that its data are synthetic."""
    declared = origin()
    return bool(declared and declared["synthetic"])


def openings(positions: Iterable[int]) -> Iterator[tuple[int, bytes, dict[str, Any]]]:
    """Position, salt and private part of several entries."""
    found = Opening.objects.filter(entry__in=list(positions)).order_by("entry")
    for opening in found.iterator(chunk_size=2000):
        yield opening.entry_id, bytes(opening.salt), json.loads(opening.private)
