"""A report's text in the two forms that the monitoring system keeps: HTML of its editor, and plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from camket.discipline.agencies.folding import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FONT = "font-family:'Times New Roman',Times,serif"
_BREAKING = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNSAID = frozenset({"script", "style", "head", "title", "template"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LONGEST_HTML = 2_000_000


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What one unit says: its name, which is printed bold, and its sentences."""

    unit: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportText:
    """The text for one indicator and object in one period. `sources` are the entries that it was composed from."""

    idx_id: str
    idx_code: str
    object_code: str
    period: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    sources: tuple[int, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """What one text of the system is told from another by."""
        return (self.idx_code, self.object_code, self.period)

    @property
    def html(self) -> str:
        """The text as the editor of the system keeps it."""
        return html_of(self.heading, self.paragraphs)

    @property
    def plain(self) -> str:
        """The text without its markup."""
        return plain_of(self.heading, self.paragraphs)


def html_of(heading: str, paragraphs: Sequence[Paragraph]) -> str:
    """Justified paragraphs in Times New Roman, each unit's name in bold; every word is escaped, whoever wrote it."""
    lines = [f"<strong>{_said(heading)}</strong>"] if heading else []
    for one in paragraphs:
        name = f"<strong>{_said(one.unit)}:</strong>" if one.unit else ""
        lines.append(" ".join(part for part in (name, "<br />".join(map(_said, one.sentences))) if part))
    return "\n".join(
        f'<p style="text-align:justify"><span style="{_FONT}">{line}</span></p>' for line in lines
    )


def plain_of(heading: str, paragraphs: Sequence[Paragraph]) -> str:
    """The same words as lines of text."""
    lines = [_bare(heading)] if heading else []
    for one in paragraphs:
        first, *rest = [_bare(words) for words in one.sentences] or [""]
        lines.append(f"{_bare(one.unit)}: {first}".strip() if one.unit else first)
        lines += rest
    return "\n".join(line for line in lines if line)


def plain_of_html(html: str) -> str:
    """The words of a text that the system gave back; scripts and styles are no words, and nothing of it is run."""
    reader = _Words()
    reader.feed(html[:LONGEST_HTML])
    reader.close()
    return clean("".join(reader.found))


def compared(
    ours: Mapping[tuple[str, str, str], str], theirs: Mapping[tuple[str, str, str], str]
) -> list[tuple[tuple[str, str, str], str]]:
    """For each text of either side, in order of code, object and period: same, other, only_here or only_there."""
    found = []
    for key in sorted({*ours, *theirs}):
        if key not in theirs:
            found.append((key, "only_here"))
        elif key not in ours:
            found.append((key, "only_there"))
        else:
            same = " ".join(ours[key].split()) == " ".join(theirs[key].split())
            found.append((key, "same" if same else "other"))
    return found


def _bare(words: str) -> str:
    return " ".join(_CONTROL.sub("", clean(words)).split())


def _said(words: str) -> str:
    return escape(_bare(words), quote=True)


class _Words(HTMLParser):
    """Collects what a reader of the page would read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as the base class calls it
        """A block begins on a line of its own."""
        if tag in _UNSAID:
            self.silent += 1
        elif tag in _BREAKING:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Words count again after a script."""
        if tag in _UNSAID and self.silent:
            self.silent -= 1
        elif tag in _BREAKING:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        """Words of the page."""
        if not self.silent:
            self.found.append(data.replace("\xa0", " "))
