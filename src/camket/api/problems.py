"""What the API answers instead of data: problem documents (RFC 9457), in the reader's language."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from ninja import Schema
from ninja.errors import ValidationError
from pydantic import Field

from camket.errors import Refused
from camket.words import REFUSALS

if TYPE_CHECKING:
    from collections.abc import Mapping

MEDIA_TYPE = "application/problem+json"
TYPES = "/api/v1/problems/"
"""Where the type of a problem is explained: this, then its code."""

_TITLES: Mapping[int, tuple[str, str]] = {
    HTTPStatus.BAD_REQUEST: ("Không đọc được yêu cầu", "The request cannot be read"),
    HTTPStatus.UNAUTHORIZED: ("Mã truy cập không dùng được", "The token cannot be used"),
    HTTPStatus.FORBIDDEN: ("Yêu cầu bị từ chối", "The request is refused"),
    HTTPStatus.TOO_MANY_REQUESTS: ("Thử quá nhiều lần", "Too many tries"),
    HTTPStatus.NOT_FOUND: ("Không tìm thấy", "Not found"),
    HTTPStatus.METHOD_NOT_ALLOWED: ("Chỉ đọc", "Read only"),
    HTTPStatus.CONFLICT: ("Chưa trả lời được", "Cannot be answered"),
}

_OWN: Mapping[str, tuple[str, str]] = {
    "request.parameter.unreadable": (
        "Tham số {name} không dùng được. Xem giá trị cho phép trong mô tả OpenAPI.",
        "The parameter {name} cannot be used. Its values are in the OpenAPI description.",
    ),
    "request.parameter.unknown": (
        "Lời gọi này không có tham số {name}. Kiểm lại tên tham số.",
        "This call has no parameter {name}. Check its name.",
    ),
    "request.method.not_allowed": (
        "Giao diện này chỉ đọc: dùng GET.",
        "This interface only reads: use GET.",
    ),
    "request.token.refused": (
        "Mã truy cập sai, hết hạn, đã thu hồi, hoặc người dùng đã thôi vị trí. Lập mã mới trên trang tài khoản.",
        "The token is wrong, over, revoked, or its person has left the post. Make a new one on the account page.",
    ),
    "request.token.slow": (
        "Đã đưa mã truy cập sai quá nhiều lần từ địa chỉ này. Chờ một giờ rồi thử lại.",
        "Too many wrong tokens came from this address. Wait an hour, then try again.",
    ),
    "request.csrf.refused": (
        "Yêu cầu ghi bằng phiên đăng nhập phải kèm mã CSRF của trang. Gửi từ trang, hoặc dùng mã truy cập.",
        "A write with a session needs the page's CSRF token. Send it from a page, or use an API token.",
    ),
    "address.unknown": (
        "Không có địa chỉ này. Xem các địa chỉ trong mô tả OpenAPI.",
        "There is no such address. The addresses are in the OpenAPI description.",
    ),
    "agency.unknown": (
        "Không có cơ quan mang mã {agency}. Kiểm lại mã.",
        "No body has the code {agency}. Check the code.",
    ),
    "paper.unknown": (
        "Không có văn bản {paper} trong phạm vi của anh/chị. Kiểm lại mã.",
        "There is no paper {paper} within your sight. Check the code.",
    ),
    "tracker.unknown": (
        "Không có hệ thống {tracker} trong phạm vi của anh/chị. Kiểm lại mã.",
        "There is no tracker {tracker} within your sight. Check the code.",
    ),
    "list.filter.unknown": (
        "Bộ lọc {name} không có giá trị “{value}”. Kiểm lại mã.",
        "The filter {name} has no value “{value}”. Check the code.",
    ),
    "figure.frozen.unknown": (
        "Không có số liệu chốt ở bản ghi № {position} trong phạm vi của anh/chị.",
        "No figure within your sight was frozen by entry № {position}.",
    ),
    "record.entry.unknown": (
        "Sổ chưa có bản ghi № {position}.",
        "The record has no entry № {position}.",
    ),
    "record.checkpoint.unknown": (
        "Sổ không có điểm kiểm ở cỡ {size}.",
        "The record has no checkpoint of size {size}.",
    ),
    "record.size.unknown": (
        "Không có bằng chứng từ cỡ {old} đến cỡ {new}: sổ hiện có {latest} bản ghi.",
        "There is no proof from size {old} to size {new}: the record has {latest} entries.",
    ),
}
"""What only this door says; every other code has its words in `camket.words`."""

_STATUSES: Mapping[str, HTTPStatus] = {
    "asof.unreadable": HTTPStatus.BAD_REQUEST,
    "tracker.period.unreadable": HTTPStatus.BAD_REQUEST,
    "request.parameter.unreadable": HTTPStatus.BAD_REQUEST,
    "request.parameter.unknown": HTTPStatus.BAD_REQUEST,
    "request.method.not_allowed": HTTPStatus.METHOD_NOT_ALLOWED,
    "request.token.refused": HTTPStatus.UNAUTHORIZED,
    "request.token.slow": HTTPStatus.TOO_MANY_REQUESTS,
    "request.csrf.refused": HTTPStatus.FORBIDDEN,
}


class Unanswerable(Exception):
    """A call names something that is not, or not in the caller's sight: the two are told alike."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = params
        super().__init__(code, params)


class TokenRefused(Unanswerable):
    """The caller's token opens nothing; `slow` when too many came from one address."""

    def __init__(self, *, slow: bool = False) -> None:
        super().__init__("request.token.slow" if slow else "request.token.refused")


class Problem(Schema):
    """A problem document (RFC 9457)."""

    type: str = Field(description="Address that explains the code.", examples=[f"{TYPES}task.unknown"])
    title: str = Field(description="What kind of problem, in the reader's language.")
    status: int = Field(description="The HTTP status.", examples=[404])
    detail: str = Field(description="What is wrong and what would mend it, in the reader's language.")
    code: str = Field(description="Stable dotted code; programs branch on it.", examples=["task.unknown"])
    params: dict[str, Any] = Field(
        description="What the sentence was made with.", examples=[{"task": "57-9999"}]
    )


class ProblemType(Schema):
    """What a code of problems means."""

    code: str = Field(description="The dotted code.", examples=["task.unknown"])
    status: int = Field(description="The HTTP status it comes with.", examples=[404])
    title_vi: str = Field(description="What kind of problem, in Vietnamese.")
    title_en: str = Field(description="What kind of problem, in English.")
    detail_vi: str = Field(description="The sentence in Vietnamese, with names of parameters in braces.")
    detail_en: str = Field(description="The sentence in English, with names of parameters in braces.")


def problem_type(code: str) -> ProblemType:
    """What a code means. Raises `Unanswerable` for one that this API never gives."""
    words = _words(code)
    if words is None:
        raise Unanswerable("address.unknown")
    status = _status(code)
    title = _TITLES[status]
    return ProblemType(
        code=code, status=status, title_vi=title[0], title_en=title[1], detail_vi=words[0], detail_en=words[1]
    )


def tell(code: str, params: Mapping[str, object]) -> HttpResponse:
    """The problem document of a code."""
    place = 1 if (get_language() or "vi").startswith("en") else 0
    words = _words(code) or REFUSALS["refused"]
    status = _status(code)
    plain = {
        name: value if isinstance(value, (int, str)) or value is None else str(value)
        for name, value in params.items()
    }
    document = Problem(
        type=f"{TYPES}{code}",
        title=_TITLES[status][place],
        status=status,
        detail=words[place].format_map(plain),
        code=code,
        params=plain,
    )
    return JsonResponse(
        document.model_dump(),
        status=status,
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )


def tell_error(_request: HttpRequest, error: object) -> HttpResponse:
    """The problem document of what a call raised: a room's refusal, something missing, a parameter that does not fit."""
    if isinstance(error, (Refused, Unanswerable)):
        return tell(error.code, error.params)
    if isinstance(error, ValidationError):
        return tell("request.parameter.unreadable", {"name": str(error.errors[0]["loc"][-1])})
    return tell("address.unknown", {})


def _words(code: str) -> tuple[str, str] | None:
    return _OWN.get(code) or REFUSALS.get(code)


def _status(code: str) -> HTTPStatus:
    """Codes of missing things end in `unknown`; a refusal is a conflict with the state of the record."""
    missing = HTTPStatus.NOT_FOUND if code.endswith(".unknown") else HTTPStatus.CONFLICT
    return _STATUSES.get(code, missing)
