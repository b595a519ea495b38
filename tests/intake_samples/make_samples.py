"""Writes every awkward annex and what it means: `python tests/intake_samples/make_samples.py`."""

from pathlib import Path

import cells
import papers
import refusals
import texts
import workbooks

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Writes `files/` and `truth/` anew; the same bytes on every run with the same libraries."""
    for folder in (HERE / "files", HERE / "truth"):
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
    for make in (*workbooks.ALL, *cells.ALL, *papers.ALL, *texts.ALL, *refusals.ALL):
        sample = make()
        (HERE / "files" / sample.file).write_bytes(sample.content)
        (HERE / "truth" / f"{Path(sample.file).stem}.json").write_text(sample.truth(), encoding="utf-8")


if __name__ == "__main__":
    main()
