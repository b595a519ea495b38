"""A form field for bodies as people write them: names, abbreviations or codes, one a line or parted by semicolons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from camket.discipline.agencies import queries as agencies
from camket.discipline.intakes.bodies import directory_at
from camket.discipline.naming.rules import resolve_bodies
from camket.periods import AsOf
from camket.record.queries import latest_position

from .asking import today
from .templatetags.say import name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from camket.discipline.agencies.models import Agency

_PARTED = re.compile(r"[;\n]+")


def written(bodies: Iterable[Agency]) -> str:
    """Bodies as the field takes them, so that what a form starts with can be sent back unchanged."""
    return "\n".join(f"{name(body)} ({body.code})" for body in bodies)


class BodiesField(forms.CharField):
    """Bodies that stand today, each once and in the order typed. What names none, or several, is told as a fault."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, **more)

    def clean(self, value: Any) -> list[str]:
        """The codes of the bodies."""
        standing = {
            one.code: one
            for one in agencies.agencies_on(AsOf(on=today(), known_at=None, position=latest_position()))
        }
        found, faults = [], []
        for words in (part.strip() for part in _PARTED.split(super().clean(value) or "")):
            if not words:
                continue
            code = _code(words, standing)
            if code is None:
                faults.append(_("Không rõ cơ quan nào: “%(words)s”. Ghi đủ tên hoặc mã.") % {"words": words})
            else:
                found.append(code)
        if faults:
            raise forms.ValidationError(faults)
        return list(dict.fromkeys(found))


def _code(words: str, standing: dict[str, Agency]) -> str | None:
    ended = words.rpartition("(")[2].removesuffix(")").strip() if words.endswith(")") else words
    if ended in standing:
        return ended
    if words in standing:
        return words
    said = resolve_bodies(words, directory=directory_at(latest_position()), under="", on=today())
    codes = {one.code for one in said.found}
    clear = len(codes) == 1 and not said.unknown and not said.classes
    return codes.pop() if clear and codes <= set(standing) else None
