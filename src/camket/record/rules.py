"""Who acts, and what the record asks of time: pure values and checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

CLOCK_SLACK = timedelta(minutes=10)
"""Two servers' clocks may differ by this much; an act dated further back than that is refused, not mended."""


CONCEALED = "–"
"""What a leaf names as actor where the post itself would tell what the act is about; the private part names it."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Whose hand it was: a post, named in clear, and the person holding it, to whom the leaf only commits.

    Under a mandate `post` is the giver's, `mandate` its code, `person` the one who acts, and `acts` are beginnings of
    the acts it allows; none means all that the giver may do.
    """

    post: str
    person: str
    mandate: str = ""
    acts: tuple[str, ...] = ()

    def may_enter(self, act: str) -> bool:
        """Whether the mandate covers an act. What follows from an act in another room is covered with it."""
        rooms = {one.split(".")[0] for one in self.acts}
        return act.split(".", maxsplit=1)[0] not in rooms or any(
            act == one or act.startswith(f"{one}.") for one in self.acts
        )


def next_instant(at: datetime, last: datetime | None) -> datetime | None:
    """The instant under which an act is entered: never before the last one. None when `at` lies too far back.

    Two requests may read the clock in one order and be entered in the other; a little is therefore carried forward.
    """
    if last is None or at >= last:
        return at
    return last if last - at <= CLOCK_SLACK else None


def node_key(level: int, index: int) -> int:
    """The key under which the hash of a complete subtree is stored (`models.Node`)."""
    return index * 64 + level


def closed_by(index: int) -> list[tuple[int, int]]:
    """The complete subtrees (level, index) that leaf `index`, from 0, pairs with when it is added, lowest first.

    None for an even leaf and one per trailing 1 bit for an odd one: about one on average, however long the record
    is, where the whole frontier would be up to one per bit. Source: RFC 6962, 2.1.
    """
    places = []
    level = 0
    while index % 2:
        places.append((level, index - 1))
        level, index = level + 1, index >> 1
    return places
