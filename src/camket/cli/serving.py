"""`camket serve`: the pages and the API under gunicorn, from this very process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # gunicorn ships no types

from .door import language, ready_store, speaks
from .sentences import say

if TYPE_CHECKING:
    from collections.abc import Mapping

HOST, PORT = "127.0.0.1", 8057
_BROWSER_HOSTS = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - named, not bound: what a browser opens instead


class _Server(BaseApplication):  # type: ignore[misc]  # as the import above
    """Gunicorn without its own command line and configuration files."""

    def __init__(self, options: Mapping[str, object]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Takes the options that were given, and nothing from the environment."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, made in each worker after the fork."""
        return get_wsgi_application()


def run_server(*, host: str, port: int) -> None:
    """Serves until it is stopped. Two workers of four threads answer on two cores without a second server."""
    click.echo(say("serving", language(), address=f"http://{_BROWSER_HOSTS.get(host, host)}:{port}/"))
    connections.close_all()
    _Server(
        {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": 2,
            "worker_class": "gthread",
            "threads": 4,
            "loglevel": "warning",
        }
    ).run()


@click.command()
@click.option("--host", default=HOST, show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True)
@speaks
def serve(*, host: str, port: int) -> None:
    """Mở các trang và API. / Serves the pages and the API; other names must be in CAMKET_HOSTS."""
    ready_store()
    run_server(host=host, port=port)
