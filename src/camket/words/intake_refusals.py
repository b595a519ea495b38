"""What a refusal says while a paper's file is taken in. Code, then Vietnamese, then English."""

from __future__ import annotations

INTAKE_REFUSALS: dict[str, tuple[str, str]] = {
    "directive.intake.empty": ("Tệp rỗng. Chọn lại tệp.", "The file is empty. Choose another."),
    "directive.intake.too_large": (
        "Tệp quá lớn để đọc. Bỏ ảnh, chia thành nhiều tệp rồi gửi lại.",
        "The file is too large to read. Take out pictures or split it, then send it again.",
    ),
    "directive.intake.unpacks_too_large": (
        "Tệp bung ra quá lớn nên không mở. Lưu lại bằng phần mềm văn phòng rồi gửi.",
        "The file unpacks to too large a size and was not opened. Save it again in an office program, then send it.",
    ),
    "directive.intake.macros": (
        "Tệp chứa mã lệnh (macro) nên không mở. Lưu lại dạng .docx hoặc .xlsx rồi gửi.",
        "The file carries macros and was not opened. Save it as .docx or .xlsx, then send it.",
    ),
    "directive.intake.wrong_extension": (
        "Tên tệp nói “.{extension}” nhưng nội dung là {kind}. Đặt lại đuôi tệp là .{kind} rồi gửi.",
        "The name says “.{extension}” but the content is {kind}. Name it .{kind}, then send it.",
    ),
    "directive.intake.pdf": (
        "Tệp PDF không giữ bảng. Gửi bản .docx hoặc .xlsx của phụ lục.",
        "A PDF holds no tables. Send the annex as .docx or .xlsx.",
    ),
    "directive.intake.unknown_format": (
        "Không nhận loại tệp này. Gửi .docx, .xlsx, .xls hoặc .csv.",
        "Files of this kind are not read. Send .docx, .xlsx, .xls or .csv.",
    ),
    "directive.intake.old_word": (
        "Tệp .doc cũ không đọc được. Lưu lại dạng .docx rồi gửi.",
        "An old .doc cannot be read. Save it as .docx, then send it.",
    ),
    "directive.intake.not_a_zip": (
        "Tệp không phải .{extension} thật. Xuất lại từ phần mềm văn phòng rồi gửi.",
        "The file is not a real .{extension}. Save it again in an office program, then send it.",
    ),
    "directive.intake.password": (
        "Tệp có mật khẩu. Bỏ mật khẩu rồi gửi lại.",
        "The file has a password. Remove it, then send the file again.",
    ),
    "directive.intake.damaged": (
        "Tệp bị hỏng hoặc bị cắt. Mở và lưu lại, rồi gửi.",
        "The file is damaged or cut off. Open and save it again, then send it.",
    ),
    "directive.intake.unsafe_xml": (
        "Tệp có phần khai báo nguy hiểm nên không mở. Tạo lại tệp rồi gửi.",
        "The file holds a dangerous declaration and was not opened. Make the file again, then send it.",
    ),
    "directive.intake.not_text": (
        "Không đọc được chữ trong tệp .csv. Lưu lại dạng CSV UTF-8 rồi gửi.",
        "The text of the .csv cannot be read. Save it as CSV UTF-8, then send it.",
    ),
    "directive.intake.legacy_font": (
        "Tệp gõ bằng phông TCVN3 (.VnTime) nên không phải chữ Unicode. Chuyển mã sang Unicode rồi gửi.",
        "The file is typed in a TCVN3 font (.VnTime), not in Unicode. Convert it to Unicode, then send it.",
    ),
    "directive.intake.no_table": (
        "Không thấy bảng nào nêu việc phải làm cùng cơ quan chủ trì hoặc thời hạn. Gửi tệp có bảng phân công.",
        "No table says what is to be done, by whom or by when. Send the file with the table of tasks.",
    ),
    "directive.intake.answer_unreadable": (
        "Không hiểu câu trả lời “{words}” ({answer}) của dòng {row}. Sửa lại rồi lưu.",
        "The answer “{words}” ({answer}) of row {row} is not understood. Correct it, then save.",
    ),
    "directive.intake.rows_unsettled": (
        "Còn {n} dòng cần trả lời trước khi ghi sổ: {rows}. Nêu cơ quan, chọn cách hiểu hoặc bỏ dòng có lý do.",
        "{n} rows wait for an answer before entry: {rows}. Name an agency, choose a reading, or leave the row out with a reason.",
    ),
    "directive.intake.file_known": (
        "Tệp “{file}” đã vào sổ với văn bản {directive}. Mở văn bản đó, không nhập lại.",
        "The file “{file}” is in the record as {directive}. Open that directive; do not enter it again.",
    ),
    "directive.intake.other_file": (
        "Tệp “{file}” không phải tệp đã đọc. Đọc lại từ đầu rồi xác nhận.",
        "“{file}” is not the file that was read. Read it again from the start, then confirm.",
    ),
    "directive.intake.no_file": (
        "Chưa chọn tệp. Chọn một tệp phụ lục.",
        "No file was chosen. Choose an annex.",
    ),
    "directive.intake.confirmed": (
        "Tệp này đã vào sổ thành văn bản {directive}.",
        "This file was entered as {directive} already.",
    ),
    "directive.intake.not_steering": (
        "Chỉ lãnh đạo, cơ quan thường trực và chuyên viên theo dõi của bên giao mới nhập văn bản.",
        "Only the committee, standing office and following officers of the assigner take in directives.",
    ),
    "directive.intake.paper_incomplete": (
        "Thông tin văn bản còn thiếu hoặc sai: {missing}. Bổ sung rồi lưu.",
        "Missing or wrong in the directive's details: {missing}. Complete them, then save.",
    ),
}
