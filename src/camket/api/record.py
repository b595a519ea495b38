"""Calls: the record's entries, their proofs, its checkpoints and its growth."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from camket.discipline.agencies.roles import Scope
from camket.discipline.sight.queries import Sight, entries_in_sight, private_in_sight
from camket.discipline.sight.rules import narrowed
from camket.record import queries as record
from camket.words import CODES

from .asking import MOST_ROWS, reader
from .openapi import answers
from .problems import Unanswerable

if TYPE_CHECKING:
    from camket.record.models import Checkpoint, Entry

router = Router(tags=["record"])


class EntryShape(Schema):
    """One entry (bản ghi). Of one about what is out of sight: its position, its act and its hash, nothing else."""

    position: int = Field(description="Its place, from 1 without gaps (số thứ tự).", examples=[17])
    act: str = Field(description="What was done (hành vi).", examples=["discipline.claim.accept"])
    leaf_hash: str = Field(description="RFC 6962 hash of its leaf, hex.")
    in_sight: bool = Field(description="False when only position, act and hash are for this reader.")
    whole: bool = Field(description="True when everything it names is in sight.")
    actor: str | None = Field(
        description="Code of the post that acted (vị trí); – where it would tell what a restricted task concerns.",
        examples=["bcd-theo-doi"],
    )
    recorded_at: datetime | None = Field(description="When it was entered (thời điểm ghi).")
    on: date | None = Field(description="The day it holds for (ngày có hiệu lực).")
    subjects: list[str] = Field(
        description="What it is about, as far as in sight.", examples=[["task:57-0412"]]
    )
    public: dict[str, Any] | None = Field(
        description="Its public part; of a bulk entry that is not whole, only the tasks in sight."
    )


class EntryWhole(EntryShape):
    """One entry with its exact leaf."""

    leaf: str | None = Field(
        description="The exact text that was hashed (RFC 8785): SHA-256 over a zero byte and it gives `leaf_hash`."
    )
    private: dict[str, Any] | None = Field(
        description="What the leaf only commits to, for readers with a post who see the entry whole."
    )
    salt: str | None = Field(description="Opens the commitment, hex; for readers of every task.")


class Entries(Schema):
    """One page of entries, oldest first."""

    entries: list[EntryShape] = Field(description="The rows.")
    next: int | None = Field(description="What to give as `after` for the next page; null on the last one.")


class EntryFilters(Schema):
    """Which entries, and where the page begins."""

    after: int = Field(default=0, ge=0, le=2**62, description="Entries after this position.")
    act: str = Field(default="", description="Only this act (hành vi).", examples=["review.figure.freeze"])
    limit: int = Field(default=100, ge=1, le=MOST_ROWS, description="Rows of a page.")


class CheckpointShape(Schema):
    """The signed root over the first entries (điểm kiểm)."""

    size: int = Field(description="How many entries it covers.", examples=[1871])
    root: str = Field(description="Root of the RFC 6962 tree, hex.")
    sealed_at: datetime = Field(description="When it was signed.")
    note: str = Field(description="The C2SP signed note, whole.")


class ProofMarks(Schema):
    """Under which size an entry is proved."""

    size: int = Field(
        default=0,
        ge=0,
        le=2**62,
        description="Size of the record to prove it in; by default the first checkpoint that covers the entry.",
    )


class ProofShape(Schema):
    """That an entry stands in the record of a size (RFC 6962, 2.1.1): anyone can check it with camket-verify."""

    position: int = Field(description="The entry; its index in the tree is one less.")
    size: int = Field(description="Size of the record it is proved in.")
    leaf_hash: str = Field(description="Hash of the leaf, hex.")
    path: list[str] = Field(description="Hashes up to the root, lowest first, hex.")
    root: str = Field(description="The root they lead to, hex.")
    checkpoint: CheckpointShape | None = Field(
        description="The signature on that root; null when none is on it."
    )


class GrowthMarks(Schema):
    """The two sizes of a consistency proof."""

    old: int = Field(ge=0, le=2**62, description="The earlier size.", examples=[1200])
    new: int = Field(ge=0, le=2**62, description="The later size.", examples=[1871])


class GrowthShape(Schema):
    """That the later record begins with the earlier one (RFC 6962, 2.1.2)."""

    old: int = Field(description="The earlier size.")
    new: int = Field(description="The later size.")
    old_root: str = Field(description="Root of the earlier record, hex.")
    new_root: str = Field(description="Root of the later record, hex.")
    path: list[str] = Field(description="The proof, hex.")


@router.get(
    "/record/entries", response=answers(Entries), operation_id="list_entries", summary="Entries of the record"
)
def entries(request: HttpRequest, filters: Query[EntryFilters]) -> Entries:
    """The entries after a position, oldest first: none is left out, and those out of sight are told as such."""
    scope = reader(request, filters)
    rows = record.entries().filter(position__gt=filters.after).order_by("position")
    if filters.act:
        if filters.act not in CODES["act"]:
            raise Unanswerable("list.filter.unknown", name="act", value=filters.act[:64])
        rows = rows.filter(act=filters.act)
    found = list(rows[: filters.limit + 1])
    page = found[: filters.limit]
    return Entries(
        entries=entry_shapes(page, scope),
        next=page[-1].position if len(found) > len(page) else None,
    )


@router.get(
    "/record/entries/{int:position}",
    response=answers(EntryWhole),
    operation_id="read_entry",
    summary="One entry",
)
def entry(request: HttpRequest, position: int) -> EntryWhole:
    """One entry with its leaf, for readers who see everything it names."""
    scope = reader(request)
    found = _entry(position)
    shape = entry_shapes([found], scope)[0]
    salt, private = _opening(found, scope) if shape.whole and not scope.is_public else (None, None)
    return EntryWhole(**dict(shape), leaf=found.leaf if shape.whole else None, private=private, salt=salt)


@router.get(
    "/record/entries/{int:position}/proof",
    response=answers(ProofShape),
    operation_id="read_proof",
    summary="Proof that an entry stands in the record",
)
def proof(request: HttpRequest, position: int, marks: Query[ProofMarks]) -> ProofShape:
    """The inclusion proof of an entry (bằng chứng có trong sổ). Hashes alone: for every reader, of every entry."""
    reader(request, marks)
    _entry(position)
    latest = record.latest_position()
    covering = record.checkpoint_covering(position) if not marks.size else record.checkpoint_of(marks.size)
    size = marks.size or (covering.size if covering else latest)
    if not position <= size <= latest:
        raise Unanswerable("record.size.unknown", old=position, new=size, latest=latest)
    found = record.proof_of(position, size=size)
    return ProofShape(
        position=position,
        size=size,
        leaf_hash=found.leaf_hash.hex(),
        path=[one.hex() for one in found.path],
        root=found.root.hex(),
        checkpoint=_checkpoint_shape(covering) if covering else None,
    )


@router.get(
    "/record/checkpoints/latest",
    response=answers(CheckpointShape),
    operation_id="read_latest_checkpoint",
    summary="The newest checkpoint",
)
def latest_checkpoint(request: HttpRequest) -> CheckpointShape:
    """The newest signed checkpoint (điểm kiểm mới nhất)."""
    reader(request)
    found = record.latest_checkpoint()
    if found is None:
        raise Unanswerable("record.checkpoint.unknown", size=record.latest_position())
    return _checkpoint_shape(found)


@router.get(
    "/record/checkpoints/{int:size}",
    response=answers(CheckpointShape),
    operation_id="read_checkpoint",
    summary="One checkpoint",
)
def checkpoint(request: HttpRequest, size: int) -> CheckpointShape:
    """The checkpoint over exactly so many entries."""
    reader(request)
    found = record.checkpoint_of(size) if size <= record.latest_position() else None
    if found is None:
        raise Unanswerable("record.checkpoint.unknown", size=size)
    return _checkpoint_shape(found)


@router.get(
    "/record/consistency",
    response=answers(GrowthShape),
    operation_id="read_consistency",
    summary="Proof that the record only grew",
)
def consistency(request: HttpRequest, marks: Query[GrowthMarks]) -> GrowthShape:
    """The consistency proof between two sizes: nothing before the earlier one was changed (sổ chỉ ghi thêm)."""
    reader(request, marks)
    latest = record.latest_position()
    if not marks.old <= marks.new <= latest:
        raise Unanswerable("record.size.unknown", old=marks.old, new=marks.new, latest=latest)
    return GrowthShape(
        old=marks.old,
        new=marks.new,
        old_root=record.root_at(marks.old).hex(),
        new_root=record.root_at(marks.new).hex(),
        path=[one.hex() for one in record.consistency_of(marks.old, marks.new)],
    )


def entry_shapes(found: Sequence["Entry"], scope: Scope) -> list[EntryShape]:
    """Entries as a reader may have them, in the given order."""
    hashes = record.nodes((0, one.position - 1) for one in found)
    return [
        _entry_shape(one, hashes[0, one.position - 1].hex(), sight)
        for one, sight in zip(found, entries_in_sight(found, scope), strict=True)
    ]


def _entry_shape(one: "Entry", leaf_hash: str, sight: Sight) -> EntryShape:
    told = not sight.closed
    return EntryShape(
        position=one.position,
        act=one.act,
        leaf_hash=leaf_hash,
        in_sight=told,
        whole=sight.whole,
        actor=one.actor if told else None,
        recorded_at=one.recorded_at if told else None,
        on=one.on_date if told else None,
        subjects=list(sight.subjects),
        public=_public(one, sight),
    )


def _public(one: "Entry", sight: Sight) -> dict[str, Any] | None:
    if sight.closed:
        return None
    part = record.public_part(one)
    if sight.whole:
        return part
    if not part.keys() & {"tasks", "into"}:
        return None
    return narrowed(part, [one.removeprefix("task:") for one in sight.subjects])


def _opening(found: "Entry", scope: Scope) -> tuple[str | None, dict[str, Any]]:
    """The salt and the private part; the salt, as the person's code, is for readers of every task."""
    private = private_in_sight(found, scope)
    if not scope.reads_all:
        return None, private
    _, salt, _ = next(record.openings([found.position]))
    return salt.hex(), private


def _entry(position: int) -> "Entry":
    found = record.entry(position) if position <= record.latest_position() else None
    if found is None:
        raise Unanswerable("record.entry.unknown", position=position)
    return found


def _checkpoint_shape(one: "Checkpoint") -> CheckpointShape:
    return CheckpointShape(size=one.size, root=bytes(one.root).hex(), sealed_at=one.sealed_at, note=one.note)
