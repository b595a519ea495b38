"""What taking in a running sheet says: columns, statuses, questions and their answers, doubts, differences."""

from __future__ import annotations

SHEET_COLUMNS = {
    "number": ("số thứ tự", "number"),
    "code": ("mã nhiệm vụ", "task code"),
    "group": ("nhóm, lĩnh vực", "group, field"),
    "source": ("văn bản giao", "assigning paper"),
    "source_day": ("ngày văn bản giao", "day of the paper"),
    "title": ("nhiệm vụ", "task"),
    "leads": ("chủ trì", "lead"),
    "cooperating": ("phối hợp", "cooperating"),
    "product": ("sản phẩm", "product"),
    "deadline": ("thời hạn", "deadline"),
    "extension": ("gia hạn", "extension"),
    "status": ("trạng thái", "status"),
    "result": ("kết quả, tình hình", "result, situation"),
    "done": ("ngày hoàn thành", "day of completion"),
    "share": ("tỷ lệ hoàn thành", "percentage"),
    "tick": ("đánh dấu theo tên cột", "ticks, the heading says the status"),
    "note": ("ghi chú", "note"),
    "unused": ("chỉ giữ nguyên văn", "kept as words only"),
}

SAID_STATUSES = {
    "done": ("hoàn thành", "done"),
    "in_progress": ("đang thực hiện", "in progress"),
    "late": ("chậm, quá hạn", "late"),
    "not_started": ("chưa thực hiện", "not started"),
    "stopped": ("dừng, rút", "stopped"),
}

QUESTIONS = {
    "body": ("Sổ chưa có cơ quan chủ trì nào mang tên này.", "The record has no lead agency of this name."),
    "body_class": (
        "Cụm từ chung làm chủ trì: gồm những cơ quan nào?",
        "General words as lead: which agencies?",
    ),
    "no_lead": ("Dòng không ghi cơ quan chủ trì.", "Rows without a lead agency."),
    "paper": (
        "“Xã, phường” trong bảng có gồm cả loại đơn vị này không?",
        "Do the words for communes in this sheet include this kind of unit?",
    ),
    "status": ("Từ này nói nhiệm vụ đang thế nào?", "What does this word say of a task?"),
    "fill": (
        "Ô không có chữ, chỉ tô màu. Màu này nói gì?",
        "Cells without words, only coloured. What does the colour say?",
    ),
    "status_free": (
        "Ô trạng thái ghi bằng lời dài, không rõ trạng thái.",
        "The status is told in long words and names none.",
    ),
    "stopped": (
        "Bảng ghi dừng, không thực hiện nữa. Rút khỏi danh sách hay vẫn tính?",
        "The sheet says stopped. Withdraw the tasks or still count them?",
    ),
    "done_without_day": (
        "Ghi hoàn thành nhưng không ghi ngày.",
        "Said to be done, without a day.",
    ),
    "done_in_future": (
        "Ngày hoàn thành sau ngày nhập bảng.",
        "The day of completion lies after the day of entering.",
    ),
    "day_but_not_done": (
        "Có ngày hoàn thành nhưng trạng thái chưa hoàn thành.",
        "A day of completion, but a status that is not done.",
    ),
    "done_before_assigned": (
        "Ngày hoàn thành trước ngày văn bản giao.",
        "The day of completion lies before the day of the paper.",
    ),
    "done_but_note_open": (
        "Ghi hoàn thành nhưng ghi chú nói chưa xong.",
        "Said to be done, but the note says it is not.",
    ),
    "place": (
        "Chủ trì chỉ ghi tên tỉnh, thành phố. Hiểu là cơ quan nào?",
        "The lead is a bare name of a province or city. Which body is meant?",
    ),
    "extension_not_later": (
        "Hạn mới không muộn hơn hạn trước đó.",
        "The extension is not later than the deadline before it.",
    ),
    "comment_extension": (
        "Bình luận ở ô ghi đã gia hạn, không ô nào trong bảng ghi. Tính là hạn mới?",
        "A comment on a cell tells of an extension that no cell tells. Does it count?",
    ),
    "duplicate": (
        "Hai dòng của cùng một nhiệm vụ ghi khác nhau.",
        "Two rows of one task disagree.",
    ),
    "hidden_row": ("Dòng đang ẩn hoặc bị lọc trong tệp.", "Rows hidden or filtered out in the file."),
    "hidden_sheet": ("Trang tính bị ẩn trong tệp.", "A hidden sheet of the file."),
    "struck_through": ("Tên nhiệm vụ bị gạch ngang.", "The task is struck through."),
    "month_first": (
        "Một số ngày ở cột này chỉ có thể viết tháng trước. Cả cột viết tháng trước ngày?",
        "Some days of this column can only be month first. Is the whole column month first?",
    ),
    "turned": (
        "Ô ngày của cột này có thể đã bị chương trình bảng tính đổi chỗ ngày và tháng. Đổi lại?",
        "A spreadsheet program may have swapped day and month in this column. Swap them back?",
    ),
    "deadline": (
        "Thời hạn ghi bằng lời chưa ra ngày.",
        "Deadlines in words that give no day.",
    ),
}

OPTIONS = {
    "proposed": ("đúng là cơ quan gợi ý", "the agency proposed"),
    "owner": ("tạm giao cơ quan chủ quản chương trình", "the programme's owner, for now"),
    "words_only": ("chỉ giữ nguyên lời", "keep as words only"),
    "leave_out": ("bỏ ra, giữ lại kèm lý do", "leave out, kept with the reason"),
    "committee": ("ủy ban nhân dân của địa phương đó", "its People's Committee"),
    "party": ("tỉnh ủy, thành ủy của địa phương đó", "its Party committee"),
    "accept": ("đúng như danh sách trong sổ", "as the record lists them"),
    "yes": ("có", "yes"),
    "no": ("không", "no"),
    "done": ("hoàn thành", "done"),
    "in_progress": ("đang thực hiện", "in progress"),
    "late": ("chậm, quá hạn", "late"),
    "not_started": ("chưa thực hiện", "not started"),
    "stopped": ("dừng, rút", "stopped"),
    "ignore": ("không nói gì", "says nothing"),
    "keep_words": ("giữ nguyên lời, xếp vào chưa có hạn", "keep the words, count as undated"),
    "withdraw": ("rút khỏi danh sách", "withdraw"),
    "open": ("tính là chưa hoàn thành", "count as not done"),
    "sheet_day": ("lấy ngày nhập bảng làm ngày hoàn thành", "take the day of entering"),
    "keep": ("giữ ngày đã ghi", "keep the day as written"),
    "ignore_extension": ("không tính hạn này", "pass it over"),
    "take": ("lấy vào", "take it"),
    "last": ("giữ dòng sau", "keep the later row"),
    "first": ("giữ dòng trước", "keep the earlier row"),
    "both": ("giữ cả hai, là hai nhiệm vụ", "keep both, two tasks"),
    "assume": ("lấy năm của văn bản giao", "take the year of the paper"),
    "extended": ("ngày đầu là hạn, ngày sau là gia hạn", "first the deadline, then its extension"),
}

DOUBTS = {
    "unknown_body": ("Chưa rõ cơ quan chủ trì.", "The lead agency is not known."),
    "which_bodies": ("Cụm từ chung, chưa rõ cơ quan.", "General words, agencies not known."),
    "no_lead": ("Không ghi cơ quan chủ trì.", "No lead agency."),
    "special_zone_included": ("Chưa rõ có gồm đặc khu không.", "Special zones included or not."),
    "ward_included": ("Chưa rõ có gồm phường không.", "Wards included or not."),
    "renamed": ("Tên cũ; đã lấy cơ quan kế tục.", "An old name; its successor was taken."),
    "body_settled": ("Cơ quan theo câu trả lời.", "Agency as answered."),
    "body_as_words": ("Giữ nguyên lời, không gán cơ quan.", "Kept as words, no agency."),
    "given_to_owner": ("Tạm giao cơ quan chủ quản.", "With the owner for now."),
    "status_unknown": ("Chưa rõ trạng thái.", "Status not known."),
    "status_settled": ("Trạng thái theo câu trả lời.", "Status as answered."),
    "status_free": (
        "Trạng thái ghi bằng lời dài; tính là chưa hoàn thành.",
        "Long words; counted as not done.",
    ),
    "status_by_fill": ("Trạng thái theo màu ô.", "Status by colour."),
    "says_stopped": ("Bảng ghi dừng.", "Said to be stopped."),
    "done_without_day": ("Ghi hoàn thành, không ghi ngày.", "Done without a day."),
    "day_but_not_done": ("Có ngày hoàn thành nhưng ghi chưa xong.", "A day, but said to be open."),
    "done_in_future": ("Ngày hoàn thành ở tương lai.", "Done in the future."),
    "done_before_assigned": ("Hoàn thành trước khi được giao.", "Done before it was assigned."),
    "says_late_but_in_time": ("Ghi quá hạn, theo ngày thì đúng hạn.", "Said late; by its dates in time."),
    "says_in_time_but_late": ("Ghi đúng hạn, theo ngày thì quá hạn.", "Said in time; by its dates late."),
    "says_late_but_not_due": ("Ghi quá hạn nhưng chưa đến hạn.", "Said late, but not due yet."),
    "says_in_time_but_overdue": ("Ghi trong hạn nhưng đã quá hạn.", "Said in time, but overdue."),
    "done_but_note_open": ("Ghi hoàn thành, ghi chú nói chưa xong.", "Done, but the note says open."),
    "ticks_disagree": ("Đánh dấu ở nhiều cột trạng thái.", "Ticks under several statuses."),
    "bare_place": ("Chỉ ghi tên tỉnh, thành phố.", "A bare name of a province or city."),
    "done_by_day": ("Không ghi trạng thái; có ngày hoàn thành.", "No status; a day of completion."),
    "done_month_only": ("Ngày hoàn thành chỉ ghi tháng; lấy ngày cuối tháng.", "A month only; its last day."),
    "done_year_assumed": ("Ngày hoàn thành thiếu năm; lấy năm gần nhất.", "No year; the latest one taken."),
    "done_day_unread": ("Chưa đọc được ngày hoàn thành.", "The day of completion is not read."),
    "done_day_from_words": ("Ngày hoàn thành lấy từ lời ghi.", "The day stands among other words."),
    "source_day_unread": ("Chưa đọc được ngày văn bản giao.", "The day of the paper is not read."),
    "source_in_future": (
        "Ngày văn bản giao ở tương lai; không dùng.",
        "The paper's day lies ahead; not used.",
    ),
    "extension_unread": ("Chưa đọc được ngày gia hạn.", "The extension is not read."),
    "comment_extension": ("Bình luận ở ô ghi đã gia hạn.", "A comment tells of an extension."),
    "extension_not_later": ("Hạn mới không muộn hơn hạn trước.", "The extension is not later."),
    "deadline_blank": ("Không ghi thời hạn.", "No deadline."),
    "deadline_no_date": ("Thời hạn không nêu ngày.", "The deadline names no day."),
    "deadline_no_year": ("Thời hạn thiếu năm.", "The deadline has no year."),
    "deadline_year_of_sheet": (
        "Thời hạn thiếu năm; lấy năm ghi ở đầu bảng.",
        "No year; the one that the sheet says it is of.",
    ),
    "deadline_no_start": ("Không rõ thời hạn tính từ đâu.", "It is not said from when."),
    "deadline_agency_name": ("Ô thời hạn ghi tên cơ quan.", "The deadline is an agency's name."),
    "deadline_impossible_date": ("Ngày không có trong lịch.", "No such day."),
    "deadline_before_issue": ("Thời hạn trước ngày văn bản giao.", "Due before the paper was signed."),
    "deadline_two_dates": ("Ô thời hạn có nhiều ngày.", "Several days in the deadline."),
    "deadline_not_understood": ("Chưa hiểu thời hạn.", "The deadline is not understood."),
    "deadline_too_long": ("Ô thời hạn dài quá.", "The deadline is too long."),
    "hidden_row": ("Dòng ẩn.", "Hidden row."),
    "hidden_sheet": ("Trang tính ẩn.", "Hidden sheet."),
    "struck_through": ("Bị gạch ngang.", "Struck through."),
    "duplicate": ("Khác với một dòng khác của cùng nhiệm vụ.", "Differs from another row of this task."),
    "code_repeated": ("Mã đã dùng ở dòng khác.", "The code was used by another row."),
    "as_above": ("Ghi “như trên”; lấy từ dòng trên.", "Says “as above”; taken from the row above."),
    "cell_error": ("Ô báo lỗi công thức.", "A formula error."),
    "formula_without_value": ("Công thức chưa tính.", "A formula never calculated."),
}

DIFFERENCE_KINDS = {
    "new": ("dòng mới", "new row"),
    "words": ("tên nhiệm vụ khác", "other words"),
    "product": ("sản phẩm khác", "another product"),
    "lead": ("chủ trì khác", "another lead"),
    "deadline": ("thời hạn khác", "another deadline"),
    "done": ("bảng ghi hoàn thành, sổ chưa", "done in the sheet, open here"),
    "done_day": ("ngày hoàn thành khác", "another day of completion"),
    "reopened": ("bảng ghi chưa xong, sổ đã xong", "open in the sheet, done here"),
    "stopped": ("bảng ghi dừng, sổ còn tính", "stopped in the sheet, counted here"),
    "gone": ("không còn trong bảng", "gone from the sheet"),
}

DIFFERENCE_ACTS = {
    "new": ("giao nhiệm vụ", "assign"),
    "words": ("đính chính tên", "correct the words"),
    "product": ("đính chính sản phẩm", "correct the product"),
    "lead": ("đính chính chủ trì", "correct the lead"),
    "deadline": ("gia hạn hoặc đính chính thời hạn", "extend or correct the deadline"),
    "done": ("nhập hoàn thành, chưa kiểm chứng", "carry the completion over, unverified"),
    "stopped": ("rút nhiệm vụ", "withdraw"),
    "gone": ("rút nhiệm vụ", "withdraw"),
}

SHOWS = {
    "overdue": ("quá hạn", "overdue"),
    "done": ("hoàn thành theo báo cáo", "done as reported"),
    "undated": ("chưa có hạn", "undated"),
    "doubts": ("có chỗ cần xem", "with doubts"),
    "all": ("tất cả", "all"),
}

OPENING: dict[str, dict[str, tuple[str, str]]] = {
    "sheet_column": SHEET_COLUMNS,
    "said_status": SAID_STATUSES,
    "opening_question": QUESTIONS,
    "opening_option": OPTIONS,
    "opening_doubt": DOUBTS,
    "sheet_difference": DIFFERENCE_KINDS,
    "sheet_difference_act": DIFFERENCE_ACTS,
    "opening_show": SHOWS,
}

OPENING_REFUSALS: dict[str, tuple[str, str]] = {
    "opening.answer.unreadable": (
        "Câu trả lời “{words}” cho “{answer}” không dùng được. Chọn lại trong các câu trả lời của bảng.",
        "The answer “{words}” to “{answer}” cannot be used. Choose one of the answers offered.",
    ),
    "opening.sheet.unsettled": (
        "Còn {n} câu hỏi chưa trả lời, liên quan {rows} dòng. Trả lời từng câu một lần cho mọi dòng rồi ghi sổ.",
        "{n} questions about {rows} rows wait for an answer. Answer each once for all its rows, then enter the sheet.",
    ),
    "opening.sheet.undecided": (
        "Còn {n} khác biệt chưa quyết. Chọn cập nhật, hoặc để nguyên và ghi lý do.",
        "{n} differences are not decided. Take them over, or leave them and say why.",
    ),
    "opening.sheet.nothing_new": (
        "Tệp này không có gì mới so với sổ ({directive}). Không ghi gì.",
        "This file says nothing new to the record ({directive}). Nothing was entered.",
    ),
    "opening.enter.already_done": (
        "Nhiệm vụ {tasks} đã có báo cáo hoàn thành hoặc đã rút trong sổ. Bỏ các dòng này ra rồi nhập lại.",
        "The tasks {tasks} have a claim in the record or were withdrawn. Leave these rows out, then enter again.",
    ),
    "opening.enter.done_later": (
        "Nhiệm vụ {tasks} ghi hoàn thành sau ngày {on}. Sửa ngày hoàn thành rồi nhập lại.",
        "The tasks {tasks} are said to be done after {on}. Correct the day, then enter again.",
    ),
    "opening.enter.told_twice": (
        "Bảng nói hai lần về nhiệm vụ {tasks}. Giữ một dòng cho mỗi nhiệm vụ.",
        "The sheet tells twice of the tasks {tasks}. Keep one row for each.",
    ),
    "opening.sheet.no_programme": (
        "Chọn chương trình mà bảng này theo dõi rồi gửi lại tệp.",
        "Choose the programme that this sheet follows, then send the file again.",
    ),
    "opening.sheet.confirmed": (
        "Bảng này đã ghi vào sổ với mã {directive}. Mở văn bản đó để xem.",
        "This sheet is in the record as {directive}. Open that paper to see it.",
    ),
    "opening.check.nothing_chosen": (
        "Chọn ít nhất một nhiệm vụ và chọn đúng hay không đúng, rồi ghi lý do.",
        "Tick at least one task, say whether it holds, and give the reason.",
    ),
    "opening.check.nothing": (
        "Nhiệm vụ {task} không có số liệu mang sang nào chờ kiểm lại.",
        "The task {task} has nothing carried over that waits for a check.",
    ),
    "opening.check.same_hand": (
        "Người nhập số liệu mang sang không tự kiểm lại. Để chuyên viên theo dõi khác kiểm lại nhiệm vụ {task}.",
        "Who carried a completion over does not check it. Let another following officer check the task {task}.",
    ),
}
