"""Annexes spoilt on the way: every one is refused with a reason, none breaks the reader."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from camket.discipline.annexes import UnreadableFile, read_annex

SAMPLES = Path(__file__).parent.parent / "intake_samples" / "files"
BOOK = SAMPLES / "22-dong-cot-an.xlsx"


def test_a_file_spoilt_anywhere_is_read_or_refused() -> None:
    chance = random.Random(57)  # noqa: S311 - the spoilt bytes must be the same at every run
    whole = BOOK.read_bytes()
    refused = 0
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 3, 20])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read_annex(bytes(data), filename=BOOK.name)
        except UnreadableFile:
            refused += 1
    assert refused > 50


@pytest.mark.parametrize("flood", [b"<c " * 300_000, b'<c r="A1" ' * 300_000])
def test_a_sheet_of_open_tags_is_refused_without_searching_it_again_and_again(flood: bytes) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(BOOK) as whole, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as spoilt:
        for name in whole.namelist():
            content = whole.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = content.replace(b"<sheetData>", b"<sheetData>" + flood)
            spoilt.writestr(name, content)
    with pytest.raises(UnreadableFile):
        read_annex(packed.getvalue(), filename=BOOK.name)
