"""Strict reading of one entry's public payload: a missing or misshapen field is a named fault, never a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .faults import FaultCode, Unsound
from .leaf import is_hash, is_whole, parse_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Payload:
    """A public payload whose fields are asked for by kind. Fields that nobody asks for are passed over."""

    def __init__(self, fields: object) -> None:
        if not isinstance(fields, dict):
            raise Unsound(FaultCode.PAYLOAD_FIELD, field="*")
        self.fields: Mapping[str, Any] = fields

    def text(self, field: str) -> str:
        """A text that is not empty."""
        value = self.fields.get(field)
        if not isinstance(value, str) or not value:
            raise _wrong(field)
        return value

    def hash(self, field: str) -> str:
        """A SHA-256 in hex digits."""
        value = self.text(field)
        if not is_hash(value):
            raise _wrong(field)
        return value

    def whole(self, field: str) -> int:
        """An integer from 0."""
        value = self.fields.get(field)
        if not isinstance(value, int) or not is_whole(value) or value < 0:
            raise _wrong(field)
        return value

    def day(self, field: str) -> date:
        """A day."""
        return parse_day(self.fields.get(field), FaultCode.PAYLOAD_FIELD, field)

    def day_or_none(self, field: str) -> date | None:
        """A day, or null said in so many words; an absent field is a fault."""
        if field in self.fields and self.fields[field] is None:
            return None
        return self.day(field)

    def texts(self, field: str) -> tuple[str, ...]:
        """At least one text, each once, in order."""
        value = self.fields.get(field)
        if not isinstance(value, list) or not value or not all(isinstance(one, str) and one for one in value):
            raise _wrong(field)
        if len(set(value)) != len(value):
            raise _wrong(field)
        return tuple(value)

    def part(self, field: str) -> Payload:
        """An object inside the payload."""
        value = self.fields.get(field)
        if not isinstance(value, dict):
            raise _wrong(field)
        return Payload(value)

    def parts(self, field: str) -> list[Payload]:
        """A list of objects inside the payload."""
        value = self.fields.get(field)
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise _wrong(field)
        return [Payload(one) for one in value]

    def is_restricted(self) -> bool:
        """Whether the public is told only that something happened; anything but true or absent is a fault."""
        if self.fields.get("restricted", False) is False:
            return False
        if self.fields["restricted"] is not True:
            raise _wrong("restricted")
        return True


def _wrong(field: str) -> Unsound:
    return Unsound(FaultCode.PAYLOAD_FIELD, field=field)
