"""Files that cannot be read are refused with a code that says why, and hostile ones before they are parsed."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from camket.discipline.annexes import UnreadableFile, read_annex

if TYPE_CHECKING:
    from camket.errors import Refused

ROWS = [["STT", "Nhiệm vụ", "Chủ trì"], [1, "Rà soát", "Sở A"]]
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")


def workbook(cells: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    for place, text in (cells or {}).items():
        book.active[place] = text
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def document() -> bytes:
    held = io.BytesIO()
    docx.Document().save(held)
    return held.getvalue()


def repacked(data: bytes, changes: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            after.writestr(name, changes.get(name, before.read(name)))
        for name in changes.keys() - set(before.namelist()):
            after.writestr(name, changes[name])
    return held.getvalue()


def refusal(data: bytes, filename: str) -> Refused:
    with pytest.raises(UnreadableFile) as refused:
        read_annex(data, filename=filename)
    return refused.value


@pytest.mark.parametrize(
    ("data", "filename", "code"),
    [
        (b"", "a.xlsx", "empty"),
        (b" \r\n", "a.csv", "empty"),
        (b"not a zip", "a.xlsx", "not_a_zip"),
        (b"not a zip", "a.docx", "not_a_zip"),
        (b"PK\x03\x04 and then nothing", "a.docx", "damaged"),
        (b"%PDF-1.7 ...", "a.pdf", "pdf"),
        (b"some text", "a.txt", "unknown_format"),
        (b"{\\rtf1 Nhi\\'e9m v}", "a.rtf", "unknown_format"),
        (b"a;b\0c", "a.csv", "not_text"),
        (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "password"),
        (OLD_OFFICE + "WordDocument".encode("utf-16-le"), "a.doc", "old_word"),
        (b"x", "a.xlsm", "macros"),
    ],
)
def test_a_file_is_refused_by_name(data: bytes, filename: str, code: str):
    assert refusal(data, filename).code == f"directive.intake.{code}"


def test_a_wrong_extension_is_refused_with_the_true_kind():
    answer = refusal(workbook(), "phu-luc.docx")

    assert answer.code == "directive.intake.wrong_extension"
    assert answer.params == {"extension": "docx", "kind": "xlsx"}


def test_a_document_without_a_task_table_is_refused():
    assert refusal(document(), "a.docx").code == "directive.intake.no_table"


def test_text_of_an_old_font_is_refused_by_its_name():
    words = "STT;NhiÖm vô;C¬ quan chñ tr×;Thêi h¹n\n1;Së Khoa häc vµ C«ng nghÖ ®Ò xuÊt;Së Néi vô;Quý IV\n"

    assert refusal(words.encode(), "a.csv").code == "directive.intake.legacy_font"


def test_macros_are_refused_whatever_the_extension():
    data = repacked(workbook(), {"xl/vbaProject.bin": b"macro"})

    assert refusal(data, "a.xlsx").code == "directive.intake.macros"


def test_an_entity_declaration_is_refused_before_parsing():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'

    for part, data, name in (
        ("xl/workbook.xml", workbook(), "a.xlsx"),
        ("word/document.xml", document(), "a.docx"),
    ):
        for content in (bomb, bomb.decode().encode("utf-16")):
            assert refusal(repacked(data, {part: content}), name).code == "directive.intake.unsafe_xml"


def test_a_bomb_is_refused_by_its_unpacked_size():
    data = repacked(workbook(), {"xl/media/a.bin": bytes(200 * 2**20)})

    assert len(data) < 2**20
    assert refusal(data, "a.xlsx").code == "directive.intake.unpacks_too_large"


def test_a_bomb_that_lies_about_its_size_is_refused():
    data = repacked(workbook(), {"xl/media/a.bin": bytes(2**20)})
    honest = (2**20).to_bytes(4, "little")

    assert (
        refusal(data.replace(honest, (10).to_bytes(4, "little")), "a.xlsx").code == "directive.intake.damaged"
    )


def test_one_far_cell_does_not_make_a_sheet_of_billions():
    assert refusal(workbook({"XFD1048576": "xa"}), "a.xlsx").code == "directive.intake.too_large"


def test_a_damaged_sheet_is_refused():
    data = repacked(workbook(), {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"})

    assert refusal(data, "a.xlsx").code in {"directive.intake.damaged", "directive.intake.no_table"}


def test_a_document_whose_relations_lost_their_targets_is_refused():
    data = document()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        relations = package.read("word/_rels/document.xml.rels").replace(b"Target=", b"Tarpet=")

    answer = refusal(repacked(data, {"word/_rels/document.xml.rels": relations}), "a.docx")
    assert answer.code == "directive.intake.damaged"
