"""Published counts checked against themselves, texts in the tracker's two forms, and differences of paired rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from camket.discipline.trackers.intake import published_counts
from camket.discipline.trackers.rules import (
    DifferenceKind,
    Here,
    Movement,
    Paragraph,
    There,
    Verdict,
    checked,
    compared,
    differences_between,
    html_of,
    plain_of,
    plain_of_html,
    unexplained,
)

COUNTS = {one.code: one for one in published_counts()}
OCTOBER, DECEMBER = COUNTS["tw-2025-10-15"], COUNTS["tw-2025-12-25"]


def test_the_three_counts_of_2025_add_up():
    sums = {code: (checked(one).sums, checked(one).parts_sum) for code, one in COUNTS.items()}
    assert sums == {
        "cp-2025-09-23": (Verdict.HOLDS, 679),  # 270 + 382 + 27
        "tw-2025-10-15": (Verdict.HOLDS, 1_132),  # 485 + 561 + 86
        "tw-2025-12-25": (Verdict.HOLDS, 1_298),  # 1,227 + 71
    }


def test_43_percent_is_a_share_of_all_and_not_of_those_due():
    found = checked(OCTOBER)
    assert (round(found.of_total * 1000), round(found.of_due * 1000)) == (428, 849)
    assert (found.percent, found.fits) == (Verdict.HOLDS, "total")
    assert checked(replace(OCTOBER, percent=85)).fits == "due"
    assert checked(replace(OCTOBER, percent=50)).percent is Verdict.FAILS


def test_95_percent_holds_and_how_many_were_overdue_was_not_said():
    found = checked(DECEMBER)
    assert found.percent is Verdict.HOLDS  # 1,227 / 1,298 = 94.5 %, printed as 95
    assert found.of_due is None


def test_a_count_that_does_not_add_up_is_told():
    assert checked(replace(OCTOBER, overdue=85)).sums is Verdict.FAILS
    assert checked(replace(OCTOBER, total=None)).sums is Verdict.UNSAID


def test_what_our_rows_do_not_account_for_stays_unexplained():
    own = Movement(
        first=OCTOBER.on, last=DECEMBER.on, total_first=1132, total_last=1290, completed_first=485,
        completed_last=1200, new=170, withdrawn=12, merged=10, split=0, redated=3, finished=715, reopened=0,
    )  # fmt: skip
    assert own.adds_up
    left = unexplained(OCTOBER, DECEMBER, own)
    assert (left.total, left.completed) == (8, 27)  # 166 - 158; 742 - 715
    nothing = unexplained(OCTOBER, DECEMBER, None)
    assert (nothing.total, nothing.completed) == (166, 742)


def test_a_count_survives_its_table():
    assert all(type(one).from_table(one.as_table()) == one for one in COUNTS.values())


def test_html_of_a_text_is_justified_and_names_the_unit_in_bold():
    made = html_of("", [Paragraph("Bộ Công an", ("Đã kết nối", "Đang thử"))])
    assert made == (
        '<p style="text-align:justify"><span style="font-family:\'Times New Roman\',Times,serif">'
        "<strong>Bộ Công an:</strong> Đã kết nối<br />Đang thử</span></p>"
    )
    assert (
        plain_of("", [Paragraph("Bộ Công an", ("Đã kết nối", "Đang thử"))])
        == "Bộ Công an: Đã kết nối\nĐang thử"
    )


def test_markup_in_a_report_is_words():
    made = html_of("<b>x</b>", [Paragraph("A&B", ('<script>alert("1")</script>', "' onmouseover='x"))])
    assert "<script" not in made
    assert "<b>" not in made
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;" in made
    assert "' onmouseover" not in made


@given(st.text(max_size=60), st.lists(st.text(max_size=60), min_size=1, max_size=3))
def test_a_text_that_comes_back_says_what_it_said(unit: str, sentences: list[str]):
    paragraphs = [Paragraph(unit, tuple(sentences))]
    there = " ".join(plain_of_html(html_of("Tiêu đề", paragraphs)).split())
    here = " ".join(plain_of("Tiêu đề", paragraphs).split())
    assert there.replace(" ", "") == here.replace(" ", "")


def test_scripts_and_styles_of_a_text_are_no_words():
    assert (
        plain_of_html("<style>p{}</style><p>Một</p><script>x()</script><p>Hai&nbsp;ba</p>") == "Một\nHai ba"
    )


def test_texts_are_compared_by_code_object_and_period():
    ours = {("1.1", "A", "2025-10"): "Một  hai", ("1.1", "B", "2025-10"): "Ba", ("1.2", "", "2025-10"): "Bốn"}
    theirs = {
        ("1.1", "A", "2025-10"): "Một hai",
        ("1.1", "B", "2025-10"): "Khác",
        ("9", "", "2025-10"): "Năm",
    }
    assert compared(ours, theirs) == [
        (("1.1", "A", "2025-10"), "same"),
        (("1.1", "B", "2025-10"), "other"),
        (("1.2", "", "2025-10"), "only_here"),
        (("9", "", "2025-10"), "only_there"),
    ]


ROW = There("m", "Việc", ("G06",), "Bộ KHCN", date(2025, 9, 30), "30/9/2025", "overdue", "Quá hạn")
TASK = Here("57-0001", "Việc", ("G06",), date(2025, 9, 30), None, withdrawn=False, overdue=True)


def kinds(row: There, task: Here) -> list[DifferenceKind]:
    found = differences_between(
        {"m": row}, {task.code: task}, pairs=[("m", task.code)], only_there=[], only_here=[]
    )
    return [one.kind for one in found]


def test_rows_that_agree_do_not_differ():
    assert kinds(ROW, TASK) == []


def test_done_here_and_overdue_there_is_the_first_difference():
    assert kinds(ROW, replace(TASK, done=date(2025, 9, 1), overdue=False)) == [
        DifferenceKind.DONE_HERE_OVERDUE_THERE
    ]
    assert kinds(replace(ROW, fate="open"), replace(TASK, done=date(2025, 9, 1))) == [
        DifferenceKind.DONE_HERE_OPEN_THERE
    ]
    assert kinds(replace(ROW, fate="done"), TASK) == [DifferenceKind.DONE_THERE_OPEN_HERE]


def test_other_deadline_lead_and_title_are_told_each():
    row = replace(ROW, due=date(2025, 12, 31), leads=("G01",), leads_text="Bộ Công an", title="Việc khác")
    assert kinds(row, TASK) == [
        DifferenceKind.OTHER_DEADLINE,
        DifferenceKind.OTHER_LEAD,
        DifferenceKind.OTHER_TITLE,
    ]


def test_tone_marks_and_case_make_no_other_title():
    assert kinds(replace(ROW, title="VIỆC "), TASK) == []


def test_a_task_withdrawn_here_is_one_difference_and_lacks_nowhere():
    gone = replace(TASK, withdrawn=True)
    assert kinds(ROW, gone) == [DifferenceKind.WITHDRAWN_HERE]
    found = differences_between({}, {gone.code: gone}, pairs=[], only_there=[], only_here=[gone.code])
    assert found == ()
