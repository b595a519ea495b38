"""Keeps the two syllables of a Vietnamese compound on one line, where a heading is set large."""

from __future__ import annotations

import re

from django import template
from django.utils.safestring import SafeString

register = template.Library()

_COMPOUNDS = "nhiệm vụ|hoàn thành|trong hạn|quá hạn|thời hạn|chủ trì|cơ quan|phiên họp|bản ghi|kết luận|văn bản|điều kiện"
_PAIR = re.compile(rf"\b(?:{_COMPOUNDS})\b", re.IGNORECASE)


@register.filter
def bind(words: str) -> str:
    """Words with a no-break space inside each compound; markup stays safe or unsafe as it came."""
    bound = _PAIR.sub(lambda pair: pair[0].replace(" ", "\N{NO-BREAK SPACE}"), words)
    return SafeString(bound) if isinstance(words, SafeString) else bound
