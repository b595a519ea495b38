"""Calls: the whole record as one file that anyone can check."""

import tempfile

from django.http import FileResponse, HttpRequest
from ninja import Router

from camket.record import queries as record
from camket.record.exporting import NothingSealed, write_record

from .asking import reader, signing_key
from .problems import MEDIA_TYPE as PROBLEM

MEDIA_TYPE = "application/x-ndjson"

router = Router(tags=["record"])

_ANSWER = {
    200: {
        "description": "The export: a header, one line an entry, an end line.",
        "content": {MEDIA_TYPE: {"schema": {"type": "string"}}},
    },
    409: {
        "description": "No checkpoint has been signed yet.",
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    },
}


@router.get(
    "/record/export",
    operation_id="export_record",
    summary="The public export",
    openapi_extra={"responses": _ANSWER},
)
def export(request: HttpRequest) -> FileResponse:
    """The record up to its newest checkpoint without the openings (bản trích công khai): `camket-verify` checks it.

    The file is written whole before its first byte is sent, so that no reader gets half of one as if it were all.
    """
    reader(request)
    newest = record.latest_checkpoint()
    if newest is None:
        raise NothingSealed
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it when it has been sent
    write_record(file, key=signing_key(), openings=False)
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"camket-{newest.size}.jsonl", content_type=MEDIA_TYPE
    )
