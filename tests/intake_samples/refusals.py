"""Files that no clerk could enter: each is refused whole, with a clear reason."""

import struct

import papers
import workbooks
from docx import Document
from meanings import Sample, line, task
from workbooks import HEAD, first_sheet, write

SECTOR = 512
FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def workbook_named_csv() -> Sample:
    book, sheet = first_sheet()
    tasks = (
        task("Rà soát tài khoản công chức đã nghỉ việc", "Sở Nội vụ", "Công an tỉnh", "Danh sách tài khoản", "31/8/2026", "2026-08-31"),
        task("Khóa tài khoản không còn sử dụng", "Sở Khoa học và Công nghệ", "Sở Nội vụ", "Biên bản", "15/9/2026", "2026-09-15"),
    )  # fmt: skip
    write(sheet, [HEAD, *[line(n, meant) for n, meant in enumerate(tasks, 1)]])
    return Sample("35-xlsx-doi-ten.csv", "a workbook renamed .csv; reading these rows by content is as good as refusing, reading gibberish is not", workbooks.saved(book), tasks, (), "the name says .csv but the content is a workbook")  # fmt: skip


def truncated() -> Sample:
    book, sheet = first_sheet()
    meant = task("Gửi lại phụ lục bị lỗi", "Văn phòng UBND tỉnh", "", "Phụ lục", "10/8/2026", "2026-08-10")
    write(sheet, [HEAD, *[line(n, meant) for n in range(1, 40)]])
    whole = workbooks.saved(book)
    return Sample("36-tep-bi-cat.xlsx", "a zip cut off at six tenths, as after a broken upload", whole[: len(whole) * 6 // 10], refused="the file is damaged: it ends before its table of contents")  # fmt: skip


def empty_workbook() -> Sample:
    book, _ = first_sheet("Sheet1")
    book.create_sheet("Sheet2")
    return Sample("37-so-trong.xlsx", "a workbook with two empty sheets", workbooks.saved(book), refused="there is nothing in the file")  # fmt: skip


def no_task_table() -> Sample:
    book, sheet = first_sheet("Danh bạ")
    write(sheet, [["DANH BẠ ĐẦU MỐI"], ["STT", "Họ và tên", "Đơn vị", "Chức vụ", "Điện thoại"],
                  [1, "Nguyễn Văn A", "Sở Tài chính", "Chuyên viên", "0258 0000 001"],
                  [2, "Trần Thị B", "Sở Y tế", "Phó Trưởng phòng", "0258 0000 002"]])  # fmt: skip
    return Sample("38-danh-ba.xlsx", "a sound workbook that is a phone list, not an annex", workbooks.saved(book), refused="no table of tasks: no column of tasks or deadlines")  # fmt: skip


def running_text_only() -> Sample:
    paper = Document()
    for words in (
        "THÔNG BÁO KẾT LUẬN",
        "1. Giao Sở Khoa học và Công nghệ chủ trì, phối hợp với Công an tỉnh rà soát hệ thống, hoàn thành trước ngày 15/9/2026.",
        "2. Giao Sở Tài chính bố trí kinh phí, báo cáo UBND tỉnh trước ngày 30/9/2026.",
        "3. Văn phòng UBND tỉnh theo dõi, đôn đốc./.",
    ):
        paper.add_paragraph(words)
    return Sample("39-khong-co-bang.docx", "a notice in running text with no table at all", papers.saved(paper), refused="the paper has no table")  # fmt: skip


def entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    """One directory entry of a compound file."""
    stored = name.encode("utf-16-le")
    length = len(stored) + 2 if name else 0
    links = struct.pack("<HBBIII", length, kind, 1, FREE, right, child)
    return stored.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)


def locked() -> Sample:
    """A compound file with the two streams of a workbook under a password (MS-OFFCRYPTO), filled with noise."""
    size = 8 * SECTOR
    info = (struct.pack("<HHI", 4, 4, 0x40) + b'<?xml version="1.0" encoding="UTF-8"?><encryption/>').ljust(
        size
    )
    package = struct.pack("<Q", 4000) + bytes((n * 197 + n // 7 * 31) % 256 for n in range(size - 8))
    chains = [FAT_SECTOR, END, *[*range(3, 10), END], *[*range(11, 18), END]]
    fat = struct.pack(f"<{SECTOR // 4}I", *chains, *[FREE] * (SECTOR // 4 - len(chains)))
    directory = (
        entry("Root Entry", 5, 1, FREE, END, 0)
        + entry("EncryptionInfo", 2, FREE, 2, 2, size)
        + entry("EncryptedPackage", 2, FREE, FREE, 10, size)
        + entry("", 0, FREE, FREE, 0, 0)
    )
    header = (
        bytes.fromhex("D0CF11E0A1B11AE1")
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    content = header + fat + directory + info + package
    return Sample("40-co-mat-khau.xlsx", "a workbook under a password: an OLE container with an encrypted package", content, refused="the file is protected by a password")  # fmt: skip


ALL = (workbook_named_csv, truncated, empty_workbook, no_task_table, running_text_only, locked)
