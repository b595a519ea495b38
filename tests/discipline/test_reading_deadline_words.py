"""Deadlines are read as a person would read them, by dated rules; what is not understood whole is left unread."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.discipline.deadlines.intake import doubt_words, reading_rules
from camket.discipline.deadlines.rules import (
    LONGEST_DEADLINE,
    Cycle,
    Doubt,
    Nature,
    Offset,
    OffsetUnit,
    Reading,
    ReadingKind,
    ReadingRule,
    due_after,
    fold,
    read_deadline,
)
from camket.periods import WorkingCalendar

if TYPE_CHECKING:
    from collections.abc import Mapping

RULES = reading_rules()
EXAMPLES = [(rule.code, example) for rule in RULES for example in rule.examples]
SAMPLE = Path(__file__).parents[2] / "samples" / "real_tasks.csv"
REAL = [
    (row["code"], row["deadline_as_written"], row["issued_on"], row["deadline_iso"])
    for row in csv.DictReader(StringIO(SAMPLE.read_text("utf-8-sig")))
]
# The one real row whose date lies before its paper's day of issue (28/7/2026): a person must decide.
BEFORE_ITS_PAPER = {"KH11-48"}


def read(text: str, *, issued_on: date | None = None, includes: bool = True):
    return read_deadline(text, issued_on=issued_on, rules=RULES, before_includes_day=includes)


def without_quotes(reading: Reading):
    """A reading but for the words it quotes, which keep the paper's own spelling."""
    return (
        reading.nature,
        reading.due_date,
        reading.continues,
        reading.rule_codes,
        reading.confirmed,
        reading.trigger_text and fold(reading.trigger_text).folded,
        reading.offset,
        reading.cycle,
        reading.cycle_day,
        reading.cycle_month,
        reading.cycle_from,
        [one.due_date for one in reading.milestones],
        reading.doubt,
        reading.candidates,
    )


@pytest.mark.parametrize(("code", "example"), EXAMPLES, ids=[f"{c}: {e['text']}" for c, e in EXAMPLES])
def test_every_example_of_a_rule_is_read_as_the_rule_says(code: str, example: Mapping[str, Any]):
    wanted = dict(example)
    reading = read(
        wanted.pop("text"),
        issued_on=wanted.pop("issued_on", None),
        includes=wanted.pop("before_includes_day", True),
    )
    assert code in reading.rule_codes or reading.doubt in {Doubt.TWO_DATES, Doubt.BEFORE_ISSUE, Doubt.NO_DATE}
    if "n" in wanted:
        assert reading.offset == Offset(wanted.pop("n"), OffsetUnit(wanted.pop("unit")))
    if "milestone" in wanted:
        assert [one.due_date for one in reading.milestones] == [wanted.pop("milestone")]
    assert {name: getattr(reading, name) for name in wanted} == wanted


def test_every_rule_has_examples_a_source_and_a_code_of_its_own():
    assert all(rule.examples and rule.source for rule in RULES)
    assert len({rule.code for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(("code", "text", "issued_on", "iso"), REAL, ids=[row[0] for row in REAL])
def test_every_deadline_of_the_real_tasks_is_read_as_its_date_or_as_none(
    code: str, text: str, issued_on: date | None, iso: str
):
    reading = read(text, issued_on=date.fromisoformat(issued_on) if issued_on else None)
    if code in BEFORE_ITS_PAPER:
        assert reading.doubt is Doubt.BEFORE_ISSUE
        assert reading.candidates == (date.fromisoformat(iso),)
    else:
        assert reading.due_date == (date.fromisoformat(iso) if iso else None)


def test_the_natures_of_the_fifty_three_real_provincial_tasks():
    """Nine have no fixed date; the tenth undated reading is the report due before its own plan was issued."""
    plan = [read(text, issued_on=date(2026, 7, 28)) for code, text, *_ in REAL if code.startswith("KH11-")]
    assert len(plan) == 53
    natures = [reading.nature for reading in plan]
    assert {nature: natures.count(nature) for nature in Nature} == {
        Nature.DATED: 43,
        Nature.WAITING: 6,
        Nature.CONTINUING: 1,
        Nature.RECURRING: 0,
        Nature.UNREAD: 3,
    }


def test_a_date_then_a_duty_that_continues():
    reading = read("Hoàn thành trước ngày 30/9/2026 và duy trì liên tục")
    assert (reading.nature, reading.due_date, reading.continues) == (Nature.DATED, date(2026, 9, 30), True)
    assert reading.rule_codes == ("date.day", "continuing.maintain")
    assert reading.rule_code == "date.day"


def test_a_milestone_keeps_its_words():
    reading = read("30/11/2026 (mốc giữa kỳ: trước 30/8/2026 trình UBND tỉnh)")
    assert reading.due_date == date(2026, 11, 30)
    (milestone,) = reading.milestones
    assert (milestone.due_date, milestone.text) == (
        date(2026, 8, 30),
        "mốc giữa kỳ: trước 30/8/2026 trình UBND tỉnh",
    )


def test_whether_before_a_day_includes_the_day_is_the_programmes_setting():
    assert read("trước ngày 10/12/2025", includes=True).due_date == date(2025, 12, 10)
    assert read("trước ngày 10/12/2025", includes=False).due_date == date(2025, 12, 9)
    assert read("10/12/2025", includes=False).due_date == date(2025, 12, 10)
    assert read("30/11/2026 (mốc: trước 30/8/2026)", includes=False).milestones[0].due_date == date(
        2026, 8, 29
    )


def test_monthly_from_october_is_recurring_with_its_first_day():
    reading = read("hằng tháng; bắt đầu trong tháng 10/2025", issued_on=date(2025, 10, 13))
    assert (reading.nature, reading.cycle, reading.cycle_from) == (
        Nature.RECURRING,
        Cycle.MONTH,
        date(2025, 10, 1),
    )


def test_a_waiting_deadline_falls_due_once_its_trigger_has_happened():
    calendar = WorkingCalendar(())
    happened = date(2026, 1, 31)
    assert due_after(trigger_date=happened, offset=Offset(30, OffsetUnit.DAY), calendar=calendar) == date(
        2026, 3, 2
    )
    assert due_after(trigger_date=happened, offset=Offset(1, OffsetUnit.MONTH), calendar=calendar) == date(
        2026, 2, 28
    )
    assert due_after(
        trigger_date=happened, offset=Offset(10, OffsetUnit.WORKING_DAY), calendar=calendar
    ) == date(2026, 2, 13)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("", Doubt.BLANK),
        (" \n\t", Doubt.BLANK),
        ("–", Doubt.BLANK),
        ("...", Doubt.BLANK),
        ("(nguồn không ghi hạn)", Doubt.NO_DATE),
        ("Xây dựng kế hoạch và triển khai", Doubt.NOT_UNDERSTOOD),
        ("Các cơ quan liên quan đến 80 TTHC", Doubt.AGENCY_NAME),
        ("31/11/2026", Doubt.IMPOSSIBLE_DATE),
        ("30/02/2026", Doubt.IMPOSSIBLE_DATE),
        ("30/11/0226", Doubt.IMPOSSIBLE_DATE),
        ("0/0/2026", Doubt.IMPOSSIBLE_DATE),
        ("30/11/20226", Doubt.NOT_UNDERSTOOD),
        ("15/8/2026; 30/11/2026", Doubt.TWO_DATES),
        ("30/11/2026 (đã lùi sang ngày 31/12/2026)", Doubt.TWO_DATES),
        ("30/11/2026 (đã bãi bỏ)", Doubt.NOT_UNDERSTOOD),
        ("Công văn ngày 30/9/2026", Doubt.NOT_UNDERSTOOD),
        ("Đã hoàn thành ngày 15/7/2026", Doubt.NOT_UNDERSTOOD),
        ("Kế hoạch công tác năm 2026", Doubt.NOT_UNDERSTOOD),
        ("Tuần 2 tháng 10/2026", Doubt.NOT_UNDERSTOOD),
        ("11 - 12/2025", Doubt.NOT_UNDERSTOOD),
        ("sau ngày 30/9/2026", Doubt.NOT_UNDERSTOOD),
        ("9" * 500, Doubt.TOO_LONG),
    ],
)
def test_what_cannot_be_read_is_a_named_doubt_and_never_a_date(text: str, doubt: Doubt):
    reading = read(text)
    assert (reading.nature, reading.due_date, reading.doubt) == (Nature.UNREAD, None, doubt)


def test_a_doubt_quotes_the_paper_and_shows_the_dates_it_saw():
    reading = read("Trước 30/9/2026 hoặc 30/11/2026; 31/12/2026")
    assert reading.doubt_text == "Trước 30/9/2026 hoặc 30/11/2026"
    assert reading.candidates == (date(2026, 12, 31),)


def test_every_doubt_has_words_in_both_languages():
    words = doubt_words()
    assert set(words) == set(Doubt)
    assert all(one.vi and one.en and one.vi != one.en for one in words.values())


def test_a_paper_is_read_by_the_rules_of_its_own_day():
    def year_end(code: str, pattern: str, since: date, until: date | None) -> ReadingRule:
        return ReadingRule(code, pattern, ReadingKind.YEAR, since, until, "a paper", confirmed=True)

    change = date(2026, 1, 1)
    rules = [
        year_end("old", r"cuoi ky (?P<y>\d{4})", date(2017, 1, 1), change),
        year_end("new", r"het ky (?P<y>\d{4})", change, None),
    ]

    def code_on(text: str, issued_on: date | None) -> str | None:
        return read_deadline(text, issued_on=issued_on, rules=rules, before_includes_day=True).rule_code

    assert code_on("cuối kỳ 2026", date(2025, 12, 31)) == "old"
    assert code_on("cuối kỳ 2026", change) is None
    assert code_on("hết kỳ 2026", change) == "new"
    assert code_on("hết kỳ 2026", None) == "new"
    assert code_on("cuối kỳ 2026", None) is None


def test_rules_decide_by_rank_however_late_they_are_adopted():
    shuffled = list(reversed(RULES))
    for _, text, *_ in REAL:
        again = read_deadline(text, issued_on=None, rules=shuffled, before_includes_day=True)
        assert again == read(text)


def test_a_rule_survives_as_json_and_a_broken_pattern_is_refused():
    for rule in RULES:
        table = json.loads(json.dumps(rule.as_table()))
        again = ReadingRule.from_table(table)
        assert again.as_table() == table
        assert (again.code, again.pattern, again.kind, again.params) == (
            rule.code,
            rule.pattern,
            rule.kind,
            rule.params,
        )
        assert (again.valid_from, again.valid_to, again.confirmed) == (
            rule.valid_from,
            rule.valid_to,
            rule.confirmed,
        )
    with pytest.raises(ValueError, match="broken"):
        ReadingRule("broken", "(", ReadingKind.DATE, date(2026, 1, 1), None, "", confirmed=False)


def test_no_pattern_grows_slow_on_words_that_nearly_match():
    """Every rule sees the longest allowed text of its own repeated words; a runaway pattern would not return."""
    for words in ("thuc hien ", "trong ", "thuong xuyen, ", "de gui trinh ", "hang ", "truoc ngay ", "1/1/"):
        text = (words * LONGEST_DEADLINE)[: LONGEST_DEADLINE - 1] + "!"
        assert read(text).nature is Nature.UNREAD


WRITTEN = st.sampled_from(sorted({text for _, text, *_ in REAL} | {e["text"] for _, e in EXAMPLES}))


def with_wild_spaces(text: str, draw: st.DrawFn):
    return re.sub(" ", lambda _: draw(st.sampled_from([" ", "  ", "\u00a0", "\t", " \n "])), f" {text} ")


def without_marks(text: str):
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@settings(max_examples=300)
@given(text=WRITTEN, data=st.data())
def test_spelling_case_marks_and_spaces_do_not_change_a_reading(text: str, data: st.DataObject):
    change = data.draw(
        st.sampled_from(
            [
                lambda t: unicodedata.normalize("NFD", t),
                lambda t: unicodedata.normalize("NFC", t),
                str.upper,
                str.lower,
                without_marks,
                lambda t: with_wild_spaces(t, data.draw),
            ]
        )
    )
    assert without_quotes(read(change(text))) == without_quotes(read(text))


@settings(max_examples=300)
@given(
    text=st.text(max_size=60)
    | st.from_regex(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}( .{0,20})?", fullmatch=True)
)
def test_any_text_gives_a_reading_and_a_doubt_always_means_unread_without_a_date(text: str):
    reading = read(text, issued_on=date(2026, 7, 28))
    assert (reading.doubt is not None) == (reading.nature is Nature.UNREAD)
    assert (reading.due_date is not None) == (reading.nature is Nature.DATED)
    assert reading.due_date is None or reading.due_date >= date(2026, 7, 28)


@given(text=st.text(max_size=80))
def test_folding_keeps_one_folded_letter_for_each_written_one(text: str):
    folded = fold(text)
    assert len(folded.written) == len(folded.folded)
    assert fold(folded.folded).folded == folded.folded


@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_calendar_day_is_read_back_in_each_way_of_writing_it(day: date):
    d, m, y = day.day, day.month, day.year
    for text in (
        f"{d}/{m}/{y}",
        f"{d:02}.{m:02}.{y}",
        f"{d}-{m}-{y}",
        day.isoformat(),
        f"Trước ngày {d:02}/{m}/{y}",
        f"ngày {d} tháng {m} năm {y}",
    ):
        assert read(text).due_date == day
