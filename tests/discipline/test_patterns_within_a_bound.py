"""A pattern that could hang the program is refused at entry, and one that slips through is given up while reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.doors.dated_desk import adopt
from tests.doors.desk import at_desk
from tests.doors.pages import said
from tests.world import OFFICE, noon

from camket.cli.commands import camket
from camket.discipline.deadlines.actions import adopt_reading_rules
from camket.discipline.deadlines.guarding import (
    PatternTooLong,
    PatternUnsafe,
    PatternUnsound,
    RepeatNested,
    require_swift,
)
from camket.discipline.deadlines.intake import reading_rules
from camket.discipline.deadlines.rules import (
    LONGEST_DEADLINE,
    PatternTooSlow,
    ReadingKind,
    ReadingRule,
    read_deadline,
)
from camket.record import queries as record

if TYPE_CHECKING:
    from pathlib import Path

    from camket.errors import Refused

ON = date(2026, 8, 20)
SLOW = r"(?:thang|thang)+ x"


def rule(pattern: str, text: str = "thang 11/2026") -> ReadingRule:
    return ReadingRule(
        code="month.test",
        pattern=pattern,
        kind=ReadingKind.MONTH,
        valid_from=date(2020, 1, 1),
        valid_to=None,
        source="Quyết định thử",
        confirmed=False,
        examples=({"text": text, "due_date": "2026-11-30"},),
        rank=-1,
    )


def read(words: str, rules: list[ReadingRule]) -> object:
    return read_deadline(words, issued_on=ON, rules=rules, before_includes_day=True)


@pytest.mark.parametrize(
    ("pattern", "refusal"),
    [
        ("(a+)+$", RepeatNested),
        (r"(?:\d*)*", RepeatNested),
        (r"thang (?P<m>[0-9]+)*/(?P<y>\d{4})", RepeatNested),
        (r"x(?:\d{1,})+", RepeatNested),
        (SLOW, PatternUnsafe),
        (r"(?:abc|ab|c)+x", PatternUnsafe),
        (r"thang (?P<m>(?:\d|\d\d)+)/(?P<y>\d{4})", PatternUnsafe),
        (r"thang (?P<m>\d++)/(?P<y>\d{4})|(?R)", PatternUnsound),
        ("thang" * 1000, PatternTooLong),
    ],
)
def test_a_pattern_that_may_take_for_ever_is_refused(pattern: str, refusal: type[Refused]):
    with pytest.raises(refusal):
        require_swift([rule(pattern)])


def test_the_packaged_rules_and_an_ordinary_new_one_pass():
    require_swift(reading_rules())
    require_swift([rule(r"thang (?P<m>\d{1,2})/(?P<y>\d{4})")])
    require_swift([rule(r"(?:cuoi |het )?(?:thang )+(?P<m>\d{1,2})[ /]+(?P<y>\d{4})")])


def test_a_slow_rule_that_stands_already_stops_the_reading_by_its_name():
    rules = [rule(SLOW), *reading_rules()]
    words = ("thang" * LONGEST_DEADLINE)[: LONGEST_DEADLINE - 2] + "!x"
    with pytest.raises(PatternTooSlow) as refusal:
        read(words, rules)
    assert refusal.value.params["rule"] == "month.test"
    assert read("15/10/2026", rules) == read("15/10/2026", list(reading_rules()))


@pytest.mark.usefixtures("world")
def test_no_way_in_takes_it_and_nothing_is_entered(tmp_path: Path):
    adopt(ON)
    before = record.latest_position()
    with pytest.raises(PatternUnsafe):
        adopt_reading_rules(rules=[rule(SLOW)], by=OFFICE, at=noon(ON), on=ON)
    sent = {
        "code": "month.test",
        "pattern": SLOW,
        "kind": "month",
        "params": "{}",
        "examples": "tháng 11/2026 → 2026-11-30",
        "rank": "-1",
        "valid_from": "2020-01-01",
        "source": "Quyết định thử",
        "confirmed": "no",
    }
    for step in ("try", "enter"):
        answer = at_desk("bcd-thuong-truc").post("/catalogues/reading-rules", {**sent, "step": step})
        assert answer.status_code == 422
        assert "đọc chữ như “thangthangthangthangthan…” mãi không xong" in said(answer.content.decode())
    nested = {**sent, "pattern": "(a+)+$", "step": "try"}
    answer = at_desk("bcd-thuong-truc").post("/catalogues/reading-rules", nested)
    assert "lặp lại một phần đã lặp (“(a+)+”)" in said(answer.content.decode())
    file = tmp_path / "quy-tac.csv"
    file.write_text(
        "code,pattern,kind,params,examples,rank,valid_from,valid_to,source,confirmed\n"
        f"month.test,{SLOW},month,{{}},tháng 11/2026 → 2026-11-30,-1,2020-01-01,,Quyết định thử,no\n",
        "utf-8",
    )
    told = CliRunner().invoke(camket, ["dated", "adopt", "reading", str(file), "--write", "--lang", "en"])
    assert told.exit_code == 1
    assert "would read words like" in told.output
    assert record.latest_position() == before


def test_what_a_rule_is_called_does_not_hide_its_pattern():
    require_swift([rule(r"thang (?P<m>\d{1,2})/(?P<y>\d{4})")])
    with pytest.raises(PatternUnsafe):
        require_swift([replace(rule(SLOW), code="month.end")])
