"""The words of dated data: the working calendar, reading rules, reporting calendars, ladders."""

from __future__ import annotations

from camket.discipline.deadlines.intake import doubt_words

DATED: dict[str, dict[str, tuple[str, str]]] = {
    "dated_kind": {
        "calendar": ("ngày nghỉ, ngày làm bù", "days off and make-up days"),
        "reading": ("quy tắc đọc thời hạn", "reading rules"),
        "reporting_calendar": ("lịch báo cáo", "reporting calendars"),
        "ladder": ("bậc thang đôn đốc", "ladders"),
    },
    "dated_column": {
        "day": ("ngày", "day"),
        "kind": ("loại", "kind"),
        "paper": ("văn bản", "paper"),
        "announced_on": ("công bố ngày", "announced on"),
        "confirmed": ("đã xác nhận", "confirmed"),
        "code": ("mã", "code"),
        "pattern": ("mẫu chữ", "pattern"),
        "params": ("tham số", "parameters"),
        "examples": ("ví dụ", "examples"),
        "rank": ("thứ tự", "rank"),
        "valid_from": ("dùng từ ngày", "from"),
        "valid_to": ("đến trước ngày", "until before"),
        "source": ("căn cứ", "source"),
        "name_vi": ("tên tiếng Việt", "Vietnamese name"),
        "name_en": ("tên tiếng Anh", "English name"),
        "cycle": ("kỳ báo cáo", "cycle"),
        "cut_day": ("ngày bắt đầu kỳ", "first day of a period"),
        "last_weekday": ("thứ kết thúc tuần", "last day of the week"),
        "due_day": ("ngày chốt", "cut-off day"),
        "due_months": ("chốt sau số tháng", "cut-off months later"),
        "due_days": ("chốt sau số ngày", "cut-off days later"),
        "due_hour": ("giờ chốt", "cut-off hour"),
        "closes_day": ("ngày thôi nhận", "closing day"),
        "closes_months": ("thôi nhận sau số tháng", "closing months later"),
        "closes_days": ("thôi nhận sau số ngày", "closing days later"),
        "closes_hour": ("giờ thôi nhận", "closing hour"),
        "roll": ("nếu trúng ngày nghỉ", "on a day of rest"),
        "programme": ("chương trình", "programme"),
        "rungs": ("các bậc", "rungs"),
        "gate": ("hạn cuối xin gia hạn", "last day to ask for more time"),
    },
    "offset_unit": {
        "day": ("ngày", "days"),
        "working_day": ("ngày làm việc", "working days"),
        "month": ("tháng", "months"),
    },
    "cycle": {
        "day": ("hằng ngày", "daily"),
        "week": ("hằng tuần", "weekly"),
        "month": ("hằng tháng", "monthly"),
        "quarter": ("hằng quý", "quarterly"),
        "half_year": ("6 tháng một lần", "half-yearly"),
        "year": ("hằng năm", "yearly"),
    },
    "reading_doubt": {doubt.value: (said.vi, said.en) for doubt, said in doubt_words().items()},
    "report_cycle": {
        "week": ("tuần", "week"),
        "month": ("tháng", "month"),
        "quarter": ("quý", "quarter"),
        "half_year": ("6 tháng", "half-year"),
        "nine_months": ("9 tháng", "nine months"),
        "year": ("năm", "year"),
    },
    "roll": {
        "none": ("giữ nguyên ngày", "the day stays"),
        "previous": ("lùi về ngày làm việc liền trước", "the working day before"),
        "next": ("chuyển sang ngày làm việc liền sau", "the next working day"),
    },
    "rung_act": {
        "remind": ("nhắc việc", "remind"),
        "urge": ("đôn đốc", "urge"),
        "letter": ("gửi công văn đôn đốc", "send an urging letter"),
        "recovery_plan": ("yêu cầu phương án khắc phục", "ask for a recovery plan"),
        "report_up": ("báo cáo vượt cấp", "report to the level above"),
        "publish": ("công khai danh sách chậm", "publish as late"),
    },
    "rung_whom": {
        "officer": ("cán bộ thực hiện", "the officer"),
        "head": ("người đứng đầu cơ quan chủ trì", "the head of the lead agency"),
        "following_officer": ("chuyên viên theo dõi", "the following officer"),
        "standing_office": ("cơ quan thường trực", "the standing office"),
        "committee": ("lãnh đạo Ban Chỉ đạo", "the committee's leadership"),
        "next_level": ("cấp trên trực tiếp", "the next level up"),
        "public": ("mọi người", "the public"),
    },
    "due_kept": {
        "no_basis": (
            "sổ không giữ ngày bắt đầu và số ngày làm việc",
            "the start and the number of days were not kept",
        ),
        "passed": ("hạn đã qua trước ngày công bố", "it had passed before the announcement"),
        "would_be_past": ("ngày tính lại đã qua, không ai còn kịp", "the day counted again is past"),
    },
}

DATED_REFUSALS: dict[str, tuple[str, str]] = {
    "deadline.adopt.nothing": (
        "Chưa có dòng nào để ban hành. Thêm ít nhất một dòng.",
        "There is no row to adopt. Add at least one.",
    ),
    "calendar.day.not_announced": (
        "Ngày {day}: văn bản ghi công bố ngày {announced_on}, chưa đến ngày đó. Ghi vào sổ khi văn bản đã công bố.",
        "For {day} the paper is said to be announced on {announced_on}, which has not come. Enter it once it has been announced.",
    ),
    "calendar.day.no_paper": (
        "Ngày {day} chưa có văn bản hoặc lý do. Ghi số, ký hiệu, ngày của văn bản, hoặc lý do đính chính.",
        "There is no paper or reason for {day}. Give the paper's number and date, or the reason of the correction.",
    ),
    "calendar.day.decided_later": (
        "Ngày {day} đã theo dòng công bố ngày {announced_on}, nên dòng công bố sớm hơn không có hiệu lực. Muốn đính chính thì ghi ngày công bố từ {announced_on} trở đi và nêu văn bản gốc.",
        "{day} follows a row announced on {announced_on}, so one announced earlier would change nothing. To correct it, give {announced_on} or a later day of announcement and name the original paper.",
    ),
    "calendar.day.ordinary": (
        "Ngày {day} đang theo nếp tuần thường, không có gì để bỏ. Xem lại ngày cần đính chính.",
        "{day} follows the ordinary week, so there is nothing to take back. Check the day.",
    ),
    "deadline.recompute.no_calendar": (
        "Bản ghi № {entry} không thay đổi lịch làm việc nên không tính lại hạn theo đó được. Nêu đúng bản ghi lịch.",
        "Entry № {entry} did not change the working calendar, so no deadline is counted again by it. Name the entry that did.",
    ),
    "deadline.recompute.nothing_moves": (
        "Theo lịch hiện nay (bản ghi № {entry}) không có hạn nào đang mở phải tính lại.",
        "By the calendar as it is (entry № {entry}) no open deadline is counted otherwise.",
    ),
    "dated.cell.unread": (
        "Cột “{column}” ghi “{text}”, sổ không đọc được. Sửa ô này rồi gửi lại.",
        "The column “{column}” holds “{text}”, which cannot be read. Mend the cell, then send again.",
    ),
    "dated.row.unsound": (
        "Dòng “{row}” đọc được từng ô nhưng ghép lại không thành một quy định dùng được ({why}). Xem lại các ô của dòng.",
        "Each cell of “{row}” can be read, but together they describe nothing usable ({why}). Check the row.",
    ),
    "dated.file.unread": (
        "Không đọc được tệp {file}. Gửi tệp .csv hoặc .json có các cột: {columns}; tải bản mẫu bằng nút “Tải về” của trang này.",
        "The file {file} cannot be read. Send .csv or .json with the columns: {columns}; this page's download is a model.",
    ),
    "dated.file.too_many_rows": (
        "Tệp có {n} dòng, quá {limit} dòng của một lần ban hành. Chia tệp theo năm hoặc theo văn bản.",
        "The file has {n} rows, more than the {limit} of one adoption. Divide it by year or by paper.",
    ),
    "rule.example.missing": (
        "Quy tắc {rule} chưa có ví dụ. Ghi ít nhất một cụm từ và ngày phải đọc ra, mỗi ví dụ một dòng, như “Quý IV/2026 → 2026-12-31”.",
        "The rule {rule} has no example. Give at least one phrase and the day it must give, one a line, as “Quý IV/2026 → 2026-12-31”.",
    ),
    "rule.example.read_otherwise": (
        "Quy tắc {rule}: ví dụ “{text}” đọc ra “{read}”. Sửa mẫu chữ, thứ tự hoặc ví dụ.",
        "Rule {rule}: the example “{text}” reads as “{read}”. Mend the pattern, the rank or the example.",
    ),
    "rule.pattern.too_long": (
        "Mẫu chữ của quy tắc {rule} dài quá {limit} ký tự. Chia thành nhiều quy tắc.",
        "The pattern of rule {rule} is longer than {limit} signs. Divide it into several rules.",
    ),
    "rule.pattern.unsound": (
        "Mẫu chữ của quy tắc {rule} không viết đúng cú pháp ({why}). Xem lại dấu ngoặc và các phần lặp.",
        "The pattern of rule {rule} is not written as patterns are ({why}). Check its brackets and repeats.",
    ),
    "rule.pattern.nested": (
        "Mẫu chữ của quy tắc {rule} lặp lại một phần đã lặp (“{part}”), có thể làm treo chương trình. Bỏ một lần lặp, như (a+)+ thành a+.",
        "The pattern of rule {rule} repeats what it already repeats (“{part}”), which can stop the program. Take one repeat out, as (a+)+ into a+.",
    ),
    "rule.pattern.unsafe": (
        "Mẫu chữ của quy tắc {rule} đọc chữ như “{text}” mãi không xong, có thể làm treo chương trình. Xem lại các phần lặp: trong một phần lặp, cùng một chữ chỉ nên đọc được theo một cách.",
        "The pattern of rule {rule} would read words like “{text}” without end and could stop the program. Check its repeats: inside a repeat the same letters should be readable in one way only.",
    ),
    "rule.pattern.too_slow": (
        "Quy tắc {rule} đọc “{text}” quá lâu nên đã dừng, chưa đọc thời hạn nào. Sửa mẫu chữ của quy tắc này rồi làm lại.",
        "Rule {rule} took too long over “{text}” and was stopped; no deadline was read. Mend its pattern, then try again.",
    ),
    "ladder.programme.unknown": (
        "Không có chương trình {programme}. Để trống nếu bậc thang dùng cho mọi chương trình.",
        "There is no programme {programme}. Leave it empty for a ladder that is for any programme.",
    ),
}
