"""The groups a table's tasks stand under, from the outermost to the innermost."""

from __future__ import annotations

from dataclasses import dataclass, field

from .marks import LETTERS, NumberKind, number_kind, number_of_name

JOINT = " › "


@dataclass(slots=True)
class GroupPath:
    """Where the reader is among the groups.

    Which numbering is the larger one is not known beforehand (A over I over 1 in one office, I over A in the
    next), so a kind of number not seen yet goes under the present group and a kind seen before closes down to it.
    """

    levels: list[tuple[str, str]] = field(default_factory=list)
    letter: str = ""
    inside: str = ""

    def enter(self, words: str) -> str:
        """Moves to the group with this name and returns its path."""
        kind = self._kind(number_of_name(words))
        kinds = [one for one, _ in self.levels]
        if kind in kinds:
            del self.levels[kinds.index(kind) :]
        self.levels.append((kind, words))
        self.inside = ""
        return self.path

    def pass_task(self, number: str) -> None:
        """Leaves the group whose number this task's number follows: task 2 after the parts a), b) of group 1.

        Where tasks inside a group count from 1 again (group 1 holds tasks 1, 2, 3), none of them leaves it.
        """
        counted = number_kind(number) is NumberKind.COUNTED
        kind = f"counted {number.count('.')}" if counted else "part"
        if counted and kind != self.inside:
            for place, (level, words) in enumerate(self.levels):
                if level == kind and _comes_next(number_of_name(words), number):
                    del self.levels[place:]
                    break
        self.inside = kind

    @property
    def path(self) -> str:
        """The names of the groups around the next task."""
        return JOINT.join(words for _, words in self.levels)

    def _kind(self, number: str) -> str:
        kind = number_kind(number)
        if kind is NumberKind.COUNTED:
            return f"counted {number.count('.')}"
        if kind is NumberKind.ROMAN and self._follows(number):
            kind = NumberKind.LETTER
        if kind is NumberKind.LETTER:
            self.letter = number
        return str(kind)

    def _follows(self, number: str) -> bool:
        """Whether a numeral that is also a letter (I, V, X) is the next letter after the last one."""
        if len(number) != 1 or not self.letter or NumberKind.LETTER not in {kind for kind, _ in self.levels}:
            return False
        return LETTERS.find(number) - LETTERS.find(self.letter) == 1


def _comes_next(before: str, number: str) -> bool:
    stem, _, last = before.rpartition(".")
    other, _, next_one = number.rpartition(".")
    return stem == other and last.isdecimal() and next_one.isdecimal() and int(next_one) == int(last) + 1
