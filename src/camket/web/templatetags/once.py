"""Every form that is protected against forgery also carries its one-time key: one tag, so none is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from camket.web.once import FIELD, SEAT, new_key, seat_shown

if TYPE_CHECKING:
    from django.template.base import Parser, Token
    from django.template.context import Context
    from django.utils.safestring import SafeString

register = template.Library()


class _FormNode(CsrfTokenNode):
    """Django's own field, then ours: the key, and the seat from which the page was read. A form that is shown again with a fault keeps the key that it was sent with."""

    def render(self, context: Context) -> SafeString:
        """All hidden fields."""
        request = context.get("request")
        sent = request.POST.get(FIELD) if request is not None and request.method == "POST" else None
        key = sent if sent and sent.isalnum() else new_key()
        forgery = super().render(context)
        kept = format_html('{}<input type="hidden" name="{}" value="{}">', forgery, FIELD, key)
        seat = seat_shown(request) if request is not None else ""
        return format_html('{}<input type="hidden" name="{}" value="{}">', kept, SEAT, seat) if seat else kept


@register.tag
def csrf_token(_parser: Parser, _token: Token) -> _FormNode:
    """Takes the place of Django's tag of the same name."""
    return _FormNode()
