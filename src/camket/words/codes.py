"""What codes are called. One table for each kind of code: code, then Vietnamese, then English."""

from __future__ import annotations

from .bodies import AGENCY_KINDS, SUCCESSION_KINDS
from .catalogues import CATALOGUE_ACTS, CATALOGUE_CODES, CATALOGUE_PAYLOAD
from .dated import DATED
from .figures import FIGURE_DEFINITIONS, FIGURE_FORMULAS, FIGURE_NAMES
from .intake import INTAKE
from .mending import MENDING_ACTS, MENDING_PAYLOAD, STAYS
from .opening import OPENING
from .payload import PAYLOAD
from .rights import DECIDED_AT, MANDATE_ACTS, RIGHTS_ACTS, TASK_PARTS
from .trackers import TRACKER_ACTS, TRACKER_CODES, TRACKER_PAYLOAD

CODES: dict[str, dict[str, tuple[str, str]]] = {
    "standing": {
        "done_in_time": ("hoàn thành đúng hạn", "done in time"),
        "done_late": ("hoàn thành quá hạn", "done late"),
        "open_in_time": ("đang trong hạn", "open in time"),
        "overdue": ("quá hạn", "overdue"),
        "undated": ("chưa có thời hạn", "undated"),
        "withdrawn": ("đã rút", "withdrawn"),
    },
    "standing_letter": {
        "done_in_time": ("Đ", "D"),
        "done_late": ("M", "L"),
        "open_in_time": ("T", "T"),
        "overdue": ("Q", "O"),
        "undated": ("K", "U"),
        "withdrawn": ("R", "W"),
    },
    "stage": {
        "not_claimed": ("chưa báo cáo hoàn thành", "not claimed"),
        "claimed": ("đã báo cáo, chờ xác nhận", "claimed"),
        "accepted": ("đã xác nhận", "accepted"),
        "carried_over": (
            "theo báo cáo trước khi dùng Camket, chưa kiểm chứng",
            "as reported before Camket, unverified",
        ),
        "verified": ("đã kiểm chứng", "verified"),
        "refuted": ("bị bác bỏ", "refuted"),
        "effective": ("có hiệu quả", "effective"),
        "not_effective": ("chưa đạt hiệu quả", "not effective"),
    },
    "act": {
        **CATALOGUE_ACTS,
        "record.origin.declare": ("Khai nguồn gốc sổ", "Record declared"),
        "record.evidence.deposit": ("Lưu tệp minh chứng", "Evidence file kept"),
        "discipline.agency.register": ("Đăng ký cơ quan", "Agencies registered"),
        "discipline.agency.succeed": ("Sắp xếp lại cơ quan", "Agency succeeded"),
        "discipline.post.establish": ("Lập vị trí công tác", "Post established"),
        "discipline.post.appoint": ("Giao vị trí công tác", "Appointed to a post"),
        "discipline.post.leave": ("Thôi vị trí công tác", "Left a post"),
        "discipline.calendar.adopt": ("Ban hành lịch ngày nghỉ, ngày làm bù", "Working calendar adopted"),
        "discipline.calendar.withdraw": ("Bỏ ngày nghỉ, ngày làm bù ghi nhầm", "Calendar day taken back"),
        "discipline.rule.adopt": ("Ban hành quy tắc, lịch báo cáo, bậc thang", "Dated rules adopted"),
        "discipline.programme.open": ("Mở chương trình", "Programme opened"),
        "discipline.directive.register": ("Đăng ký văn bản giao nhiệm vụ", "Directive registered"),
        "discipline.meeting.hold": ("Ghi nhận phiên họp", "Meeting held"),
        "discipline.meeting.conclude": ("Kết luận phiên họp", "Meeting conclusions entered"),
        "discipline.task.assign": ("Giao nhiệm vụ", "Tasks assigned"),
        "discipline.progress.report": ("Báo cáo tiến độ", "Progress reported"),
        "discipline.claim.submit": ("Báo cáo hoàn thành", "Completion claimed"),
        "discipline.claim.accept": ("Xác nhận hoàn thành", "Completion accepted"),
        "discipline.claim.return": ("Trả lại báo cáo hoàn thành", "Claim returned"),
        "discipline.deadline.ask": ("Đề nghị gia hạn", "Extension requested"),
        "discipline.deadline.extend": ("Gia hạn", "Deadline extended"),
        "discipline.deadline.recompute": ("Tính lại thời hạn theo lịch làm việc", "Deadlines recomputed"),
        "discipline.deadline.refuse": ("Không đồng ý gia hạn", "Extension refused"),
        "discipline.task.withdraw": ("Rút nhiệm vụ", "Task withdrawn"),
        "discipline.task.correct": ("Đính chính nhiệm vụ", "Task corrected"),
        **RIGHTS_ACTS,
        **MENDING_ACTS,
        **TRACKER_ACTS,
        "discipline.opening.enter": ("Nhập số liệu mang sang", "Opening balance entered"),
        "discipline.opening.check": ("Kiểm lại số liệu mang sang", "Carried completion checked"),
        "discipline.act.annul": ("Hủy hiệu lực việc đã ghi", "Act annulled"),
        "review.figure.freeze": ("Chốt số liệu", "Figure frozen"),
        "review.figure.restate": ("Điều chỉnh số liệu", "Figure restated"),
    },
    "share_role": {
        "lead": ("chủ trì", "lead"),
        "cooperating": ("phối hợp", "cooperating"),
    },
    "deadline_origin": {
        "assigned": ("hạn đầu", "first deadline"),
        "extended": ("gia hạn", "extension"),
        "corrected": ("đính chính", "correction"),
        "recomputed": ("tính lại theo lịch", "recomputed"),
        "carried": ("gia hạn trước khi dùng Camket", "extension before Camket"),
    },
    "nature": {
        "dated": ("có ngày", "dated"),
        "waiting": ("chờ điều kiện", "waiting for a condition"),
        "continuing": ("thường xuyên", "continuing"),
        "recurring": ("định kỳ", "recurring"),
        "unread": ("chưa đọc được thời hạn", "deadline not read"),
    },
    "role": {
        "committee": ("lãnh đạo Ban Chỉ đạo", "committee leadership"),
        "standing_office": ("cơ quan thường trực", "standing office"),
        "following_officer": ("chuyên viên theo dõi", "following officer"),
        "agency_head": ("người đứng đầu cơ quan", "head of agency"),
        "officer": ("cán bộ cơ quan", "officer of an agency"),
        "inspector": ("kiểm tra viên", "inspector"),
        "front": ("Mặt trận Tổ quốc", "Fatherland Front"),
        "public": ("người dân", "public"),
    },
    "publication": {
        "public": ("công khai", "public"),
        "internal": ("nội bộ", "internal"),
        "restricted": ("hạn chế", "restricted"),
    },
    "part": TASK_PARTS,
    "stays": STAYS,
    "decided_at": DECIDED_AT,
    "mandate_acts": MANDATE_ACTS,
    "corrected_field": {
        "title": ("tên nhiệm vụ", "title"),
        "product": ("sản phẩm", "product"),
        "deadline": ("cách đọc thời hạn", "reading of the deadline"),
        "lead": ("cơ quan chủ trì", "lead agency"),
    },
    "reading_kind": {
        "date": ("ngày ghi trong văn bản", "the day as written"),
        "month": ("ngày cuối tháng", "last day of the month"),
        "quarter": ("ngày cuối quý", "last day of the quarter"),
        "half_year": ("ngày cuối nửa năm", "last day of the half-year"),
        "nine_months": ("ngày cuối 9 tháng", "last day of the nine months"),
        "year": ("ngày cuối năm", "last day of the year"),
        "before_period": ("ngày liền trước kỳ", "day before the period"),
        "part_of_period": ("ngày cuối phần kỳ", "last day of the part of the period"),
        "term_from_day": ("số ngày tính từ một ngày", "a number of days from a day"),
        "milestone": ("mốc giữa kỳ", "interim milestone"),
        "note": ("ghi chú cạnh ngày", "note beside the day"),
        "waiting": ("chờ một việc khác xong", "waiting for something else"),
        "continuing": ("làm thường xuyên", "continuing duty"),
        "recurring": ("lặp lại theo kỳ", "recurring duty"),
        "starts": ("ghi ngày bắt đầu, không có hạn cuối", "a start date without an end"),
        "doubt": ("để người theo dõi quyết định", "left for a person to decide"),
    },
    "day_kind": {
        "holiday": ("ngày nghỉ lễ, tết", "public holiday"),
        "substitute_off": ("ngày nghỉ bù, hoán đổi", "substitute day off"),
        "makeup_workday": ("ngày làm bù", "make-up working day"),
        "ordinary": ("ngày thường trở lại", "ordinary day again"),
    },
    "subject": {
        "agency": ("cơ quan", "agency"),
        "calendar": ("lịch", "calendar"),
        "directive": ("văn bản", "directive"),
        "evidence": ("tệp", "file"),
        "figure": ("số liệu", "figure"),
        "meeting": ("phiên họp", "meeting"),
        "origin": ("sổ", "record"),
        "post": ("vị trí", "post"),
        "programme": ("chương trình", "programme"),
        "rules": ("quy tắc", "rules"),
        "task": ("nhiệm vụ", "task"),
    },
    "payload": PAYLOAD | CATALOGUE_PAYLOAD | MENDING_PAYLOAD | TRACKER_PAYLOAD,
    "standing_group": {
        "counted": ("tính vào tổng số", "counted in the total"),
        "completed": ("đã hoàn thành", "completed"),
        "due": ("hoàn thành hoặc quá hạn", "completed or overdue"),
    },
    "agency_kind": AGENCY_KINDS,
    "succession_kind": SUCCESSION_KINDS,
    "figure": FIGURE_NAMES,
    "figure_definition": FIGURE_DEFINITIONS,
    "figure_formula": FIGURE_FORMULAS,
    **INTAKE,
    **OPENING,
    **TRACKER_CODES,
    **CATALOGUE_CODES,
    **DATED,
}


def say_code(kind: str, code: str, language: str) -> str:
    """The words of a code in `vi` or `en`. Raises `KeyError` for a code without words: none may reach a screen."""
    vietnamese, english = CODES[kind][code]
    return english if language == "en" else vietnamese
