"""The addresses of the API: every subject's calls under one description, and problems for all that is not there."""

from __future__ import annotations

from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import URLPattern, path, re_path
from ninja.errors import ValidationError

from camket.errors import Refused

from . import (
    agencies,
    catalogues,
    dated,
    exporting,
    figures,
    finding,
    papers,
    problems,
    record,
    review,
    task,
    tasks,
    trackers,
)
from .asking import NUL, seat_of_call
from .openapi import Api

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

    View = Callable[..., HttpResponseBase]

api = Api(
    title="Camket",
    version="1.0.0",
    description=(
        "Reads of the register of tasks and results (sổ theo dõi nhiệm vụ và kết quả): the same numbers, lists and "
        "proofs as its pages, for the same readers. Without a log-in a caller reads what is public; with a token "
        "(Authorization: Bearer camket_…) or the session of a log-in, what its post may see."
    ),
    docs_url=None,  # the bundled page runs inline scripts, which the content policy refuses
    urls_namespace="api",
)
for error in (Refused, problems.Unanswerable, ValidationError, Http404):
    api.add_exception_handler(error, problems.tell_error)
for subject in (
    review,
    figures,
    finding,
    tasks,
    task,
    agencies,
    catalogues,
    dated,
    papers,
    record,
    exporting,
    trackers,
):
    api.add_router("", subject.router)


def _told(view: View) -> View:
    """A call whose answer no cache keeps, and whose every failure is a problem document."""

    @wraps(view)
    def with_problems(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            refused = refuse_caller(request)
            asked = _nowhere if NUL in request.path else view
            response = refused or asked(request, *args, **kwargs)
        except (Http404, problems.TokenRefused) as error:
            response = problems.tell_error(request, error)
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            response["WWW-Authenticate"] = "Bearer"
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            allowed = response["Allow"]
            response = problems.tell("request.method.not_allowed", {})
            response["Allow"] = allowed
        response["Cache-Control"] = "private, no-store"
        return response

    return with_problems


def refuse_caller(request: HttpRequest) -> HttpResponseBase | None:
    """Stops a token that opens nothing, on every address, and a write by session that no page of ours sent.

    A browser sends cookies along with whatever a strange page asks of it, but never a token. Raises `TokenRefused`.
    """
    if "Authorization" in request.headers:
        seat_of_call(request)
        return None
    if request.method in {"GET", "HEAD", "OPTIONS"} or not request.user.is_authenticated:
        return None
    refused = CsrfViewMiddleware(_nowhere).process_view(request, _nowhere, (), {})
    return problems.tell("request.csrf.refused", {}) if refused is not None else None


def _nowhere(_request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponseBase:
    raise Http404


_calls, _app, _namespace = api.urls
for call in _calls:
    if isinstance(call, URLPattern):
        call.callback = _told(call.callback)

urlpatterns = [path("", (_calls, _app, _namespace)), re_path(r"^.*$", _told(_nowhere))]
