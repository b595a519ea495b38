"""Canonical JSON (RFC 8785): one value has one text, so a hash of the text is a hash of the value."""

from __future__ import annotations

import json
from typing import Any, NoReturn

import rfc8785

from .faults import FaultCode, Unsound

MAX_EXACT = 2**53 - 1
SAFE_DIGITS = 15  # every integer of fifteen digits is exact as a double


class _Uncommon(Exception):
    """A number on which Python's JSON and RFC 8785 may differ; the library decides."""


def canonical(value: object) -> bytes:
    """The one RFC 8785 text of a value.

    Raises `Unsound` for what has no canonical text: NaN, integers beyond 2**53-1, lone surrogates, other types.
    """
    try:
        return rfc8785.dumps(value)  # type: ignore[arg-type]  # the library checks what its type cannot say
    except (ValueError, RecursionError) as error:
        raise Unsound(FaultCode.NOT_CANONICAL) from error


def parse_canonical(data: bytes) -> Any:
    """The value of a text which is exactly the canonical text of that value, else `Unsound`.

    So there is no second spelling of an entry, and a changed blank, escape, key order or doubled key is a fault.
    """
    try:
        text = data.decode("utf-8")
        if _is_common(text):
            try:
                value = _COMMON.decode(text)
            except _Uncommon:
                pass
            else:
                return _same(value, _ENCODER.encode(value) == text)
        value = json.loads(text, parse_int=_double, parse_constant=_refuse)
        return _same(value, rfc8785.dumps(value) == data)
    except (ValueError, RecursionError) as error:
        raise Unsound(FaultCode.NOT_CANONICAL) from error


def _same(value: Any, same: bool) -> Any:  # noqa: FBT001  # one private caller, whose line reads as a sentence
    if not same:
        raise Unsound(FaultCode.NOT_CANONICAL)
    return value


def _is_common(text: str) -> bool:
    """Whether sorting keys by code point equals sorting them by UTF-16 unit, as RFC 8785 asks."""
    return text.isascii() or max(text) <= "\uffff"


def _whole(digits: str) -> int:
    if len(digits) > SAFE_DIGITS:
        raise _Uncommon
    return int(digits)


def _double(digits: str) -> int | float:
    """A JSON number as RFC 8785 means it: a double, which beyond 2**53 is not every integer."""
    value = float(digits)
    return value if abs(value) > MAX_EXACT else int(digits)


def _fraction(_digits: str) -> NoReturn:
    raise _Uncommon


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


# The standard library writes objects of text, small integers, booleans and null exactly as RFC 8785 does, ten times
# faster than the library in Python; whatever else a text holds goes to the library.
_COMMON = json.JSONDecoder(parse_float=_fraction, parse_int=_whole, parse_constant=_refuse)
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
