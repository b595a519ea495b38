"""Every address of the product, its parameters filled with what is in sight and with what is hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from django.urls import URLPattern, URLResolver, get_resolver
from tests.walk.unseen import DRAFT, INTERNAL, PART_INSIDE, PART_KEPT, RESTRICTED

from camket.discipline.duties.allowed import TaskAct
from camket.review.catalogue import FIGURES
from camket.web import post_acts, programmes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tests.walk.unseen import Marks

PARAMETER = re.compile(r"<(?:[a-z]+:)?(\w+)>")
API = "api/v1/"

Example = dict[str, object]
"""One value, or several to be tried in turn, for each parameter of a route."""


@dataclass(frozen=True, slots=True)
class Address:
    """One address of a route."""

    route: str
    path: str


def routes(patterns: Iterable[URLPattern | URLResolver] | None = None, before: str = "") -> Iterator[str]:
    """The pattern of every route, as the resolver has it."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        whole = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, whole)
        else:
            yield whole


def examples(marks: Marks) -> Mapping[str, Sequence[Example]]:
    """Values for the parameters of routes, by what stands before the first of them. A new kind of address adds its own."""
    every_act = tuple(act.value for act in TaskAct)
    hidden_task, inner_task = f"{RESTRICTED}-57-1", f"{INTERNAL}-57-1"
    entries = tuple(marks.entries[name] for name in ("open", "frozen", inner_task, hidden_task))
    entry = [{"position": (*entries, 999_999)}]
    return {
        "tasks/": [
            {"code": hidden_task, "verb": ("claim", "annul"), "sha256": marks.files[hidden_task]},
            {"code": inner_task, "verb": "claim", "sha256": marks.files[inner_task]},
            {"code": "57-0001", "verb": every_act[:3], "sha256": marks.files[hidden_task]},
            {"code": "57-0004", "verb": "accept", "sha256": marks.files["57-0004"]},
            {"code": "57-0005", "verb": "accept", "sha256": marks.files["57-0005"]},
        ],
        "papers/": [{"code": ("90-KH-BCD", f"{INTERNAL}-paper", "1-KL-BCD")}],
        "figures/": [{"name": (*FIGURES, "of_due")}],
        "frozen/": [{"position": (marks.entries["frozen"], 999_999)}],
        "agencies/": [{"code": ("G01", "G06")}],
        "programmes/": [{"code": ("57", f"{INTERNAL}prog")}],
        "meetings/": [{"code": ("57-hop-1", f"{INTERNAL}-meet")}],
        "rooms/": [{"name": ("discipline", "results")}],
        "language/": [{"code": "en"}],
        "intake/": _drafts(marks, "intake"),
        "opening/": _drafts(marks, "opening"),
        "account/tokens/": [{"number": (1, 2, 999)}],
        "trackers/uploads/": _drafts(marks, "trackers/uploads"),
        "opening/taken/": [{"code": ("90-KH-BCD", f"{INTERNAL}-paper")}],
        "trackers/": [{"code": "nq57", "tracker": "nq57"}],
        "messages/": [{"mark": marks.files["message"], "order": 1}],
        "mandates/": [{"code": marks.files["mandate"]}],
        "catalogues/coverage/export.": [{"form": ("csv", "xlsx")}],
        "catalogues/agencies/export.": [{"form": ("csv", "xlsx")}],
        "catalogues/posts/export.": [{"form": ("csv", "xlsx")}],
        "catalogues/programmes/export.": [{"form": ("csv", "xlsx")}],
        "catalogues/agencies/entries/": [{"code": "G01"}],
        "catalogues/posts/entries/": [{"code": "g06-can-bo", "verb": tuple(post_acts.FORMS)}],
        "catalogues/programmes/entries/": [
            {"code": ("57", f"{INTERNAL}prog"), "verb": tuple(programmes.FORMS), "field": "I"}
        ],
        "catalogues/calendar/": [{"day": "2025-09-02"}],
        "problems/": [{"code": "task.unknown"}],
        "record/": entry,
        "record/entries/": entry,
        "record/checkpoints/": [{"size": (marks.entries["size"], 999_999)}],
    }


def _drafts(marks: Marks, kind: str) -> list[Example]:
    return [{"pk": (marks.drafts[f"{DRAFT}:{kind}"], 999_999)}]


def unfilled(known: Mapping[str, Sequence[Example]]) -> list[str]:
    """Routes for which there is no example."""
    return [route for route in routes() if not list(addresses_of(route, known))]


def addresses_of(route: str, known: Mapping[str, Sequence[Example]]) -> Iterator[Address]:
    """Every address of a route that the examples give."""
    said = route.removeprefix(API)
    names = PARAMETER.findall(said)
    if "^" in said:  # what is left over when no other address is meant
        yield Address(route, f"/{API}nothing-is-here")
        return
    if not names:
        yield Address(route, f"/{route}")
        return
    seen = set()
    for example in known.get(said.partition("<")[0], ()):
        if not set(names) <= set(example):
            continue
        values = [one if isinstance(one, tuple) else (one,) for one in (example[name] for name in names)]
        for chosen in product(*values):
            filled = iter(str(one) for one in chosen)
            address = "/" + PARAMETER.sub(lambda _found: next(filled), route)  # noqa: B023 - used up at once
            if address not in seen:
                seen.add(address)
                yield Address(route, address)


HIDDEN_WORDS = (INTERNAL, RESTRICTED, PART_INSIDE, PART_KEPT, DRAFT)
