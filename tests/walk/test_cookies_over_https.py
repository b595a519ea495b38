"""Cookies of the product served over HTTPS, as an own process with its own settings hands them out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LOG_IN = """
import django, json
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
from tests.world import PASSWORD, build_world
build_world()
client = Client()
client.get("/login", secure=True)
answer = client.post("/login", {"username": "g06-can-bo", "password": PASSWORD}, secure=True)
client.get("/language/en", secure=True)
plain = Client().get("/")
print(json.dumps({
    "status": answer.status_code,
    "cookies": {name: dict(cookie) for name, cookie in client.cookies.items()},
    "led": plain.headers.get("Location", ""),
    "transport": answer.headers.get("Strict-Transport-Security", ""),
}))
"""


def test_every_cookie_is_for_https_alone_and_out_of_reach_of_scripts(tmp_path: Path):
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("CAMKET_")},
        "CAMKET_DATA": str(tmp_path),
        "CAMKET_HTTPS": "1",
        "DJANGO_SETTINGS_MODULE": "camket.site.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-c", LOG_IN], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["status"] == 302
    assert {name.removeprefix("__Host-camket_") for name in told["cookies"]} == {
        "session",
        "csrf",
        "language",
    }
    for name, flags in told["cookies"].items():
        assert flags["secure"] is True, name
        assert flags["httponly"] is True, name
        assert flags["samesite"] in {"Lax", "Strict"}, name
        assert (flags["path"], flags["domain"]) == ("/", ""), name
    assert told["led"].startswith("https://")
    assert "max-age=" in told["transport"]
