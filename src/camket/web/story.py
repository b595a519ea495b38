"""The story of a task: every entry about it in plain words, newest first, and the days on which it fell overdue."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, ngettext

from camket.discipline.agencies import queries as agencies
from camket.discipline.tasks import queries as tasks
from camket.periods import VIETNAM_TZ
from camket.record import queries as record
from camket.words import say_code

from .templatetags.say import day, language, name, number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from camket.discipline.agencies.models import Agency, Post
    from camket.discipline.agencies.roles import Scope
    from camket.discipline.tasks.queries import TaskOnDay
    from camket.periods import AsOf
    from camket.record.models import Entry

ASSIGN = "discipline.task.assign"
LATE_ANSWERS = frozenset({"discipline.claim.accept", "discipline.claim.return", "discipline.act.annul"})
"""Acts that change what is known of an earlier day, so they are told even when they come after the reader's day."""
DECISIVE = frozenset(
    {
        ASSIGN,
        "discipline.claim.submit",
        "discipline.claim.accept",
        "discipline.claim.return",
        "discipline.deadline.extend",
        "discipline.task.correct",
        "discipline.task.withdraw",
    }
)
"""Acts that settle where a task stands; the newest one is proved on the task's page."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an act says: its heading, its words, and the sign beside it."""

    heading: str
    said: tuple[str, ...] = ()
    standing: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the story. Without a position it is no act but follows from dates."""

    at: datetime
    told: Told
    position: int | None = None
    act: str = ""
    post: Post | None = None
    on: date | None = None
    after_day: bool = False
    annulled_by: int | None = None
    annulled_why: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What of an entry its reader may be told: its fields, and how codes of bodies are named."""

    fields: Mapping[str, Any]
    bodies: Mapping[str, Agency] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """A field as text; empty when it is not there or not for this reader."""
        value = self.fields.get(key)
        return "" if value is None else str(value)

    def day(self, key: str) -> str:
        """A day field as papers write it."""
        value = self.fields.get(key)
        return day(date.fromisoformat(value)) if value else "–"

    def body(self, key: str) -> str:
        """The name of the body that a field names by its code."""
        code = self.text(key)
        return name(self.bodies[code]) if code in self.bodies else code

    def share(self) -> tuple[str, ...]:
        """Whose part of the task it is about, when that body is not the one that acts."""
        agency = self.body("agency")
        return (gettext("Phần việc của %(agency)s.") % {"agency": agency},) if agency else ()

    def number(self, key: str) -> str:
        """A position as it is printed."""
        return number(int(self.fields.get(key) or 0))

    def quoted(self, key: str) -> tuple[str, ...]:
        """A text in quotation marks, if there is one."""
        words = self.text(key)
        return (f"“{words}”",) if words else ()

    def reason(self) -> tuple[str, ...]:
        """The reason, if it is for this reader."""
        words = self.text("reason")
        return (gettext("Lý do: %(reason)s") % {"reason": words},) if words else ()


def _claim(part: Part) -> Told:
    files = len(part.fields.get("evidence") or ())
    return Told(
        heading=ngettext(
            "Báo cáo hoàn thành, kèm %(n)s minh chứng", "Báo cáo hoàn thành, kèm %(n)s minh chứng", files
        )
        % {"n": number(files)},
        said=part.quoted("product"),
        stage="claimed",
    )


def _accept(part: Part) -> Told:
    return Told(
        heading=gettext("Xác nhận báo cáo № %(claim)s") % {"claim": part.number("claim")},
        said=(*part.share(), *part.quoted("note")),
        stage="accepted",
    )


def _return(part: Part) -> Told:
    return Told(
        heading=gettext("Trả lại báo cáo № %(claim)s, thời hạn vẫn chạy") % {"claim": part.number("claim")},
        said=(*part.share(), *part.reason()),
    )


def _progress(part: Part) -> Told:
    return Told(heading=gettext("Báo cáo tiến độ"), said=part.quoted("words"))


def _ask(part: Part) -> Told:
    return Told(
        heading=gettext("Đề nghị gia hạn đến %(due)s") % {"due": part.day("due")},
        said=part.reason(),
    )


def _extend(part: Part) -> Told:
    return Told(
        heading=gettext("Gia hạn từ %(was)s đến %(due)s") % {"was": part.day("was"), "due": part.day("due")},
        said=part.reason(),
    )


def _refuse(part: Part) -> Told:
    return Told(
        heading=gettext("Không đồng ý đề nghị gia hạn № %(request)s") % {"request": part.number("request")},
        said=part.reason(),
    )


def _withdraw(part: Part) -> Told:
    return Told(
        heading=gettext("Rút nhiệm vụ khỏi danh mục"), said=part.quoted("statement"), standing="withdrawn"
    )


def _correct(part: Part) -> Told:
    field_name = say_code("corrected_field", part.text("field"), language()) if part.text("field") else ""
    changed: tuple[str, ...] = ()
    if part.text("after") and part.text("field") in {"title", "product"}:
        words = {"before": part.text("before"), "after": part.text("after")}
        changed = (gettext("Cũ: “%(before)s”. Mới: “%(after)s”.") % words,)
    if part.text("field") == "deadline" and part.text("due"):
        changed = (gettext("Đọc lại là %(due)s.") % {"due": part.day("due")},)
    if part.text("field") == "lead":
        leads = ", ".join(
            name(part.bodies[code]) if code in part.bodies else code for code in part.fields.get("leads", ())
        )
        changed = (gettext("Chủ trì mới: %(leads)s.") % {"leads": leads},)
    return Told(
        heading=gettext("Đính chính %(field)s") % {"field": field_name}, said=(*changed, *part.reason())
    )


def _annul(part: Part) -> Told:
    act = say_code("act", part.text("act"), language()) if part.text("act") else ""
    return Told(
        heading=gettext("Hủy hiệu lực № %(entry)s (%(act)s)") % {"entry": part.number("entry"), "act": act},
        said=part.reason(),
    )


_TOLD: dict[str, Callable[[Part], Told]] = {
    "discipline.claim.submit": _claim,
    "discipline.claim.accept": _accept,
    "discipline.claim.return": _return,
    "discipline.progress.report": _progress,
    "discipline.deadline.ask": _ask,
    "discipline.deadline.extend": _extend,
    "discipline.deadline.refuse": _refuse,
    "discipline.task.withdraw": _withdraw,
    "discipline.task.correct": _correct,
    "discipline.act.annul": _annul,
}


def _tell(entry: Entry, part: Part, task: TaskOnDay) -> Told:
    if entry.act == ASSIGN:
        paper = task.clause.directive
        given = {"number": paper.number_text, "day": day(paper.signed_on)}
        return Told(
            heading=gettext("Giao nhiệm vụ"),
            said=(gettext("Theo %(number)s ngày %(day)s.") % given,),
        )
    teller = _TOLD.get(entry.act)
    return teller(part) if teller else Told(heading=say_code("act", entry.act, language()))


def fields_of(entry: Entry, opened: Mapping[str, Any]) -> dict[str, Any]:
    """An act's fields from both its parts; of a restricted task the private part holds them all."""
    return {**record.public_part(entry), **opened}


def story_of(task: TaskOnDay, asof: AsOf, scope: Scope) -> list[Moment]:
    """Everything that happened to a task, newest first.

    A reader without a post is told what was done and when; reasons, statements and reports in words are for those
    who hold one.
    """
    entries = list(record.entries_about(f"task:{task.code}", position=asof.position))
    single = [entry.position for entry in entries if entry.act != ASSIGN]
    opened = {} if scope.is_public else {position: part for position, _, part in record.openings(single)}
    annulled = {row.target_id: row for row in tasks.annulments_of(task, asof)}
    posts = agencies.posts({entry.actor for entry in entries})
    bodies = {body.code: body for body in agencies.agencies_by_id().values()}
    moments = []
    for entry in entries:
        if entry.on_date > asof.on and entry.act not in LATE_ANSWERS:
            continue
        undone = annulled.get(entry.position)
        part = Part(fields=fields_of(entry, opened.get(entry.position, {})), bodies=bodies)
        moments.append(
            Moment(
                at=entry.recorded_at,
                told=_tell(entry, part, task),
                position=entry.position,
                act=entry.act,
                post=posts.get(entry.actor),
                on=entry.on_date,
                after_day=entry.on_date > asof.on,
                annulled_by=undone.entry_id if undone else None,
                annulled_why=undone.reason if undone and not scope.is_public else "",
            )
        )
    moments += [_fell_overdue(on) for on in overdue_days(task, asof)]
    return sorted(moments, key=lambda one: (one.at, one.position or 0), reverse=True)


def decisive(story: list[Moment]) -> Moment | None:
    """The newest act in force that settles where the task stands."""
    settled = (one for one in story if one.act in DECISIVE and one.annulled_by is None)
    return max(settled, key=lambda one: one.position or 0, default=None)


def overdue_days(task: TaskOnDay, asof: AsOf) -> list[date]:
    """The days on which a deadline in force passed with the task open.

    The morning after each such deadline, or the day it was set when it had passed by then.
    """
    rows = list(tasks.deadlines_of(task, asof))
    found = []
    for place, row in enumerate(rows):
        if row.due_date is None:
            continue
        morning = max(row.due_date + timedelta(days=1), row.on_date)
        replaced = rows[place + 1].on_date if place + 1 < len(rows) else None
        ends = [end for end in (replaced, task.withdrawn_date) if end is not None]
        finished = task.done_date is not None and task.done_date <= row.due_date
        in_force = all(end > morning for end in ends)
        if morning <= asof.on and in_force and not finished:
            found.append(morning)
    return found


def _fell_overdue(on: date) -> Moment:
    return Moment(
        at=datetime.combine(on, time.min, tzinfo=VIETNAM_TZ),
        told=Told(heading=gettext("Chuyển sang quá hạn"), standing="overdue"),
    )
