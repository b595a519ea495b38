"""Served over HTTPS: Django's own deployment check finds nothing, and cookies belong to this host alone."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CHECK = (
    "import django; django.setup()\n"
    "from django.conf import settings as s\n"
    "from django.core.management import call_command\n"
    "call_command('check', deploy=True, fail_level='WARNING')\n"
    "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME)\n"
    "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE)\n"
    "print(s.SECURE_HSTS_SECONDS >= 31536000, s.SECURE_SSL_REDIRECT)\n"
)


def test_the_deployment_check_is_clean_and_cookies_are_host_only(tmp_path: Path):
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("CAMKET_")},
        "CAMKET_DATA": str(tmp_path),
        "CAMKET_HTTPS": "1",
        "DJANGO_SETTINGS_MODULE": "camket.site.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", CHECK], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    cookies, flags, transport = done.stdout.splitlines()[-3:]
    assert all(name.startswith("__Host-") for name in cookies.split())
    assert flags == "True True True Lax"
    assert transport == "True True"
