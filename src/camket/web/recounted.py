"""What the story of a task says of an entry that counted its deadline again, and whom that concerns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from camket.discipline.redating.counted import whom_it_concerns
from camket.periods import AsOf

from .templatetags.say import day, name, number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camket.discipline.tasks.models import Task
    from camket.record.models import Entry

RECOMPUTE = "discipline.deadline.recompute"


def told_of_recount(entry: Entry, fields: Mapping[str, Any], task: Task) -> tuple[str, tuple[str, ...]]:
    """The heading and the words: the two days, the calendar entry behind them, the bodies and posts concerned."""
    rows = [row for row in fields.get("tasks", ()) if row.get("task") == task.code]
    kept = fields.get("restricted")
    own: Mapping[str, str] = kept.get(task.code, {}) if isinstance(kept, dict) else {}
    days = {**(rows[0] if rows else {}), **own}
    heading = gettext("Tính lại thời hạn theo lịch làm việc")
    if "was" in days and "due" in days:
        told = {which: day(date.fromisoformat(days[which])) for which in ("was", "due")}
        heading = gettext("Tính lại thời hạn theo lịch làm việc: từ %(was)s thành %(due)s") % told
    then = AsOf(on=entry.on_date, known_at=None, position=entry.position)
    said = [gettext("Lịch thay đổi ở bản ghi № %(n)s.") % {"n": number(int(fields.get("calendar", 0)))}]
    for one in whom_it_concerns([task], then):
        posts = ", ".join(name(post) for post in one.posts)
        concerned = {"agency": name(one.agency), "posts": posts}
        said.append(
            gettext("Liên quan: %(agency)s (%(posts)s).") % concerned
            if posts
            else gettext("Liên quan: %(agency)s.") % concerned
        )
    return heading, tuple(said)
