"""Separated text files as tired clerks export them: encodings, separators, quoted newlines, dates in words."""

import csv
import io
import unicodedata
from collections.abc import Sequence

from meanings import Sample, line, task
from workbooks import HEAD

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def separated(rows: Sequence[Sequence[object]], separator: str = ",") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def windows_1258(text: str) -> bytes:
    """Code page 1258 has the letters but keeps most tones as marks of their own."""
    out: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in TONES)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        out.append(base + tone)
    return "".join(out).encode("cp1258")


def quoted_newlines() -> Sample:
    tasks = (
        task("Lập bản đồ điểm lõm sóng, điểm thiếu điện", "Sở Khoa học và Công nghệ|Sở Công Thương", "Doanh nghiệp viễn thông, điện lực", 'Bản đồ "điểm lõm" được công bố', "31/8/2026", "2026-08-31"),
        task("Tổ chức đối thoại với doanh nghiệp công nghệ số", "Sở Tài chính", "Sở Khoa học và Công nghệ", "Biên bản đối thoại", "Tháng 9/2026", "2026-09-30"),
        task("Xây dựng quy trình xử lý phản ánh hiện trường", "Văn phòng UBND tỉnh", "UBND xã, phường, đặc khu", "Quy trình được ban hành", "30/10/2026", "2026-10-30"),
    )  # fmt: skip
    rows = [line(n, meant) for n, meant in enumerate(tasks, 1)]
    rows[0][2] = "Sở Khoa học và Công nghệ\nSở Công Thương"
    rows[1][1] = "Tổ chức đối thoại\nvới doanh nghiệp công nghệ số"
    above = [["UBND TỈNH KHÁNH HÒA", "", "", "", "", ""], [""] * 6, ["PHỤ LỤC, kèm theo Kế hoạch số 214/KH-UBND", "", "", "", "", ""]]  # fmt: skip
    below = [[""] * 6, ["Nơi nhận:", "", "", "", "TM. ỦY BAN NHÂN DÂN", ""], ["- Như trên;", "", "", "", "CHỦ TỊCH", ""]]  # fmt: skip
    text = separated([*above, HEAD, *rows, *below])
    return Sample("25-utf8-bom-xuong-dong.csv", "UTF-8 with BOM, newlines and doubled quotes inside cells, letterhead and recipients around the table", text.encode("utf-8-sig"), tasks)  # fmt: skip


def unicode_text() -> Sample:
    tasks = (
        task("Triển khai nền tảng giám sát an toàn hồ chứa", "Sở Nông nghiệp và Môi trường", "UBND xã Cà Ná", "Nền tảng vận hành", "30/11/2026", "2026-11-30"),
        task("Đào tạo cán bộ vận hành trung tâm điều hành thông minh", "Sở Khoa học và Công nghệ", "Sở Nội vụ", "Chứng nhận", "20/10/2026", "2026-10-20"),
        task("Theo dõi tỷ lệ hồ sơ trực tuyến toàn trình", "Trung tâm Phục vụ hành chính công tỉnh", "", "Báo cáo", "Hằng quý", "recurring"),
    )  # fmt: skip
    text = separated([HEAD, *[line(n, meant) for n, meant in enumerate(tasks, 1)]], "\t")
    return Sample("26-utf16-unicode-text.csv", "Excel's 'Unicode Text': UTF-16 little endian with BOM and tabs, saved as .csv", b"\xff\xfe" + text.encode("utf-16-le"), tasks)  # fmt: skip


def code_page() -> Sample:
    group = "II. Hạ tầng số"
    tasks = (
        task("Khảo sát hệ thống truyền thanh thông minh", "Sở Văn hóa, Thể thao và Du lịch", "UBND xã Phước Dinh", "Báo cáo khảo sát", "15/9/2026", "2026-09-15", group=group),
        task("Nâng băng thông đường truyền tại trạm y tế", "Sở Y tế", "Viễn thông Khánh Hòa", "100% trạm đạt 100 Mbps", "30/9/2026", "2026-09-30", group=group),
        task("Ngầm hóa cáp viễn thông đường Trần Phú", "Sở Xây dựng", "Công ty Cổ phần Điện lực Khánh Hòa", "Tuyến cáp được nghiệm thu", "Quý IV/2026", "2026-12-31", group=group),
    )  # fmt: skip
    text = separated(
        [HEAD, [group, "", "", "", "", ""], *[line(n, meant) for n, meant in enumerate(tasks, 1)]]
    )
    return Sample("27-windows-1258.csv", "Windows-1258 with separate tone marks", windows_1258(text), tasks)


def dates_in_words() -> Sample:
    lead = "Sở Khoa học và Công nghệ"
    said = (
        ("Lập danh sách đầu mối kỹ thuật", "5/8/26", "2026-08-05"),
        ("Kiểm thử nền tảng định danh", "30.9.2026", "2026-09-30"),
        ("Cấu hình sao lưu dữ liệu", "15-10-2026", "2026-10-15"),
        ("Bàn giao tài liệu vận hành", "1/9/2026", "2026-09-01"),
        ("Rà quét lỗ hổng bảo mật", "ngày 05 tháng 11 năm 2026", "2026-11-05"),
        ("Nghiệm thu giai đoạn 1", "Tháng 12 năm 2026", "2026-12-31"),
        ("Nghiệm thu giai đoạn 2", "Quý II/2027", "2027-06-30"),
        ("Mở rộng sang cấp xã", "quý 3 năm 2026", "2026-09-30"),
        ("Tổng kết kế hoạch", "Trong năm 2026", "2026-12-31"),
        ("Xây dựng kế hoạch tiếp theo", "Giai đoạn 2026 - 2030", "2030-12-31"),
        ("Trình phê duyệt danh mục", "Chậm nhất ngày 10/8/2026", "2026-08-10"),
        ("Họp thống nhất phương án", "Xong trước 17 giờ ngày 12/8/2026", "2026-08-12"),
        ("Xuất bản số liệu mở", "2026-10-20", "2026-10-20"),
        ("Cập nhật tình trạng thiết bị", "6 tháng đầu năm 2027", "2027-06-30"),
        ("Đóng tài khoản cũ", "28/02/2027.", "2027-02-28"),
    )
    tasks = tuple(task(title, lead, "Các cơ quan, đơn vị liên quan", "Báo cáo", when, due) for title, when, due in said)  # fmt: skip
    text = "sep=;\r\n" + separated([HEAD, *[line(n, meant) for n, meant in enumerate(tasks, 1)]], ";")
    return Sample("28-dau-cham-phay-ngay-bang-chu.csv", "semicolons, a 'sep=;' line first, UTF-8 without BOM; dates with two-digit years, dots, dashes, single digits, months, quarters, a period", text.encode(), tasks)  # fmt: skip


def tabs_and_other_order() -> Sample:
    tasks = (
        task("Khai trương trung tâm đổi mới sáng tạo", "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh", "Sở Khoa học và Công nghệ", "Trung tâm hoạt động", "15/11/2026", "2026-11-15"),
        task("Kêu gọi đầu tư khu công nghệ thông tin tập trung", "Sở Tài chính", "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh", "Danh mục dự án", "Quý IV/2026", "2026-12-31"),
        task("Xét chọn sáng kiến cấp tỉnh", "Sở Khoa học và Công nghệ", "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh", "Quyết định công nhận", "30/11/2026", "2026-11-30"),
    )  # fmt: skip
    head = ["Sản phẩm dự kiến", "Thời hạn hoàn thành", "Ghi chú", "Đơn vị phối hợp", "Đơn vị chủ trì", "NV theo KH 05-KH/BCĐTW", "Tên nhiệm vụ"]  # fmt: skip
    notes = ("Đã xin ý kiến ngày 10/7/2026", "", "Sở Nội vụ đề nghị lùi hạn")
    rows = [
        [m.product, m.deadline, note, "; ".join(m.cooperating), "; ".join(m.leads), f"NV {7 + n}", m.title]
        for n, (m, note) in enumerate(zip(tasks, notes, strict=True))
    ]
    text = separated([head, *rows], "\t")
    return Sample("30-tab-thu-tu-khac.tsv", "tab separated, no number column, columns in another order, a notes column with a date and an agency in it, a parent-task column", text.encode(), tasks)  # fmt: skip


ALL = (quoted_newlines, unicode_text, code_page, dates_in_words, tabs_and_other_order)
