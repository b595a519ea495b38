"""What refusals about mandates, log-ins and tokens say, and the words of their codes."""

from __future__ import annotations

RIGHTS_REFUSALS: dict[str, tuple[str, str]] = {
    "actor.seat_changed": (
        "Biểu này được mở từ vị trí {seat}, nay phiên làm việc không còn ở vị trí đó. Chọn lại vị trí rồi mở biểu khác.",
        "This form was opened from the post {seat}, from which the session no longer acts. Choose the post again, then open a new form.",
    ),
    "actor.outside_mandate": (
        "Ủy quyền {mandate} không gồm việc này ({act}). Người giữ vị trí tự làm, hoặc ủy quyền lại cho đủ.",
        "The mandate {mandate} does not cover this act ({act}). The post's holder does it, or gives a wider mandate.",
    ),
    "post.unknown": (
        "Sổ chưa có vị trí mang mã {post}. Kiểm lại mã.",
        "No post has the code {post}. Check the code.",
    ),
    "person.unknown": (
        "Sổ chưa có người mang mã {person}. Bổ nhiệm người đó vào một vị trí trước.",
        "No person has the code {person}. Appoint the person to a post first.",
    ),
    "mandate.not_yours": (
        "Vị trí {post} không được ủy quyền thay cho {giver}. Người giữ vị trí đó, người đứng đầu cơ quan hoặc cơ quan thường trực làm.",
        "The post {post} cannot give or end mandates of {giver}. Its holder, the head of its agency or a standing office does.",
    ),
    "mandate.give.passed_on": (
        "Đang làm việc theo ủy quyền {mandate} nên không ủy quyền tiếp được. Người ủy quyền tự làm.",
        "You act under the mandate {mandate}, which cannot be passed on. The giver does this.",
    ),
    "mandate.give.to_oneself": (
        "Không tự ủy quyền cho mình được: người giữ {post} là chính người ủy quyền hoặc người đang ghi. Chọn vị trí của người khác.",
        "Nobody gives a mandate to themselves: the holder of {post} is the giver or the one who enters this. Choose another's post.",
    ),
    "mandate.give.too_far": (
        "{giver} và {holder} không cùng cơ quan, cũng không ở hai cơ quan trên dưới trực tiếp. Chọn vị trí gần hơn.",
        "{giver} and {holder} are neither in one agency nor in one directly above or below the other. Choose a nearer post.",
    ),
    "mandate.give.sides": (
        "{giver} và {holder} thuộc hai phía khác nhau (giao việc, thực hiện, kiểm tra) nên không làm thay nhau được.",
        "{giver} and {holder} are on different sides (steering, reporting, inspecting), so neither acts for the other.",
    ),
    "mandate.give.days": (
        "Ủy quyền bắt đầu từ hôm nay ({today}) trở đi và kết thúc sau ngày bắt đầu. Sửa ngày rồi ghi lại.",
        "A mandate begins today ({today}) or later and ends after it begins. Mend the days, then try again.",
    ),
    "mandate.give.no_paper": (
        "Chưa ghi văn bản ủy quyền của {giver}. Ghi số, ngày của văn bản.",
        "The paper that gives the mandate of {giver} is missing. Write its number and day.",
    ),
    "mandate.give.acts": (
        "Không có loại việc nào tên là {acts}. Chọn trong danh sách.",
        "There is no act called {acts}. Choose from the list.",
    ),
    "task.disclose.no_change": (
        "{task} đang ở đúng mức này. Chọn mức khác.",
        "{task} has this publication already. Choose another.",
    ),
    "task.disclose.wider": (
        "Nhiệm vụ {task} đang ở mức {whole} nên một phần của nó không mở rộng hơn được. Đổi mức của cả nhiệm vụ trước.",
        "The task {task} is {whole}, so no part of it can be shown to more readers. Change the whole task first.",
    ),
    "mandate.unknown": (
        "Không có ủy quyền mang mã {mandate}. Kiểm lại mã.",
        "No mandate has the code {mandate}. Check the code.",
    ),
    "mandate.end.already": (
        "Ủy quyền {mandate} đã hết hiệu lực từ {on}.",
        "The mandate {mandate} has not held since {on}.",
    ),
    "login.too_many": (
        "Đã sai quá {limit} lần trong {minutes} phút. Chờ {minutes} phút rồi đăng nhập lại.",
        "More than {limit} failed attempts within {minutes} minutes. Wait {minutes} minutes, then log in again.",
    ),
    "account.password.wrong": (
        "Mật khẩu đang dùng không đúng. Gõ lại mật khẩu cũ.",
        "The present password is wrong. Type the old password again.",
    ),
    "account.password.weak": (
        "Mật khẩu mới chưa đủ mạnh: {why}",
        "The new password is too weak: {why}",
    ),
    "account.password.same": (
        "Mật khẩu mới trùng mật khẩu cũ. Đặt mật khẩu khác.",
        "The new password is the old one. Choose another.",
    ),
    "account.open.exists": (
        "Tên đăng nhập {username} đã có, hoặc người này đã có tài khoản. Đặt tên khác hoặc cấp lại mật khẩu.",
        "The log-in {username} is taken, or the person has one. Choose another name, or reset the password.",
    ),
    "account.unknown": (
        "Chưa có tài khoản cho {username}. Đặt tên đăng nhập để mở tài khoản.",
        "There is no log-in for {username}. Give a name to open one.",
    ),
    "token.make.no_label": (
        "Chưa đặt tên cho mã truy cập. Ghi nó dùng cho chương trình nào.",
        "The token has no label. Say which program it is for.",
    ),
    "token.make.days": (
        "Mã truy cập có hạn từ ngày mai đến nhiều nhất {most} ngày và chỉ lập từ vị trí của chính mình.",
        "A token lives from tomorrow to at most {most} days and is made from a post of one's own.",
    ),
    "token.make.too_many": (
        "Đang có {most} mã truy cập còn hạn. Thu hồi mã không dùng rồi lập mã mới.",
        "There are {most} live tokens. Revoke one that is not used, then make another.",
    ),
}

RIGHTS_ACTS: dict[str, tuple[str, str]] = {
    "discipline.mandate.give": ("Ủy quyền", "Mandate given"),
    "discipline.mandate.end": ("Thôi ủy quyền", "Mandate ended"),
    "discipline.programme.disclose": (
        "Quyết định phần công khai của chương trình",
        "Programme's publication decided",
    ),
    "discipline.task.disclose": ("Quyết định mức công khai", "Publication decided"),
}

TASK_PARTS: dict[str, tuple[str, str]] = {
    "": ("cả nhiệm vụ", "the whole task"),
    "title": ("tên nhiệm vụ", "title"),
    "product": ("sản phẩm phải có", "product asked for"),
    "deadline": ("câu chữ thời hạn", "words of the deadline"),
    "progress": ("lời báo cáo tiến độ", "words of progress reports"),
    "claims": ("lời báo cáo hoàn thành", "words of claims"),
    "evidence": ("tệp minh chứng", "evidence files"),
    "reasons": ("lý do, ghi chú", "reasons and notes"),
}
DECIDED_AT: dict[str, tuple[str, str]] = {
    "task": ("quyết định riêng cho nhiệm vụ", "decided for the task"),
    "programme": ("theo chương trình", "by the programme"),
    "table": ("theo mặc định chung", "by the common default"),
}
MANDATE_ACTS: dict[str, tuple[str, str]] = {
    "discipline.progress": ("báo cáo tiến độ", "reporting progress"),
    "discipline.claim": (
        "báo cáo, xác nhận, trả lại hoàn thành",
        "claiming, accepting and returning completion",
    ),
    "discipline.deadline": ("đề nghị, quyết định gia hạn", "asking for and deciding extensions"),
    "discipline.directive": ("đăng ký văn bản", "registering papers"),
    "discipline.meeting": ("ghi phiên họp, kết luận", "entering meetings and conclusions"),
    "discipline.task": ("giao, đính chính, rút nhiệm vụ", "assigning, correcting and withdrawing tasks"),
    "discipline.act": ("hủy hiệu lực việc đã ghi", "annulling acts"),
}
