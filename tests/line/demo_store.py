"""The demo as a stranger gets it: built by the command into a folder of its own, then served by a process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CAMKET = Path(sys.executable).parent / "camket"


def environment(data: Path) -> dict[str, str]:
    """The environment of a synthetic store in a folder, on SQLite whatever the suite itself runs on."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("CAMKET_", "DJANGO_"))}
    return {**kept, "CAMKET_DATA": str(data), "CAMKET_SYNTHETIC": "1"}


def camket(*words: str, data: Path, expect: int = 0) -> str:
    """Runs the command and returns what it printed."""
    done = subprocess.run(
        [str(CAMKET), *words],
        env=environment(data),
        cwd=ROOT,
        text=True,
        capture_output=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == expect, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def free_port() -> int:
    """A port of the loopback that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


class Server:
    """`camket serve` over a store, until it is stopped."""

    def __init__(self, data: Path) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [str(CAMKET), "serve", "--port", str(self.port)],
            env=environment(data),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()

    def _wait(self) -> None:
        for _ in range(120):
            try:
                with urllib.request.urlopen(f"{self.address}/login", timeout=2):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                assert self.process.poll() is None, "the server ended before it answered"
                time.sleep(0.25)
        raise AssertionError("the server did not answer")

    def stop(self) -> None:
        """Ends the server."""
        self.process.terminate()
        self.process.wait(timeout=20)
