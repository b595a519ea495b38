"""Patterns of reading rules at work: each match within a bound of time, and the words that try whether one keeps it."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import regex

from camket.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .reading_rules import ReadingRule

LONGEST_MATCH = 1.0
"""Seconds of the processor after which a match is given up. The packaged rules take less than a thousandth of one."""
LONGEST_TRIAL = 0.02
"""Seconds that one trial of a new pattern may take: a hundred times what the slowest packaged rule takes."""
LONGEST_PATTERN = 4_000
_PROBE = 400
_MOST_PROBES = 500
_MOST_PREFIXES = 12
_MOST_WORDS = 20
_LONGEST_END = 120
_SIGNS = ("a", "1", " ", "a ", "1 ", "/", "-")
_NESTED = regex.compile(
    r"\((?:\?:|\?P<\w+>)?(?:\\.|\[[^\]]+\]|[^\\()\[\]|])(?:[+*]|\{\d+,\})[?+]?\)(?:[+*]|\{\d*,\d*\})"
)
_GROUP_NAME = regex.compile(r"\(\?P<\w+>")
_WORD = regex.compile(r"[a-z]{1,12}|\d+(?![\d,}])")
_LITERAL = regex.compile(r"[a-z0-9 /.,:-]+")


class PatternTooSlow(Refused):
    """A rule's pattern took longer over a phrase than any reading may: the rule is mended before anything is read."""

    code = "rule.pattern.too_slow"


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> regex.Pattern[str]:
    """A rule's pattern, compiled once."""
    return regex.compile(pattern)


def whole_match(rule: ReadingRule, words: str) -> regex.Match[str] | None:
    """The rule's pattern over the whole of some folded words. Raises `PatternTooSlow`.

    Giving up is a refusal and no reading: a rule passed over would silently change what deadlines mean.
    """
    try:
        return compiled(rule.pattern).fullmatch(words, timeout=LONGEST_MATCH)
    except TimeoutError:
        raise PatternTooSlow(rule=rule.code, text=words[:80]) from None


def nested_repeat(pattern: str) -> str:
    """The first group of a pattern that is one repeat and is itself repeated, as `(a+)+`; empty for none.

    The matcher in use escapes most of these by itself, others that read the record's rules do not.
    """
    found = _NESTED.search(pattern)
    return found[0] if found else ""


def slow_words(pattern: str, examples: Iterable[str] = ()) -> str | None:
    """Words on which a pattern loses itself, or none among those tried.

    A pattern that repeats what it already repeats, as `(a+)+`, tries every division of a long run before it fails. The
    trials are such runs: of single signs, of the pattern's own words, and of signs behind the beginnings of its
    examples. A busy machine is given a second chance.
    """
    tried = dict.fromkeys(_probes(pattern, examples))
    return next((one for one in islice(tried, _MOST_PROBES) if _is_slow(pattern, one)), None)


def _is_slow(pattern: str, words: str) -> bool:
    for _ in range(2):
        try:
            compiled(pattern).fullmatch(words, timeout=LONGEST_TRIAL)
        except TimeoutError:
            continue
        return False
    return True


def _probes(pattern: str, examples: Iterable[str]) -> Iterator[str]:
    bare = _GROUP_NAME.sub("(", pattern)
    own = list(dict.fromkeys(_WORD.findall(bare)))[:_MOST_WORDS]
    # A pattern that ends in words of its own is given up at once where they lack: one end holds them all.
    ends = ("!", "\n", "!" + "!".join(dict.fromkeys(_LITERAL.findall(bare)))[:_LONGEST_END])
    for run in (*_SIGNS, *own, *(f"{word} " for word in own)):
        yield from _ended("", run, ends)
    for start in _beginnings(examples):
        for run in dict.fromkeys((start[-1], "a", "1", " ", "a ")):
            yield from _ended(start, run, ends)


def _beginnings(examples: Iterable[str]) -> list[str]:
    """The examples cut behind each of their words, the shortest first."""
    found = [
        one[: place + 1]
        for one in examples
        for place in range(len(one))
        if place + 1 == len(one) or one[place] == " " or one[place + 1] == " "
    ]
    return sorted(dict.fromkeys(found), key=len)[:_MOST_PREFIXES]


def _ended(start: str, run: str, ends: Iterable[str]) -> Iterator[str]:
    for end in ends:
        room = max(0, _PROBE - len(start) - len(end))
        yield f"{start}{(run * room)[:room]}{end}"
