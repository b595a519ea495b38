"""Everything that the pages say in Vietnamese is said in English too, with the same places to fill in."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize
from tests.house.tree import PACKAGE, ROOT, Source, sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip
_PLACE = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
_VIETNAMESE = re.compile(
    r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)
_SAID = (
    re.compile(r"\{% comment.*?%\}.*?\{% endcomment %\}", re.DOTALL),
    re.compile(r"\{#.*?#\}", re.DOTALL),
    re.compile(r"\{% blocktrans(?:late)?\b.*?%\}.*?\{% endblocktrans(?:late)? %\}", re.DOTALL),
    re.compile(r"\{% trans(?:late)?\b.*?%\}", re.DOTALL),
    re.compile(r"_\(\"[^\"]*\"\)"),
)


def messages(python: str) -> set[str]:
    """What a Python text, or a template turned into one, asks to have translated."""
    found = extract("python", io.BytesIO(python.encode()), keywords=KEYWORDS)
    return {
        text for _, said, _, _ in found for text in ([said] if isinstance(said, str) else said[:1]) if text
    }


def templates() -> dict[str, str]:
    """The templates by path."""
    found = sorted((PACKAGE / "web" / "templates").rglob("*.html"))
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in found}


def asked(pages: Mapping[str, str], python: Iterable[Source]) -> dict[str, str]:
    """Every text to be translated, and one place that asks for it."""
    wanted = {text: name for name, page in pages.items() for text in messages(templatize(page))}
    return wanted | {text: source.path for source in python for text in messages(source.text)}


def untranslated(wanted: Mapping[str, str], catalogue: str) -> list[str]:
    """Texts without English, with a doubtful one, or with other places to fill in than the Vietnamese has."""
    known = {}
    for message in read_po(io.StringIO(catalogue)):
        key = message.id if isinstance(message.id, str) else message.id[0]
        known[key] = message
    faults = []
    for text, place in wanted.items():
        message = known.get(text)
        english = message.string if message is not None else ""
        forms = [english] if isinstance(english, str) else list(english)
        if message is None or message.fuzzy or not all(forms) or not forms:
            faults.append(f"{place}: {text[:60]!r} has no English")
        elif any(set(_PLACE.findall(form)) - set(_PLACE.findall(text)) for form in forms):
            faults.append(f"{place}: {text[:60]!r} asks for something else in English")
    return sorted(faults)


BILINGUAL = {"src/camket/web/templates/500.html", "src/camket/web/templates/camket/500.html"}
"""What is shown when nothing else works: both languages at once, without the machinery that might be broken."""

_NAMES = re.compile(r"Camkết|Tiếng Việt", re.IGNORECASE)


def unsaid(pages: Mapping[str, str]) -> list[str]:
    """Vietnamese text in a template that stands outside every translate tag."""
    faults = []
    for name, page in pages.items():
        if name in BILINGUAL:
            continue
        rest = _NAMES.sub("", page)
        for said in _SAID:
            rest = said.sub("", rest)
        faults += [f"{name}: {line.strip()[:80]}" for line in rest.splitlines() if _VIETNAMESE.search(line)]
    return faults


def test_every_text_of_the_pages_has_its_english():
    wanted = asked(templates(), sources("src/camket"))
    assert len(wanted) > 100
    assert untranslated(wanted, CATALOGUE.read_text(encoding="utf-8")) == []


def test_no_vietnamese_stands_outside_a_translate_tag():
    assert unsaid(templates()) == []


def test_planted_texts_are_found():
    page = '{% load i18n %}<p title="Quá hạn">{% translate "Trong hạn" %}{% blocktranslate %}Còn {{ n }} việc{% endblocktranslate %}</p>'
    wanted = asked({"x.html": page}, [Source("x.py", 'say = gettext("Đã rút")\n')])
    assert set(wanted) == {"Trong hạn", "Còn %(n)s việc", "Đã rút"}
    catalogue = (
        'msgid "Còn %(n)s việc"\nmsgstr "%(m)s left"\n\n#, fuzzy\nmsgid "Đã rút"\nmsgstr "Withdrawn"\n'
    )
    assert untranslated(wanted, catalogue) == [
        "x.html: 'Còn %(n)s việc' asks for something else in English",
        "x.html: 'Trong hạn' has no English",
        "x.py: 'Đã rút' has no English",
    ]
    assert len(unsaid({"x.html": page})) == 1
