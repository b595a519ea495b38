"""A pattern that a person typed is tried before it reads anything: one that could hang the program is refused."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from camket.errors import Refused

from .rules import LONGEST_PATTERN, fold, nested_repeat, slow_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .rules import ReadingRule


class PatternTooLong(Refused):
    """A pattern longer than any that a person can still read."""

    code = "rule.pattern.too_long"


class PatternUnsound(Refused):
    """The pattern is written in a dialect that other readers of the record do not know."""

    code = "rule.pattern.unsound"


class RepeatNested(Refused):
    """The pattern repeats a repeat: each run of the same sign can be divided in as many ways as there are sums."""

    code = "rule.pattern.nested"


class PatternUnsafe(Refused):
    """On some words the pattern would try for longer than anybody waits."""

    code = "rule.pattern.unsafe"


def require_swift(rules: Iterable[ReadingRule]) -> None:
    """Refuses rules whose patterns may take for ever.

    Raises `PatternTooLong`, `PatternUnsound`, `RepeatNested`, `PatternUnsafe`.
    """
    for rule in rules:
        if len(rule.pattern) > LONGEST_PATTERN:
            raise PatternTooLong(rule=rule.code, limit=LONGEST_PATTERN)
        try:
            re.compile(rule.pattern)
        except (re.error, RecursionError, OverflowError) as error:
            raise PatternUnsound(rule=rule.code, why=str(error)[:120]) from None
        if nested := nested_repeat(rule.pattern):
            raise RepeatNested(rule=rule.code, part=nested)
        examples = tuple(fold(str(one["text"])[:200]).folded for one in rule.examples[:8] if "text" in one)
        slow = _slow(rule.pattern, examples)
        if slow is not None:
            raise PatternUnsafe(rule=rule.code, text=f"{slow[:24].strip()}…")


@lru_cache(maxsize=1024)
def _slow(pattern: str, examples: tuple[str, ...]) -> str | None:
    return slow_words(pattern, examples)
