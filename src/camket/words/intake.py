"""What the intake of papers says: kinds of paper, columns, doubts and what to do, reasons, remarks, questions."""

from __future__ import annotations

DIRECTIVE_KINDS = {
    "resolution": ("nghị quyết", "resolution"),
    "directive": ("chỉ thị", "directive"),
    "conclusion": ("kết luận", "conclusion"),
    "notice": ("thông báo", "notice"),
    "plan": ("kế hoạch", "plan"),
    "programme": ("chương trình", "programme"),
    "decision": ("quyết định", "decision"),
    "telegram": ("công điện", "telegram"),
    "guidance": ("hướng dẫn", "guidance"),
    "letter": ("công văn", "official letter"),
    "running_sheet": ("bảng theo dõi mang sang", "running sheet carried over"),
    "other": ("văn bản khác", "other directive"),
}

COLUMNS = {
    "": ("cả dòng", "whole row"),
    "number": ("số thứ tự", "number"),
    "group": ("nhóm", "group"),
    "title": ("nhiệm vụ", "task"),
    "leads": ("chủ trì", "lead"),
    "cooperating": ("phối hợp", "cooperating"),
    "product": ("sản phẩm", "product"),
    "deadline": ("thời hạn", "deadline"),
    "parent": ("nhiệm vụ cấp trên", "task above"),
    "note": ("ghi chú", "note"),
}

ROW_STATES = {
    "ready": ("sẵn sàng", "ready"),
    "look": ("cần xem", "to look at"),
    "blocked": ("cần trả lời", "to answer"),
    "left_out": ("bỏ ra", "left out"),
}

DOUBTS = {
    # bodies
    "no_lead": (
        "Chưa có cơ quan chủ trì. Chọn cơ quan hoặc bỏ dòng.",
        "No lead agency. Name one or leave the row out.",
    ),
    "unknown_body": (
        "Sổ chưa có cơ quan nào mang tên này.",
        "The record has no agency of this name.",
    ),
    "answer_unknown_body": (
        "Không tìm thấy cơ quan vừa ghi. Ghi mã hoặc tên đầy đủ.",
        "The agency just named is not found. Write its code or full name.",
    ),
    "likely": ("Tên gần giống cơ quan gợi ý.", "The name resembles the agencies proposed."),
    "ambiguous": ("Tên này chỉ nhiều cơ quan.", "This name fits several agencies."),
    "partly_known": (
        "Chỉ một phần của cụm này là cơ quan đã biết.",
        "Only a part of these words is a known agency.",
    ),
    "no_longer_valid": (
        "Cơ quan đã thôi hoạt động dưới tên này vào ngày ký.",
        "The agency no longer had this name on the day of signing.",
    ),
    "other_level": (
        "Cơ quan của cấp trên, không thuộc cấp ban hành.",
        "An agency of a higher level than the issuer's.",
    ),
    "other_place": ("Cơ quan của tỉnh, thành phố khác.", "An agency of another province."),
    "special_zone_included": (
        "“Xã, phường” có gồm đặc khu không? Trả lời một lần cho cả văn bản.",
        "Do “communes and wards” include special zones? Answer once for the whole directive.",
    ),
    "ward_included": (
        "“Xã” có gồm phường không? Trả lời một lần cho cả văn bản.",
        "Do “communes” include wards? Answer once for the whole directive.",
    ),
    "party_office_included": (
        "Danh sách cơ quan tham mưu gồm cả Văn phòng. Giữ danh sách hoặc chọn lại.",
        "The advisory bodies proposed include the Office. Keep the list or choose again.",
    ),
    "four_blocs_members": (
        "“4 khối” gồm những cơ quan nào? Giữ danh sách gợi ý hoặc chọn lại.",
        "Which bodies are the “four blocs”? Keep the list proposed or choose again.",
    ),
    "which_bodies": (
        "Cụm từ chung, không nêu cơ quan cụ thể. Nêu cơ quan.",
        "General words that name no agency. Name the agencies.",
    ),
    "mixed_roles": (
        "Một ô ghi cả chủ trì và phối hợp. Kiểm lại cơ quan chủ trì.",
        "One cell holds lead and cooperating agencies. Check the lead.",
    ),
    # deadlines
    "no_deadline": ("Không ghi thời hạn.", "No deadline is written."),
    "deadline_blank": ("Không ghi thời hạn.", "No deadline is written."),
    "deadline_no_date": ("Thời hạn không nêu ngày nào.", "The deadline names no day."),
    "deadline_no_year": ("Thời hạn thiếu năm.", "The deadline has no year."),
    "deadline_no_start": (
        "Thời hạn không rõ tính từ ngày nào.",
        "It is not said from which day the time runs.",
    ),
    "deadline_agency_name": ("Ô thời hạn ghi tên cơ quan.", "The deadline cell holds the name of an agency."),
    "deadline_impossible_date": ("Ngày không có trong lịch.", "No such day in the calendar."),
    "deadline_before_issue": (
        "Thời hạn trước ngày ký văn bản.",
        "The deadline lies before the day of signing.",
    ),
    "deadline_two_dates": ("Ô thời hạn có nhiều ngày.", "The deadline cell holds several days."),
    "deadline_not_understood": ("Chưa hiểu thời hạn này.", "This deadline is not understood."),
    "deadline_too_long": (
        "Ô thời hạn dài quá, không phải một thời hạn.",
        "The deadline cell is too long for one.",
    ),
    "day_and_month_may_be_swapped": (
        "Ngày và tháng có thể đã bị đổi chỗ.",
        "Day and month may have been swapped.",
    ),
    "serial_date": (
        "Ô ghi số thứ tự ngày của bảng tính, đã đổi ra ngày.",
        "A spreadsheet's serial number, read as a day.",
    ),
    "time_of_day_left_out": (
        "Ô có cả giờ; sổ chỉ giữ ngày.",
        "The cell has a time of day; only the day is kept.",
    ),
    # the file
    "duplicate": ("Trùng với một dòng ở trên.", "The same as a row above."),
    "already_given": ("Chương trình đã có nhiệm vụ này.", "The programme has this task already."),
    "number_repeated": ("Số thứ tự đã dùng ở dòng khác.", "The number was used by another row."),
    "no_number": ("Dòng không có số thứ tự.", "The row has no number."),
    "no_product": ("Không ghi sản phẩm.", "No product is written."),
    "as_above": ("Ghi “như trên”; đã lấy từ dòng trên.", "Says “as above”; taken from the row above."),
    "continued": ("Dòng sau được đọc tiếp vào dòng này.", "The next row was read as part of this one."),
    "title_spans_rows": ("Tên nhiệm vụ gộp ô với dòng trên.", "The title is merged with the row above."),
    "cell_error": ("Ô báo lỗi công thức.", "The cell shows a formula error."),
    "formula_without_value": ("Công thức chưa tính ra kết quả.", "The formula was never calculated."),
    "struck_through": ("Cả dòng bị gạch ngang.", "The whole row is struck through."),
}

UNREAD_REASONS = {
    "formula_without_value": ("công thức chưa tính ra kết quả", "a formula that was never calculated"),
    "cell_error": ("ô báo lỗi công thức", "a formula error"),
    "no_title": ("không có tên nhiệm vụ", "no task is named"),
    "no_number_and_no_body": (
        "không số thứ tự, không cơ quan, không thời hạn",
        "no number, no agency and no deadline",
    ),
    "hidden_row": ("dòng bị ẩn trong tệp", "hidden row"),
    "hidden_sheet": ("trang tính bị ẩn trong tệp", "hidden sheet"),
    "left_out": ("người nhập bỏ ra, có lý do", "left out by a person, with the reason"),
    "duplicate_row": ("lặp lại nguyên một dòng khác", "repeats another row word for word"),
    "duplicate": ("dòng khác của cùng nhiệm vụ được giữ", "another row of the same task was kept"),
    "stopped": ("bảng ghi dừng, không thực hiện nữa", "the sheet says stopped"),
    "older_month": ("trang tính tháng sau có dòng mới hơn", "a later month's sheet has a newer row"),
    "struck_through": ("bị gạch ngang, người nhập bỏ ra", "struck through and left out"),
    "no_lead": ("không có cơ quan chủ trì, người nhập bỏ ra", "no lead agency, left out"),
}

REMARKS = {
    "heading": ("tiêu đề bảng", "heading"),
    "heading_repeated": ("tiêu đề bảng lặp lại", "heading again"),
    "heading_carried_over": (
        "bảng nối tiếp, dùng tiêu đề của bảng trước",
        "table goes on under the last heading",
    ),
    "column_numbers": ("dòng đánh số cột", "numbers of columns"),
    "above_table": ("phần đầu văn bản", "above the table"),
    "below_table": ("phần dưới bảng", "below the table"),
    "footer": ("dòng tổng cộng hoặc ghi chú", "total or note"),
    "signature": ("chữ ký, nơi nhận", "signature, addressees"),
    "note_row": ("dòng ghi chú giữa bảng", "note between rows"),
    "caption": ("tên bảng", "caption"),
    "continued_row": ("đọc tiếp vào dòng trên", "read as part of the row above"),
    "not_a_task_table": ("bảng không giao nhiệm vụ", "no table of tasks"),
    "read_as_text": ("đọc như văn bản; mã chữ, dấu tách", "read as text; encoding, separator"),
    "old_format": (
        "định dạng .xls cũ: không biết ô đậm, dòng ẩn, công thức",
        "old .xls: bold cells, hidden rows and formulas are not known",
    ),
}

QUESTIONS = {
    "special_zone_included": (
        "“Xã, phường” trong văn bản này có gồm đặc khu không?",
        "Do “communes and wards” in this directive include special zones?",
    ),
    "ward_included": (
        "“Xã” trong văn bản này có gồm phường không?",
        "Do “communes” in this directive include wards?",
    ),
}

WARNINGS = {
    "no_reading_rules": (
        "Sổ chưa ban hành quy tắc đọc thời hạn nên mọi thời hạn bằng lời đều để người theo dõi quyết định.",
        "The record has adopted no rules for reading deadlines, so every deadline in words is left to a person.",
    ),
    "paper_known": (
        "Sổ đã có văn bản mang mã này. Không nhập lại được.",
        "The record already has a directive of this code. It cannot be entered again.",
    ),
    "hidden_rows": (
        "Tệp có dòng hoặc trang tính bị ẩn hay đang lọc. Các dòng đó không thành nhiệm vụ; nếu phải giao thì bỏ ẩn rồi gửi lại.",
        "Rows or sheets of the file are hidden or filtered out. They give no task; if they should, show them and send it again.",
    ),
    "file_known": (
        "Chính tệp này đã vào sổ với một văn bản khác.",
        "This very file is in the record with another directive.",
    ),
}

INTAKE: dict[str, dict[str, tuple[str, str]]] = {
    "directive_kind": DIRECTIVE_KINDS,
    "column": COLUMNS,
    "row_state": ROW_STATES,
    "doubt": DOUBTS,
    "unread_reason": UNREAD_REASONS,
    "remark": REMARKS,
    "question": QUESTIONS,
    "intake_warning": WARNINGS,
}
