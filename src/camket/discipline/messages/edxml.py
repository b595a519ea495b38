"""Reads one edXML message (QCVN 102:2016/BTTTT and its kin), whatever namespace, letter case and version it was sent in.

Element names are compared without namespace and without case; what no rule here reads is kept with its path, so that
nothing of an official message is dropped in silence.
"""

from __future__ import annotations

import base64
import binascii
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from camket.discipline.agencies.folding import clean
from camket.discipline.annexes.marks import day_of_iso

from .envelope import MOST_UNPACKED, open_envelope, unpacked
from .message import Message, MessageFileRead, Party, UnknownPart, UnreadableMessage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from .envelope import Opened

_DAY = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_LONGEST = 20_000
_MOST_UNKNOWN = 200
_LONGEST_UNKNOWN = 500
_FILE_PARTS = frozenset({"attachmentencoded", "attachment", "attachments", "reference"})
_SETTLED = frozenset({"traceheaderlist", "signature", *_FILE_PARTS})


def read_edxml(data: bytes) -> Message:
    """The message in a file: bare XML, SOAP with attachments, or a zip. Raises `UnreadableMessage`."""
    opened = open_envelope(data)
    reader = _Reader(opened)
    header = reader.first(opened.root, "MessageHeader")
    status = None if header is not None else reader.first(opened.root, "Status", "MessageStatus")
    whole = header if header is not None else status
    if whole is None:
        raise UnreadableMessage("no_envelope")
    return reader.message(whole, is_status=header is None)


def local(element: Element) -> str:
    """An element's name without its namespace, in small letters."""
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower()


@dataclass(slots=True)
class _Reader:
    """Reads one tree, remembering which elements it has read."""

    opened: Opened
    read: set[int] = field(default_factory=set)

    def first(self, within: Element, *names: str) -> Element | None:
        """The first element of a name below another, at any depth."""
        wanted = {name.lower() for name in names}
        return next((one for one in within.iter() if local(one) in wanted), None)

    def said(self, within: Element | None, *path: str) -> str:
        """The words at a path of child elements, and mark them as read; empty where the path ends early."""
        at = within
        for name in path:
            if at is None:
                return ""
            at = next((one for one in at if local(one) == name.lower()), None)
        if at is None:
            return ""
        self.read.add(id(at))
        return clean((at.text or "")[:_LONGEST])

    def child(self, within: Element, name: str) -> Element | None:
        """A child element of a name."""
        return next((one for one in within if local(one) == name.lower()), None)

    def party(self, element: Element | None) -> Party:
        """A sender or a receiver; addresses and telephones of bodies are read and not kept."""
        if element is None:
            return Party("", "")
        for one in element.iter():
            self.read.add(id(one))
        return Party(self.said(element, "OrganId"), self.said(element, "OrganName"))

    def message(self, header: Element, *, is_status: bool) -> Message:
        """The message whose header, or whose status, this is."""
        number = _number(self.said(header, "Code", "CodeNumber"), self.said(header, "Code", "CodeNotation"))
        signed_on = _day(self.said(header, "PromulgationInfo", "PromulgationDate"))
        sender = self.party(self.child(header, "From"))
        answered = self.child(header, "ResponseFor")
        answers_number, answers = self._answered(answered)
        files = tuple(self._files())
        type_path = (
            header if self.child(header, "DocumentType") is None else self.child(header, "DocumentType")
        )
        document_id = self.said(header, "DocumentId")
        if not document_id:
            document_id = self._made_id(header, sender, signed_on, number, answers, is_status=is_status)
        return Message(
            document_id=document_id[:400],
            number_text=number,
            signed_on=signed_on,
            place=self.said(header, "PromulgationInfo", "Place"),
            due=_day(self.said(header, "DueDate")) or _day(self.said(header, "OtherInfo", "DueDate")),
            type_code=self.said(type_path, "Type"),
            type_name=self.said(type_path, "TypeName") or self.said(header, "DocumentType"),
            subject=self.said(header, "Subject"),
            content=self.said(header, "Content"),
            signer=self._signer(header, "FullName"),
            signer_position=self._signer(header, "Position"),
            sender=sender,
            receivers=tuple(self.party(one) for one in header if local(one) == "to"),
            to_places=self._places(header),
            answers=answers,
            answers_number=answers_number,
            status_code=self.said(header, "StatusCode"),
            status_text=self.said(header, "Description") if is_status else "",
            business=self._business(),
            files=files,
            unknown=self._unknown(header),
            remarks=tuple(self.opened.remarks),
            namespace=self.opened.root.tag.rpartition("}")[0].lstrip("{"),
            signed=self.first(self.opened.root, "SignatureValue") is not None,
        )

    def _answered(self, element: Element | None) -> tuple[str, str]:
        if element is None:
            return "", ""
        number = self.said(element, "Code") or _number(
            self.said(element, "Code", "CodeNumber"), self.said(element, "Code", "CodeNotation")
        )
        identity = self.said(element, "DocumentId")
        for name in ("OrganId", "PromulgationDate"):
            self.said(element, name)
        return number, identity

    def _signer(self, header: Element, name: str) -> str:
        for holder in ("SignerInfo", "Author"):
            element = self.child(header, holder)
            if element is None:
                continue
            self.said(element, "Competence")
            names = (name, "Signer", "Name") if name == "FullName" else (name, "Function")
            for one in names:
                if words := self.said(element, one):
                    return words
        return ""

    def _places(self, header: Element) -> tuple[str, ...]:
        holder = self.child(header, "ToPlaces")
        if holder is None:
            return ()
        found = []
        for one in holder.iter():
            self.read.add(id(one))
            if words := clean(one.text or ""):
                found.append(words)
        return tuple(found)

    def _business(self) -> str:
        """The code of what the sending is for: new, recalled, updated, replaced."""
        found = self.first(self.opened.root, "BussinessDocType", "BusinessDocType")
        return clean(found.text or "") if found is not None else ""

    def _made_id(
        self,
        header: Element,
        sender: Party,
        signed_on: date | None,
        number: str,
        answers: str,
        *,
        is_status: bool,
    ) -> str:
        """What a message without an identifier is known by: sender, day and number, as identifiers are made up."""
        if is_status and answers:
            instant = self.said(header, "Timestamp")
            return f"{sender.organ_id},{answers},{self.said(header, 'StatusCode')},{instant}"
        if not (sender.organ_id or sender.name) or not number:
            raise UnreadableMessage("no_id")
        self.opened.remarks.append("id_made")
        return (
            f"{sender.organ_id or sender.name},{signed_on:%Y/%m/%d},{number}"
            if signed_on
            else f"{sender.organ_id or sender.name},,{number}"
        )

    def _files(self) -> Iterator[MessageFileRead]:
        """The files of a message: encoded in it, or standing beside it under the names that it gives."""
        seen: set[str] = set()
        size = 0
        for one in self.opened.root.iter():
            encoded = self.child(one, "ContentTransferEncoded")
            if encoded is None and local(one) == "attachment":
                encoded = self.child(one, "Content")
            if encoded is None:
                continue
            name = (
                self.said(one, "AttachmentName")
                or self.said(one, "FileName")
                or self.said(one, "Description")
            )
            content, trouble = _decoded("".join((encoded.text or "").split()))
            size += len(content)
            if size > MOST_UNPACKED:
                raise UnreadableMessage("too_large", most=MOST_UNPACKED // 2**20)
            media_type = self.said(one, "ContentType") or self.said(one, "FileType")
            seen |= {self.said(one, "ContentId"), name}
            yield _file(name, media_type, content, trouble)
        for reference in self.opened.root.iter():
            if local(reference) != "reference" or self.child(reference, "ContentId") is None:
                continue
            identity = self.said(reference, "ContentId")
            name = self.said(reference, "AttachmentName") or self.said(reference, "Description")
            if seen & {identity, name}:
                continue
            beside = next(
                (
                    self.opened.beside[key]
                    for key in (identity, identity.removeprefix("cid:"), name)
                    if key in self.opened.beside
                ),
                None,
            )
            yield _file(name, self.said(reference, "ContentType"), beside or b"", "" if beside else "missing")

    def _unknown(self, header: Element) -> tuple[UnknownPart, ...]:
        """What of the header and beside it nobody read, by path."""
        found = list(_unread(header, local(header), self.read))
        over = len(found) - _MOST_UNKNOWN
        if over > 0:
            self.opened.remarks.append("more_unknown")
        return tuple(found[:_MOST_UNKNOWN])


def _unread(element: Element, path: str, read: set[int]) -> Iterator[UnknownPart]:
    for one in element:
        if local(one) in _SETTLED:
            continue
        name = one.tag.rpartition("}")[2]
        words = clean((one.text or "")[:_LONGEST_UNKNOWN])
        if words and id(one) not in read:
            yield UnknownPart(f"{path}/{name}"[:300], words)
        yield from _unread(one, f"{path}/{name}", read)


def _number(number: str, notation: str) -> str:
    """7816 and VPCP-TTĐT are 7816/VPCP-TTĐT; a number that is whole by itself stays as it is."""
    if not notation or notation in number:
        return number[:80]
    return f"{number}/{notation}"[:80] if number else notation[:80]


def _day(words: str) -> date | None:
    said = words.strip()
    if found := _DAY.match(said):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _DAY_FIRST.match(said):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
    else:
        return day_of_iso(said)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _decoded(words: str) -> tuple[bytes, str]:
    try:
        return base64.b64decode(words, validate=True), ""
    except (binascii.Error, ValueError):
        return b"", "not_base64"


def _file(name: str, media_type: str, content: bytes, trouble: str) -> MessageFileRead:
    """A file under its bare name; one that was zipped only for the way is taken out of its zip."""
    bare = re.sub(r"[\x00-\x1f]", "", name.replace("\\", "/").rpartition("/")[2])[-200:] or "tep-dinh-kem"
    if content.startswith(b"PK\x03\x04"):
        try:
            inner = unpacked(content)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ):
            return MessageFileRead(bare, media_type[:100], content, trouble)
        if len(inner) == 1 and "[Content_Types].xml" not in inner:
            ((inside, kept),) = inner.items()
            extension = inside.rpartition(".")[2].lower()
            if not bare.lower().endswith(f".{extension}"):
                bare = inside.replace("\\", "/").rpartition("/")[2][-200:] or bare
            return MessageFileRead(bare, media_type[:100], kept, trouble)
    return MessageFileRead(bare, media_type[:100], content, trouble)
