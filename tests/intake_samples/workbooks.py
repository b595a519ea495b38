"""Workbooks as tired clerks send them: headings, groups, merges and numbering."""

import io
from collections.abc import Sequence

from meanings import Sample, frozen, line, task
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

HEAD = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm đầu ra", "Thời hạn"]
SHEET = "Phụ lục"


def first_sheet(name: str = SHEET) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    return book, sheet


def write(sheet: Worksheet, rows: Sequence[Sequence[object]]) -> None:
    for row in rows:
        sheet.append(list(row))


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return frozen(out.getvalue())


def heading_row(sheet: Worksheet, text: str, width: int = 6) -> None:
    """A group heading merged across the table and bold."""
    sheet.append([text])
    sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=width)
    sheet.cell(sheet.max_row, 1).font = Font(bold=True)


def headings_without_tones() -> Sample:
    book, sheet = first_sheet("Sheet1")
    tasks = (
        task("Rà soát quy trình nội bộ giải quyết thủ tục hành chính lĩnh vực đất đai", "Sở Nông nghiệp và Môi trường", "Sở Tư pháp|UBND xã, phường, đặc khu", "Báo cáo rà soát", "30/9/2026", "2026-09-30"),
        task("Ban hành danh mục dữ liệu mở của tỉnh", "Sở Khoa học và Công nghệ", "Các sở, ban, ngành", "Quyết định của UBND tỉnh", "15/10/2026", "2026-10-15"),
        task("Kết nối camera giao thông về trung tâm giám sát", "Công an tỉnh", "Sở Xây dựng", "Hệ thống được nghiệm thu", "31/10/2026", "2026-10-31"),
        task("Tập huấn ký số cho cán bộ cấp xã", "Sở Nội vụ", "Văn phòng Tỉnh ủy", "Danh sách cán bộ hoàn thành", "20/8/2026", "2026-08-20"),
    )  # fmt: skip
    write(sheet, [["TT", "Noi dung nhiem vu", "Co quan chu tri", "Co quan phoi hop", "San pham", "Thoi han"]])
    write(sheet, [line(number, meant) for number, meant in enumerate(tasks, 1)])
    return Sample("01-tieu-de-khong-dau.xlsx", "headings without tone marks", saved(book), tasks)


def header_in_row_six() -> Sample:
    book, sheet = first_sheet()
    tasks = (
        task("Nâng cấp cổng dữ liệu mở của tỉnh", "Sở Khoa học và Công nghệ", "Văn phòng UBND tỉnh", "Cổng dữ liệu vận hành", "30/11/2026", "2026-11-30"),
        task("Số hóa sổ hộ tịch còn tồn ở cấp xã", "Sở Tư pháp", "Công an tỉnh|UBND xã, phường, đặc khu", "100% sổ hộ tịch được số hóa", "Trước ngày 15/12/2026", "2026-12-15"),
        task("Bố trí kinh phí cho nhiệm vụ chuyển đổi số quý IV", "Sở Tài chính", "Sở Khoa học và Công nghệ", "Tờ trình UBND tỉnh", "15/8/2026", "2026-08-15"),
    )  # fmt: skip
    write(sheet, [
        ["UBND TỈNH KHÁNH HÒA", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỞ KHOA HỌC VÀ CÔNG NGHỆ", None, None, "Độc lập - Tự do - Hạnh phúc"],
        ["Số: 214/KH-UBND", None, None, "Khánh Hòa, ngày 03 tháng 8 năm 2026"],
        ["PHỤ LỤC: BẢNG PHÂN CÔNG NHIỆM VỤ"],
        [],
        ["STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Kết quả/Sản phẩm", "Thời gian hoàn thành", "Ghi chú"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
    ])  # fmt: skip
    notes = ("", "Vướng kinh phí, đã báo cáo ngày 20/7/2026", "NV số 12 Kế hoạch 05-KH/BCĐTW")
    write(sheet, [[*line(n, meant), notes[n - 1]] for n, meant in enumerate(tasks, 1)])
    write(sheet, [
        ["Tổng cộng: 03 nhiệm vụ"],
        [],
        ["Nơi nhận:", None, None, None, "KT. GIÁM ĐỐC"],
        ["- Như trên;", None, None, None, "PHÓ GIÁM ĐỐC"],
        ["- Sở Tài chính;"],
        ["- Lưu: VT, CĐS.", None, None, None, "(đã ký)"],
    ])  # fmt: skip
    sheet.merge_cells("A4:G4")
    return Sample("03-tieu-de-dong-6.xlsx", "header in row 6 under a letterhead, a row of column numbers, a notes column with a date in it, total, signature and recipients below", saved(book), tasks)  # fmt: skip


def header_over_two_rows() -> Sample:
    book, sheet = first_sheet()
    tasks = (
        task("Xây dựng kho dữ liệu dùng chung", "Sở Khoa học và Công nghệ", "Công an tỉnh", "Kho dữ liệu", "30/11/2026", "2026-11-30"),
        task("Chuẩn hóa dữ liệu cán bộ, công chức", "Sở Nội vụ", "Ban Tổ chức Tỉnh ủy", "Bộ dữ liệu được làm sạch", "30/9/2026", "2026-09-30"),
        task("Triển khai bệnh án điện tử tại bệnh viện tuyến tỉnh", "Sở Y tế", "Bảo hiểm xã hội tỉnh", "Bệnh viện công bố bệnh án điện tử", "31/12/2026", "2026-12-31"),
    )  # fmt: skip
    starts = ("01/8/2026", "15/8/2026", "01/9/2026")
    write(sheet, [["PHỤ LỤC II"], [],
        ["TT", "Nhiệm vụ", "Cơ quan thực hiện", None, "Sản phẩm", "Tiến độ", None, "Ghi chú"],
        [None, None, "Chủ trì", "Phối hợp", None, "Bắt đầu", "Hoàn thành", None]])  # fmt: skip
    for n, meant in enumerate(tasks, 1):
        cells = line(n, meant)
        write(sheet, [[*cells[:5], starts[n - 1], cells[5]]])
    for area in ("A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:G3", "H3:H4", "A1:H1"):
        sheet.merge_cells(area)
    return Sample("04-tieu-de-hai-dong.xlsx", "header over two rows with merged cells; a start date stands before the finish date", saved(book), tasks)  # fmt: skip


def cover_and_hidden_sheet() -> Sample:
    book, cover = first_sheet("Bìa")
    write(cover, [["BAN CHỈ ĐẠO TỈNH KHÁNH HÒA"], ["BỘ PHỤ LỤC KÈM THEO KẾ HOẠCH"], [],
                  ["Nhiệm vụ", "xem trang sau"], ["Người lập", "Tổ giúp việc"], ["Thời hạn gửi", "05/8/2026"]])  # fmt: skip
    sheet = book.create_sheet("Phân công")
    old = book.create_sheet("Bản 15-7")
    old.sheet_state = "hidden"
    tasks = (
        task("Đưa nền tảng họp trực tuyến dùng chung vào sử dụng", "Văn phòng UBND tỉnh", "Sở Khoa học và Công nghệ", "Nền tảng có người dùng thật", "30/10/2026", "2026-10-30"),
        task("Cấp chữ ký số chuyên dùng công vụ cho cán bộ xã Đại Lãnh", "UBND xã Đại Lãnh", "Sở Khoa học và Công nghệ", "100% cán bộ có chữ ký số", "31/8/2026", "2026-08-31"),
    )  # fmt: skip
    write(sheet, [HEAD, *[line(n, meant) for n, meant in enumerate(tasks, 1)]])
    write(old, [HEAD, [1, "Đưa nền tảng họp trực tuyến vào thử nghiệm", "Văn phòng UBND tỉnh", "", "Báo cáo thử nghiệm", "15/9/2026"],
                [2, "Mua máy tính bảng cho trưởng thôn", "UBND xã Đại Lãnh", "", "Máy tính bảng", "30/9/2026"]])  # fmt: skip
    return Sample("06-bia-va-trang-an.xlsx", "a cover sheet first, and a hidden sheet holding an old version that must not be read", saved(book), tasks)  # fmt: skip


def two_annexes_and_a_glossary() -> Sample:
    book, sheet = first_sheet("PL I (cấp tỉnh)")
    provincial = (
        task("Xây dựng nền tảng phân tích dữ liệu tổng hợp", "Sở Khoa học và Công nghệ", "Sở Tài chính", "Nền tảng vận hành thử", "30/11/2026", "2026-11-30"),
        task("Kết nối hệ thống quản lý hộ kinh doanh với thuế", "Thuế tỉnh Khánh Hòa", "Sở Tài chính|Công an tỉnh", "Biên bản kết nối", "15/9/2026", "2026-09-15"),
    )  # fmt: skip
    communal = (
        task("Thành lập tổ công nghệ số cộng đồng ở từng thôn, tổ dân phố", "UBND xã Vạn Hưng", "", "Quyết định thành lập", "20/8/2026", "2026-08-20"),
        task("Niêm yết mã QR thủ tục hành chính tại điểm tiếp dân", "UBND phường Ninh Hòa", "", "Mã QR tại 100% điểm", "25/8/2026", "2026-08-25"),
    )  # fmt: skip
    write(sheet, [HEAD, *[line(n, meant) for n, meant in enumerate(provincial, 1)]])
    second = book.create_sheet("PL II (cấp xã)")
    write(second, [["PHỤ LỤC II"], ["Thời hạn", "Nội dung nhiệm vụ", "Kết quả", "Đơn vị thực hiện"]])
    write(second, [[m.deadline, m.title, m.product, "; ".join(m.leads)] for m in communal])
    words = book.create_sheet("Viết tắt")
    write(words, [["STT", "Chữ viết tắt", "Nghĩa"], [1, "CĐS", "Chuyển đổi số"], [2, "CSDL", "Cơ sở dữ liệu"], [3, "TTHC", "Thủ tục hành chính"]])  # fmt: skip
    return Sample("07-hai-phu-luc.xlsx", "two visible annex sheets with different columns, both count; a third sheet is a list of abbreviations", saved(book), provincial + communal)  # fmt: skip


def roman_and_letter_groups() -> Sample:
    book, sheet = first_sheet()
    rules, cable, power = "I. HOÀN THIỆN THỂ CHẾ", "A Hạ tầng viễn thông", "B Nguồn điện"
    tasks = (
        task("Trình HĐND tỉnh nghị quyết hỗ trợ đổi mới sáng tạo", "Sở Khoa học và Công nghệ", "Sở Tư pháp", "Nghị quyết của HĐND tỉnh", "30/11/2026", "2026-11-30", group=rules),
        task("Sửa quy chế sử dụng nền tảng số dùng chung", "Văn phòng UBND tỉnh", "Công an tỉnh", "Quyết định sửa đổi", "30/9/2026", "2026-09-30", group=rules),
        task("Kéo cáp quang tới thôn Khánh Sơn", "Sở Khoa học và Công nghệ", "UBND xã Khánh Sơn", "Thôn có cáp quang", "31/10/2026", "2026-10-31", group=cable),
        task("Xóa điểm lõm sóng trên đèo Khánh Lê", "Sở Khoa học và Công nghệ", "UBND xã Khánh Vĩnh", "Biên bản đo sóng", "15/11/2026", "2026-11-15", group=cable),
        task("Lắp máy phát dự phòng cho phòng máy chủ", "Sở Công Thương", "Văn phòng Tỉnh ủy", "Máy phát được nghiệm thu", "30/10/2026", "2026-10-30", group=power),
    )  # fmt: skip
    write(sheet, [["PHỤ LỤC PHÂN CÔNG NHIỆM VỤ"], HEAD])
    heading_row(sheet, rules)
    write(sheet, [line(1, tasks[0]), line(2, tasks[1]), ["Cộng mục I: 02 nhiệm vụ"]])
    write(
        sheet,
        [["II", "PHÁT TRIỂN HẠ TẦNG SỐ"], ["A", "Hạ tầng viễn thông"], line(3, tasks[2]), line(4, tasks[3])],
    )
    write(sheet, [["B", "Nguồn điện"], line(5, tasks[4]), ["", "Tổng số: 05 nhiệm vụ"]])
    for row in (7, 8, 11):
        sheet.cell(row, 2).font = Font(bold=True)
    return Sample("09-nhom-la-ma-chu-cai.xlsx", "group rows in Roman numerals (one merged, one not) and letters, with subtotals and a total", saved(book), tasks)  # fmt: skip


def merged_leads_and_deadlines() -> Sample:
    book, sheet = first_sheet()
    lead, end = "Sở Giáo dục và Đào tạo", "30/10/2026"
    tasks = (
        task("Cấp tài khoản học bạ số cho học sinh tiểu học", lead, "UBND xã, phường, đặc khu", "Học bạ số", end, "2026-10-30"),
        task("Cấp tài khoản học bạ số cho học sinh trung học cơ sở", lead, "UBND xã, phường, đặc khu", "Học bạ số", end, "2026-10-30"),
        task("Tập huấn giáo viên sử dụng học bạ số", lead, "Trường Đại học Khánh Hòa", "Danh sách giáo viên", end, "2026-10-30"),
        task("Kết nối học bạ số với cơ sở dữ liệu ngành", lead, "Công an tỉnh", "Biên bản kết nối", "30/11/2026", "2026-11-30"),
        task("Công bố số liệu học bạ số toàn tỉnh", lead, "", "Báo cáo công bố", "30/11/2026", "2026-11-30"),
        task("Rà soát thiết bị mạng của trạm y tế", "Sở Y tế", "Sở Tài chính", "Báo cáo rà soát", "30/11/2026", "2026-11-30"),
    )  # fmt: skip
    write(sheet, [HEAD])
    for n, meant in enumerate(tasks, 1):
        write(sheet, [line(n, meant, lead=None if n in (1, 6) else "", deadline=None if n in (1, 4) else "")])
    for area in ("C2:C6", "F2:F4", "F5:F7"):
        sheet.merge_cells(area)
    sheet["C2"].alignment = Alignment(vertical="center", wrap_text=True)
    return Sample("11-gop-o-chu-tri-thoi-han.xlsx", "the lead is merged over five rows and deadlines over three; the merges do not line up", saved(book), tasks)  # fmt: skip


def two_languages() -> Sample:
    book, sheet = first_sheet("Annex")
    tasks = (
        task("Xây dựng phiên bản tiếng Anh của cổng thông tin xúc tiến đầu tư", "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh", "Sở Ngoại vụ", "Cổng thông tin bản tiếng Anh", "31/10/2026", "2026-10-31"),
        task("Tổ chức tuần lễ đổi mới sáng tạo Nha Trang", "Sở Khoa học và Công nghệ", "Sở Văn hóa, Thể thao và Du lịch|UBND phường Nha Trang", "Sự kiện được tổ chức", "Tháng 10/2026", "2026-10-31"),
        task("Ký biên bản hợp tác dữ liệu biển", "Sở Nông nghiệp và Môi trường", "Viện Hải dương học", "Biên bản hợp tác", "15/12/2026", "2026-12-15"),
    )  # fmt: skip
    write(sheet, [["PHỤ LỤC / ANNEX"], ["STT\nNo.", "Nhiệm vụ\nTask", "Cơ quan chủ trì\nLead agency", "Cơ quan phối hợp\nCooperating agencies", "Sản phẩm\nDeliverable", "Thời hạn\nDeadline", "Ghi chú\nNotes"]])  # fmt: skip
    write(sheet, [line(n, meant) for n, meant in enumerate(tasks, 1)])
    return Sample("29-tieu-de-hai-ngon-ngu.xlsx", "header in Vietnamese and English within each cell; a lead whose own name has 'và' and commas", saved(book), tasks)  # fmt: skip


ALL = (
    headings_without_tones,
    header_in_row_six,
    header_over_two_rows,
    cover_and_hidden_sheet,
    two_annexes_and_a_glossary,
    roman_and_letter_groups,
    merged_leads_and_deadlines,
    two_languages,
)
