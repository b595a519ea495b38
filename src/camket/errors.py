"""The one way a room says no: a stable dotted code with parameters, and no sentence."""

from __future__ import annotations


class Refused(Exception):
    """An action will not do what was asked.

    Rules answer, actions refuse, doors tell: the code and its parameters travel up unchanged and a door alone
    puts them into a person's language (`camket.words`). A subclass names its `code` and stands in the file of the
    action that raises it.
    """

    code = "refused"

    def __init__(self, **params: object) -> None:
        self.params = params
        super().__init__(self.code, params)

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.code}({shown})"
