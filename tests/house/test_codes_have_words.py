"""Every act and every refusal can be said in both languages, and no words stand for a code that is gone."""

from __future__ import annotations

import ast
import re
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.house.tree import Source, sources

from camket.words import CODES, REFUSALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def acts(found: Iterable[Source]) -> set[str]:
    """Codes of acts as the actions enter them: the `act=` of every call."""
    return {
        word.value.value
        for source in found
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        for word in node.keywords
        if word.arg == "act" and isinstance(word.value, ast.Constant) and isinstance(word.value.value, str)
    }


@dataclass(frozen=True, slots=True)
class Refusal:
    """A class of refusals: where it is defined, its code, whether each raising names its own reason, what it adds."""

    module: str
    name: str
    code: str
    reasoned: bool
    adds: frozenset[str]


def refusal_classes(found: Iterable[Source]) -> list[Refusal]:
    """Subclasses of `Refused`, and their subclasses, as the sources define them."""
    kinds, classes = {"Refused"}, []
    nodes = [
        (source, node) for source in found for node in ast.walk(source.tree) if isinstance(node, ast.ClassDef)
    ]
    for source, node in nodes * 2:  # the second round finds subclasses that stand before their parents
        if not kinds.intersection(base.id for base in node.bases if isinstance(base, ast.Name)):
            continue
        kinds.add(node.name)
        codes = [ast.literal_eval(one.value) for one in node.body if isinstance(one, ast.Assign)]
        inner = list(ast.walk(node))
        reasoned = any(
            isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == "self.code" for one in inner
        )
        supers = [
            one for one in inner if isinstance(one, ast.Call) and ast.unparse(one.func) == "super().__init__"
        ]
        adds = frozenset(word.arg for one in supers for word in one.keywords if word.arg)
        if codes:
            classes.append(Refusal(source.module, node.name, codes[0], reasoned, adds))
    return list(dict.fromkeys(classes))


def _meant(source: Source, name: str, classes: Iterable[Refusal]) -> Refusal | None:
    """The class that a name means in a module: its own, else the one it imports, by the end of the module's name."""
    known = [one for one in classes if one.name == name]
    if not known:
        return None
    home = [one for one in known if one.module == source.module]
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and any(alias.name == name for alias in node.names):
            home += [one for one in known if one.module.endswith(node.module or "")]
    return next(iter(home or known), None)


def _made(source: Source) -> Iterator[ast.Call]:
    """Every call of a name, and every bare name that is raised, as a call without arguments."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Name):
            yield ast.Call(func=node.exc, args=[], keywords=[])


def refusals(found: Iterable[Source]) -> dict[str, set[str]]:
    """Codes that can be raised, and the parameters that every raising of each gives."""
    found = list(found)
    classes = refusal_classes(found)
    given: dict[str, set[str]] = {}
    for source in found:
        for call in _made(source):
            refusal = _meant(source, ast.unparse(call.func), classes)
            if refusal is None:
                continue
            told = {word.arg for word in call.keywords if word.arg} | refusal.adds
            words = [one.value for arg in call.args for one in ast.walk(arg) if isinstance(one, ast.Constant)]
            reasons = [one for one in words if isinstance(one, str) and re.fullmatch(r"[a-z_]{3,}", one)]
            family = refusal.code.rsplit(".", 1)[0]
            codes = [f"{family}.{reason}" for reason in reasons] if refusal.reasoned else [refusal.code]
            for code in codes:
                given[code] = given[code] & told if code in given else told
    return given


def wordless(codes: Iterable[str], words: Mapping[str, tuple[str, str]]) -> list[str]:
    """Codes that cannot be said in both languages, and words whose code is gone."""
    codes = set(codes)
    silent = [f"{code}: no words" for code in sorted(codes - set(words))]
    dead = [f"{code}: words for a code that is gone" for code in sorted(set(words) - codes)]
    half = [
        f"{code}: one language only"
        for code in sorted(codes & set(words))
        if not all(map(str.strip, words[code]))
    ]
    return silent + dead + half


def unfillable(codes: Mapping[str, set[str]], words: Mapping[str, tuple[str, str]]) -> list[str]:
    """Refusals whose sentence asks for a parameter that some raising of it does not give."""
    faults = []
    for code, given in codes.items():
        for sentence in words.get(code, ()):
            asked = {
                re.split(r"[.\[]", name)[0] for _, name, _, _ in string.Formatter().parse(sentence) if name
            }
            if missing := asked - given:
                faults.append(f"{code}: asks for {', '.join(sorted(missing))}")
    return sorted(set(faults))


def test_every_act_has_words_and_no_words_are_dead():
    assert len(acts(sources("src"))) >= 20
    assert wordless(acts(sources("src")), CODES.get("act", {})) == []


def test_every_refusal_has_words_and_no_words_are_dead():
    assert wordless([*refusals(sources("src/camket")), "refused"], REFUSALS) == []


def test_every_refusal_is_given_what_its_sentence_asks_for():
    assert unfillable(refusals(sources("src/camket")), REFUSALS) == []


def test_planted_codes_are_found():
    planted = Source(
        "src/camket/oversight/audits/actions.py",
        "class Drawn(Refused):\n    code = 'audit.draw.drawn'\n\n"
        "def draw():\n    if once:\n        raise Drawn(frame=1, seed=2)\n    raise Drawn(frame=1)\n"
        "append(act='oversight.sample.draw')\n",
    )
    family = Source(
        "src/camket/oversight/audits/intake.py",
        "class Unread(Refused):\n    code = 'audit.file.unread'\n    def __init__(self, reason, **params):\n        self.code = reason\n\n"
        "def read():\n    raise Unread('too_large' if big else 'empty', most=1)\n",
    )
    assert refusals([family]) == {"audit.file.too_large": {"most"}, "audit.file.empty": {"most"}}
    assert acts([planted]) == {"oversight.sample.draw"}
    assert refusals([planted]) == {"audit.draw.drawn": {"frame"}}
    assert wordless(acts([planted]), {}) == ["oversight.sample.draw: no words"]
    assert wordless([], {"gone": ("hết", "gone")}) == ["gone: words for a code that is gone"]
    assert wordless(["half"], {"half": ("nửa", "")}) == ["half: one language only"]
    assert unfillable(refusals([planted]), {"audit.draw.drawn": ("{frame}", "{seed}")}) == [
        "audit.draw.drawn: asks for seed"
    ]
