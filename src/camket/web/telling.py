"""How each act on a task is told in plain words: what was, what is, and why."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, ngettext

from camket.discipline.agencies import queries as agencies
from camket.discipline.sight.rules import code_of
from camket.words import say_code

from .templatetags.say import day, language, name, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from camket.discipline.agencies.models import Agency


@dataclass(frozen=True, slots=True)
class Told:
    """What an act says: its heading, its words, and the sign beside it."""

    heading: str
    said: tuple[str, ...] = ()
    standing: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What of an entry its reader may be told: its fields, and how codes of bodies are named."""

    fields: Mapping[str, Any]
    bodies: Mapping[str, Agency] = field(default_factory=dict)
    task: str = ""

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

    def named(self, codes: Iterable[str]) -> str:
        """Several bodies by their names."""
        return ", ".join(name(self.bodies[code]) if code in self.bodies else code for code in codes)

    def post(self, key: str) -> str:
        """The name of the post that a field names by its code."""
        found = agencies.post(self.text(key)) if self.text(key) else None
        return name(found) if found else self.text(key)

    def row(self) -> Part:
        """Of a bulk act what it says of the task whose story is told."""
        rows = self.fields.get("tasks") or ()
        mine = [row for row in rows if isinstance(row, dict) and row.get("task") == self.task]
        return replace(self, fields=mine[0] if mine else {})

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
        changed = _bodies_now(part)
    return Told(
        heading=gettext("Đính chính %(field)s") % {"field": field_name}, said=(*changed, *part.reason())
    )


def _bodies_now(part: Part) -> tuple[str, ...]:
    """What was and what is, of the bodies that share a task."""
    before, _, helped = part.text("before").partition(" | ")
    said = {
        "was": part.named(before.split(", ")) if before else "",
        "helped": part.named(helped.split(", ")) if helped else "–",
        "leads": part.named(part.fields.get("leads", ())),
        "helping": part.named(part.fields.get("cooperating", ())) or "–",
    }
    now = gettext("Chủ trì mới: %(leads)s; phối hợp: %(helping)s.") % said
    was = gettext("Cũ: %(was)s; phối hợp: %(helped)s.") % said
    return (was, now) if said["was"] else (now,)


def _merge(part: Part) -> Told:
    into = code_of(part.fields.get("into"))
    other = gettext("nhiệm vụ khác")
    if into == part.task:
        codes = ", ".join(code_of(one) for one in part.fields.get("tasks", ())) or other
        return Told(heading=gettext("Nhận gộp %(codes)s") % {"codes": codes}, said=part.reason())
    return Told(
        heading=gettext("Gộp vào %(code)s") % {"code": into or other},
        said=part.reason(),
        standing="withdrawn",
    )


def _split(part: Part) -> Told:
    old = part.text("task")
    if old != part.task:
        return Told(heading=gettext("Tách ra từ %(code)s") % {"code": old}, said=part.reason())
    codes = ", ".join(code_of(one) for one in part.fields.get("into", ()))
    return Told(
        heading=gettext("Tách thành %(codes)s") % {"codes": codes}, said=part.reason(), standing="withdrawn"
    )


def _hand_over(part: Part) -> Told:
    said = {"from": part.body("from"), "to": part.body("to")}
    return Told(
        heading=gettext("Bàn giao phần việc từ %(from)s sang %(to)s") % said,
        said=(*_bodies_now(part.row()), *part.reason()),
    )


def _in_charge(part: Part) -> Told:
    return Told(heading=gettext("Giao người phụ trách: %(post)s") % {"post": part.post("post")})


def _hand_charge(part: Part) -> Told:
    said = {"from": part.post("from"), "to": part.post("to") or gettext("chưa giao ai")}
    return Told(heading=gettext("Bàn giao người phụ trách: %(from)s sang %(to)s") % said, said=part.reason())


def _annul(part: Part) -> Told:
    act = say_code("act", part.text("act"), language()) if part.text("act") else ""
    return Told(
        heading=gettext("Hủy hiệu lực № %(entry)s (%(act)s)") % {"entry": part.number("entry"), "act": act},
        said=part.reason(),
    )


TOLD: dict[str, Callable[[Part], Told]] = {
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
    "discipline.task.merge": _merge,
    "discipline.task.split": _split,
    "discipline.share.hand_over": _hand_over,
    "discipline.task.put_in_charge": _in_charge,
    "discipline.task.hand_charge": _hand_charge,
}
"""How each act is told; one that is not here is told by its name."""
