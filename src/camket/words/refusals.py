"""What a refusal says, and what would make the act pass. Code, then Vietnamese, then English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camket.errors import Refused

REFUSALS: dict[str, tuple[str, str]] = {}


def say_refusal(refusal: Refused, language: str) -> str:
    """The sentence of a refusal in `vi` or `en`, with its parameters put in."""
    vietnamese, english = REFUSALS[refusal.code]
    return (english if language == "en" else vietnamese).format_map(refusal.params)
