"""Codes of the tasks to be, and the fields that a paper's group headings name. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from camket.discipline.agencies.folding import fold
from camket.discipline.directives.actions import FieldDraft

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

JOINT = " › "
_HEADED = re.compile(r"\s*([IVXLC]{1,6}|[A-ZĐ]|\d{1,3})\s*[.):/–-]\s*(?=\S)(.+)", re.DOTALL)
_LONGEST_NAME = 200


def task_codes(
    programme: str, numbers: Sequence[str], taken: Collection[str], taken_back: Collection[str] = ()
) -> list[str]:
    """A code for each row: programme and the paper's own number where that is free and says each row once.

    Where the numbers stand in the way of tasks alone that were taken back, a paper taken in again keeps them with
    ".2" behind: the record names the earlier ones for ever. Otherwise rows are counted on from the highest number of the programme, so that two papers of one programme do
    not fight over "-01".
    """
    own = [int(number) if number.isdecimal() and len(number) <= 6 else None for number in numbers]
    told = [one for one in own if one is not None]
    if len(told) == len(numbers) == len(set(told)):
        codes = _written(programme, told)
        if not set(codes) & set(taken):
            return codes
        if not set(codes) & (set(taken) - set(taken_back)):
            return _behind(codes, taken)
    start = max((_number_of(code, programme) for code in taken), default=0)
    return _written(programme, range(start + 1, start + len(numbers) + 1))


def _behind(codes: Sequence[str], taken: Collection[str]) -> list[str]:
    """The codes with the first number behind them that is free for all."""
    rounds = ([f"{code}.{n}" for code in codes] for n in range(2, 1_000))
    return next(found for found in rounds if not set(found) & set(taken))


def _written(programme: str, numbers: Iterable[int]) -> list[str]:
    counted = list(numbers)
    width = max(2, *(len(str(number)) for number in counted)) if counted else 2
    return [f"{programme}-{number:0{width}}" for number in counted]


def _number_of(code: str, programme: str) -> int:
    rest = code.removeprefix(f"{programme}-")
    return int(rest) if rest != code and rest.isdecimal() else 0


@dataclass(slots=True)
class FieldBook:
    """The fields of a programme, and those a paper adds: "I. Thể chế" is code I, and the same name is one field."""

    known: Mapping[str, str]
    new: dict[str, str] = field(default_factory=dict)
    by_heading: dict[str, str] = field(default_factory=dict)

    def code_of(self, group_text: str) -> str | None:
        """The field of a row under this group path; its outermost heading decides. None for a row under none."""
        heading = group_text.partition(JOINT)[0].strip()
        if not heading:
            return None
        if heading not in self.by_heading:
            self.by_heading[heading] = self._enter(heading)
        return self.by_heading[heading]

    def drafts(self) -> tuple[FieldDraft, ...]:
        """The fields the paper adds, in its order."""
        return tuple(FieldDraft(code=code, name_vi=name) for code, name in self.new.items())

    def _enter(self, heading: str) -> str:
        found = _HEADED.fullmatch(heading)
        number, name = (found[1], found[2]) if found else ("", heading)
        name = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
        fields = {**self.known, **self.new}
        for code, said in fields.items():
            if fold(said) == fold(name):
                return code
        code = self._free(number, fields)
        self.new[code] = name
        return code

    def _free(self, number: str, fields: Mapping[str, str]) -> str:
        if number and number not in fields:
            return number
        stem = f"{number}." if number else "N"
        return next(
            code for n in range(1 if not number else 2, 10_000) if (code := f"{stem}{n}") not in fields
        )
