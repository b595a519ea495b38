"""Word papers as tired clerks send them: several tables, merges, lists, markup and controls inside."""

import io
import unicodedata
from collections.abc import Sequence
from copy import deepcopy

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table, _Cell
from meanings import Sample, Task, frozen, line, task
from workbooks import HEAD

INSERTED = f'w:id="90" w:author="Chuyên viên 2" w:date="2026-08-01T09:00:00Z" {nsdecls("w")}'


def saved(paper: Paper) -> bytes:
    out = io.BytesIO()
    paper.save(out)
    return frozen(out.getvalue())


def letterhead(paper: Paper) -> None:
    left = "TỈNH ỦY KHÁNH HÒA\nBAN CHỈ ĐẠO\n*\nSố 19-KH/BCĐ"
    grid(paper, [[left, "ĐẢNG CỘNG SẢN VIỆT NAM\n\nKhánh Hòa, ngày 03 tháng 8 năm 2026"]])
    paper.add_paragraph("PHỤ LỤC")
    paper.add_paragraph("PHÂN CÔNG NHIỆM VỤ")


def grid(place: Paper | _Cell, rows: Sequence[Sequence[object]]) -> Table:
    """A bordered table; a row of one text is a heading merged across the table."""
    width = max(len(row) for row in rows)
    table = place.add_table(len(rows), width)
    if isinstance(place, Paper):
        table.style = "Table Grid"
    for cells, row in zip(rows, table.rows, strict=True):
        if len(cells) == 1 and width > 1:
            row.cells[0].merge(row.cells[-1])
        for cell, value in zip(row.cells, cells, strict=False):
            cell.text = str(value)
    return table


def annex(tasks: Sequence[Task], start: int = 1) -> list[list[object]]:
    return [line(n, meant) for n, meant in enumerate(tasks, start)]


def decomposed_text() -> Sample:
    paper = Document()
    letter = "I. Thể chế và nhân lực"
    tasks = (
        task("Xây dựng đề án phát triển nguồn nhân lực số", "Sở Nội vụ", "Sở Giáo dục và Đào tạo", "Đề án được phê duyệt", "Quý III/2026", "2026-09-30", group=letter),
        task("Tuyển dụng chuyên gia dữ liệu", "Sở Khoa học và Công nghệ|Sở Nội vụ", "Sở Tài chính", "Hợp đồng lao động", "Trước ngày 31/10/2026", "2026-10-31", group=letter),
        task("Rà soát vị trí việc làm công nghệ thông tin cấp xã", "Sở Nội vụ", "UBND xã, phường, đặc khu", "Danh mục vị trí", "Thường xuyên", "continuing", group=letter),
    )  # fmt: skip
    rows: list[list[object]] = [list(HEAD), [letter], *annex(tasks)]
    grid(paper, [[unicodedata.normalize("NFD", str(cell)) for cell in row] for row in rows])
    return Sample("02-van-ban-nfd.docx", "all text in decomposed Unicode (NFD), headers too", saved(paper), tasks)  # fmt: skip


def header_repeated_and_row_broken() -> Sample:
    paper = Document()
    letterhead(paper)
    tasks = (
        task("Kiểm tra việc sử dụng chữ ký số tại các đảng ủy trực thuộc", "Ủy ban Kiểm tra Tỉnh ủy", "Văn phòng Tỉnh ủy", "Kết luận kiểm tra", "30/11/2026", "2026-11-30"),
        task("Xây dựng bảng theo dõi tiến độ giải ngân nguồn chi khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số, cập nhật theo tuần", "Sở Tài chính", "Kho bạc Nhà nước khu vực XIII", "Bảng theo dõi có dữ liệu thật", "31/8/2026", "2026-08-31"),
        task("Tổ chức giao ban chuyên đề với cấp xã", "Sở Khoa học và Công nghệ", "UBND xã, phường, đặc khu", "Thông báo kết luận", "Hằng tháng", "recurring"),
    )  # fmt: skip
    broken = line(2, tasks[1])
    broken[1], broken[4] = "Xây dựng bảng theo dõi tiến độ giải ngân nguồn chi khoa học,", "Bảng theo dõi"
    rest = [
        "",
        "công nghệ, đổi mới sáng tạo và chuyển đổi số, cập nhật theo tuần",
        "",
        "",
        "có dữ liệu thật",
        "",
    ]
    grid(paper, [HEAD, line(1, tasks[0]), broken, HEAD, rest, line(3, tasks[2])])
    return Sample("05-lap-tieu-de-ngat-trang.docx", "the header is typed again after a page break, and a task goes on in the row below it", saved(paper), tasks)  # fmt: skip


def several_tables() -> Sample:
    paper = Document()
    letterhead(paper)
    first = (
        task("Thẩm định phương án kết nối mạng bốn khối", "Công an tỉnh", "Văn phòng Tỉnh ủy", "Báo cáo thẩm định", "15/9/2026", "2026-09-15"),
        task("Đánh giá mức độ sẵn sàng chuyển đổi số của cấp xã", "Sở Khoa học và Công nghệ", "UBND xã, phường, đặc khu", "Báo cáo đánh giá", "30/9/2026", "2026-09-30"),
    )  # fmt: skip
    second = (
        task("Giám sát việc niêm yết thủ tục tại phường Cam Ranh", "Ủy ban MTTQ Việt Nam tỉnh", "UBND phường Cam Ranh", "Báo cáo giám sát", "Quý IV năm 2026", "2026-12-31"),
        task("Thu thập ý kiến người dân xã Ninh Phước về dịch vụ công", "Ủy ban MTTQ Việt Nam tỉnh", "UBND xã Ninh Phước", "Bảng tổng hợp ý kiến", "20/10/2026", "2026-10-20"),
    )  # fmt: skip
    grid(paper, [HEAD, *annex(first)])
    grid(
        paper,
        [["Nơi nhận:\n- Các đảng ủy trực thuộc;\n- Lưu: VPTU.", "PHÓ TRƯỞNG BAN\n\n(đã ký)\n\nNguyễn Văn A"]],
    )
    paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    paper.add_paragraph("PHỤ LỤC II - NHIỆM VỤ GIÁM SÁT")
    grid(paper, [["Số TT", "Nội dung giám sát", "Đơn vị chủ trì", "Phối hợp", "Kết quả", "Hạn hoàn thành"], *annex(second)])  # fmt: skip
    return Sample("08-nhieu-bang.docx", "letterhead table, tasks, signature table, then a second annex with other headings", saved(paper), first + second)  # fmt: skip


def nested_numbering() -> Sample:
    paper = Document()
    roman, one = "I. Dữ liệu", "1 Hoàn thiện cơ sở dữ liệu đất đai"
    tasks = (
        task("Đo đạc bổ sung tại các xã miền núi", "Sở Nông nghiệp và Môi trường", "UBND xã Bác Ái", "Bản đồ địa chính", "31/12/2026", "2026-12-31", group=one),
        task("Đồng bộ với cơ sở dữ liệu quốc gia về dân cư", "Công an tỉnh", "Sở Nông nghiệp và Môi trường", "Tỷ lệ khớp trên 95%", "30/11/2026", "2026-11-30", group=one),
        task("Làm sạch thửa đất trùng mã", "UBND xã, phường, đặc khu", "", "Danh sách đã xử lý", "30/10/2026", "2026-10-30", group=one),
        task("Xây dựng cơ sở dữ liệu tàu cá", "Sở Nông nghiệp và Môi trường", "Bộ đội Biên phòng tỉnh", "Cơ sở dữ liệu vận hành", "30/11/2026", "2026-11-30", group=roman),
        task("Gắn thiết bị giám sát hành trình", "UBND phường Ninh Chử", "Đồn Biên phòng", "100% tàu cá", "15/10/2026", "2026-10-15", group=roman),
        task("Cập nhật sổ danh bạ tàu cá", "Sở Nông nghiệp và Môi trường", "", "Sổ danh bạ", "15/11/2026", "2026-11-15", group=roman),
    )  # fmt: skip
    heading: list[object] = ["1", "Hoàn thiện cơ sở dữ liệu đất đai", "", "", "", ""]
    numbers = ("1.1", "1.2", "1.3", "2", "2.1", "2.2.")
    rows = [line(n, meant) for n, meant in zip(numbers, tasks, strict=True)]
    grid(paper, [HEAD, [roman], heading, *rows])
    return Sample("10-danh-so-long-nhau.docx", "numbering 1, 1.1, 1.2: row 1 is only a heading, row 2 is itself a task with parts 2.1 and 2.2", saved(paper), tasks)  # fmt: skip


def deadlines_in_words() -> Sample:
    paper = Document()
    lead, end = "Sở Khoa học và Công nghệ", "Văn phòng Tỉnh ủy"
    tasks = (
        task("Cập nhật quy chế mạng máy tính của Đảng", end, "Công an tỉnh", "Quy chế", "30 ngày sau khi Trung ương ban hành", "waiting"),
        task("Cung cấp số liệu cho Trung tâm dữ liệu quốc gia", "Công an tỉnh", lead, "Số liệu", "Theo thời gian yêu cầu của Bộ Công an", "waiting"),
        task("Nhắc nhở cơ quan chậm tiến độ", lead, "Sở Nội vụ", "Văn bản nhắc nhở", "Khi có nhiệm vụ chậm muộn", "waiting"),
        task("Hướng dẫn áp dụng nghị định mới về giao dịch điện tử", "Sở Tư pháp", "", "Văn bản hướng dẫn", "Trong vòng 15 ngày làm việc kể từ ngày Nghị định có hiệu lực", "waiting"),
        task("Duy trì ứng trực an toàn thông tin", "Công an tỉnh", "", "Nhật ký ứng trực", "Thường xuyên, liên tục", "continuing"),
        task("Hỗ trợ người dân nộp hồ sơ trực tuyến", "UBND xã, phường, đặc khu", "Đoàn TNCS Hồ Chí Minh tỉnh", "Số lượt hỗ trợ", "THƯỜNG XUYÊN", "continuing"),
        task("Gửi báo cáo tiến độ", "Các sở, ban, ngành", lead, "Báo cáo", "Trước ngày 20 hằng tháng", "recurring"),
        task("Đánh giá, xếp hạng chuyển đổi số cấp xã", lead, "Sở Nội vụ", "Bảng xếp hạng", "Trong Quý I hằng năm", "recurring"),
        task("Họp Ban Chỉ đạo", end, "", "Thông báo kết luận", "Định kỳ 06 tháng/lần", "recurring"),
        task("Chuẩn hóa biểu mẫu điện tử", "Văn phòng UBND tỉnh", "Sở Tư pháp", "Biểu mẫu", "Hoàn thành trước ngày 30/9/2026 và duy trì liên tục", "2026-09-30"),
        task("Sơ kết đợt cao điểm", lead, "", "Hội nghị", "Cuối tháng 11 năm 2026", "2026-11-30"),
        task("Tổng hợp danh mục nhu cầu năm sau", "Sở Tài chính", "", "Danh mục", "Theo đề nghị của cơ quan cấp trên", "waiting"),
    )  # fmt: skip
    grid(paper, [HEAD, *annex(tasks)])
    return Sample("14-han-bang-loi.docx", "deadlines in words: after an event, continuing, recurring, month and mixed forms", saved(paper), tasks)  # fmt: skip


def no_product_no_number() -> Sample:
    paper = Document()
    tasks = (
        task("Đăng ký nhu cầu học bình dân học vụ số", "Đảng ủy UBND tỉnh", "", None, "15/8/2026", "2026-08-15"),
        task("Biên soạn cẩm nang kỹ năng số", "Sở Giáo dục và Đào tạo", "", None, "30/9/2026", "2026-09-30"),
        task("In và phát cẩm nang tại nhà văn hóa thôn", "Sở Giáo dục và Đào tạo", "", None, "30/10/2026", "2026-10-30"),
        task("Vận động tiểu thương chợ Đầm dùng thanh toán không tiền mặt", "", "", None, "30/11/2026", "2026-11-30"),
        task("Bố trí điểm truy cập internet miễn phí", "UBND phường Tây Nha Trang", "", None, "Năm 2026", "2026-12-31"),
        task("Biểu dương gương điển hình", "", "", None, "", "unread"),
    )  # fmt: skip
    rows = [[m.title, "; ".join(m.leads), m.deadline] for m in tasks]
    rows[2][1] = "-nt-"
    grid(paper, [["Nội dung, nhiệm vụ", "Cơ quan thực hiện", "Hạn hoàn thành"], *rows])
    return Sample("17-thieu-cot.docx", "no number, product or cooperating column; no lead in some rows (not to be guessed); '-nt-' for 'as above'", saved(paper), tasks)  # fmt: skip


def one_column_for_all_bodies() -> Sample:
    paper = Document()
    tasks = (
        task("Triển khai sổ sức khỏe điện tử", "Sở Y tế", "Công an tỉnh|Bảo hiểm xã hội tỉnh", "Tỷ lệ người dân có sổ", "30/11/2026", "2026-11-30"),
        task("Rà soát tên đường, số nhà", "Sở Xây dựng|UBND xã, phường", "Công an tỉnh", "Dữ liệu địa chỉ", "31/10/2026", "2026-10-31"),
        task("Thu thập dữ liệu hộ nghèo", "UBND xã Khánh Vĩnh", "", "Danh sách hộ nghèo", "15/9/2026", "2026-09-15"),
        task("Cử đầu mối theo dõi Nghị quyết 57-NQ/TW", "Các cơ quan thuộc 04 khối|UBND xã, phường, đặc khu", "", "Quyết định cử đầu mối", "07/8/2026", "2026-08-07"),
    )  # fmt: skip
    written = (
        "Chủ trì: Sở Y tế\nPhối hợp: Công an tỉnh, Bảo hiểm xã hội tỉnh",
        "- Chủ trì: Sở Xây dựng; UBND xã, phường.\n- Phối hợp: Công an tỉnh.",
        "UBND xã Khánh Vĩnh",
        "Các cơ quan thuộc 04 khối và UBND xã, phường, đặc khu",
    )
    rows = [[n, m.title, words, m.product, m.deadline] for n, (m, words) in enumerate(zip(tasks, written, strict=True), 1)]  # fmt: skip
    table = grid(paper, [["STT", "Nhiệm vụ", "Cơ quan, đơn vị thực hiện", "Sản phẩm", "Thời hạn"], *rows])
    bullets = table.cell(2, 2)
    bullets.text = ""
    bullets.paragraphs[0].text, second = written[1].split("\n")
    bullets.add_paragraph(second)
    return Sample("19-mot-cot-co-quan.docx", "leads and cooperating bodies share one cell, told apart by words, as newlines and as paragraphs", saved(paper), tasks)  # fmt: skip


def vertical_merges_and_spans() -> Sample:
    paper = Document()
    lead, group, later = "Ban Tổ chức Tỉnh ủy", "I. Công tác cán bộ", "II. Kiểm tra, giám sát"
    tasks = (
        task("Số hóa hồ sơ đảng viên nhóm ưu tiên 1", lead, "Các đảng ủy trực thuộc", "Hồ sơ số", "30/9/2026", "2026-09-30", group=group),
        task("Số hóa hồ sơ đảng viên nhóm ưu tiên 2", lead, "Các đảng ủy trực thuộc", "Hồ sơ số", "30/9/2026", "2026-09-30", group=group),
        task("Đối chiếu thẻ đảng viên với căn cước", lead, "Công an tỉnh", "Biên bản đối chiếu", "30/10/2026", "2026-10-30", group=group),
        task("Kiểm tra việc nhập dữ liệu tại đảng ủy xã Vạn Ninh", "Ủy ban Kiểm tra Tỉnh ủy", "", "Kết luận kiểm tra", "30/10/2026", "2026-10-30", group=later),
    )  # fmt: skip
    rows = annex(tasks)
    rows[1][2] = rows[2][2] = rows[1][3] = rows[1][4] = rows[1][5] = ""
    narrow: list[list[object]] = [list(HEAD), *rows]
    wide = [[*row[:2], "", *row[2:]] for row in narrow]
    table = grid(paper, [wide[0], [group], *wide[1:4], [later], wide[4]])
    for column, top, bottom in ((3, 2, 4), (4, 2, 3), (5, 2, 3), (6, 2, 3)):
        table.cell(top, column).merge(table.cell(bottom, column)).text = str(wide[top - 1][column])
    for n in (0, 2, 3, 4):
        table.cell(n, 1).merge(table.cell(n, 2)).text = str(wide[n if n == 0 else n - 1][1])
    table.cell(6, 2).merge(table.cell(6, 3)).text = tasks[3].leads[0]
    return Sample("31-vmerge-gridspan.docx", "vertical merges of lead, cooperating, product and deadline; group rows by gridSpan; in the last row the edge between title and lead was dragged, so its cells sit on other grid columns", saved(paper), tasks)  # fmt: skip


def tracked_changes() -> Sample:
    paper = Document()
    tasks = (
        task("Hoàn thành nâng cấp trang thông tin điện tử cấp xã", "Văn phòng UBND tỉnh", "UBND xã, phường, đặc khu", "Trang thông tin đạt chuẩn", "30/10/2026", "2026-10-30"),
        task("Rà soát dịch vụ công không phát sinh hồ sơ", "Trung tâm Phục vụ hành chính công tỉnh", "Sở Tư pháp", "Danh sách dịch vụ công", "15/9/2026", "2026-09-15"),
        task("Bổ sung quy định về kho hồ sơ số cá nhân", "Sở Tư pháp", "", "Văn bản sửa đổi", "30/9/2026", "2026-09-30"),
    )  # fmt: skip
    dropped: list[object] = [
        9,
        "Thuê đơn vị tư vấn lập báo cáo",
        "Sở Tài chính",
        "",
        "Hợp đồng",
        "31/12/2026",
    ]
    table = grid(paper, [HEAD, *annex(tasks), dropped])
    revise(table.cell(1, 5), ("del", "30/9/2026"), ("ins", "30/10/2026"))
    revise(table.cell(1, 1), ("", "Hoàn thành "), ("del", "xây mới "), ("ins", "nâng cấp "), ("", "trang thông tin điện tử cấp xã"))  # fmt: skip
    revise(table.cell(2, 2), ("del", "Sở Khoa học và Công nghệ"), ("ins", "Trung tâm Phục vụ hành chính công tỉnh"))  # fmt: skip
    table.rows[3]._tr.get_or_add_trPr().append(parse_xml(f"<w:ins {INSERTED}/>"))  # noqa: SLF001 - the only way in
    for cell in table.rows[4].cells:
        revise(cell, ("del", cell.text))
    table.rows[4]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {INSERTED}/>"))  # noqa: SLF001 - the only way in
    return Sample("32-theo-doi-sua-doi.docx", "tracked changes not yet accepted: inserted words count, deleted words and a deleted row do not", saved(paper), tasks)  # fmt: skip


def revise(cell: _Cell, *parts: tuple[str, str]) -> None:
    """Replaces a cell's words by runs that are plain, inserted or deleted under tracked changes."""
    cell.text = ""
    paragraph = cell.paragraphs[0]._p  # noqa: SLF001 - python-docx has no tracked changes of its own
    for kind, words in parts:
        tag = "delText" if kind == "del" else "t"
        run = f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'
        run = (
            f"<w:{kind} {INSERTED}>{run}</w:{kind}>"
            if kind
            else run.replace("<w:r>", f"<w:r {nsdecls('w')}>")
        )
        paragraph.append(parse_xml(run))


def nested_table() -> Sample:
    paper = Document()
    tasks = (
        task("Tạo lập dữ liệu số từ hồ sơ giấy", "UBND phường Diên Khánh", "Sở Nội vụ", "Bộ dữ liệu gồm: Hồ sơ đất đai Hồ sơ hộ tịch", "30/11/2026", "2026-11-30"),
        task("Lập kế hoạch bảo trì phần mềm một cửa", "Văn phòng UBND tỉnh", "Sở Tài chính", "Kế hoạch", "Quý III/2026", "2026-09-30"),
    )  # fmt: skip
    frame = grid(paper, [["PHỤ LỤC (khung trang)"]]).cell(0, 0)
    table = grid(frame, [HEAD, *annex(tasks)])
    product = table.cell(1, 4)
    product.text = "Bộ dữ liệu gồm:"
    grid(product, [["Hồ sơ đất đai"], ["Hồ sơ hộ tịch"]])
    product.add_paragraph()
    frame.add_paragraph("Ghi chú: thời hạn tính đến hết ngày làm việc.")
    return Sample("33-bang-long-nhau.docx", "the task table sits inside a one-cell frame table, and one product cell holds a small table of its own", saved(paper), tasks)  # fmt: skip


def landscape_and_cut_table() -> Sample:
    paper = Document()
    letterhead(paper)
    group = "III. Kinh tế số"
    tasks = (
        task("Hỗ trợ hộ kinh doanh dùng hóa đơn điện tử từ máy tính tiền", "Thuế tỉnh Khánh Hòa", "Sở Công Thương", "100% hộ thuộc diện áp dụng", "30/9/2026", "2026-09-30", group=group),
        task("Đưa sản phẩm OCOP lên sàn thương mại điện tử", "Sở Công Thương", "Hội Nông dân tỉnh", "200 sản phẩm", "31/10/2026", "2026-10-31", group=group),
        task("Thu phí tham quan di tích bằng mã QR", "Sở Văn hóa, Thể thao và Du lịch", "UBND phường Đô Vinh", "Hệ thống thu phí", "15/11/2026", "2026-11-15", group=group),
        task("Kết nối cảng Cam Ranh với hệ thống hải quan một cửa", "Chi cục Hải quan khu vực XIII", "Cảng vụ Hàng hải Nha Trang", "Biên bản kết nối", "30/11/2026", "2026-11-30", group=group),
    )  # fmt: skip
    section = paper.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    grid(paper, [HEAD, [group], *annex(tasks[:2])])
    paper.add_section(WD_SECTION.NEW_PAGE)
    grid(paper, annex(tasks[2:], 3))
    back = paper.add_section(WD_SECTION.NEW_PAGE)
    back.orientation = WD_ORIENT.PORTRAIT
    back.page_width, back.page_height = back.page_height, back.page_width
    paper.add_paragraph("Ghi chú: Danh mục gồm 04 nhiệm vụ.")
    return Sample("34-trang-ngang-bang-bi-cat.docx", "the annex is in landscape sections and its table is cut in two; the second part has no header", saved(paper), tasks)  # fmt: skip


def automatic_numbers_and_controls() -> Sample:
    paper = Document()
    tasks = (
        task("Đăng tải video hướng dẫn nộp hồ sơ trực tuyến", "Báo và Phát thanh, Truyền hình Khánh Hòa", "Trung tâm Phục vụ hành chính công tỉnh", "12 video", "25/9/2026", "2026-09-25"),
        task("Bố trí nhân lực hỗ trợ tại điểm phục vụ hành chính công đặc khu Trường Sa", "UBND đặc khu Trường Sa", "", "Phân công trực", "31/8/2026", "2026-08-31"),
        task("Thanh lý máy chủ hư hỏng", "Văn phòng UBND tỉnh", "Sở Tài chính", "Biên bản thanh lý", "30/10/2026", "2026-10-30"),
    )  # fmt: skip
    table = grid(paper, [HEAD, *[line("", meant) for meant in tasks]])
    for row in table.rows[1:]:
        row.cells[0].paragraphs[0].style = "List Number"
        boxed = row.cells[5].paragraphs[0]._p  # noqa: SLF001 - python-docx has no content controls of its own
        control = parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr><w:date><w:dateFormat w:val="d/M/yyyy"/></w:date></w:sdtPr><w:sdtContent/></w:sdt>')  # fmt: skip
        for run in list(boxed.r_lst):
            control[-1].append(deepcopy(run))
            boxed.remove(run)
        boxed.append(control)
    return Sample("13-danh-so-tu-dong.docx", "the number cells hold only automatic list numbers and the deadlines sit in date-picker content controls", saved(paper), tasks)  # fmt: skip


ALL = (
    decomposed_text,
    header_repeated_and_row_broken,
    several_tables,
    nested_numbering,
    deadlines_in_words,
    no_product_no_number,
    one_column_for_all_bodies,
    vertical_merges_and_spans,
    tracked_changes,
    nested_table,
    landscape_and_cut_table,
    automatic_numbers_and_controls,
)
