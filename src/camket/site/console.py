"""The `camket` command: sets Django up, then hands over to the terminal door."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Runs one command; settings that cannot be used end it with one plain line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camket.site.settings")
    import django  # noqa: PLC0415 - the settings are named before Django is imported

    from camket.site.environment import UnusableSetting  # noqa: PLC0415 - as above

    try:
        django.setup()
    except UnusableSetting as fault:
        sys.stderr.write(f"camket: {fault}\n")
        sys.exit(2)
    from camket.cli import camket  # noqa: PLC0415 - the commands need a Django that is set up

    camket()
