"""Every byte of an archive is under its seal: one changed, added or missing anywhere is found before anything is read."""

from __future__ import annotations

import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.record.archive import FORMAT, ArchiveDamaged, ArchiveWriter, read_parts, read_sealed

PARTS = {"tables/a/000001.jsonl.gz": b"x" * 1000, "evidence/b": b"", "evidence/c": b"y" * 512}


def archive() -> bytes:
    """A small archive."""
    file = io.BytesIO()
    writer = ArchiveWriter(file, {"format": FORMAT, "note": "điểm kiểm"})
    for name, content in PARTS.items():
        writer.add_stream(name, len(content), [content[:300], content[300:]])
    writer.close({"counts": {"a": 1}})
    return file.getvalue()


WHOLE = archive()


def read(content: bytes) -> dict[str, bytes]:
    """All parts of an archive."""
    file = io.BytesIO(content)
    _, manifest = read_sealed(file)
    return {part.name: part.content() for part in read_parts(file, manifest)}


def test_what_was_written_is_read_and_any_tar_program_reads_it_too():
    found = read(WHOLE)
    assert {name: found[name] for name in PARTS} == PARTS
    with tarfile.open(fileobj=io.BytesIO(WHOLE)) as file:
        assert file.getnames() == ["HEAD.json", *PARTS, "MANIFEST.json", "SEAL"]


def test_every_single_byte_counts():
    for at in range(len(WHOLE)):
        changed = bytearray(WHOLE)
        changed[at] ^= 1 << (at % 8)
        with pytest.raises(ArchiveDamaged):
            read_sealed(io.BytesIO(changed))


@given(st.integers(0, len(WHOLE) - 1))
def test_an_archive_cut_short_is_refused(length: int):
    with pytest.raises(ArchiveDamaged):
        read_sealed(io.BytesIO(WHOLE[:length]))


@given(st.integers(0, len(WHOLE)), st.binary(min_size=1, max_size=2048))
def test_an_archive_with_bytes_put_in_is_refused(at: int, more: bytes):
    with pytest.raises(ArchiveDamaged):
        read_sealed(io.BytesIO(WHOLE[:at] + more + WHOLE[at:]))


@given(st.binary(max_size=5000))
def test_what_is_no_archive_is_refused(content: bytes):
    with pytest.raises(ArchiveDamaged):
        read_sealed(io.BytesIO(content))


def test_a_part_of_another_size_than_announced_is_a_fault():
    writer = ArchiveWriter(io.BytesIO(), {"format": FORMAT})
    with pytest.raises(ValueError, match="announced"):
        writer.add_stream("evidence/a", 5, [b"four"])
