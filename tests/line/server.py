"""`camket serve` over a copy of the built nation, as a process of its own, until it is stopped."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.line.nation_store import PROGRAM, ROOT, built_nation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def free_port() -> int:
    """A port of the loopback that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


class Server:
    """A server over the store in a folder; ready when it is made."""

    def __init__(self, data: Path) -> None:
        port = free_port()
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("CAMKET_", "DJANGO_"))
        }
        self.address = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [*PROGRAM, "serve", "--port", str(port)],
            env={**kept, "CAMKET_DATA": str(data), "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()

    def _wait(self) -> None:
        for _ in range(240):
            try:
                with urllib.request.urlopen(f"{self.address}/login", timeout=5):  # noqa: S310 - our own loopback
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                assert self.process.poll() is None, "the server ended before it answered"
                time.sleep(0.25)
        raise AssertionError("the server did not answer")

    def stop(self) -> None:
        """Ends the server."""
        self.process.terminate()
        self.process.wait(timeout=30)


@contextmanager
def serving_a_copy(folder: Path) -> Iterator[str]:
    """The address of a server over a copy of the nation, so that what is entered there stays there."""
    shutil.copytree(built_nation().data, folder / "data")
    server = Server(folder / "data")
    try:
        yield server.address
    finally:
        server.stop()
