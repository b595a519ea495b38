"""The addresses of the API: every subject's calls under one description, and problems for all that is not there."""

from __future__ import annotations

from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.urls import URLPattern, path, re_path
from ninja.errors import ValidationError

from camket.errors import Refused

from . import agencies, exporting, figures, papers, problems, record, review, task, tasks
from .asking import NUL
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
        "proofs as its pages, for the same readers. Without a log-in a caller reads what is public; with the session "
        "of a log-in, what its post may see."
    ),
    docs_url=None,  # the bundled page runs inline scripts, which the content policy refuses
    urls_namespace="api",
)
for error in (Refused, problems.Unanswerable, ValidationError, Http404):
    api.add_exception_handler(error, problems.tell_error)
for subject in (review, figures, tasks, task, agencies, papers, record, exporting):
    api.add_router("", subject.router)


def _told(view: View) -> View:
    """A call whose answer no cache keeps, and whose every failure is a problem document."""

    @wraps(view)
    def with_problems(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            response = _nowhere(request) if NUL in request.path else view(request, *args, **kwargs)
        except Http404 as missing:
            response = problems.tell_error(request, missing)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            allowed = response["Allow"]
            response = problems.tell("request.method.not_allowed", {})
            response["Allow"] = allowed
        response["Cache-Control"] = "private, no-store"
        return response

    return with_problems


def _nowhere(_request: HttpRequest) -> HttpResponseBase:
    raise Http404


_calls, _app, _namespace = api.urls
for call in _calls:
    if isinstance(call, URLPattern):
        call.callback = _told(call.callback)

urlpatterns = [path("", (_calls, _app, _namespace)), re_path(r"^.*$", _told(_nowhere))]
