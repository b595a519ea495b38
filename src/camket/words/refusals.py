"""What a refusal says, and what would make the act pass. Code, then Vietnamese, then English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .catalogues import CATALOGUE_REFUSALS
from .dated import DATED_REFUSALS
from .days import say_if_day
from .finding import FINDING_REFUSALS
from .intake_refusals import INTAKE_REFUSALS
from .keeping_refusals import KEEPING_REFUSALS
from .mending import MENDING_REFUSALS
from .opening import OPENING_REFUSALS
from .rights import RIGHTS_REFUSALS
from .task_refusals import TASK_REFUSALS
from .trackers import TRACKER_REFUSALS

if TYPE_CHECKING:
    from camket.errors import Refused

REFUSALS: dict[str, tuple[str, str]] = {
    **TASK_REFUSALS,
    **TRACKER_REFUSALS,
    **INTAKE_REFUSALS,
    **FINDING_REFUSALS,
    **OPENING_REFUSALS,
    **KEEPING_REFUSALS,
    **MENDING_REFUSALS,
    **CATALOGUE_REFUSALS,
    **DATED_REFUSALS,
    **RIGHTS_REFUSALS,
    "refused": (
        "Không làm được việc này. Mở lại trang rồi thử lại.",
        "This cannot be done. Open the page again, then try.",
    ),
    # the reader, the address, the log-in
    "asof.unreadable": (
        "Không đọc được mốc thời gian “{text}”. Ghi ngày theo dạng 2025-10-15, giờ theo dạng 2025-10-15T08:00.",
        "The date or time “{text}” cannot be read. Write a date as 2025-10-15 and a time as 2025-10-15T08:00.",
    ),
    "request.text.unreadable": (
        "Địa chỉ hoặc biểu có ký tự rỗng (NUL) mà không văn bản nào có. Hãy gõ lại phần vừa dán vào.",
        "The address or the form holds the letter NUL, which no text has. Type again what was pasted in.",
    ),
    "actor.not_logged_in": (
        "Việc này làm từ một vị trí công tác. Đăng nhập bằng tài khoản đang giữ vị trí rồi làm lại.",
        "This is done from a post. Log in with an account that holds a post today, then try again.",
    ),
    "actor.not_in_post": (
        "Hôm nay ({today}) anh/chị không giữ vị trí {post} nên không làm việc này từ vị trí đó được. Chọn vị trí đang giữ.",
        "You do not hold the post {post} today ({today}), so you cannot act from it. Choose a post that you hold.",
    ),
    "actor.body_ended": (
        "Cơ quan {agency} đã chuyển sang cơ quan khác nên vị trí {post} không làm việc này được nữa. Cơ quan kế tục làm.",
        "The agency {agency} has passed into another, so its post {post} no longer acts. Its successor does this.",
    ),
    "programme.steer.not_owner": (
        "Vị trí {post} không thuộc bên giao của chương trình {programme}. Lãnh đạo, cơ quan thường trực hoặc chuyên viên theo dõi của bên giao mới nhập được.",
        "The post {post} is not on the assigner's side of the programme {programme}. Its committee, standing office or following officer can enter this.",
    ),
    "catalogue.not_keeper": (
        "Vị trí {post} không quản lý danh mục nên không ghi được việc này. Cơ quan thường trực hoặc lãnh đạo Ban Chỉ đạo ghi.",
        "The post {post} does not keep the catalogues, so it cannot enter this. A standing office or the committee does.",
    ),
    "post.establish.reserved": (
        "Mã {post} dành cho người vận hành máy chủ. Đặt mã khác cho vị trí.",
        "The code {post} stands for the server's operator. Choose another code for the post.",
    ),
    # the record
    "record.entry.clock_behind": (
        "Giờ của việc ghi ({at}) lùi xa so với bản ghi mới nhất ({last}). Chỉnh đồng hồ máy chủ rồi làm lại.",
        "The act's time ({at}) lies well before the newest entry ({last}). Set the server's clock, then try again.",
    ),
    "record.entry.day_ahead": (
        "Ngày {on} chưa đến (hôm nay là {today}). Chọn hôm nay hoặc một ngày trước đó.",
        "The day {on} has not come (today is {today}). Choose today or an earlier day.",
    ),
    "record.entry.no_transaction": (
        "Việc {act} phải được ghi cùng lúc với dữ kiện của nó, trong một giao dịch.",
        "The act {act} must be entered together with its facts, in one transaction.",
    ),
    "record.origin.already_declared": (
        "Sổ này đã khai nguồn gốc ở bản ghi đầu tiên; mỗi sổ chỉ khai một lần. Muốn khai khác thì lập sổ mới.",
        "This record declared its origin in its first entry; that is done once. To declare another, begin a new record.",
    ),
    "record.origin.not_synthetic": (
        "Chỉ sổ đã khai là dữ liệu giả lập mới nhận dữ liệu giả lập. Lập một sổ giả lập riêng.",
        "Only a record that declared itself synthetic takes synthetic data. Begin a synthetic record of its own.",
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
        "The record has no checkpoint yet, so it cannot be exported. Sign a checkpoint first.",
    ),
    "record.export.out_of_scope": (
        "Bản trích xuất có phần riêng chỉ dành cho người được đọc mọi nhiệm vụ. Tải bản công khai.",
        "The copy with private parts is for those who may read every task. Download the public copy.",
    ),
    # bodies and posts
    "agency.register.exists": (
        "Mã cơ quan đã có trong sổ: {codes}. Mỗi mã chỉ dùng một lần; đặt mã khác.",
        "These agency codes are taken: {codes}. A code is used once; choose another.",
    ),
    "agency.unknown": (
        "Sổ chưa có cơ quan mang mã {code}. Đăng ký cơ quan đó trước.",
        "No agency has the code {code}. Register it first.",
    ),
    "agency.succeed.already": (
        "Cơ quan {code} đã chuyển sang cơ quan khác. Ghi việc sắp xếp cho cơ quan kế tục.",
        "The agency {code} has passed into another already. Enter the change for its successor.",
    ),
    "agency.succeed.itself": (
        "Cơ quan {code} không thể kế tục chính mình. Bỏ mã đó khỏi bên cũ hoặc bên mới.",
        "The agency {code} cannot succeed itself. Take it off the old or the new side.",
    ),
    "agency.succeed.heir": (
        "Cơ quan nhận nhiệm vụ ({heir}) phải là một trong các cơ quan kế tục.",
        "The agency that takes over the tasks ({heir}) must be one of the successors.",
    ),
    "agency.catalogue.unreadable": (
        "Danh mục cơ quan chưa dùng được vì còn chỗ sai. Sửa các chỗ đã nêu rồi nạp lại.",
        "The catalogue of agencies has faults. Mend those named, then load it again.",
    ),
    "post.appoint.taken": (
        "Vị trí {post} đang có người giữ. Ghi việc thôi vị trí của người đó trước.",
        "The post {post} is held. Enter the holder's leaving first.",
    ),
    "post.leave.already": (
        "Người giữ vị trí {post} đã thôi vị trí rồi.",
        "The holder of {post} has left already.",
    ),
    # papers, meetings, rules
    "programme.unknown": (
        "Không có chương trình {programme} trong phạm vi của anh/chị. Kiểm lại mã.",
        "There is no programme {programme} that you may see. Check the code.",
    ),
    "programme.open.exists": (
        "Mã chương trình {programme} đã có. Đặt mã khác.",
        "The programme code {programme} is taken. Choose another.",
    ),
    "directive.register.exists": (
        "Văn bản {directive} đã có trong sổ. Mở văn bản đó, không nhập lại.",
        "The directive {directive} is in the record already. Open it; do not enter it again.",
    ),
    "directive.register.signed_later": (
        "Văn bản {directive} ký ngày {signed_on}, chưa đến ngày đó. Kiểm lại ngày ký.",
        "The directive {directive} is signed on {signed_on}, a day that has not come. Check the day of signing.",
    ),
    "meeting.hold.exists": (
        "Mã phiên họp {meeting} đã có. Đặt mã khác.",
        "The meeting code {meeting} is taken. Choose another.",
    ),
    "meeting.conclude.nothing": (
        "Văn bản {directive} không còn khoản nào để làm kết luận của phiên họp {meeting}.",
        "The directive {directive} has no clause left that could be a conclusion of the meeting {meeting}.",
    ),
    # lists
    "list.filter.unknown": (
        "Không có {name} nào là “{value}”. Bỏ bộ lọc này rồi tìm lại.",
        "There is no {name} “{value}”. Take this filter off and look again.",
    ),
    # figures
    "figure.parts.do_not_add_up": (
        "Số liệu {figure} chưa công bố được: {n} dòng không khớp ({rows}). Sửa các dòng đó rồi tính lại.",
        "The figure {figure} cannot be published: {n} rows do not fit ({rows}). Mend them, then count again.",
    ),
    "figure.freeze.already": (
        "Số liệu của {programme} ngày {on} đã chốt. Số thay đổi sau đó thì điều chỉnh, không chốt lại.",
        "The figure of {programme} for {on} is frozen. What changed since is restated, not frozen again.",
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


_DAYS = frozenset({"on", "today", "due", "in_force", "held", "claimed", "signed_on"})
"""The parameters that hold days. Others may look like one and mean what was typed."""


def say_refusal(refusal: Refused, language: str) -> str:
    """The sentence of a refusal in `vi` or `en`, with its parameters put in; days as the language writes them."""
    vietnamese, english = REFUSALS[refusal.code]
    said = {
        name: say_if_day(value, language) if name in _DAYS else value
        for name, value in refusal.params.items()
    }
    return (english if language == "en" else vietnamese).format_map(said)
