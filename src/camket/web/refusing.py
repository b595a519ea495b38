"""What a page answers when a refusal reaches it: the sentence in the reader's language, and the way back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render

from camket.errors import Refused
from camket.words import say_refusal

from .asking import NotLoggedIn
from .templatetags.say import language

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class TellRefusals:
    """Middleware: a refusal that no form has told becomes a page with its sentence, never a broken one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page as it is."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A reader without a post is sent to the log-in; any other refusal is told, with 400."""
        if isinstance(exception, NotLoggedIn) and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if isinstance(exception, Refused):
            context = {"sentence": say_refusal(exception, language()), "code": exception.code}
            return render(request, "camket/refused.html", context, status=HTTPStatus.BAD_REQUEST)
        return None
