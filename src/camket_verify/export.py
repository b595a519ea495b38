"""The export of a record: one definition of the file for who writes it and for who checks it.

Line 1 is the header with the signed checkpoints, then one line an entry, then the end line with the hash of all
bytes before it. Every line is canonical JSON and nothing may follow, so every changed, added or missing byte is a
fault; the hashes, the positions and the ascending checkpoints say where the first one lies. An entry that is not for
the reader of this file is withheld: its line holds the hash alone, so the tree is checked and nothing is told.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any, BinaryIO

from .faults import Fault, FaultCode, Unsound
from .jcs import canonical, parse_canonical
from .leaf import Leaf, commitment, instant_text, is_hash, is_whole, parse_leaf
from .notes import Checkpoint, open_note, parse_checkpoint, parse_vkey
from .tree import Place, append_many, leaf_hash, root_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

FORMAT = "camket-export/1"
FORMAT_MARK = f'"format":"{FORMAT}"'.encode()
MAX_LINE = 64 * 2**20
HEADER_FIELDS = frozenset({"checkpoints", "format", "origin", "size", "synthetic", "vkey"})
ENTRY_FIELDS = frozenset({"hash", "leaf", "opening"})
END_FIELDS = frozenset({"end", "sha256"})
ORIGIN_ACT = "record.origin.declare"
BATCH = 1024


class Verdict(StrEnum):
    """What a reader may rely on; a good export by an unpinned key proves order and wholeness, not who signed."""

    SOUND = "sound"
    SIGNER_UNKNOWN = "consistent_signer_unknown"
    FAULTY = "faulty"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True)
class Header:
    """The first line: which record, how many entries, under which key, with which signed notes."""

    origin: str
    synthetic: bool
    size: int
    vkey: str
    checkpoints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """What lets a reader in scope see the private part of an entry and prove it is the one committed to."""

    salt: bytes
    private: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ExportLine:
    """One entry as the store holds it; `hash` is the stored hash, so that a spoilt row is found out.

    Without a `leaf` it is withheld: the reader learns that an entry stands there, and no more.
    """

    leaf: bytes | None
    hash: bytes
    opening: Opening | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What the check found. `entries` were read soundly; the first `confirmed` of them lie under a signed root.

    Of the `withheld` ones the hash alone was given.
    """

    verdict: Verdict
    fault: Fault | None
    header: Header | None
    entries: int
    confirmed: int
    openings: int
    withheld: int
    root: bytes | None
    signer: str | None

    @property
    def good(self) -> bool:
        """Whether nothing is wrong, whoever signed it."""
        return self.fault is None

    def as_json(self) -> dict[str, object]:
        """The report as plain data, for `--json` and for pages."""
        return {
            "verdict": self.verdict.value,
            "fault": None if self.fault is None else self.fault.as_json(),
            "origin": None if self.header is None else self.header.origin,
            "synthetic": None if self.header is None else self.header.synthetic,
            "size": None if self.header is None else self.header.size,
            "checkpoints": None if self.header is None else len(self.header.checkpoints),
            "entries": self.entries,
            "confirmed": self.confirmed,
            "openings": self.openings,
            "withheld": self.withheld,
            "root": None if self.root is None else self.root.hex(),
            "signer": self.signer,
        }


def write_export(file: BinaryIO, *, header: Header, lines: Iterable[ExportLine]) -> str:
    """Writes an export, line by line as `lines` yields them, and returns the hash that its end line states.

    Raises `ValueError` when the lines are not as many as the header says, when the first one is withheld or a
    withheld one is opened; what was written is then no export.
    """
    whole = sha256()

    def put(value: object) -> None:
        data = canonical(value) + b"\n"
        whole.update(data)
        file.write(data)

    put(
        {
            "checkpoints": list(header.checkpoints),
            "format": FORMAT,
            "origin": header.origin,
            "size": header.size,
            "synthetic": header.synthetic,
            "vkey": header.vkey,
        }
    )
    written = 0
    for line in lines:
        put(_line_value(line, first=written == 0))
        written += 1
    if written != header.size:
        raise ValueError(f"the header says {header.size} entries, {written} came")
    stated = whole.hexdigest()
    put({"end": header.size, "sha256": stated})
    return stated


def check_export(
    file: BinaryIO, *, key: str | None = None, visit: Callable[[Leaf | None], None] | None = None
) -> Report:
    """Reads an export once, in order, holding one line at a time, and stops at the first fault.

    `key` is the pinned verifier key, known from elsewhere than the file; without it the verdict can at best be
    `SIGNER_UNKNOWN`. `visit` is given every entry that is sound so far, None for a withheld one: what it gathers
    counts only if the report is good. Raises `Unsound` when `key` itself is no key.
    """
    if key is not None:
        parse_vkey(key)
    walk = _Walk(file, key, visit)
    try:
        walk.header_line()
        while walk.entries < walk.size:
            walk.entry_line()
        walk.end_line()
    except Unsound as unsound:
        return walk.report(unsound)
    return walk.report(None)


class _Lines:
    """The file's lines with their numbers, and the hash of all bytes before the line in hand."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.number = 0
        self.before = sha256()
        self.raw = b""

    def take(self) -> bytes:
        self.before.update(self.raw)
        self.number += 1
        self.raw = self.file.readline(MAX_LINE)
        if self.number == 1 and FORMAT_MARK not in self.raw:
            raise Unsound(FaultCode.NOT_AN_EXPORT)
        if not self.raw:
            raise Unsound(FaultCode.TRUNCATED)
        if not self.raw.endswith(b"\n"):
            long = len(self.raw) == MAX_LINE
            raise Unsound(FaultCode.LINE_TOO_LONG if long else FaultCode.LINE_UNENDED)
        return self.raw[:-1]


class _Walk:
    """One pass over an export: what has been read, and the tree as it has grown."""

    def __init__(self, file: BinaryIO, key: str | None, visit: Callable[[Leaf | None], None] | None) -> None:
        self.lines = _Lines(file)
        self.key = key
        self.visit = visit
        self.header: Header | None = None
        self.due: deque[Checkpoint] = deque()
        self.size = self.entries = self.confirmed = self.openings = self.withheld = 0
        self.place: int | None = None
        self.last: Leaf | None = None
        self.frontier: dict[Place, bytes] = {}
        self.grown = 0
        self.waiting: list[bytes] = []

    def header_line(self) -> None:
        self.header = _header(parse_canonical(self.lines.take()))
        if self.key is not None and parse_vkey(self.key) != parse_vkey(self.header.vkey):
            raise Unsound(FaultCode.HEADER_KEY)
        self.due.extend(_checkpoints(self.header))
        self.size = self.header.size
        self._meet_checkpoint()

    def entry_line(self) -> None:
        self.place = self.entries + 1
        fields = parse_canonical(self.lines.take())
        if isinstance(fields, dict) and fields.keys() == END_FIELDS:
            raise Unsound(FaultCode.ENTRY_MISSING, read=self.entries, size=self.size)
        data, stated, opening = _entry(fields)
        leaf = None if data is None else self._leaf(data, stated, opening)
        if leaf is None:
            self._withhold(opening)
        self.entries += 1
        self.waiting.append(stated)
        self._meet_checkpoint()
        self.place = None
        if self.visit is not None:
            self.visit(leaf)

    def end_line(self) -> None:
        fields = parse_canonical(self.lines.take())
        if isinstance(fields, dict) and fields.keys() == ENTRY_FIELDS:
            raise Unsound(FaultCode.ENTRY_EXTRA, size=self.size)
        if not isinstance(fields, dict) or fields.keys() != END_FIELDS:
            raise Unsound(FaultCode.END_FIELDS)
        if not is_whole(fields["end"]) or fields["end"] != self.size:
            raise Unsound(FaultCode.END_FIELDS)
        if fields["sha256"] != self.lines.before.hexdigest():
            raise Unsound(FaultCode.DIGEST)
        if self.lines.file.read(1):
            self.lines.number += 1
            raise Unsound(FaultCode.TRAILING)

    def report(self, unsound: Unsound | None) -> Report:
        fault = None
        verdict = Verdict.SIGNER_UNKNOWN if self.key is None else Verdict.SOUND
        if unsound is not None:
            fault = Fault(unsound.code, self.lines.number, self.place, unsound.params)
            unusable = unsound.code is FaultCode.NOT_AN_EXPORT
            verdict = Verdict.UNUSABLE if unusable else Verdict.FAULTY
        return Report(
            verdict=verdict,
            fault=fault,
            header=self.header,
            entries=self.entries,
            confirmed=self.confirmed,
            openings=self.openings,
            withheld=self.withheld,
            root=root_from(self.grown, self.frontier) if fault is None else None,
            signer=None if self.header is None else parse_vkey(self.header.vkey).name,
        )

    def _leaf(self, data: bytes, stated: bytes, opening: Opening | None) -> Leaf:
        if leaf_hash(data) != stated:
            raise Unsound(FaultCode.ENTRY_HASH)
        leaf = parse_leaf(data)
        self._check_order(leaf)
        self._check_origin(leaf)
        self._check_opening(leaf, opening)
        self.last = leaf
        return leaf

    def _withhold(self, opening: Opening | None) -> None:
        """Takes a line without a leaf. The first entry is for everyone: the header's label stands on it."""
        if self.entries == 0:
            raise Unsound(FaultCode.ORIGIN_WITHHELD)
        if opening is not None:
            raise Unsound(FaultCode.ENTRY_FIELDS, field="opening")
        self.withheld += 1

    def _check_order(self, leaf: Leaf) -> None:
        if leaf.position != self.entries + 1:
            raise Unsound(FaultCode.ENTRY_POSITION, stated=leaf.position)
        if self.last is not None and leaf.at < self.last.at:
            raise Unsound(
                FaultCode.ENTRY_INSTANT, at=instant_text(leaf.at), before=instant_text(self.last.at)
            )

    def _check_origin(self, leaf: Leaf) -> None:
        """The header repeats what the record says of itself, so neither its name nor its label can be swapped.

        A header without a first entry behind it may call its data made up, never real.
        """
        if self.header is None:
            return
        if leaf.position == 1 and leaf.act != ORIGIN_ACT and not self.header.synthetic:
            raise Unsound(FaultCode.ORIGIN_DIFFERS)
        if leaf.act == ORIGIN_ACT:
            same = leaf.public.get("synthetic") is self.header.synthetic
            if not same or leaf.public.get("origin") != self.header.origin:
                raise Unsound(FaultCode.ORIGIN_DIFFERS)

    def _check_opening(self, leaf: Leaf, opening: Opening | None) -> None:
        if opening is not None:
            if commitment(opening.salt, opening.private) != leaf.private:
                raise Unsound(FaultCode.OPENING_COMMITMENT)
            self.openings += 1

    def _meet_checkpoint(self) -> None:
        signed = bool(self.due) and self.due[0].size == self.entries
        if signed or len(self.waiting) >= BATCH:
            growth = append_many(size=self.grown, frontier=self.frontier, leaf_hashes=self.waiting)
            self.frontier, self.grown, self.waiting = growth.frontier, self.entries, []
        if signed and root_from(self.grown, self.frontier) != self.due.popleft().root:
            first = self.confirmed + 1
            self.place = first if first == self.entries else None
            raise Unsound(FaultCode.CHECKPOINT_ROOT, first=first, last=self.entries)
        if signed:
            self.confirmed = self.entries


def _header(fields: object) -> Header:
    if not isinstance(fields, dict) or fields.keys() != HEADER_FIELDS or fields["format"] != FORMAT:
        raise Unsound(FaultCode.HEADER_FIELDS, field="*")
    notes = fields["checkpoints"]
    sound = {
        "checkpoints": isinstance(notes, list) and all(isinstance(note, str) for note in notes),
        "origin": isinstance(fields["origin"], str),
        "size": is_whole(fields["size"]) and fields["size"] >= 0,
        "synthetic": isinstance(fields["synthetic"], bool),
        "vkey": isinstance(fields["vkey"], str),
    }
    for name, holds in sound.items():
        if not holds:
            raise Unsound(FaultCode.HEADER_FIELDS, field=name)
    parse_vkey(fields["vkey"])
    return Header(
        origin=fields["origin"],
        synthetic=fields["synthetic"],
        size=fields["size"],
        vkey=fields["vkey"],
        checkpoints=tuple(notes),
    )


def _checkpoints(header: Header) -> list[Checkpoint]:
    key = parse_vkey(header.vkey)
    found = [parse_checkpoint(open_note(note, key)) for note in header.checkpoints]
    for number, checkpoint in enumerate(found):
        if checkpoint.origin != header.origin:
            raise Unsound(FaultCode.HEADER_ORIGIN, checkpoint=checkpoint.size)
        if number and checkpoint.size <= found[number - 1].size:
            raise Unsound(FaultCode.HEADER_ORDER, checkpoint=checkpoint.size)
    if not found or found[-1].size != header.size:
        raise Unsound(FaultCode.HEADER_COVER, size=header.size)
    return found


def _entry(fields: object) -> tuple[bytes | None, bytes, Opening | None]:
    if not isinstance(fields, dict) or fields.keys() != ENTRY_FIELDS:
        raise Unsound(FaultCode.ENTRY_FIELDS, field="*")
    if not is_hash(fields["hash"]):
        raise Unsound(FaultCode.ENTRY_FIELDS, field="hash")
    leaf = fields["leaf"]
    if leaf is not None and not isinstance(leaf, str):
        raise Unsound(FaultCode.ENTRY_FIELDS, field="leaf")
    data = None if leaf is None else leaf.encode()
    return data, bytes.fromhex(fields["hash"]), _opening(fields["opening"])


def _opening(value: object) -> Opening | None:
    if value is None:
        return None
    if not isinstance(value, dict) or value.keys() != {"private", "salt"}:
        raise Unsound(FaultCode.OPENING_FIELDS, field="*")
    if not isinstance(value["private"], dict):
        raise Unsound(FaultCode.OPENING_FIELDS, field="private")
    if not is_hash(value["salt"]):
        raise Unsound(FaultCode.OPENING_FIELDS, field="salt")
    return Opening(salt=bytes.fromhex(value["salt"]), private=value["private"])


def _line_value(line: ExportLine, *, first: bool) -> dict[str, object]:
    if line.leaf is None and (first or line.opening is not None):
        raise ValueError("the first entry is never withheld, and a withheld one is never opened")
    leaf = None if line.leaf is None else line.leaf.decode()
    opened = None
    if line.opening is not None:
        opened = {"private": dict(line.opening.private), "salt": line.opening.salt.hex()}
    return {"hash": line.hash.hex(), "leaf": leaf, "opening": opened}
