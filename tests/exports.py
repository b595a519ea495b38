"""Exports of another tracker as tests make them, and messages of the exchange with their dangers."""

from __future__ import annotations

import base64
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from tests.world import OFFICE, asof, noon

from camket.discipline.directives.actions import PaperFile
from camket.discipline.trackers.actions import take_export
from camket.discipline.trackers.reading import read_export

if TYPE_CHECKING:
    from camket.discipline.trackers.models import TrackerExport
    from camket.discipline.trackers.reading import ExportRead
    from camket.record.rules import Actor

HEAD = ("Mã nhiệm vụ", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Trạng thái", "Ngày hoàn thành thực tế")
DAY = date(2025, 10, 15)
QCVN = "http://www.mic.gov.vn/TBT/QCVN_102_2016"


def csv_export(*rows: tuple[str, ...]) -> bytes:
    """A tracker's list as .csv."""
    return "\n".join(";".join(row) for row in (HEAD, *rows)).encode()


def read(data: bytes, *, name: str = "nq57.csv", on: date = DAY) -> ExportRead:
    """The list as it is read in the world of the tests."""
    return read_export(data, filename=name, columns={}, under="BCD", on=on, asof=asof(on))


def take(data: bytes, *, name: str = "nq57.csv", on: date = DAY, by: Actor = OFFICE) -> TrackerExport:
    """The list taken in as a snapshot of nq57."""
    return take_export(
        tracker="nq57",
        programme="57",
        read=read(data, name=name, on=on),
        file=PaperFile(name, "text/csv", data),
        by=by,
        at=noon(on),
        on=on,
    )


def edxml(
    *,
    document_id: str = "000.00.00.H42,2025/09/30,78/KH-UBND",
    header: str = "",
    files: tuple[tuple[str, bytes], ...] = (),
    before: str = "",
) -> bytes:
    """A message as the exchange sends it: envelope, header, manifest and encoded files."""
    references = "".join(
        f"<edXML:Reference><edXML:ContentId>cid:{n}</edXML:ContentId><edXML:AttachmentName>{escape(name)}</edXML:AttachmentName></edXML:Reference>"
        for n, (name, _) in enumerate(files)
    )
    encoded = "".join(
        f"<Attachment><ContentId>cid:{n}</ContentId><AttachmentName>{escape(name)}</AttachmentName>"
        f"<edXML:ContentTransferEncoded xmlns:edXML='{QCVN}'>{base64.b64encode(content).decode()}</edXML:ContentTransferEncoded></Attachment>"
        for n, (name, content) in enumerate(files)
    )
    return (
        f"<?xml version='1.0' encoding='UTF-8'?>{before}<edXML xmlns='{QCVN}'><edXML:edXMLEnvelope xmlns:edXML='{QCVN}'>"
        "<edXML:edXMLHeader><edXML:MessageHeader>"
        "<edXML:From><edXML:OrganId>000.00.00.H42</edXML:OrganId><edXML:OrganName>Ủy ban nhân dân tỉnh Ninh Bình</edXML:OrganName><edXML:Telephone>0229</edXML:Telephone></edXML:From>"
        "<edXML:To><edXML:OrganId>000.00.00.G06</edXML:OrganId><edXML:OrganName>Bộ Khoa học và Công nghệ</edXML:OrganName></edXML:To>"
        f"<edXML:DocumentId>{document_id}</edXML:DocumentId>"
        "<edXML:Code><edXML:CodeNumber>78</edXML:CodeNumber><edXML:CodeNotation>KH-UBND</edXML:CodeNotation></edXML:Code>"
        "<edXML:PromulgationInfo><edXML:Place>Ninh Bình</edXML:Place><edXML:PromulgationDate>2025/09/30</edXML:PromulgationDate></edXML:PromulgationInfo>"
        "<edXML:DocumentType><edXML:Type>1</edXML:Type><edXML:TypeName>Kế hoạch</edXML:TypeName></edXML:DocumentType>"
        "<edXML:Subject>Kế hoạch thực hiện Nghị quyết 57</edXML:Subject><edXML:Content>Kèm phụ lục</edXML:Content>"
        "<edXML:SignerInfo><edXML:Position>Chủ tịch</edXML:Position><edXML:FullName>Nguyễn Văn A</edXML:FullName></edXML:SignerInfo>"
        f"<edXML:DueDate>2025/12/31</edXML:DueDate><edXML:ToPlaces><edXML:Place>Như trên</edXML:Place></edXML:ToPlaces>{header}"
        f"</edXML:MessageHeader></edXML:edXMLHeader><edXML:edXMLBody><edXML:edXMLManifest>{references}</edXML:edXMLManifest></edXML:edXMLBody>"
        f"</edXML:edXMLEnvelope><AttachmentEncoded>{encoded}</AttachmentEncoded></edXML>"
    ).encode()
