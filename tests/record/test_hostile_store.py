"""The store under hostile hands: days ahead, paths for hashes, files lost or cut short, two hands at one share."""

from __future__ import annotations

import hashlib
import os
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from tests.world import SYSTEM, noon

from camket.record import queries as record
from camket.record.actions import DayAhead, NotInTransaction, append, keep_evidence

if TYPE_CHECKING:
    from camket.record.models import Entry, Evidence

DAY = date(2025, 3, 3)
CONTENT = "Biên bản nghiệm thu".encode()


def keep(content: bytes = CONTENT, **more: str) -> Evidence:
    return keep_evidence(
        content=content, file_name="a.txt", media_type="text/plain", by=SYSTEM, at=noon(DAY), on=DAY, **more
    )


def enter(on: date) -> Entry:
    return append(
        act="discipline.task.note",
        by=SYSTEM,
        at=noon(DAY),
        on=on,
        subjects=["task:57-0001"],
        public={"n": 1},
        private={},
    )


@pytest.mark.django_db
@pytest.mark.parametrize("days", [1, 400, 2_900_000])
def test_an_entry_holds_for_its_own_day_or_an_earlier_one(days: int) -> None:
    with transaction.atomic():
        enter(DAY)
        with pytest.raises(DayAhead):
            enter(DAY + timedelta(days=days))
    assert record.latest_position() == 1


def test_nothing_is_appended_outside_a_transaction() -> None:
    with pytest.raises(NotInTransaction):
        enter(DAY)


@pytest.mark.parametrize(
    "name", ["", "..", "../../../etc/passwd", "A" * 64, "g" * 64, "ab" * 32 + "/x", "a" * 63]
)
def test_only_a_hash_names_a_file(name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        record.evidence_path(name)


@pytest.mark.django_db
def test_a_file_lost_or_cut_short_on_disk_is_whole_again_when_it_is_sent_again() -> None:
    path = record.evidence_path(keep().sha256)
    path.unlink()
    keep()
    assert path.read_bytes() == CONTENT
    path.write_bytes(CONTENT[:5])
    keep()
    assert path.read_bytes() == CONTENT
    assert record.latest_position() == 1


@pytest.mark.django_db
def test_a_crash_between_the_file_and_its_row_leaves_a_file_that_the_next_sending_finds() -> None:
    content = os.urandom(64)
    point = transaction.savepoint()
    keep(content)
    transaction.savepoint_rollback(point)
    digest = hashlib.sha256(content).hexdigest()
    assert record.evidence(digest) is None
    assert record.evidence_path(digest).read_bytes() == content
    assert keep(content).sha256 == digest


@pytest.mark.django_db
def test_a_file_that_is_not_for_everyone_is_entered_without_its_hash() -> None:
    kept = keep(os.urandom(64), concealed_under="task:57-0001")
    assert kept.sha256 not in kept.entry.leaf
    assert "text/plain" not in kept.entry.leaf
    assert record.private_part(kept.entry)["sha256"] == kept.sha256


@pytest.mark.django_db
def test_no_half_written_file_is_left_when_the_disk_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one thing that cannot be real here is a full disk: syncing fails as it does on one."""

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    content = os.urandom(64)
    path = record.evidence_path(hashlib.sha256(content).hexdigest())
    beside = set(path.parent.glob("*"))  # files of other tests whose hash begins alike
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep(content)
    assert set(path.parent.glob("*")) == beside
