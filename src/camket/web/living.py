"""Two plain answers for a proxy: that the program lives, and that it can serve. No data, no page."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """The program answers; it asks nothing of the database."""
    return HttpResponse("live\n", content_type="text/plain")


@never_cache
@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """The database answers and has the tables of this version; else 503, and a proxy sends readers elsewhere."""
    try:
        executor = MigrationExecutor(connection)
        missing = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        missing = True
    if missing:
        return HttpResponse("not ready\n", content_type="text/plain", status=503)
    return HttpResponse("ready\n", content_type="text/plain")


urls: list[URLPattern] = [path("live", live, name="live"), path("ready", ready, name="ready")]
"""The two addresses."""
