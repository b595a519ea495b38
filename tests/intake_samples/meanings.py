"""What a sample means: the tasks its clerk had in mind, and the same file bytes on every run."""

import io
import json
import re
import unicodedata
import zipfile
from dataclasses import asdict, dataclass
from typing import Literal, get_args

Nature = Literal["dated", "waiting", "continuing", "recurring", "unread"]


@dataclass(frozen=True, slots=True)
class Task:
    """One annex row as a careful clerk reads it."""

    title: str
    leads: tuple[str, ...]
    cooperating: tuple[str, ...]
    product: str | None
    deadline: str
    due: str | None
    nature: Nature
    group: str | None


@dataclass(frozen=True, slots=True)
class Sample:
    """A file and its meaning; `refused` says why the whole file cannot be read."""

    file: str
    about: str
    content: bytes
    tasks: tuple[Task, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    refused: str | None = None

    def truth(self) -> str:
        """The truth file's text, NFC."""
        rows = [asdict(task) for task in self.tasks]
        unread = [{"row_words": words, "why": why} for words, why in self.unread]
        whole = {
            "file": self.file,
            "about": self.about,
            "refused": self.refused,
            "rows": rows,
            "unread_rows": unread,
        }
        text = json.dumps(whole, ensure_ascii=False, indent=1)
        return unicodedata.normalize("NFC", text) + "\n"


def task(
    title: str,
    leads: str = "",
    cooperating: str = "",
    product: str | None = None,
    deadline: str = "",
    due: str = "unread",
    *,
    group: str | None = None,
) -> Task:
    """A task in one line: bodies are parted by `|`; `due` is an ISO day or the nature of an undated deadline."""
    natures = {word: word for word in get_args(Nature)}
    nature: Nature = natures.get(due, "dated")
    return Task(
        title=title,
        leads=tuple(part for part in leads.split("|") if part),
        cooperating=tuple(part for part in cooperating.split("|") if part),
        product=product,
        deadline=deadline,
        due=due if nature == "dated" else None,
        nature=nature,
        group=group,
    )


def line(number: object, meant: Task, *, lead: str | None = None, deadline: object = None) -> list[object]:
    """A task as the six cells of the usual annex; `lead` and `deadline` replace what the cell would hold."""
    return [
        number,
        meant.title,
        "; ".join(meant.leads) if lead is None else lead,
        "; ".join(meant.cooperating),
        meant.product or "",
        meant.deadline if deadline is None else deadline,
    ]


def frozen(archive: bytes) -> bytes:
    """The same Office file without the clock in it, so that every run writes the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-08-03T08:00:00Z", body)
            new.writestr(zipfile.ZipInfo(name, (2026, 8, 3, 8, 0, 0)), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()
