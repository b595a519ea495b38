"""Where the squares of a proof path stand in its picture: the entry on the left, the root on the right. Pure."""

from __future__ import annotations

from dataclasses import dataclass

LEFT, RIGHT = 2.2, 97.6
MIDDLE, ABOVE, BELOW = 50, 16, 84


@dataclass(frozen=True, slots=True)
class Step:
    """One hash of the path: the square on the line, its neighbour, and where their hash stands next."""

    x: str
    next_x: str
    sibling_y: int
    mine: bool


@dataclass(frozen=True, slots=True)
class PathPicture:
    """The path from an entry to the root; positions across are per cent, down are pixels."""

    steps: tuple[Step, ...]
    root_x: str
    middle_y: int = MIDDLE


def left_siblings(position: int, size: int) -> tuple[bool, ...]:
    """For each hash of an inclusion path whether it stands to the left (the older side). Source: RFC 9162, 2.1.3.2."""
    here, last = position - 1, size - 1
    sides = []
    while last:
        left = here % 2 == 1 or here == last
        sides.append(left)
        if left:
            while here % 2 == 0 and here:
                here, last = here >> 1, last >> 1
        here, last = here >> 1, last >> 1
    return tuple(sides)


def path_picture(position: int, size: int) -> PathPicture:
    """The squares of an entry's path in the record of `size` entries; older neighbours above, newer ones below."""
    sides = left_siblings(position, size)
    gap = (RIGHT - LEFT) / max(1, len(sides))
    return PathPicture(
        steps=tuple(
            Step(
                x=f"{LEFT + gap * place:.2f}%",
                next_x=f"{LEFT + gap * (place + 1):.2f}%",
                sibling_y=ABOVE if left else BELOW,
                mine=place == 0,
            )
            for place, left in enumerate(sides)
        ),
        root_x=f"{RIGHT:.2f}%",
    )
