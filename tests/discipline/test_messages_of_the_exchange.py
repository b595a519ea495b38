"""edXML messages: read in every form they come in, registered once, linked, and harmless whatever they hold."""

from __future__ import annotations

import base64
import io
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.exports import QCVN, edxml
from tests.world import FOLLOWER, OFFICE, OFFICER, noon

from camket.discipline.directives.actions import PaperFile
from camket.discipline.messages import queries
from camket.discipline.messages.actions import NotSteering, SaysOtherwise, receive_message
from camket.discipline.messages.edxml import read_edxml
from camket.discipline.messages.envelope import DEEPEST
from camket.discipline.messages.message import UnreadableMessage
from camket.record import queries as record

if TYPE_CHECKING:
    from camket.discipline.messages.models import IncomingMessage
    from camket.record.rules import Actor

DAY = date(2025, 10, 1)
SAMPLES = Path(__file__).parents[2] / "samples"
ANNEX = ("phu-luc.csv", "STT,Nhiệm vụ,Cơ quan chủ trì,Thời hạn\n1,Việc,Bộ Công an,30/11/2025\n".encode())


def receive(data: bytes, *, by: Actor = OFFICE) -> IncomingMessage:
    return receive_message(
        message=read_edxml(data),
        envelope=PaperFile("vb.edxml", "application/xml", data),
        by=by,
        at=noon(DAY),
        on=DAY,
    )


def trouble(data: bytes) -> str:
    with pytest.raises(UnreadableMessage) as refused:
        read_edxml(data)
    return refused.value.code.removeprefix("message.read.")


def test_the_header_fills_what_a_paper_needs():
    found = read_edxml(edxml(files=(ANNEX,)))
    assert (found.number_text, found.signed_on, found.due) == (
        "78/KH-UBND",
        date(2025, 9, 30),
        date(2025, 12, 31),
    )
    assert (found.type_name, found.subject) == ("Kế hoạch", "Kế hoạch thực hiện Nghị quyết 57")
    assert (found.sender.organ_id, found.sender.name) == ("000.00.00.H42", "Ủy ban nhân dân tỉnh Ninh Bình")
    assert (found.signer, found.signer_position) == ("Nguyễn Văn A", "Chủ tịch")
    assert [(one.name, one.content) for one in found.files] == [ANNEX]
    assert found.namespace == QCVN


def test_the_sample_reads_whole_and_its_unknown_parts_are_named():
    found = read_edxml((SAMPLES / "van-ban-lien-thong.edxml").read_bytes())
    assert found.number_text == "45/CV-BCĐ"
    assert [one.name for one in found.files] == ["phu-luc-45.csv"]
    assert ("messageheader/SteeringType", "1") in [(one.path, one.words) for one in found.unknown]


def test_another_namespace_letter_case_and_layout_say_the_same():
    content = base64.b64encode(ANNEX[1]).decode()
    data = (
        "<EdXMLEnvelope xmlns='http://www.go.vn/eDoc'><messageHeader><From><OrganId>H42</OrganId></From>"
        "<DocumentId>a-1</DocumentId><Code><CodeNumber>78/KH-UBND</CodeNumber></Code>"
        "<PromulgationInfo><PromulgationDate>30-09-2025</PromulgationDate></PromulgationInfo>"
        "<DocumentType>Kế hoạch</DocumentType></messageHeader>"
        f"<Manifest><Attachment><Content>{content}</Content><FileName>phu-luc.csv</FileName></Attachment></Manifest></EdXMLEnvelope>"
    ).encode()
    found = read_edxml(data)
    assert (found.document_id, found.number_text, found.signed_on) == ("a-1", "78/KH-UBND", date(2025, 9, 30))
    assert (found.type_name, found.files[0].content) == ("Kế hoạch", ANNEX[1])


def test_files_that_stand_beside_the_envelope_are_found():
    whole = edxml(files=(ANNEX,)).decode()
    bare = whole[: whole.index("<AttachmentEncoded>")] + "</edXML>"
    mime = (
        b'Content-Type: multipart/related; boundary="b1"\r\n\r\n--b1\r\nContent-Type: text/xml; charset=utf-8\r\n\r\n'
        + bare.encode()
        + b"\r\n--b1\r\nContent-Type: text/csv\r\nContent-ID: <cid:0>\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.b64encode(ANNEX[1])
        + b"\r\n--b1--\r\n"
    )
    assert read_edxml(mime).files[0].content == ANNEX[1]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("vb.edxml", bare)
        archive.writestr("phu-luc.csv", ANNEX[1])
    assert read_edxml(packed.getvalue()).files[0].content == ANNEX[1]
    assert read_edxml(bare.encode()).files[0].trouble == "missing"


def test_a_file_zipped_for_the_way_is_taken_out_of_its_zip():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../etc/phu-luc.csv", ANNEX[1])
    found = read_edxml(edxml(files=(("phu-luc.csv", packed.getvalue()),))).files[0]
    assert (found.name, found.content) == ANNEX


def test_stray_characters_before_the_xml_and_utf_16_are_read():
    assert read_edxml(b"1212" + edxml()).remarks == ("junk_before",)
    utf16 = edxml().decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert read_edxml(utf16).number_text == "78/KH-UBND"


def test_a_status_message_answers_the_document_it_names():
    data = (
        "<edXML><Status><ResponseFor><DocumentId>000.00.00.H42,2025/09/30,78/KH-UBND</DocumentId><Code>78/KH-UBND</Code></ResponseFor>"
        "<From><OrganId>000.00.00.G06</OrganId></From><StatusCode>03</StatusCode><Description>Đã tiếp nhận</Description>"
        "<Timestamp>2025/10/01 08:00:00</Timestamp></Status></edXML>"
    ).encode()
    found = read_edxml(data)
    assert found.is_status
    assert (found.answers, found.answers_number, found.status_code) == (
        "000.00.00.H42,2025/09/30,78/KH-UBND",
        "78/KH-UBND",
        "03",
    )


ENTITY = '<!DOCTYPE x [<!ENTITY a "bb"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def test_declared_entities_are_refused_in_every_encoding():
    assert trouble(edxml(before=ENTITY)) == "unsafe_xml"
    assert trouble(edxml(before=OUTSIDE)) == "unsafe_xml"
    for codec in ("utf-16", "cp037", "utf-16-be"):
        said = edxml(before=OUTSIDE).decode().replace("UTF-8", codec)
        assert trouble(said.encode(codec, "xmlcharrefreplace")) in {"unsafe_xml", "not_xml"}


def test_depth_elements_and_sizes_are_bounded():
    assert trouble(b"<a>" * (DEEPEST + 1) + b"</a>" * (DEEPEST + 1)) == "too_deep"
    assert trouble(b"<a>" + b"<b/>" * 20_001 + b"</a>") == "too_deep"
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("vb.edxml", b"<edXML>" + b" " * (100 * 2**20))
    assert trouble(bomb.getvalue()) == "too_large"


def test_what_is_no_message_is_told_apart():
    assert trouble(b"") == "empty"
    assert trouble(b"hello") == "not_xml"
    assert trouble(b"<a/>") == "no_envelope"
    assert trouble(b"<a><b></a>") == "not_xml"
    assert trouble(b"PK\x03\x04rubbish") == "damaged"
    assert trouble(b"<?xml version='1.0' encoding='no-such'?><a/>") == "not_xml"
    assert trouble(b"<x><MessageHeader><Subject>a</Subject></MessageHeader></x>") == "no_id"


def test_base64_that_is_none_leaves_a_file_without_bytes():
    data = edxml(files=(ANNEX,)).replace(base64.b64encode(ANNEX[1]), b"%%%")
    found = read_edxml(data).files[0]
    assert (found.content, found.trouble) == (b"", "not_base64")


@pytest.mark.usefixtures("world")
def test_a_document_is_registered_once_with_its_envelope():
    data = edxml(files=(ANNEX,))
    kept = receive(data)
    assert record.evidence_path(kept.file_sha256).read_bytes() == data
    assert record.public_part(kept.entry) == {"files": 1, "on": "2025-10-01"}
    before = record.latest_position()
    traced = data.replace(b"<edXML:Telephone>0229<", b"<edXML:Telephone>0000<")
    assert receive(traced, by=FOLLOWER).pk == kept.pk
    assert record.latest_position() == before
    assert queries.content_of(kept.files.get()).content == ANNEX[1]


@pytest.mark.usefixtures("world")
def test_the_same_document_with_other_words_waits_for_a_person():
    receive(edxml())
    with pytest.raises(SaysOtherwise):
        receive(edxml().replace("Kèm phụ lục".encode(), "Thay phụ lục".encode()))


@pytest.mark.usefixtures("world")
def test_an_answer_is_linked_to_what_it_answers():
    first = receive(edxml())
    answer = edxml(
        document_id="tra-loi-1",
        header=f"<edXML:ResponseFor><edXML:DocumentId>{first.document_id}</edXML:DocumentId></edXML:ResponseFor>",
    )
    second = receive(answer)
    assert list(queries.answered_by(first)) == [second]


@pytest.mark.usefixtures("world")
def test_a_body_that_does_not_steer_receives_nothing():
    with pytest.raises(NotSteering):
        receive(edxml(), by=OFFICER)
