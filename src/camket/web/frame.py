"""What every page has around it: the menu in the order of the sentence, the as-of bar, the reader's post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from camket.record.moment import moment

from .asking import UnreadableMark, asked

if TYPE_CHECKING:
    from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of `base.html`; a request whose marks cannot be read gets the frame without them."""
    try:
        this = asked(request)
    except UnreadableMark:
        return {"asked": None}
    end = moment()
    return {
        "asked": this,
        "asof": this.asof,
        "programme": this.programme,
        "programmes": this.programmes,
        "sealed": end.sealed,
        "synthetic": end.synthetic,
    }
