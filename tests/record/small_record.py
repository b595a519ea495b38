"""A record small enough to read in a test, written with the verifier's own definitions and a fixed key."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from camket_verify.export import ExportLine, Header, Opening, write_export
from camket_verify.gather import PublicTasks
from camket_verify.leaf import build_leaf, commitment, parse_leaf
from camket_verify.notes import Checkpoint, checkpoint_text, format_vkey, sign_note
from camket_verify.tree import leaf_hash, root_of

if TYPE_CHECKING:
    from collections.abc import Collection

ORIGIN = "camket.example/so-thu"
START = datetime(2025, 9, 1, 1, 0, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(sha256(b"the key of the small record").digest())
VKEY = format_vkey(ORIGIN, KEY.public_key())


def day(text: str) -> date:
    """A day of 2025 from `MM-DD`."""
    return date.fromisoformat(f"2025-{text}")


class SmallRecord:
    """A record under construction: acts go in, the bytes of an export come out."""

    def __init__(self) -> None:
        self.lines: list[ExportLine] = []

    def act(
        self,
        act: str,
        public: dict[str, Any],
        *,
        on: str = "09-01",
        private: dict[str, Any] | None = None,
        at: datetime | None = None,
    ) -> int:
        """Enters one act a minute after the last and returns its position."""
        position = len(self.lines) + 1
        salt = sha256(b"%d" % position).digest()
        leaf = build_leaf(
            act=act,
            actor="VPTW.CV1",
            at=at or START + timedelta(minutes=position),
            on=day(on),
            position=position,
            private=None if private is None else commitment(salt, private),
            public=public,
            subjects=[f"entry:{position}"],
        )
        opening = None if private is None else Opening(salt, private)
        self.lines.append(ExportLine(leaf, leaf_hash(leaf), opening))
        return position

    def about(self, act: str, task: str, on: str, **public: Any) -> int:
        """Enters an act about one task."""
        return self.act(act, {"task": task, "on": f"2025-{on}", **public}, on=on)

    def assign(self, on: str, *rows: dict[str, Any], programme: str = "CT-57") -> int:
        """Enters one assignment of several tasks."""
        public = {"programme": programme, "directive": "57-NQ/TW", "meeting": None, "on": f"2025-{on}"}
        return self.act("discipline.task.assign", {**public, "tasks": list(rows)}, on=on)

    def claim(self, task: str, agency: str, on: str) -> int:
        """Enters a claim of completion."""
        return self.about("discipline.claim.submit", task, on, agency=agency, evidence=["ab" * 32])

    def accept(self, task: str, agency: str, claim: int, on: str) -> int:
        """Enters an acceptance."""
        return self.about("discipline.claim.accept", task, on, agency=agency, claim=claim)

    def done(self, task: str, agency: str, on: str) -> int:
        """Enters a claim and its acceptance on one day and returns the position of the acceptance."""
        return self.accept(task, agency, self.claim(task, agency, on), on)

    def annul(self, entry: int, act: str, task: str | None, on: str) -> int:
        """Enters an annulment."""
        public = {"entry": entry, "act": act, "task": task, "on": f"2025-{on}"}
        return self.act("discipline.act.annul", public, on=on)

    def header(self, *sizes: int, synthetic: bool = True) -> Header:
        """A header with signed checkpoints at these sizes and at the whole."""
        hashes = [line.hash for line in self.lines]
        covered = sorted({*sizes, len(hashes)})
        states = [Checkpoint(ORIGIN, size, root_of(hashes[:size]), START) for size in covered]
        notes = tuple(sign_note(checkpoint_text(state), ORIGIN, KEY) for state in states)
        return Header(origin=ORIGIN, synthetic=synthetic, size=len(hashes), vkey=VKEY, checkpoints=notes)

    def export(self, *sizes: int) -> bytes:
        """The whole export file, with checkpoints at these sizes and at the end."""
        file = BytesIO()
        write_export(file, header=self.header(*sizes), lines=self.lines)
        return file.getvalue()

    def without(self, positions: Collection[int]) -> SmallRecord:
        """The same record for a reader from whom the entries at these positions are withheld."""
        kept = SmallRecord()
        kept.lines = [
            ExportLine(None, line.hash) if position in positions else line
            for position, line in enumerate(self.lines, start=1)
        ]
        return kept

    def tasks(self) -> PublicTasks:
        """The tasks as the public parts tell them."""
        tasks = PublicTasks()
        for line in self.lines:
            tasks.take(None if line.leaf is None else parse_leaf(line.leaf))
        return tasks


def row(task: str, due: str | None, *leads: str) -> dict[str, Any]:
    """One public row of an assignment."""
    return {
        "task": task,
        "nature": "dated" if due else "undated",
        "due": f"2025-{due}" if due else None,
        "continues": False,
        "leads": list(leads) or ["BKHCN"],
        "cooperating": [],
        "field": None,
    }


def declared() -> SmallRecord:
    """A record with its first entry, which says what record it is."""
    record = SmallRecord()
    record.act("record.origin.declare", {"origin": ORIGIN, "synthetic": True})
    return record


def told() -> SmallRecord:
    """Ten entries of every shape: public, committed with its opening, Vietnamese, bulk, answered."""
    record = declared()
    record.act(
        "discipline.programme.open", {"programme": "CT-57", "from": "2025-01-01", "before_includes_day": True}
    )
    record.assign("09-02", row("57-01", "09-30"), row("57-02", None), row("57-03", "12-31", "BTC", "BKHCN"))
    record.act(
        "discipline.directive.register",
        {"directive": "57-NQ/TW", "rows": 3, "unread": 0},
        private={"person": "P-017", "title": "Về đột phá phát triển khoa học, công nghệ – “năm 2025”\n"},
    )
    claim = record.claim("57-01", "BKHCN", "09-20")
    record.act(
        "discipline.progress.report", {"task": "57-02", "agency": "BKHCN", "on": "2025-09-21"}, on="09-21"
    )
    record.accept("57-01", "BKHCN", claim, "09-25")
    record.claim("57-03", "BTC", "09-26")
    record.about("discipline.deadline.extend", "57-03", "09-27", was="2025-12-31", due="2026-03-31")
    record.act("record.evidence.deposit", {"sha256": "cd" * 32, "size": 12, "media_type": "application/pdf"})
    return record
