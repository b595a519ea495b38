"""Server, worker and writers of the crash test: processes that can be killed, and hands that send until answered."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import time
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tests.own_store import PROGRAM, ROOT
from tests.world import PASSWORD

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping

_HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|once)" value="([^"]+)"')
_CLAIM = re.compile(r'name="claim" value="(\d+)"')


class Killable:
    """A program in a process group of its own, so that a kill takes its children along."""

    def __init__(self, env: Mapping[str, str], *words: str) -> None:
        self.process = subprocess.Popen(
            [*PROGRAM, *words],
            env=dict(env),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill(self) -> None:
        """SIGKILL to all of it: nothing is finished, nothing is tidied up."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)

    def kill_a_child(self) -> bool:
        """SIGKILL to one serving process alone; its parent starts another. False when it has none at the moment."""
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        children = listed.stdout.split()
        if children:
            os.kill(int(children[0]), signal.SIGKILL)
        return bool(children)

    def stop(self) -> int:
        """SIGTERM, and the exit code."""
        self.process.terminate()
        return self.process.wait(timeout=60)


def wait_until_live(port: int) -> None:
    """Returns when the server answers."""
    for _ in range(600):
        try:
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            asked.request("GET", "/live")
            if asked.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)
        finally:
            asked.close()
    raise AssertionError("the server did not answer")


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int
    place: str
    text: str


@dataclass(slots=True)
class Hand:
    """A person at a browser who sends a form until there is an answer, however often the server dies over it."""

    port: int
    username: str
    over: threading.Event
    cookies: dict[str, str] = field(default_factory=dict)
    acknowledged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    resent: int = 0

    def ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Answer:
        """One request, sent again until it is answered."""
        tries = 0
        while True:
            try:
                return self._ask(method, path, body, kind)
            except (OSError, http.client.HTTPException):
                tries += 1
                self.resent += method == "POST" and tries == 1
                assert tries < 2000, "no answer for too long"
                time.sleep(0.05)

    def _ask(self, method: str, path: str, body: bytes | None, kind: str) -> Answer:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = kind or "application/x-www-form-urlencoded"
        try:
            asked.request(method, path, body=body, headers=headers)
            answer = asked.getresponse()
            text = answer.read().decode()
        finally:
            asked.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(answer.status, answer.headers.get("Location") or "", text)

    def log_in(self) -> None:
        """Opens a session; it outlives the server."""
        hidden = dict(_HIDDEN.findall(self.ask("GET", "/login").text))
        typed = {"username": self.username, "password": PASSWORD, **hidden}
        assert self.ask("POST", "/login", urlencode(typed).encode()).status == 302

    def act(self, task: str, verb: str, field_name: str, *, file: bool = False) -> bool:
        """Fills in one form under a word of its own and sends it; notes the word when the server says yes."""
        path = f"/tasks/{task}/{verb}"
        page = self.ask("GET", path)
        if page.status != 200:
            self.refused.append(f"{path}: {page.status}")
            return False
        word = f"dau-{uuid.uuid4().hex}"
        typed = {**dict(_HIDDEN.findall(page.text)), field_name: f"Đã làm {word}"}
        if claim := _CLAIM.search(page.text):
            typed["claim"] = claim[1]
        body, kind = _multipart(typed, word) if file else (urlencode(typed).encode(), "")
        answer = self.ask("POST", path, body, kind)
        if answer.status != 302:
            self.refused.append(f"{path}: {answer.status}")
            return False
        self.acknowledged.append(word)
        return True


def _multipart(typed: Mapping[str, str], word: str) -> tuple[bytes, str]:
    mark = "----camket"
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in typed.items()
    ]
    parts.append(
        f'--{mark}\r\nContent-Disposition: form-data; name="evidence"; filename="bien-ban.txt"\r\n'
        f"Content-Type: text/plain\r\n\r\nBiên bản {word}\r\n--{mark}--\r\n"
    )
    return "".join(parts).encode(), f"multipart/form-data; boundary={mark}"
