"""From the bytes that came to one XML tree and the files beside it: bare XML, a MIME message, or a zip; all bounded."""

from __future__ import annotations

import email
import email.policy
import io
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from .message import UnreadableMessage

if TYPE_CHECKING:
    from email.message import EmailMessage, Message

MOST_BYTES = 64 * 2**20
MOST_UNPACKED = 96 * 2**20
MOST_PARTS = 200
MOST_ELEMENTS = 20_000
DEEPEST = 60
_JUNK = 64
_DOCTYPES = tuple(
    word.encode(codec) for word in ("<!DOCTYPE", "<!ENTITY") for codec in ("ascii", "utf-16-le", "utf-16-be")
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(slots=True)
class Opened:
    """The tree of a message, the files that stood beside it by name or content id, and what was odd about it."""

    root: ET.Element
    beside: dict[str, bytes] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


class _Bounded(ET.TreeBuilder):
    """Builds a tree of so many elements and such a depth, and none from a document that declares a type."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.elements = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        """One element begins."""
        self.depth += 1
        self.elements += 1
        if self.depth > DEEPEST or self.elements > MOST_ELEMENTS:
            raise UnreadableMessage("too_deep", depth=DEEPEST, elements=MOST_ELEMENTS)
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        """One element ends."""
        self.depth -= 1
        return super().end(tag)

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """A document type is where entities and addresses are declared; no message has one."""
        raise UnreadableMessage("unsafe_xml", name=name[:40], public=pubid, system=system)


def open_envelope(data: bytes) -> Opened:
    """The tree of a message and the files beside it. Raises `UnreadableMessage`."""
    if not data.strip():
        raise UnreadableMessage("empty")
    if len(data) > MOST_BYTES:
        raise UnreadableMessage("too_large", most=MOST_BYTES // 2**20)
    if data.startswith(b"PK\x03\x04"):
        return _from_zip(data)
    head = data[:2_000].lstrip().lower()
    if head.startswith((b"mime-version", b"content-type:", b"--")):
        return _from_mime(data)
    return _from_xml(data)


def looks_like_message(data: bytes) -> bool:
    """Whether a file says of itself that it is a message of the exchange, whatever it is called."""
    head = data[:4_000].replace(b"\x00", b"").lower()
    return b"edxml" in head or b"messageheader" in head


def _from_xml(data: bytes) -> Opened:
    remarks = []
    if not data.startswith((b"<", b"\xef\xbb\xbf", *_UTF16)):
        start = data.find(b"<", 0, _JUNK)
        if start < 0:
            raise UnreadableMessage("not_xml")
        if data[:start].strip():
            remarks.append("junk_before")
        data = data[start:]
    return Opened(parsed(data), remarks=remarks)


def parsed(data: bytes) -> ET.Element:
    """The tree of some XML: no document type, no entity of its own, nothing fetched. Raises `UnreadableMessage`."""
    if any(mark in data for mark in _DOCTYPES):
        raise UnreadableMessage("unsafe_xml")
    builder = _Bounded()
    parser = ET.XMLParser(target=builder)  # noqa: S314 - a document type, where every attack begins, is refused twice
    try:
        parser.feed(data)
        return parser.close()
    except (ET.ParseError, LookupError, ValueError) as trouble:
        raise UnreadableMessage("not_xml") from trouble


def _from_mime(data: bytes) -> Opened:
    """A SOAP message with attachments, as the earlier versions of the exchange sent them."""
    if data.lstrip().startswith(b"--"):
        boundary = data.lstrip().split(b"\n", 1)[0].strip()[2:]
        data = b'Content-Type: multipart/related; boundary="' + boundary + b'"\r\n\r\n' + data.lstrip()
    said = email.message_from_bytes(data, policy=email.policy.default)
    tree: ET.Element | None = None
    beside: dict[str, bytes] = {}
    size = 0
    for n, part in enumerate(said.walk()):
        if part.is_multipart():
            continue
        if n > MOST_PARTS:
            raise UnreadableMessage("too_deep", depth=DEEPEST, elements=MOST_PARTS)
        content = _content(part)
        size += len(content)
        if size > MOST_UNPACKED:
            raise UnreadableMessage("too_large", most=MOST_UNPACKED // 2**20)
        if tree is None and part.get_content_type() in {
            "text/xml",
            "application/xml",
            "application/soap+xml",
            "application/xop+xml",
        }:
            tree = _from_xml(content).root
            continue
        for name in (str(part.get("Content-ID", "")).strip("<> "), part.get_filename() or ""):
            if name:
                beside[name] = content
    if tree is None:
        raise UnreadableMessage("no_envelope")
    return Opened(tree, beside)


def _content(part: EmailMessage | Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _from_zip(data: bytes) -> Opened:
    try:
        files = unpacked(data)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as trouble:
        raise UnreadableMessage("damaged") from trouble
    envelopes = [name for name in files if name.lower().endswith((".edxml", ".xml"))]
    for name in envelopes:
        if looks_like_message(files[name]):
            tree = _from_xml(files.pop(name)).root
            return Opened(tree, {one.rpartition("/")[2]: content for one, content in files.items()})
    raise UnreadableMessage("no_envelope")


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of an archive, within bounds: declared sizes are summed first, and no file grows past its own.

    Raises `UnreadableMessage`, and what a damaged archive raises.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [one for one in archive.infolist() if not one.is_dir()]
        if any(one.flag_bits & 1 for one in parts):
            raise UnreadableMessage("password")
        if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
            raise UnreadableMessage("too_large", most=MOST_UNPACKED // 2**20)
        return {one.filename: archive.read(one) for one in parts}
