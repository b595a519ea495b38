"""Calls: the whole record as one file that anyone can check."""

import tempfile

from django.http import FileResponse, HttpRequest
from ninja import Router

from camket.discipline.sight.queries import withheld_from
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
    summary="The record as one file",
    openapi_extra={"responses": _ANSWER},
)
def export(request: HttpRequest) -> FileResponse:
    """The record up to its newest checkpoint (bản trích xuất), without the openings: `camket-verify` checks it.

    An entry that names anything out of the caller's sight is withheld: its hash stands in its place, so the tree can
    still be checked whole. Without a log-in this is the public export (bản trích công khai).

    The file is written whole before its first byte is sent, so that no reader gets half of one as if it were all.
    """
    scope = reader(request)
    newest = record.latest_checkpoint()
    if newest is None:
        raise NothingSealed
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it when it has been sent
    write_record(file, key=signing_key(), openings=False, withheld=withheld_from(scope))
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"camket-{newest.size}.jsonl", content_type=MEDIA_TYPE
    )
