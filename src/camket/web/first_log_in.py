"""A log-in whose password somebody else set: nothing but changing it, until it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


def one_time_password(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that leads every page to /account. Of the API such a log-in reads what everyone may."""

    def with_own_password(request: HttpRequest) -> HttpResponse:
        account = request.user
        if not account.is_authenticated or account.one_time_until is None:
            return get_response(request)
        open_ways = (reverse("account"), reverse("logout"), "/language/", "/static/", "/api/")
        if request.path.startswith(open_ways):
            return get_response(request)
        return HttpResponseRedirect(reverse("account"))

    return with_own_password
