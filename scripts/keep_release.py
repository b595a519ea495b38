"""Keeps a small store of this release for later ones to restore: tests/releases/camket-VERSION.tar, written once.

`--again` writes the archive of a version anew, for as long as that version is not released.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.own_store import own_store, run_camket, run_module  # noqa: E402 - found from the root


def main() -> int:
    """Exit 0 when the archive is there."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    kept = ROOT / "tests" / "releases" / f"camket-{version}.tar"
    if kept.exists():
        if sys.argv[1:] != ["--again"]:
            print(f"{kept.name} is there; a release is kept once (--again while it is not released)")
            return 1
        kept.unlink()
    with tempfile.TemporaryDirectory() as folder, own_store(Path(folder) / "data", sqlite=True) as env:
        run_module(env, "tests.record.small_store", "build")
        run_camket(env, "backup", kept, "--with-keys")
    kept.chmod(0o644)
    print(f"{kept.relative_to(ROOT)}: {kept.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
