"""The only writers of the record: append an entry, keep a file, seal a checkpoint."""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from camket.errors import Refused
from camket.periods import day_of
from camket_verify import leaf as leaves
from camket_verify import notes, tree
from camket_verify.jcs import canonical

from . import queries
from .models import Checkpoint, Entry, Evidence, Mention, Node, Opening
from .rules import CONCEALED, Actor, closed_by, next_instant, node_key
from .turn import take_turn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from .keys import SigningKey


class ClockBehind(Refused):
    """The act is dated well before the newest entry: a wrong clock, or someone writing into the past."""

    code = "record.entry.clock_behind"


class DayAhead(Refused):
    """An act holds for its own day or an earlier one; what has not happened cannot be recorded."""

    code = "record.entry.day_ahead"


class OutsideMandate(Refused):
    """Who acts for another does what the mandate names, and nothing else."""

    code = "actor.outside_mandate"


class NotInTransaction(Refused):
    """An entry and the facts it brings stand or fall together."""

    code = "record.entry.no_transaction"


class AlreadyDeclared(Refused):
    """A record says once, in its first entry, what it is."""

    code = "record.origin.already_declared"


class NotSynthetic(Refused):
    """A past may be made up only in a record that says so."""

    code = "record.origin.not_synthetic"


class ForeignKeyName(Refused):
    """The signing key bears another record's name; a production record never takes a synthetic one's key."""

    code = "record.checkpoint.foreign_key"


class NothingToSeal(Refused):
    """No entry has come since the last checkpoint."""

    code = "record.checkpoint.nothing_new"


def append(
    *,
    act: str,
    by: Actor,
    at: datetime,
    on: date,
    subjects: Sequence[str],
    public: Mapping[str, Any],
    private: Mapping[str, Any],
    concealed: bool = False,
) -> Entry:
    """Enters one act and returns its entry; the caller then inserts the act's facts in the same transaction.

    Positions are dense because they are given out under one lock that is held until the transaction ends, and lost
    with it when it fails. Of a `concealed` act the leaf names no post: which body had a hand in it is private too.
    Raises `ClockBehind`, `DayAhead`, `NotInTransaction`, `OutsideMandate`.
    """
    if not by.may_enter(act):
        raise OutsideMandate(act=act, mandate=by.mandate)
    if not connection.in_atomic_block:
        raise NotInTransaction(act=act)
    if on > day_of(at):
        raise DayAhead(on=on.isoformat(), today=day_of(at).isoformat())
    take_turn()
    last_position, last_at = queries.newest_place()
    entered_at = next_instant(at, last_at)
    if entered_at is None:
        raise ClockBehind(at=at.isoformat(), last=last_at.isoformat() if last_at else "")
    position = last_position + 1
    salt = secrets.token_bytes(32)
    mandate = {"mandate": by.mandate} if by.mandate else {}
    opened = {**private, "person": by.person, **({"actor": by.post, **mandate} if concealed else {})}
    told = dict(public) if concealed else {**public, **mandate}
    actor = CONCEALED if concealed else by.post
    text = leaves.build_leaf(
        act=act,
        actor=actor,
        at=entered_at,
        on=on,
        position=position,
        private=leaves.commitment(salt, opened),
        public=told,
        subjects=list(subjects),
    )
    entry = Entry.objects.create(
        position=position, act=act, actor=actor, recorded_at=entered_at, on_date=on, leaf=text.decode()
    )
    Opening.objects.create(entry=entry, salt=salt, private=canonical(opened).decode())
    Mention.objects.bulk_create(
        [Mention(entry=entry, subject=subject) for subject in dict.fromkeys(subjects)], batch_size=2000
    )
    _grow_tree(position - 1, tree.leaf_hash(text))
    return entry


def _grow_tree(index: int, leaf_hash: bytes) -> None:
    closed = closed_by(index)
    left = queries.nodes(closed) if closed else {}
    grown = [Node(key=node_key(0, index), hash=leaf_hash)]
    digest = leaf_hash
    for level, place in closed:
        digest = tree.node_hash(left[level, place], digest)
        grown.append(Node(key=node_key(level + 1, place >> 1), hash=digest))
    Node.objects.bulk_create(grown)


@transaction.atomic
def declare_origin(*, origin: str, synthetic: bool, by: Actor, at: datetime, on: date) -> Entry:
    """The first entry of a record: its name, and whether what follows is synthetic. Raises `AlreadyDeclared`."""
    take_turn()
    if queries.latest_position():
        raise AlreadyDeclared(origin=origin)
    return append(
        act="record.origin.declare",
        by=by,
        at=at,
        on=on,
        subjects=[f"origin:{origin}"],
        public={"origin": origin, "synthetic": synthetic},
        private={},
    )


def require_synthetic() -> None:
    """Stands at the head of whatever makes up a past. Raises `NotSynthetic` in any other record."""
    if not queries.is_synthetic():
        raise NotSynthetic


@transaction.atomic
def keep_evidence(
    *,
    content: bytes,
    file_name: str,
    media_type: str,
    by: Actor,
    at: datetime,
    on: date,
    concealed_under: str | None = None,
) -> Evidence:
    """The file under its SHA-256: entered the first time, found again every other time.

    The bytes are on disk and synced before the entry that names them commits, so no entry names a missing file. A file
    that is not for everyone is entered under another subject, `concealed_under`, and its hash stays private: whoever
    has a copy could tell by the hash that it was sent.
    """
    digest = hashlib.sha256(content).hexdigest()
    _store(digest, content)
    take_turn()
    kept = queries.evidence(digest)
    if kept is not None:
        return kept
    told = {"sha256": digest, "size": len(content), "media_type": media_type}
    entry = append(
        act="record.evidence.deposit",
        by=by,
        at=at,
        on=on,
        subjects=[concealed_under or f"evidence:{digest}"],
        public={"restricted": True} if concealed_under else told,
        private={"name": file_name, **(told if concealed_under else {})},
        concealed=concealed_under is not None,
    )
    return Evidence.objects.create(sha256=digest, size=len(content), media_type=media_type, entry=entry)


def _store(digest: str, content: bytes) -> None:
    """Puts the bytes in their place, where they do not lie there whole already."""
    path = queries.evidence_path(digest)
    if path.exists() and path.stat().st_size == len(content):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise
    for folder in (path.parent, path.parent.parent):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    """A name is on disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@transaction.atomic
def seal_checkpoint(*, key: SigningKey, at: datetime) -> Checkpoint:
    """Signs the root over all entries so far. Raises `NothingToSeal`, `ForeignKeyName`."""
    take_turn()
    size = queries.latest_position()
    if not size or Checkpoint.objects.filter(size=size).exists():
        raise NothingToSeal(size=size)
    declared = queries.origin()
    if declared is None or key.name != declared["origin"]:
        raise ForeignKeyName(key=key.name, origin=declared["origin"] if declared else None)
    last = queries.last_entry()
    sealed_at = max(at, last.recorded_at) if last else at
    root = queries.root_at(size)
    text = notes.checkpoint_text(notes.Checkpoint(origin=key.name, size=size, root=root, at=sealed_at))
    return Checkpoint.objects.create(
        size=size, root=root, sealed_at=sealed_at, note=notes.sign_note(text, key.name, key.private)
    )
