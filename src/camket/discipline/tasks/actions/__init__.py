"""How tasks come to be; what every act on a task asks before it enters stands in `entering.py`."""

from .assigning import TaskDraft, assign_tasks

__all__ = [
    "TaskDraft",
    "assign_tasks",
]
