"""Gathers what the pages say in Vietnamese into the English catalogue, keeping the translations that are there.

Run by `make messages` after a page has changed. A text that is no longer said leaves the catalogue, a new one comes in
empty and is named, and the exit code is 1 until all have their English. Nothing is guessed from similar texts.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "camket"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HEADER = """\
# What the pages say, in English; the source language is Vietnamese. Gathered by `make messages`.
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def texts() -> Iterator[str]:
    """Every source that may ask for a translation, as Python: the templates turned into it, and the modules."""
    for page in sorted((PACKAGE / "web" / "templates").rglob("*.html")):
        yield templatize(page.read_text(encoding="utf-8"), origin=page.name)
    for module in sorted(PACKAGE.rglob("*.py")):
        yield module.read_text(encoding="utf-8")


def gathered() -> Catalog:
    """The texts that are said now, without their English."""
    found = Catalog(locale="en")
    for text in texts():
        for _, said, _, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
            found.add(said, context=context)
    return found


def updated(now: Catalog, before: Catalog) -> Catalog:
    """The texts of now with the English of before, where text and context are the same letter by letter."""
    for message in now:
        kept = before.get(message.id, context=message.context) if message.id else None
        if kept is not None and kept.id == message.id:
            message.string = kept.string
    return now


def missing(catalogue: Catalog) -> list[str]:
    """The texts that have no English yet, in part or at all."""
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue
        if message.id
        and not all([message.string] if isinstance(message.string, str) else message.string or ("",))
    ]


def written(catalogue: Catalog) -> str:
    """The catalogue as a file: in the order of its texts, without places, dates or names of machines."""
    body = io.BytesIO()
    write_po(body, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    return HEADER + body.getvalue().decode().strip() + "\n"


def main() -> int:
    """Brings the catalogue up to date and says what it lacks."""
    settings.configure(USE_I18N=True)
    before = Catalog(locale="en")
    if CATALOGUE.exists():
        with CATALOGUE.open("rb") as file:
            before = read_po(file, locale="en")
    catalogue = updated(gathered(), before)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(written(catalogue), encoding="utf-8")
    without = missing(catalogue)
    gone = sum(1 for one in before if one.id and catalogue.get(one.id, context=one.context) is None)
    print(f"{len(catalogue)} texts, {gone} no longer said, {len(without)} without English")
    for text in without:
        print(f"  {text}")
    return 1 if without else 0


if __name__ == "__main__":
    sys.exit(main())
