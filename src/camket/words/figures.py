"""What figures are called, what they count and by which formula: the catalogue that readers may check us by."""

from __future__ import annotations

FIGURE_NAMES: dict[str, tuple[str, str]] = {
    "tasks.standings": ("Nhiệm vụ theo thời hạn", "Tasks by standing"),
    "tasks.completed_of_assigned": (
        "Tỷ lệ hoàn thành trên tổng số đã giao",
        "Share completed, of all tasks assigned",
    ),
    "tasks.completed_of_due": (
        "Tỷ lệ hoàn thành trên số hoàn thành và quá hạn",
        "Share completed, of tasks completed or overdue",
    ),
}

FIGURE_DEFINITIONS: dict[str, tuple[str, str]] = {
    "tasks.standings": (
        (
            "Mỗi dòng của văn bản giao là một nhiệm vụ, dù nhiều cơ quan cùng làm. Nhiệm vụ là hoàn thành khi mọi cơ quan chủ "
            "trì đã báo cáo và cơ quan giao đã xác nhận; ngày hoàn thành là ngày gửi báo cáo được xác nhận. Làm xong đúng ngày "
            "đến hạn vẫn là đúng hạn. Thời hạn là thời hạn hiện hành, sau gia hạn nếu có. Nhiệm vụ đã rút đứng ngoài tổng số."
        ),
        (
            "Each row of a directive is one task, however many agencies share it. A task is done when every lead agency has "
            "claimed and the assigner has accepted; its day of completion is that of the accepted claim. A task done on its due "
            "day is in time. The deadline is the current one, after extensions. Withdrawn tasks stand outside the total."
        ),
    ),
    "tasks.completed_of_assigned": (
        (
            "Trong mọi nhiệm vụ đã giao và chưa rút, bao nhiêu phần đã hoàn thành, dù đúng hạn hay quá hạn. Nhiệm vụ còn trong "
            "hạn nằm ở mẫu số, nên tỷ lệ này thấp khi phần lớn việc chưa đến hạn."
        ),
        (
            "Of all tasks assigned and not withdrawn, the share completed, in time or late. Tasks still open in time are in "
            "the denominator, so the share is low while most tasks are not due yet."
        ),
    ),
    "tasks.completed_of_due": (
        (
            "Trong số nhiệm vụ đã hoàn thành hoặc đã quá hạn, bao nhiêu phần đã hoàn thành. Nhiệm vụ còn trong hạn và chưa có "
            "thời hạn nằm ngoài mẫu số, nên tỷ lệ này không nói gì về phần việc còn lại."
        ),
        (
            "Of the tasks completed or overdue, the share completed. Tasks open in time and undated tasks are "
            "outside the denominator, so the share says nothing about the work ahead."
        ),
    ),
}

FIGURE_FORMULAS: dict[str, tuple[str, str]] = {
    "tasks.standings": (
        "tổng = hoàn thành đúng hạn + hoàn thành quá hạn + đang trong hạn + quá hạn + chưa có thời hạn",
        "total = done in time + done late + open in time + overdue + undated",
    ),
    "tasks.completed_of_assigned": ("hoàn thành ⁄ tổng số đã giao", "completed ⁄ all assigned"),
    "tasks.completed_of_due": (
        "hoàn thành ⁄ (hoàn thành + quá hạn)",
        "completed ⁄ (completed + overdue)",
    ),
}
