"""After an act that moves tasks: the published figures it moved are restated with its reason, and all is sealed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext

from camket.discipline.agencies.roles import Publication
from camket.discipline.tasks.parts import publication_of
from camket.review.snapshots.actions import restate_moved

from .asking import seal
from .templatetags.say import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import HttpRequest

    from camket.discipline.tasks.models import Task


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was entered, and how many published figures it moved."""

    position: int
    restated: int


def settle_figures(
    position: int,
    *,
    tasks: Iterable[Task],
    named: str,
    why: str,
    hand: Mapping[str, Any],
    about: int | None = None,
) -> Done:
    """Restates what an act about some tasks moved, and seals a checkpoint. Call it in the act's own transaction.

    Figures are for everyone, so the words of a task that is not stay with the task. `about` is the entry that the
    act answers, where the restatement is to name that one.
    """
    tasks = list(tasks)
    classes = {publication_of(task) for task in tasks}
    told = f": {why}" if why and classes == {Publication.PUBLIC} else ""
    moved = 0
    for programme in sorted({task.programme.code for task in tasks}):
        made = restate_moved(
            programme=programme,
            reason=f"{named} № {about or position}{told}",
            concealed=classes == {Publication.RESTRICTED},
            **hand,
        )
        moved += len(made)
    seal()
    return Done(position=position, restated=moved)


def tell(request: HttpRequest, done: Done) -> None:
    """The toast after an act: the entry, and the published figures that changed with it."""
    said = gettext("Đã ghi vào sổ, № %(n)s") % {"n": number(done.position)}
    if done.restated:
        words = ngettext(
            "%(n)s con số đã công bố thay đổi và đã điều chỉnh, kèm lý do.",
            "%(n)s con số đã công bố thay đổi và đã điều chỉnh, kèm lý do.",
            done.restated,
        )
        said = format_html("{}. {}", said, words % {"n": number(done.restated)})
    messages.success(request, said)
