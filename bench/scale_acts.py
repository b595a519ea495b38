"""Writes acts about tasks in bulk as `tasks.actions.entering.enter` would: leaf, opening, mentions, tree and facts."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import store

# isort: split
from camket.discipline.tasks import models as facts
from camket.record import queries as record
from camket.record.rules import CONCEALED, node_key
from camket_verify import tree
from camket_verify.leaf import build_leaf, commitment

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from django.db import models

assert store.DATA.exists()

CHUNK = 50_000
CHECKED = 5_000
"""One leaf in so many is held against the record's own."""
_TABLES = (
    *("Progress", "Claim", "ClaimEvidence", "Acceptance", "Return", "Deadline"),
    *("ExtensionRequest", "Withdrawal", "Annulment"),
)
_ENTRY = (
    "INSERT INTO record_entry (position, act, actor, recorded_at, on_date, leaf) VALUES (?, ?, ?, ?, ?, ?)"
)
_OPENING = "INSERT INTO record_opening (entry_id, salt, private) VALUES (?, ?, ?)"
_MENTION = "INSERT INTO record_mention (entry_id, subject) VALUES (?, ?)"
_NODE = "INSERT INTO record_node (key, hash) VALUES (?, ?)"

jcs = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
"""Canonical JSON of texts, whole numbers and lists, which Python's own encoder writes the same (RFC 8785)."""


class Rows:
    """Rows of one table on their way into the file; a column that is not named takes its model's default."""

    def __init__(self, model: type[models.Model]) -> None:
        meta = model._meta  # noqa: SLF001 - where Django keeps what a table is made of
        self.columns = [field.column for field in meta.concrete_fields]
        self.defaults = {field.column: field.get_default() for field in meta.concrete_fields}
        self.name = meta.db_table
        self.rows: list[list[Any]] = []
        newest = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()  # noqa: SLF001 - as above
        self.pk = (newest or 0) + 1

    def add(self, **values: Any) -> int:
        """Keeps a row and returns its id."""
        told = {**self.defaults, "id": self.pk, **values}
        self.rows.append([told[column] for column in self.columns])
        self.pk += 1
        return self.pk - 1

    def write(self, target: sqlite3.Connection) -> None:
        """Puts the rows into the file."""
        marks = ", ".join("?" * len(self.columns))
        target.executemany(
            f"INSERT INTO {self.name} ({', '.join(self.columns)}) VALUES ({marks})",  # noqa: S608 - names from the models
            self.rows,
        )
        self.rows.clear()


class Acts:
    """The record's end, grown act by act in memory and written a chunk at a time."""

    def __init__(self, target: sqlite3.Connection) -> None:
        self.target = target
        self.size = self.position = record.latest_position()
        self.frontier = record.nodes(tree.frontier_places(self.size))
        self.hashes: list[bytes] = []
        self.entries: list[tuple[Any, ...]] = []
        self.openings: list[tuple[Any, ...]] = []
        self.mentions: list[tuple[Any, ...]] = []
        self.facts = {name: Rows(getattr(facts, name)) for name in _TABLES}

    def enter(
        self,
        act: str,
        post: str,
        at: datetime,
        *,
        task: str,
        closed: bool,
        public: dict[str, Any],
        private: dict[str, Any],
        more_subjects: tuple[str, ...] = (),
    ) -> int:
        """One entry about one task; of a restricted one all but the act's name and its task's code is private."""
        self.position = position = self.position + 1
        on = at.date().isoformat()
        full = {"task": task, **public, "on": on}
        opened = {**private, "person": f"nguoi-{post}", **({**full, "actor": post} if closed else {})}
        salt = hashlib.sha256(b"bench %d" % position).digest()
        kept = jcs(opened)
        bound = hashlib.sha256(b"camket/opening/v1\n" + salt + kept.encode()).hexdigest()
        told = {"task": task, "restricted": True} if closed else full
        actor = CONCEALED if closed else post
        subjects = [f"task:{task}", *(() if closed else more_subjects)]
        stamp = at.isoformat(timespec="microseconds")[:26]
        text = (
            f'{{"act":"{act}","actor":"{actor}","at":"{stamp}Z","on":"{on}","position":{position},'
            f'"private":"{bound}","public":{jcs(told)},"subjects":{jcs(subjects)},"v":1}}'
        )
        if position % CHECKED == 0:
            assert bound == commitment(salt, opened)
            real = build_leaf(
                act=act,
                actor=actor,
                at=at,
                on=at.date(),
                position=position,
                private=bound,
                public=told,
                subjects=subjects,
            )
            assert real.decode() == text, text
        self.hashes.append(tree.leaf_hash(text.encode()))
        self.entries.append((position, act, actor, stamp.replace("T", " "), on, text))
        self.openings.append((position, salt, kept))
        self.mentions += [(position, subject) for subject in subjects]
        if len(self.hashes) == CHUNK:
            self.write()
        return position

    def write(self) -> None:
        """Puts what was kept into the file, with the tree over it."""
        grown = tree.append_many(size=self.size, frontier=self.frontier, leaf_hashes=self.hashes)
        nodes = [(node_key(0, self.size + place), digest) for place, digest in enumerate(self.hashes)]
        nodes += [(node_key(level, index), digest) for level, index, digest in grown.nodes]
        into = self.target.executemany
        into(_ENTRY, self.entries)
        into(_OPENING, self.openings)
        into(_MENTION, self.mentions)
        into(_NODE, sorted(nodes))
        for rows in self.facts.values():
            rows.write(self.target)
        self.size, self.frontier = self.position, grown.frontier
        for kept in (self.hashes, self.entries, self.openings, self.mentions):
            kept.clear()
