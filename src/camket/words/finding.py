"""The words of what was refused about searches that are kept."""

from __future__ import annotations

FINDING_REFUSALS: dict[str, tuple[str, str]] = {
    "search.keep.nameless": (
        "Bộ lọc cần một tên, nhiều nhất {limit} ký tự.",
        "A kept list needs a name of at most {limit} signs.",
    ),
    "search.keep.not_a_list": (
        "Chỉ lưu được danh sách nhiệm vụ đã lọc của hệ thống này.",
        "Only a filtered list of tasks of this site can be kept.",
    ),
    "search.keep.too_many": (
        "Đã lưu đủ {limit} bộ lọc. Bỏ bớt một bộ lọc rồi lưu lại.",
        "{limit} lists are kept already. Drop one, then keep this one.",
    ),
}
