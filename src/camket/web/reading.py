"""Around every request: catalogues are read as the request's marks say; one that only reads asks for them once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camket.discipline.agencies.changed import catalogues_read
from camket.discipline.agencies.queries import bodies_read
from camket.record.moment import one_moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class ReadCatalogues:
    """Middleware: names and settings that were changed by an act show as changed, in whatever list they stand."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, read with the changes known by now, or by the day and instant that the request asks for."""
        if request.method not in ("GET", "HEAD"):
            with catalogues_read():
                return self.get_response(request)
        with catalogues_read(), bodies_read(), one_moment():
            return self.get_response(request)
