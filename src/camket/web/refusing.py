"""What a page answers when a refusal reaches it: the sentence in the reader's language, and the way back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import render

from camket.errors import Refused
from camket.words import say_refusal

from .asking import NotLoggedIn
from .templatetags.say import language

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


CALLS = "/api/"
"""What programs ask, who are answered in their own form."""
NUL = "\x00"


class UnreadableText(Refused):
    """No text of an address or a form holds the letter NUL: no keyboard types it, and PostgreSQL keeps none."""

    code = "request.text.unreadable"


class TellRefusals:
    """Middleware: a refusal that no form has told becomes a page with its sentence, never a broken one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page as it is; what holds a letter that no text has is answered here. Calls of programs answer their own."""
        if not request.path.startswith(CALLS):
            if NUL in request.path:
                raise Http404
            if any(
                NUL in value
                for sent in (request.GET, request.POST)
                for _, values in sent.lists()
                for value in values
            ):
                return _told(request, UnreadableText())
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A reader without a post is sent to the log-in; any other refusal is told, with 400."""
        if isinstance(exception, NotLoggedIn) and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if isinstance(exception, Refused):
            return _told(request, exception)
        return None


def _told(request: HttpRequest, refusal: Refused) -> HttpResponse:
    context = {"sentence": say_refusal(refusal, language()), "code": refusal.code}
    return render(request, "camket/refused.html", context, status=HTTPStatus.BAD_REQUEST)
