"""What the refusals of acts on tasks say, and of the files put forward with them. Taken up in `refusals.REFUSALS`."""

from __future__ import annotations

TASK_REFUSALS: dict[str, tuple[str, str]] = {
    # tasks
    "task.unknown": (
        "Không có nhiệm vụ {task} trong phạm vi của anh/chị. Kiểm lại mã.",
        "There is no task {task} that you may see. Check the code.",
    ),
    "task.report.not_share": (
        "Vị trí {post} không thuộc cơ quan chủ trì hoặc phối hợp của {task}. Người đứng đầu hoặc cán bộ của cơ quan được giao mới báo cáo được.",
        "The post {post} is not in an agency that shares {task}. The head or an officer of such an agency can report.",
    ),
    "task.steer.not_assigner": (
        "Vị trí {post} không thuộc bên giao của {task}. Lãnh đạo, cơ quan thường trực hoặc chuyên viên theo dõi của bên giao mới làm được việc này.",
        "The post {post} is not on the assigner's side of {task}. Its committee, standing office or following officer can do this.",
    ),
    "task.withdrawn": (
        "{task} đã rút khỏi danh mục nên không ghi thêm được. Nếu rút nhầm thì hủy hiệu lực việc rút trước.",
        "{task} was taken off the list; nothing more can be entered. If that was a mistake, annul the withdrawal first.",
    ),
    "task.reason.missing": (
        "Chưa nêu nội dung. Ghi ít nhất một câu.",
        "Nothing was written. Write at least one sentence.",
    ),
    "task.words.too_long": (
        "Nội dung dài quá {limit} ký tự. Tóm tắt lại, phần chi tiết gửi kèm thành tệp.",
        "The text is longer than {limit} characters. Sum it up and send the detail as a file.",
    ),
    "task.due.too_far": (
        "Thời hạn {due} xa quá năm {year}. Kiểm lại năm.",
        "The deadline {due} lies beyond {year}. Check the year.",
    ),
    "task.day.before_given": (
        "Ngày {on} trước ngày giao nhiệm vụ {task}. Chọn ngày từ ngày giao trở đi.",
        "The day {on} lies before {task} was given. Choose a day on or after the assignment.",
    ),
    "task.claim.not_today": (
        "Báo cáo hoàn thành {task} tính cho ngày nộp, không tính cho ngày {on}. Nộp lại với ngày hôm nay.",
        "A claim on {task} counts on the day it is submitted, not on {on}. Submit it again for today.",
    ),
    "task.claim.no_product": (
        "Chưa ghi sản phẩm của {task}. Nhiệm vụ xong khi sản phẩm có thật: nêu sản phẩm nào, ở đâu.",
        "The product of {task} is missing. A task is done when its product exists: say which, and where.",
    ),
    "task.claim.no_evidence": (
        "Báo cáo hoàn thành {task} cần ít nhất một tệp minh chứng.",
        "A claim on {task} needs at least one file of evidence.",
    ),
    "task.claim.already": (
        "Phần việc của {agency} trong {task} đã có báo cáo đang chờ hoặc đã được xác nhận. Chờ trả lời; nếu bị trả lại thì báo cáo lại được.",
        "A claim on the share of {agency} in {task} waits or was accepted. Wait for the answer; after a return, completion can be claimed again.",
    ),
    "task.claim.answered": (
        "Báo cáo № {claim} đã được trả lời hoặc hủy hiệu lực. Mở lại trang nhiệm vụ để xem báo cáo đang chờ.",
        "Claim № {claim} was answered or annulled. Open the task again to see what waits.",
    ),
    "task.claim.later": (
        "Ngày {on} trước ngày báo cáo № {claim} ({claimed}). Chọn ngày báo cáo hoặc ngày sau đó.",
        "The day {on} lies before claim № {claim} ({claimed}). Choose the day of the claim or a later one.",
    ),
    "task.claim.nothing_waits": (
        "{task} không có báo cáo nào chờ trả lời. Có báo cáo hoàn thành mới thì mới xác nhận hoặc trả lại được.",
        "No claim on {task} waits for an answer. There must be one before it can be accepted or returned.",
    ),
    "task.extend.nothing_asked": (
        "{task} không có đề nghị gia hạn nào chờ trả lời.",
        "No extension request on {task} waits for an answer.",
    ),
    "task.accept.same_hand": (
        "Người báo cáo hoặc cơ quan báo cáo không tự xác nhận. Người khác của bên giao trả lời báo cáo № {claim}.",
        "Whoever claims does not accept. Someone else on the assigner's side answers claim № {claim}.",
    ),
    "task.extend.not_dated": (
        "{task} không có thời hạn đang chạy nên không gia hạn được. Chỉ nhiệm vụ có ngày và chưa hoàn thành mới gia hạn được.",
        "{task} has no deadline running. Only a dated task that is not completed can be extended.",
    ),
    "task.extend.not_later": (
        "Hạn mới {due} không sau hạn hiện hành {in_force} của {task}. Chọn ngày muộn hơn.",
        "The new day {due} is not later than {in_force}, the current deadline of {task}. Choose a later day.",
    ),
    "task.extend.already_asked": (
        "{task} đang có một đề nghị gia hạn chờ trả lời. Chờ trả lời rồi mới đề nghị tiếp.",
        "An extension request on {task} waits for an answer. Ask again after it.",
    ),
    "task.extend.no_request": (
        "Đề nghị № {request} đã được trả lời hoặc không có. Mở lại trang nhiệm vụ.",
        "Request № {request} was answered already, or never made. Open the task again.",
    ),
    "task.correct.no_change": (
        "Nội dung mới giống nội dung đang có của {task}. Ghi khác đi hoặc bỏ việc đính chính.",
        "The new words are the ones {task} already has. Change them, or do not correct.",
    ),
    "task.correct.before_last_change": (
        "Cơ quan chủ trì của {task} đã đổi sau ngày {on}. Chọn ngày đổi gần nhất hoặc ngày sau đó.",
        "The lead agency of {task} changed after {on}. Choose the day of the last change or a later one.",
    ),
    "task.assign.nothing": (
        "Chưa có nhiệm vụ nào để giao. Xác nhận ít nhất một dòng của văn bản.",
        "There is no task to assign. Confirm at least one row of the directive.",
    ),
    "task.assign.exists": (
        "Mã nhiệm vụ đã có trong sổ: {codes}. Đặt mã khác.",
        "These task codes are taken: {codes}. Choose others.",
    ),
    "task.assign.code_unfit": (
        "Mã nhiệm vụ không dùng được: {codes}. Mã dài tối đa 60 ký tự, không có khoảng trắng và các dấu / \\ : ? # %.",
        "These task codes cannot be used: {codes}. A code has at most 60 characters, no blank and none of / \\ : ? # %.",
    ),
    "task.assign.no_title": (
        "Chưa ghi nội dung nhiệm vụ: {codes}. Ghi việc phải làm.",
        "These tasks have no title: {codes}. Write what is to be done.",
    ),
    "task.assign.before_paper": (
        "Văn bản {directive} ký ngày {signed_on}; không giao nhiệm vụ từ ngày {on} được. Chọn ngày ký hoặc ngày sau đó.",
        "The directive {directive} was signed on {signed_on} and cannot assign tasks from {on}. Choose that day or a later one.",
    ),
    "task.assign.no_lead": (
        "Chưa có cơ quan chủ trì: {codes}. Nêu một cơ quan chủ trì cho từng nhiệm vụ.",
        "No lead agency: {codes}. Name one for each.",
    ),
    "task.assign.unknown_body": (
        "Sổ chưa có cơ quan: {codes}. Đăng ký cơ quan đó hoặc chọn cơ quan khác.",
        "The record has no such agency: {codes}. Register it, or choose another.",
    ),
    "act.annul.not_annullable": (
        "Bản ghi № {entry} không phải việc hủy hiệu lực được. Việc hủy hiệu lực và người phụ trách thì ghi một việc mới.",
        "Entry № {entry} cannot be annulled. After an annulment, or for who is in charge, a new act is entered.",
    ),
    "act.annul.already": (
        "Bản ghi № {entry} đã bị hủy hiệu lực rồi.",
        "Entry № {entry} was annulled before.",
    ),
    "act.annul.answer_stands": (
        "Báo cáo № {entry} đã được trả lời. Hủy hiệu lực việc xác nhận hoặc trả lại trước, rồi hủy hiệu lực báo cáo.",
        "Claim № {entry} was answered. Annul its acceptance or return first, then the claim.",
    ),
    "act.annul.later_claim": (
        "Sau № {entry}, cơ quan đã báo cáo lại. Trả lại hoặc hủy hiệu lực báo cáo đó trước.",
        "After № {entry} the agency claimed again. Return or annul the later claim first.",
    ),
    "act.annul.before_act": (
        "Bản ghi № {entry} có hiệu lực từ {held}; ngày {on} trước ngày đó. Chọn ngày {held} hoặc ngày sau đó.",
        "Entry № {entry} holds for {held}, and {on} lies before it. Choose {held} or a later day.",
    ),
    # files put forward as evidence
    "evidence.file.empty": (
        "Tệp “{file}” rỗng. Chọn tệp có nội dung.",
        "The file “{file}” is empty. Choose one with content.",
    ),
    "evidence.file.too_large": (
        "Tệp “{file}” lớn hơn {limit} MB. Nén hoặc chia nhỏ tệp rồi gửi lại.",
        "The file “{file}” is larger than {limit} MB. Compress or split it, then send it again.",
    ),
    "evidence.file.not_allowed": (
        "Không nhận loại tệp của “{file}”. Gửi tệp {allowed}.",
        "Files like “{file}” are not taken. Send one of {allowed}.",
    ),
    "evidence.file.not_as_named": (
        "Nội dung tệp “{file}” không phải loại tệp mà tên tệp nói. Xuất lại tệp đúng định dạng rồi gửi.",
        "The content of “{file}” is not what its name says. Save it again in its own format, then send it.",
    ),
    "evidence.file.locked": (
        "Tệp “{file}” có mật khẩu hoặc chứa mã lệnh nên không kiểm được. Gửi bản không khóa, không mã lệnh.",
        "The file “{file}” is locked or carries macros, so it cannot be checked. Send an open copy without macros.",
    ),
}
