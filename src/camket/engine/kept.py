"""Answers that can never change, kept in memory: the latest few, for the readers of one process."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Answer = TypeVar("Answer")


class Kept(Generic[Answer]):
    """The latest answers by key, at most `most` of them.

    Only for answers whose key names all they stand on, the reader's sight among it: nothing is ever taken back, and
    whatever is found under a key is shown to whoever asks with that key.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: dict[Hashable, Answer] = {}
        self._being_made: dict[Hashable, Lock] = {}
        self._turn = Lock()

    def answer(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer under a key, made now where there is none. Of two that ask at once one makes it, the other waits.

        Three hundred readers who come after an act would otherwise all count the same tasks at the same time.
        """
        found = self._found(key)
        if found is not None:
            return found
        with self._turn:
            making = self._being_made.setdefault(key, Lock())
        with making:
            found = self._found(key)
            if found is not None:
                return found
            try:
                made = make()
                with self._turn:
                    self._answers[key] = made
                    while len(self._answers) > self._most:
                        del self._answers[next(iter(self._answers))]
                return made
            finally:
                with self._turn:
                    self._being_made.pop(key, None)

    def _found(self, key: Hashable) -> Answer | None:
        with self._turn:
            found = self._answers.pop(key, None)
            if found is not None:
                self._answers[key] = found
            return found

    def __len__(self) -> int:
        return len(self._answers)
