"""Files that somebody sends to do harm: each is made here, small, when a test asks for it."""

from __future__ import annotations

import io
import zipfile

_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)
_OPEN = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHING = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>'
ASKING = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def workbook(sheet: bytes, **more: bytes) -> bytes:
    """An .xlsx around the bytes of its one sheet."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("xl/workbook.xml", _BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", _LINKS)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, content in more.items():
            archive.writestr(name.replace("__", "/"), content)
    return kept.getvalue()


def cell(words: str, *, before: str = "") -> bytes:
    """A sheet of one cell, with what stands before its root."""
    row = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{words}</t></is></c></row>'
    return f"{before}{_OPEN}{row}</sheetData></worksheet>".encode()


def zip_bomb() -> bytes:
    """A gigabyte of blanks in a megabyte."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("xl/workbook.xml", _BOOK)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            blanks = b" " * 2**20
            for _ in range(300):
                part.write(blanks)
    return kept.getvalue()


def spoilt() -> dict[str, bytes]:
    """Every file by the name it is sent under."""
    edxml = "<edXML xmlns='http://www.mic.gov.vn/TBT/QCVN_102_2016'>&l9;</edXML>"
    return {
        "khong-phai-bang.xlsx": b"day la van ban\n" * 40,
        "anh.xlsx": b"\x89PNG\r\n\x1a\n" + b"\x00" * 300,
        "anh.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "trang.html": b"<!doctype html><script>alert(1)</script>",
        "bom.xlsx": zip_bomb(),
        "thuc-the.xlsx": workbook(cell("&l9;", before=LAUGHING)),
        "xxe.xlsx": workbook(cell("&e;", before=ASKING)),
        "macro.xlsx": workbook(cell("x"), xl__vbaProject=b"", **{"xl__vbaProject.bin": b"\x00"}),
        "nul.csv": b"\x00" * 2000,
        "trong.csv": b"",
        "cut.xlsx": workbook(cell("x" * 5000))[:-200],
        "thuc-the.edxml": f"{LAUGHING}{edxml}".encode(),
        "xxe.edxml": f"{ASKING}{edxml.replace('l9', 'e')}".encode(),
    }
