"""An extension told in a comment on a cell is put forward for a person to confirm; it never counts by itself."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from tests.province import ENTERED, build_province
from tests.sheets import HEAD, NAMES, opened, row, sheet, taken
from tests.world import EVERYTHING

from camket.discipline.annexes import UnreadableFile
from camket.discipline.annexes.comments import LONGEST_COMMENT, MOST_COMMENTS
from camket.discipline.annexes.spreadsheets import grids_from_workbook
from camket.discipline.directives.actions import PaperFile
from camket.discipline.openings.confirming import SheetUnsettled
from camket.discipline.sheets.reading import read_sheet
from camket.discipline.tasks.queries import tasks_with_dates
from camket.periods import AsOf
from camket.record import queries as record

pytestmark = pytest.mark.django_db

SAID = "Văn thư: gia hạn đến 30/9/2027 theo CV 123/STP-VP"
FIRST, LATER = date(2026, 12, 31), date(2027, 9, 30)
LETTERS = "ABCDEFGHIJKL"


def commented(rows: list[tuple[str, ...]], comments: dict[tuple[int, str], str]) -> PaperFile:
    """A workbook whose comments stand on the cells of rows (from 1) and named columns."""
    book = Workbook()
    for cells in (HEAD, *rows):
        book.active.append(cells)
    for (tt, name), words in comments.items():
        book.active[f"{LETTERS[NAMES.index(name)]}{tt + 1}"].comment = Comment(words, "Văn thư")
    out = io.BytesIO()
    book.save(out)
    return PaperFile("bang.xlsx", "application/octet-stream", out.getvalue())


def asks(file: PaperFile, answers: dict[str, object] | None = None) -> list[tuple[str, str, bool]]:
    return [(one.code, one.answer, one.open) for one in opened(file, answers).questions]


@pytest.fixture(autouse=True)
def _province() -> None:
    build_province()


def answer(file: PaperFile, said: str) -> dict[str, object]:
    (question,) = opened(file).questions
    return {"questions": {question.key: said}}


def test_a_comment_that_tells_of_an_extension_is_asked_about_and_counts_for_nothing_yet():
    file = commented([row(1), row(2)], {(1, "due"): SAID})
    proposal = opened(file)

    assert [(one.due, one.dues, one.blocked) for one in proposal.rows] == [
        (FIRST, (), True),
        (FIRST, (), False),
    ]
    assert asks(file) == [("comment_extension", "", True)]
    (question,) = proposal.questions
    assert "gia hạn đến 30/9/2027 theo CV 123/STP-VP" in question.wording
    assert SAID in proposal.rows[0].note_text
    with pytest.raises(SheetUnsettled):
        taken(file)


@pytest.mark.parametrize(("said", "due"), [("take", LATER), ("ignore_extension", FIRST)])
def test_a_person_decides_whether_it_counts(said: str, due: date):
    file = commented([row(1)], {(1, "due"): SAID})
    taken(file, answer(file, said))
    asof = AsOf(on=ENTERED, known_at=None, position=record.latest_position())
    (task,) = tasks_with_dates(asof, EVERYTHING)

    assert task.due_date == due


def test_every_comment_is_asked_about_and_one_answer_may_stand_for_all():
    comments = {(1, "due"): SAID, (2, "title"): "Đã gia hạn đến 31/3/2027", (3, "note"): SAID}
    file = commented([row(1), row(2), row(3)], comments)
    assert [len(one.rows) for one in opened(file).questions] == [2, 1]
    answered = opened(file, {"questions": {"comment_extension|*": "take"}})
    assert [one.due for one in answered.rows] == [LATER, date(2027, 3, 31), LATER]
    assert not answered.open_questions


@pytest.mark.parametrize(
    "words",
    [
        "Đề nghị gia hạn đến 30/9/2027, chưa có ý kiến",
        "Không đồng ý gia hạn đến 30/9/2027",
        "Đã nhắc ngày 30/9/2026",
        "Xem lại",
    ],
)
def test_what_tells_of_no_extension_given_stays_words(words: str):
    proposal = opened(commented([row(1)], {(1, "due"): words}))

    assert (proposal.questions, proposal.rows[0].due) == ((), FIRST)
    assert words in proposal.rows[0].note_text


def test_a_comment_that_repeats_what_a_cell_says_is_not_asked_about():
    file = commented([row(1, later="30/9/2027")], {(1, "later"): SAID})

    assert (asks(file), opened(file).rows[0].dues) == ([], (LATER,))


def test_an_earlier_extension_stands_before_the_one_that_a_cell_tells():
    file = commented([row(1, later="31/12/2027")], {(1, "later"): "Lần 1 gia hạn đến 30/6/2027"})
    proposal = opened(file, answer(file, "take"))

    assert proposal.rows[0].dues == (date(2027, 6, 30), date(2027, 12, 31))


def test_an_extension_before_the_first_deadline_is_no_extension():
    file = commented([row(1)], {(1, "due"): "gia hạn đến 30/6/2026"})
    proposal = opened(file, answer(file, "take"))

    assert proposal.rows[0].dues == ()
    assert "extension_not_later" in {one.code for one in proposal.rows[0].doubts}


def test_a_comment_on_a_heading_or_beside_the_table_belongs_to_no_task():
    file = commented([row(1)], {(0, "due"): SAID})
    assert asks(file) == []


def test_the_newer_kind_of_comment_is_read_by_its_own_words():
    thread = "[Threaded comment]\n\nYour version of Excel allows you to read this.\n\nComment:\n    gia hạn đến 30/9/2027"
    (read,) = read_sheet(commented([row(1)], {(1, "due"): thread}).content, filename="bang.xlsx").rows
    assert read.comments == ("gia hạn đến 30/9/2027",)


def test_a_thousand_tasks_with_long_comments_are_read_within_a_bound():
    comments = {(tt, "due"): f"gia hạn đến 30/9/2027 {'x' * 3_000}" for tt in range(1, 1_299)}
    file = commented([row(tt) for tt in range(1, 1_299)], comments)
    (grid,) = grids_from_workbook(file.content, packed=True)

    assert len(grid.comments) == 1_298 <= MOST_COMMENTS
    assert {len(words) for words in grid.comments.values()} == {LONGEST_COMMENT}
    assert {one.comments[0][:12] for one in read_sheet(file.content, filename="bang.xlsx").rows} == {
        "gia hạn đến "
    }


def test_a_csv_has_no_comments_and_a_broken_part_of_comments_is_refused():
    assert opened(sheet([row(1)])).questions == ()
    whole = commented([row(1)], {(1, "due"): SAID}).content
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content[: len(content) // 2] if "comments" in name else content)
    with pytest.raises(UnreadableFile):
        read_sheet(out.getvalue(), filename="bang.xlsx")
