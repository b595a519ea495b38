"""What codes are called. One table for each kind of code: code, then Vietnamese, then English."""

from __future__ import annotations

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
        "claimed": ("mới chỉ báo cáo", "claimed"),
        "accepted": ("đã xác nhận", "accepted"),
        "verified": ("đã kiểm chứng", "verified"),
        "refuted": ("bị bác bỏ", "refuted"),
        "effective": ("có hiệu quả", "effective"),
        "not_effective": ("chưa đạt hiệu quả", "not effective"),
    },
}


def say_code(kind: str, code: str, language: str) -> str:
    """The words of a code in `vi` or `en`. Raises `KeyError` for a code without words: none may reach a screen."""
    vietnamese, english = CODES[kind][code]
    return english if language == "en" else vietnamese
