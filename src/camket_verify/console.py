"""The terminal program `camket-verify`: 0 when all is well, 1 when a fault was found, 2 when it cannot tell."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .export import Report, Verdict, check_export
from .faults import Fault, FaultCode, Unsound
from .gather import PublicTasks
from .leaf import parse_day
from .notes import parse_vkey
from .recompute import (
    Agreement,
    Counts,
    Figure,
    FrozenCheck,
    Recomputation,
    figure,
    recompute_export,
)
from .words import Lang, cell_words, day_words, fault_words, number, place_words, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

GOOD, FAULTY, UNUSABLE = 0, 1, 2
SHOWN_FAULTS = 20


class _Unusable(Exception):
    """What was asked cannot be answered; carries the name of a sentence and its parameters."""

    def __init__(self, sentence: str, **params: object) -> None:
        self.sentence = sentence
        self.params = params
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class _Asked:
    export: str
    key: str | None
    recompute: bool
    on: date | None
    programme: str | None
    as_json: bool
    lang: Lang


def main(argv: Sequence[str] | None = None) -> int:
    """The entry point of the installed program."""
    return run(sys.argv[1:] if argv is None else argv)


def run(argv: Sequence[str]) -> int:
    """Checks one export as the words of a command line ask and returns the exit code; prints, and never exits."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:
        return GOOD if stop.code in {None, 0} else UNUSABLE
    lang = Lang(options.lang)
    try:
        asked = _asked(options, lang)
        found = _recomputed(asked)
        figures = _figures(asked, found)
    except _Unusable as unusable:
        print(say(unusable.sentence, lang, **unusable.params), file=sys.stderr)
        return UNUSABLE
    if asked.as_json:
        print(json.dumps(_as_json(asked, found, figures), ensure_ascii=False, indent=2, sort_keys=True))
    else:
        for line in _lines(asked, found, figures):
            print(line)
    return _exit_code(asked, found)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="camket-verify",
        description="Kiểm tra tệp trích xuất của sổ Cam kết. / Checks an export of a Camket record.",
    )
    parser.add_argument("export", metavar="EXPORT", help="tệp trích xuất / the export file")
    parser.add_argument(
        "--recompute", action="store_true", help="tính lại số liệu / rebuild the published figures"
    )
    parser.add_argument(
        "--key", metavar="FILE_OR_VKEY", help="khóa kiểm lấy từ nguồn khác / the verifier key, from elsewhere"
    )
    parser.add_argument("--on", metavar="DATE", help="ngày tính, YYYY-MM-DD / the day of the figures")
    parser.add_argument("--programme", metavar="CODE", help="chỉ một chương trình / one programme only")
    parser.add_argument("--json", action="store_true", help="in JSON / print JSON")
    parser.add_argument("--lang", choices=[lang.value for lang in Lang], default=Lang.VI.value)
    return parser


def _asked(options: argparse.Namespace, lang: Lang) -> _Asked:
    try:
        on = None if options.on is None else parse_day(options.on, FaultCode.PAYLOAD_FIELD, "on")
    except Unsound as unsound:
        raise _Unusable("no_day", day=options.on) from unsound
    return _Asked(
        export=options.export,
        key=None if options.key is None else _key(options.key),
        recompute=options.recompute or on is not None or options.programme is not None,
        on=on,
        programme=options.programme,
        as_json=options.json,
        lang=lang,
    )


def _key(given: str) -> str:
    """The verifier key itself, or the text of the file that holds it."""
    try:
        parse_vkey(given)
    except Unsound:
        pass
    else:
        return given
    try:
        text = Path(given).read_text(encoding="utf-8").strip()
        parse_vkey(text)
    except (OSError, ValueError) as error:
        raise _Unusable("no_key", key=given) from error
    return text


def _recomputed(asked: _Asked) -> Recomputation:
    try:
        file = Path(asked.export).open("rb")  # noqa: SIM115  # closed two lines on; only opening may fail for its name
    except (OSError, ValueError) as error:
        raise _Unusable("no_file", path=asked.export, reason=error) from error
    with file:
        try:
            if asked.recompute:
                return recompute_export(file, key=asked.key)
            return Recomputation(check_export(file, key=asked.key), PublicTasks(), (), ())
        except OSError as error:
            raise _Unusable("no_file", path=asked.export, reason=error) from error


def _figures(asked: _Asked, found: Recomputation) -> list[tuple[Figure, FrozenCheck | None]]:
    """What to print: each programme on the day asked for, else as published, else on the day of the last entry."""
    if not asked.recompute or not found.report.good:
        return []
    programmes = found.tasks.programmes()
    if asked.programme is not None:
        if asked.programme not in programmes:
            sentence = "no_readable_programme" if found.report.withheld else "no_programme"
            raise _Unusable(sentence, programme=asked.programme)
        programmes = [asked.programme]
    published = {} if asked.on is not None else _published(found)
    figures: list[tuple[Figure, FrozenCheck | None]] = []
    for code in programmes:
        day = asked.on or found.tasks.last_on
        figures += published.get(code, []) or [(figure(found.tasks, programme=code, on=day), None)]
    return figures


def _published(found: Recomputation) -> dict[str, list[tuple[Figure, FrozenCheck | None]]]:
    published: dict[str, list[tuple[Figure, FrozenCheck | None]]] = {}
    for check in found.checks:
        published.setdefault(check.figure.programme, []).append((check.figure, check))
    return published


def _exit_code(asked: _Asked, found: Recomputation) -> int:
    if found.report.verdict is Verdict.UNUSABLE:
        return UNUSABLE
    good = found.good if asked.recompute else found.report.good
    return GOOD if good else FAULTY


def _lines(
    asked: _Asked, found: Recomputation, figures: list[tuple[Figure, FrozenCheck | None]]
) -> Iterator[str]:
    yield from _report_lines(found.report, asked.lang)
    for shown, check in figures:
        yield from _figure_lines(shown, asked)
        if check is not None:
            yield from _check_lines(check, asked.lang)
        elif shown.withheld:
            yield say("readable", asked.lang, withheld=shown.withheld)
    if asked.recompute and found.report.good:
        if found.tasks.others:
            yield say("others", asked.lang, count=len(found.tasks.others))
        yield from _fault_lines(found.faults, asked.lang)


def _report_lines(report: Report, lang: Lang) -> Iterator[str]:
    if report.header is not None:
        label = say("synthetic", lang) if report.header.synthetic else ""
        yield say("record", lang, origin=report.header.origin, label=label)
    if report.fault is not None:
        words = fault_words(report.fault, lang)
        yield say(report.verdict.value, lang, words=words, place=place_words(report.fault, lang))
        if report.confirmed:
            yield say("confirmed", lang, confirmed=str(report.confirmed))
    elif report.header is not None and report.root is not None:
        yield say(
            "whole",
            lang,
            size=report.header.size,
            checkpoints=len(report.header.checkpoints),
            openings=report.openings,
            root=report.root.hex(),
        )
        if report.withheld:
            yield say("withheld", lang, withheld=report.withheld)
        yield say(report.verdict.value, lang, key=report.signer)


def _figure_lines(shown: Figure, asked: _Asked) -> Iterator[str]:
    lang, counts = asked.lang, shown.counts
    yield say("figure", lang, programme=shown.programme, on=day_words(shown.on, lang), known=str(shown.known))
    yield say("sum", lang, total=counts.total, parts=_parts(counts, lang))
    yield say("completed", lang, **counts.as_value())
    yield say("apart", lang, **counts.as_value())
    if shown.restricted:
        yield say("restricted", lang, restricted=shown.restricted)
    if asked.programme is not None:
        for agency, led in shown.by_first_lead.items():
            yield say("lead", lang, agency=agency, total=led.total, parts=_parts(led, lang))


def _parts(counts: Counts, lang: Lang) -> str:
    """The three official classes, and the undated where there are any: the parts that add up to the total."""
    cells = ["completed", "open_in_time", "overdue"] + ["undated"] * (counts.undated > 0)
    value = counts.as_value()
    return " + ".join(f"{number(value[cell], lang)} {cell_words(cell, lang)}" for cell in cells)


def _check_lines(check: FrozenCheck, lang: Lang) -> Iterator[str]:
    position, withheld = str(check.frozen.position), check.figure.withheld
    yield say(check.agreement.value, lang, position=position, withheld=withheld)
    if check.agreement is Agreement.WITHHELD:
        yield from _stated_lines(check, lang)
        return
    for one in check.differences:
        yield say(
            "difference",
            lang,
            cell=cell_words(one.cell, lang),
            stated=one.stated,
            recomputed=one.recomputed,
        )


def _stated_lines(check: FrozenCheck, lang: Lang) -> Iterator[str]:
    for one in check.differences:
        if isinstance(one.stated, int):
            cell = cell_words(one.cell, lang)
            yield say("stated", lang, cell=cell, stated=one.stated, readable=one.recomputed)


def _fault_lines(faults: Sequence[Fault], lang: Lang) -> Iterator[str]:
    for fault in faults[:SHOWN_FAULTS]:
        yield say("faulty", lang, words=fault_words(fault, lang), place=place_words(fault, lang))
    if len(faults) > SHOWN_FAULTS:
        yield say("more", lang, count=len(faults) - SHOWN_FAULTS)


def _as_json(
    asked: _Asked, found: Recomputation, figures: list[tuple[Figure, FrozenCheck | None]]
) -> dict[str, object]:
    answer: dict[str, object] = {"report": found.report.as_json()}
    if found.report.fault is not None:
        answer["words"] = fault_words(found.report.fault, asked.lang)
    if asked.recompute and found.report.good:
        answer["figures"] = [
            shown.as_json() if check is None else check.as_json() for shown, check in figures
        ]
        answer["other_figures"] = found.tasks.others
        answer["faults"] = [
            {**fault.as_json(), "words": fault_words(fault, asked.lang)} for fault in found.faults
        ]
    return answer
