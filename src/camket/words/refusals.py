"""What a refusal says, and what would make the act pass. Code, then Vietnamese, then English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camket.errors import Refused

REFUSALS: dict[str, tuple[str, str]] = {
    "refused": (
        "Không làm được việc này. Mở lại trang rồi thử lại.",
        "This cannot be done. Open the page again, then try.",
    ),
    # the reader, the address, the log-in
    "asof.unreadable": (
        "Không đọc được mốc thời gian “{text}”. Ghi ngày theo dạng 2025-10-15, giờ theo dạng 2025-10-15T08:00.",
        "The mark “{text}” cannot be read. Write a day as 2025-10-15 and an instant as 2025-10-15T08:00.",
    ),
    "actor.not_logged_in": (
        "Việc này làm từ một vị trí công tác. Đăng nhập bằng tài khoản đang giữ vị trí rồi làm lại.",
        "This is done from a post. Log in with an account that holds a post today, then try again.",
    ),
    "login.too_many": (
        "Đã sai quá {limit} lần từ địa chỉ này. Chờ {minutes} phút rồi đăng nhập lại.",
        "More than {limit} failed attempts from this address. Wait {minutes} minutes, then log in again.",
    ),
    # the record
    "record.entry.clock_behind": (
        "Giờ của hành vi ({at}) lùi xa so với bản ghi mới nhất ({last}). Chỉnh đồng hồ máy chủ rồi làm lại.",
        "The act's time ({at}) lies well before the newest entry ({last}). Set the server's clock, then try again.",
    ),
    "record.entry.no_transaction": (
        "Hành vi {act} phải được ghi cùng lúc với dữ kiện của nó, trong một giao dịch.",
        "The act {act} must be entered together with its facts, in one transaction.",
    ),
    "record.origin.already_declared": (
        "Sổ này đã khai nguồn gốc ở bản ghi đầu tiên; mỗi sổ chỉ khai một lần. Muốn khai khác thì lập sổ mới.",
        "This record said what it is in its first entry, once for ever. To say otherwise, begin a new record.",
    ),
    "record.origin.not_synthetic": (
        "Chỉ sổ đã khai là dữ liệu giả lập mới nhận dữ liệu giả lập. Lập một sổ giả lập riêng.",
        "Only a record that declared itself synthetic takes synthetic data. Begin a synthetic record for it.",
    ),
    "record.checkpoint.foreign_key": (
        "Khóa ký mang tên {key}, sổ này tên {origin}. Dùng đúng khóa của sổ này.",
        "The signing key is named {key}, this record {origin}. Use this record's own key.",
    ),
    "record.checkpoint.nothing_new": (
        "Chưa có bản ghi nào sau điểm kiểm {size}. Có bản ghi mới thì mới ký điểm kiểm mới.",
        "No entry has come since checkpoint {size}. A new checkpoint needs a new entry.",
    ),
    "record.export.no_checkpoint": (
        "Sổ chưa có điểm kiểm nào nên chưa trích xuất được. Ký một điểm kiểm trước.",
        "The record has no checkpoint yet, so it cannot be exported. Seal a checkpoint first.",
    ),
    "record.export.out_of_scope": (
        "Bản trích có phần riêng chỉ dành cho người được đọc mọi nhiệm vụ. Tải bản trích công khai.",
        "The export with openings is for readers of every task. Download the public export.",
    ),
    # bodies and posts
    "agency.register.exists": (
        "Mã cơ quan đã có trong sổ: {codes}. Mỗi mã chỉ dùng một lần; đặt mã khác.",
        "These agency codes are taken: {codes}. A code is used once; choose another.",
    ),
    "agency.unknown": (
        "Sổ chưa có cơ quan mang mã {code}. Đăng ký cơ quan đó trước.",
        "No body has the code {code}. Register it first.",
    ),
    "agency.succeed.already": (
        "Cơ quan {code} đã chuyển sang cơ quan khác. Ghi việc sắp xếp cho cơ quan kế tục.",
        "The body {code} has passed into another already. Enter the change for its successor.",
    ),
    "agency.succeed.heir": (
        "Cơ quan nhận nhiệm vụ ({heir}) phải là một trong các cơ quan kế tục.",
        "The body that takes the tasks ({heir}) must be one of the successors.",
    ),
    "agency.catalogue.unreadable": (
        "Danh mục cơ quan chưa dùng được vì còn chỗ sai. Sửa các chỗ đã nêu rồi nạp lại.",
        "The catalogue of bodies has faults. Mend those named, then load it again.",
    ),
    "post.appoint.taken": (
        "Vị trí {post} đang có người giữ. Ghi việc rời vị trí của người đó trước.",
        "The post {post} is held. Enter the holder's leaving first.",
    ),
    "post.leave.already": (
        "Người giữ vị trí {post} đã rời vị trí rồi.",
        "The holder of {post} has left already.",
    ),
    # papers, meetings, rules
    "programme.unknown": (
        "Không có chương trình {programme} trong phạm vi của anh/chị. Kiểm lại mã.",
        "There is no programme {programme} within your sight. Check the code.",
    ),
    "programme.open.exists": (
        "Mã chương trình {programme} đã có. Đặt mã khác.",
        "The programme code {programme} is taken. Choose another.",
    ),
    "directive.register.exists": (
        "Văn bản {directive} đã có trong sổ. Mở văn bản đó, không nhập lại.",
        "The paper {directive} is in the record already. Open it; do not enter it again.",
    ),
    "directive.register.signed_later": (
        "Văn bản {directive} ký ngày {signed_on}, chưa đến ngày đó. Kiểm lại ngày ký.",
        "The paper {directive} is signed on {signed_on}, which has not come. Check the signing day.",
    ),
    # taking in a paper's file
    "directive.intake.empty": ("Tệp rỗng. Chọn lại tệp.", "The file is empty. Choose another."),
    "directive.intake.too_large": (
        "Tệp quá lớn để đọc. Bỏ ảnh, chia thành nhiều tệp rồi gửi lại.",
        "The file is too large to read. Take pictures out or split it, then send it again.",
    ),
    "directive.intake.unpacks_too_large": (
        "Tệp bung ra quá lớn nên không mở. Lưu lại bằng phần mềm văn phòng rồi gửi.",
        "The file unpacks to too much and was not opened. Save it again in an office program, then send it.",
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
        "The file is no real .{extension}. Save it again in an office program, then send it.",
    ),
    "directive.intake.password": (
        "Tệp có mật khẩu. Bỏ mật khẩu rồi gửi lại.",
        "The file is under a password. Take it off, then send the file again.",
    ),
    "directive.intake.damaged": (
        "Tệp bị hỏng hoặc bị cắt. Mở và lưu lại, rồi gửi.",
        "The file is damaged or cut off. Open and save it again, then send it.",
    ),
    "directive.intake.unsafe_xml": (
        "Tệp có phần khai báo nguy hiểm nên không mở. Tạo lại tệp rồi gửi.",
        "The file holds a dangerous declaration and was not opened. Make it anew, then send it.",
    ),
    "directive.intake.not_text": (
        "Không đọc được chữ trong tệp .csv. Lưu lại dạng CSV UTF-8 rồi gửi.",
        "The text of the .csv cannot be read. Save it as CSV UTF-8, then send it.",
    ),
    "directive.intake.legacy_font": (
        "Tệp gõ bằng phông TCVN3 (.VnTime) nên không phải chữ Unicode. Chuyển mã sang Unicode rồi gửi.",
        "The file is typed for a TCVN3 font (.VnTime), not in Unicode. Convert it to Unicode, then send it.",
    ),
    "directive.intake.no_table": (
        "Không thấy bảng nào nêu việc phải làm cùng cơ quan chủ trì hoặc thời hạn. Gửi tệp có bảng phân công.",
        "No table says what is to be done and by whom or by when. Send the file with the table of tasks.",
    ),
    "directive.intake.answer_unreadable": (
        "Không hiểu câu trả lời “{words}” ({answer}) của dòng {row}. Sửa lại rồi lưu.",
        "The answer “{words}” ({answer}) of row {row} is not understood. Mend it, then save.",
    ),
    "directive.intake.rows_unsettled": (
        "Còn {n} dòng cần trả lời trước khi ghi sổ: {rows}. Nêu cơ quan, chọn cách hiểu hoặc bỏ dòng có lý do.",
        "{n} rows wait for an answer before entry: {rows}. Name a body, choose a reading, or leave the row out with a reason.",
    ),
    "directive.intake.file_known": (
        "Tệp “{file}” đã vào sổ với văn bản {directive}. Mở văn bản đó, không nhập lại.",
        "The file “{file}” is in the record as {directive}. Open that paper; do not enter it again.",
    ),
    "directive.intake.other_file": (
        "Tệp “{file}” không phải tệp đã đọc. Đọc lại từ đầu rồi xác nhận.",
        "“{file}” is not the file that was read. Read it again from the start, then confirm.",
    ),
    "directive.intake.not_assigner": (
        "Vị trí {post} không thuộc bên giao của chương trình {programme}. Lãnh đạo, cơ quan thường trực hoặc chuyên viên theo dõi của bên giao mới nhập được văn bản.",
        "The post {post} is not on the assigner's side of {programme}. Its committee, standing office or following officer can take papers in.",
    ),
    "directive.intake.no_file": ("Chưa chọn tệp. Chọn một tệp phụ lục.", "No file was chosen. Choose an annex."),
    "directive.intake.confirmed": (
        "Tệp này đã vào sổ thành văn bản {directive}.",
        "This file was entered as {directive} already.",
    ),
    "directive.intake.not_steering": (
        "Chỉ lãnh đạo, cơ quan thường trực và chuyên viên theo dõi của bên giao mới nhập văn bản.",
        "Only the committee, standing office and following officers take papers in.",
    ),
    "directive.intake.paper_incomplete": (
        "Dữ liệu văn bản còn thiếu hoặc sai: {missing}. Bổ sung rồi lưu.",
        "The paper's data lack or misstate: {missing}. Complete them, then save.",
    ),
    "meeting.hold.exists": (
        "Mã phiên họp {meeting} đã có. Đặt mã khác.",
        "The meeting code {meeting} is taken. Choose another.",
    ),
    "meeting.conclude.nothing": (
        "Văn bản {directive} không còn khoản nào để làm kết luận của phiên họp {meeting}.",
        "The paper {directive} has no clause left that could be a conclusion of the meeting {meeting}.",
    ),
    "deadline.adopt.nothing": (
        "Chưa có dòng nào để ban hành. Đưa ít nhất một dòng.",
        "There is nothing to adopt. Give at least one row.",
    ),
    # tasks
    "task.unknown": (
        "Không có nhiệm vụ {task} trong phạm vi của anh/chị. Kiểm lại mã.",
        "There is no task {task} within your sight. Check the code.",
    ),
    "task.report.not_share": (
        "Vị trí {post} không thuộc cơ quan chủ trì hoặc phối hợp của {task}. Người đứng đầu hoặc cán bộ của cơ quan được giao mới báo cáo được.",
        "The post {post} is not of a body that shares {task}. The head or an officer of such a body can report.",
    ),
    "task.steer.not_assigner": (
        "Vị trí {post} không thuộc bên giao của {task}. Lãnh đạo, cơ quan thường trực hoặc chuyên viên theo dõi của bên giao mới làm được việc này.",
        "The post {post} is not on the assigner's side of {task}. Its committee, standing office or following officer can do this.",
    ),
    "task.withdrawn": (
        "{task} đã rút khỏi danh mục nên không ghi thêm được. Hủy bỏ việc rút trước, nếu rút nhầm.",
        "{task} was taken off the list; nothing more is entered. If that was a mistake, annul the withdrawal first.",
    ),
    "task.reason.missing": (
        "Chưa nêu nội dung. Ghi ít nhất một câu.",
        "The words are missing. Write at least one sentence.",
    ),
    "task.day.ahead": (
        "Ngày {on} trước ngày giao nhiệm vụ {task}. Chọn ngày từ ngày giao trở đi.",
        "The day {on} lies before {task} was given. Choose a day on or after the assignment.",
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
        "A claim on the share of {agency} in {task} waits or was accepted. Wait for the answer; after a return it can be claimed again.",
    ),
    "task.claim.answered": (
        "Báo cáo № {claim} đã được trả lời hoặc hủy bỏ. Mở lại trang nhiệm vụ để xem báo cáo đang chờ.",
        "Claim № {claim} was answered or annulled. Open the task again to see what waits.",
    ),
    "task.claim.nothing_waits": (
        "{task} không có báo cáo nào chờ trả lời. Có báo cáo hoàn thành mới thì mới xác nhận hoặc trả lại được.",
        "No claim on {task} waits for an answer. There must be one before it can be accepted or returned.",
    ),
    "task.extend.nothing_asked": (
        "{task} không có đề nghị gia hạn nào chờ trả lời.",
        "No request for a later day on {task} waits for an answer.",
    ),
    "task.accept.same_hand": (
        "Người báo cáo hoặc cơ quan báo cáo không tự xác nhận. Người khác của bên giao trả lời báo cáo № {claim}.",
        "Who claimed does not accept. Someone else on the assigner's side answers claim № {claim}.",
    ),
    "task.extend.not_dated": (
        "{task} không có thời hạn đang chạy nên không gia hạn được. Chỉ nhiệm vụ có ngày và chưa hoàn thành mới gia hạn được.",
        "{task} has no deadline running. Only a dated task that is still open can be given more time.",
    ),
    "task.extend.not_later": (
        "Hạn mới {due} không sau hạn hiện hành {in_force} của {task}. Chọn ngày muộn hơn.",
        "The new day {due} is not later than {in_force}, the deadline in force of {task}. Choose a later day.",
    ),
    "task.extend.already_asked": (
        "{task} đang có một đề nghị gia hạn chờ trả lời. Chờ trả lời rồi mới đề nghị tiếp.",
        "A request for {task} waits for an answer. Ask again after it.",
    ),
    "task.extend.no_request": (
        "Đề nghị № {request} đã được trả lời hoặc không có. Mở lại trang nhiệm vụ.",
        "Request № {request} was answered, or never made. Open the task again.",
    ),
    "task.correct.no_change": (
        "Nội dung mới giống nội dung đang có của {task}. Ghi khác đi hoặc bỏ việc đính chính.",
        "The new words are those of {task} already. Change them, or leave it.",
    ),
    "task.assign.nothing": (
        "Chưa có nhiệm vụ nào để giao. Xác nhận ít nhất một dòng của văn bản.",
        "There is no task to assign. Confirm at least one row of the paper.",
    ),
    "task.assign.exists": (
        "Mã nhiệm vụ đã có trong sổ: {codes}. Đặt mã khác.",
        "These task codes are taken: {codes}. Choose others.",
    ),
    "task.assign.no_lead": (
        "Chưa có cơ quan chủ trì: {codes}. Nêu một cơ quan chủ trì cho từng nhiệm vụ.",
        "Nobody leads: {codes}. Name a lead for each.",
    ),
    "task.assign.unknown_body": (
        "Sổ chưa có cơ quan: {codes}. Đăng ký cơ quan đó hoặc chọn cơ quan khác.",
        "The register has no such body: {codes}. Register it, or choose another.",
    ),
    "act.annul.not_annullable": (
        "Bản ghi № {entry} không phải hành vi hủy bỏ được. Việc giao thì đính chính hoặc rút; đổi chủ trì thì đổi lại.",
        "Entry № {entry} cannot be annulled. An assignment is corrected or withdrawn; a change of lead is changed back.",
    ),
    "act.annul.already": (
        "Bản ghi № {entry} đã bị hủy bỏ rồi.",
        "Entry № {entry} was annulled before.",
    ),
    "act.annul.answer_stands": (
        "Báo cáo № {entry} đã được trả lời. Hủy bỏ việc xác nhận hoặc trả lại trước, rồi hủy bỏ báo cáo.",
        "Claim № {entry} was answered. Annul its acceptance or return first, then the claim.",
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
    # figures
    "figure.parts.do_not_add_up": (
        "Số liệu {figure} chưa công bố được: {n} dòng không khớp ({rows}). Sửa các dòng đó rồi tính lại.",
        "The figure {figure} cannot be published: {n} rows do not fit ({rows}). Mend them, then count again.",
    ),
    "figure.freeze.already": (
        "Số liệu của {programme} ngày {on} đã chốt. Số thay đổi sau đó thì điều chỉnh, không chốt lại.",
        "The figure of {programme} on {on} is frozen. What changed since is a restatement.",
    ),
    "figure.restate.nothing_moved": (
        "Tính lại số liệu № {frozen} không thấy khác. Không có gì để điều chỉnh.",
        "Counted again, figure № {frozen} is the same. There is nothing to restate.",
    ),
    "figure.restate.no_reason": (
        "Điều chỉnh số liệu № {frozen} cần lý do. Ghi ít nhất một câu.",
        "Restating figure № {frozen} needs a reason. Write at least one sentence.",
    ),
}


def say_refusal(refusal: Refused, language: str) -> str:
    """The sentence of a refusal in `vi` or `en`, with its parameters put in."""
    vietnamese, english = REFUSALS[refusal.code]
    return (english if language == "en" else vietnamese).format_map(refusal.params)
