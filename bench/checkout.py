"""Where the checkout lies; importing this makes its packages importable, installed or not."""

from __future__ import annotations

import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
RESULTS = BENCH / "results"

for folder in (ROOT / "src", ROOT):
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
