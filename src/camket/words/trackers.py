"""What other trackers, their texts, published counts and messages of the exchange are called, and their refusals."""

from __future__ import annotations

TRACKER_ACTS: dict[str, tuple[str, str]] = {
    "discipline.tracker.take": ("Nhận danh sách của hệ thống khác", "Another tracker's list taken in"),
    "discipline.tracker.match": ("Ghép nhiệm vụ với hệ thống khác", "Tasks matched with another tracker"),
    "discipline.message.receive": ("Nhận văn bản qua trục liên thông", "Message of the exchange received"),
}

TRACKER_PAYLOAD: dict[str, tuple[str, str]] = {
    "tracker": ("hệ thống", "tracker"),
    "pairs": ("các cặp", "pairs"),
    "document": ("mã văn bản liên thông", "document id"),
}

TRACKER_CODES: dict[str, dict[str, tuple[str, str]]] = {
    "difference_kind": {
        "done_here_overdue_there": ("ở đây đã hoàn thành, ở đó quá hạn", "done here, overdue there"),
        "done_here_open_there": ("ở đây đã hoàn thành, ở đó chưa", "done here, not done there"),
        "done_there_open_here": ("ở đó đã hoàn thành, ở đây chưa", "done there, not done here"),
        "withdrawn_here": ("ở đây đã rút, ở đó còn", "withdrawn here, kept there"),
        "other_deadline": ("khác thời hạn", "another deadline"),
        "other_lead": ("khác cơ quan chủ trì", "another lead"),
        "other_title": ("khác nội dung", "other words"),
        "only_there": ("chỉ có ở đó", "only there"),
        "only_here": ("chỉ có ở đây", "only here"),
    },
    "match_sign": {
        "confirmed": ("đã có người xác nhận", "confirmed by a person"),
        "code": ("trùng mã", "the same code"),
        "paper": ("cùng khoản của cùng văn bản", "the same clause of the same paper"),
        "likeness": ("nội dung giống nhau", "alike in words"),
    },
    "tracker_code_kind": {
        "task": ("nhiệm vụ", "task"),
        "field": ("nhóm nhiệm vụ", "group of tasks"),
        "unit": ("đơn vị", "unit"),
    },
    "count_verdict": {
        "holds": ("khớp", "holds"),
        "fails": ("không khớp", "does not hold"),
        "unsaid": ("không đủ số để kiểm", "not enough was published"),
    },
    "percent_of": {
        "": ("không nêu", "not said"),
        "total": ("trên tổng số", "of all tasks"),
        "due": ("trên số hoàn thành và quá hạn", "of those done or overdue"),
        "total, due": ("trên cả hai mẫu số", "of either denominator"),
    },
    "text_compared": {
        "same": ("giống nhau", "the same"),
        "other": ("khác nhau", "different"),
        "only_here": ("chỉ có ở đây", "only here"),
        "only_there": ("chỉ có ở đó", "only there"),
    },
    "message_remark": {
        "junk_before": ("có ký tự thừa trước phần XML", "stray characters stand before the XML"),
        "id_made": (
            "không có mã văn bản; sổ ghép từ đơn vị gửi, ngày, số",
            "no identifier; made of sender, day and number",
        ),
        "more_unknown": ("còn phần lạ chưa kể hết", "more unknown parts than are listed"),
        "not_base64": ("nội dung tệp không giải mã được", "the file's content cannot be decoded"),
        "missing": ("thiếu tệp được nêu tên", "the named file is missing"),
    },
}

TRACKER_REFUSALS: dict[str, tuple[str, str]] = {
    "tracker.programme.unknown": (
        "Không có chương trình {programme}. Chọn lại chương trình.",
        "There is no programme {programme}. Choose another.",
    ),
    "tracker.take.no_rows": (
        "Tệp “{file}” không có dòng nhiệm vụ nào. Xem lại cột “nhiệm vụ” rồi đọc lại.",
        "“{file}” holds no row of a task. Look at the column “task”, then read it again.",
    ),
    "tracker.match.unknown": (
        "Có dòng hoặc nhiệm vụ không nằm trong hai danh sách: {rows}. Mở lại trang rồi chọn.",
        "Some rows or tasks are in neither list: {rows}. Open the page again, then choose.",
    ),
    "tracker.match.twice": (
        "Một dòng chỉ ghép với một nhiệm vụ; bị lặp: {rows}. Bỏ bớt rồi ghi.",
        "One row is one task; named twice: {rows}. Leave one out, then enter.",
    ),
    "tracker.match.nothing": (
        "Không có cặp nào mới để ghi cho {tracker}. Chọn ít nhất một cặp chưa xác nhận.",
        "No new pair to enter for {tracker}. Choose at least one that is not confirmed.",
    ),
    "tracker.count.unsound": (
        "Số {code}: các phần cộng lại {parts}, tổng là {total}. Sửa số, hoặc bỏ dấu đã xác nhận.",
        "Count {code}: the parts make {parts}, the total is {total}. Mend it, or leave it unconfirmed.",
    ),
    "tracker.code.unsourced": (
        "Chưa ghi căn cứ cho: {codes}. Ghi văn bản hoặc tệp đã lấy mã.",
        "No source is given for: {codes}. Name the paper or file.",
    ),
    "tracker.period.unreadable": (
        "Không đọc được kỳ “{text}”. Viết như 2025-10, 2025-Q4 hoặc 2025.",
        "“{text}” is no period. Write 2025-10, 2025-Q4 or 2025.",
    ),
    "tracker.code.of_nothing": (
        "Sổ không có nhiệm vụ, nhóm hoặc đơn vị: {codes}. Kiểm lại mã.",
        "The record has no task, group or unit {codes}. Check the code.",
    ),
    "message.read.empty": ("Tệp rỗng. Chọn lại tệp.", "The file is empty. Choose another."),
    "message.read.too_large": (
        "Gói văn bản quá {most} MB nên không mở. Nhận từng văn bản một.",
        "The message is larger than {most} MB and was not opened. Receive one document at a time.",
    ),
    "message.read.too_deep": (
        "Gói văn bản lồng quá {depth} lớp hoặc quá {elements} phần nên không mở. Báo đơn vị gửi.",
        "The message nests deeper than {depth} or holds more than {elements} parts. Tell the sender.",
    ),
    "message.read.unsafe_xml": (
        "Gói văn bản có khai báo nguy hiểm nên không mở. Báo đơn vị gửi.",
        "The message holds a dangerous declaration and was not opened. Tell the sender.",
    ),
    "message.read.not_xml": (
        "Tệp không phải edXML đọc được. Xuất lại từ phần mềm quản lý văn bản.",
        "The file is no edXML that can be read. Export it again.",
    ),
    "message.read.no_envelope": (
        "Không thấy phần đầu văn bản (MessageHeader) trong tệp. Kiểm lại tệp.",
        "There is no MessageHeader in the file. Check the file.",
    ),
    "message.read.damaged": (
        "Gói nén bị hỏng. Xuất lại rồi gửi.",
        "The archive is damaged. Export it again, then send it.",
    ),
    "message.read.password": (
        "Gói nén có mật khẩu. Bỏ mật khẩu rồi gửi lại.",
        "The archive has a password. Remove it, then send it again.",
    ),
    "message.read.no_id": (
        "Văn bản liên thông không có mã, cũng không có số và đơn vị gửi. Báo đơn vị gửi.",
        "The message has no identifier, and no number with a sender. Tell the sender.",
    ),
    "message.receive.not_steering": (
        "Vị trí {post} không nhận văn bản liên thông. Lãnh đạo, cơ quan thường trực và chuyên viên theo dõi làm việc này.",
        "The post {post} receives no messages. The committee, standing office and following officers do.",
    ),
    "message.receive.differs": (
        "Văn bản {document} đã nhận ở № {entry} với nội dung khác. Hỏi đơn vị gửi bản nào đúng.",
        "The document {document} was received as № {entry} with other content. Ask the sender which holds.",
    ),
}
