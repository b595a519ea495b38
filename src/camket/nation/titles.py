"""Words for the synthetic nation: titles and products of tasks, people's names, what people write. All invented."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from .bodies import names

if TYPE_CHECKING:
    import random


@cache
def works() -> dict[str, Any]:
    """Fields, works and scopes (`data/works.toml`)."""
    return tomllib.loads((files(__package__) / "data" / "works.toml").read_text("utf-8"))


@cache
def phrases() -> dict[str, Any]:
    """Sentences of reports, answers and reasons (`data/phrases.toml`)."""
    return tomllib.loads((files(__package__) / "data" / "phrases.toml").read_text("utf-8"))


@dataclass(slots=True)
class Titles:
    """Draws a title and a product for a body's task, never the same title twice."""

    rng: random.Random
    taken: set[str] = field(default_factory=set)

    def draw(self, choices: list[list[str]], agency: str) -> tuple[str, str]:
        """A title that was not drawn before; a numbered round is added when the body has used up its own."""
        scopes = works()["scopes"].get(agency) or [_place(agency)]
        pairs = [(work, scope) for work in choices for scope in scopes]
        self.rng.shuffle(pairs)
        for suffix in ("", " (giai đoạn 2)", " (giai đoạn 3)", " (giai đoạn 4)"):
            for (title, product), scope in pairs:
                drawn = title.format(scope=scope) + suffix
                if drawn not in self.taken:
                    self.taken.add(drawn)
                    return drawn, product
        raise ValueError(f"no title is left for {agency}")


def _place(agency: str) -> str:
    name = names()[agency]
    province = name.removeprefix("Ủy ban nhân dân ")
    return f"tại {name}" if province == name else f"trên địa bàn {province}"


def person_name(rng: random.Random) -> str:
    """An invented full name."""
    parts = phrases()["names"]
    return " ".join(rng.choice(parts[part]) for part in ("family", "middle", "given"))
