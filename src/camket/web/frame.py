"""What every page has around it: the menu in the order of the sentence, the as-of bar, the reader's post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from camket.discipline.directives import queries as directives
from camket.record import queries as record

from .asking import UnreadableMark, asked

if TYPE_CHECKING:
    from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of `base.html`; a request whose marks cannot be read gets the frame without them."""
    try:
        this = asked(request)
    except UnreadableMark:
        return {"asked": None}
    return {
        "asked": this,
        "asof": this.asof,
        "programme": this.programme,
        "programmes": directives.programmes(this.scope),
        "checkpoint": record.latest_checkpoint(),
        "synthetic": record.is_synthetic(),
    }
