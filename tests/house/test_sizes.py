"""Every file can be read in one sitting, every function on one screen."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tests.house.tree import Source, sources

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE, TEST_FILE, FUNCTION, SUBJECT, ROOM = 400, 500, 60, 2_000, 12_000

LARGER = {"discipline": 24_000}
"""A room that holds everything the sentence calls by its name, and cannot be split without breaking the sentence
(docs/decisions/0023-the-size-of-discipline.md). Its subjects are held to the limit of all subjects."""


def too_long(found: Iterable[Source]) -> list[str]:
    """Files and functions over their limit, with their lengths. Migrations are Django's."""
    faults = []
    for source in found:
        if source.is_migration:
            continue
        lines = len(source.text.splitlines())
        if lines > (TEST_FILE if source.parts[0] == "tests" else FILE):
            faults.append(f"{source.path}: {lines} lines")
        for function in source.functions():
            length = (function.end_lineno or function.lineno) - function.lineno + 1
            if length > FUNCTION:
                faults.append(f"{source.path}: {function.name} has {length} lines")
    return faults


def too_large(found: Iterable[Source]) -> list[str]:
    """Subjects and rooms over their limit, in lines of code: neither blanks, nor comments, nor docstrings."""
    rooms: Counter[str] = Counter()
    subjects: Counter[str] = Counter()
    for source in found:
        if source.parts[:2] != ("src", "camket") or len(source.parts) < 4 or source.is_migration:
            continue
        rooms[source.parts[2]] += source.code_lines()
        if len(source.parts) > 4:
            subjects[f"{source.parts[2]}/{source.parts[3]}"] += source.code_lines()
    return [f"{name}: {n} lines" for name, n in subjects.items() if n > SUBJECT] + [
        f"{name}: {n} lines" for name, n in rooms.items() if n > LARGER.get(name, ROOM)
    ]


def test_no_file_and_no_function_is_over_its_limit():
    assert too_long([*sources("src"), *sources("tests"), *sources("bench"), *sources("scripts")]) == []


def test_no_subject_and_no_room_has_become_a_drawer():
    assert too_large(sources("src")) == []


def test_a_planted_long_file_and_a_planted_long_function_are_found():
    long_file = Source("src/camket/record/long.py", "x = 1\n" * 401)
    long_function = Source("src/camket/record/one.py", "def f():\n" + "    x = 1\n" * 60)
    just_right = Source("src/camket/record/two.py", "def f():\n" + "    x = 1\n" * 59)
    assert too_long([long_file]) == ["src/camket/record/long.py: 401 lines"]
    assert too_long([long_function]) == ["src/camket/record/one.py: f has 61 lines"]
    assert too_long([just_right, Source("tests/record/test_long.py", "x = 1\n" * 500)]) == []


def test_a_planted_large_subject_is_found_and_words_do_not_count():
    part = Source("src/camket/discipline/tasks/part.py", '"""Said."""\n\n# why\n' + "x = 1\n" * 1_001)
    again = Source("src/camket/discipline/tasks/more.py", part.text)
    assert too_large([part]) == []
    assert too_large([part, again]) == ["discipline/tasks: 2002 lines"]


def test_the_one_larger_room_has_a_limit_of_its_own_and_the_others_have_theirs():
    subjects = [
        Source(f"src/camket/{room}/s{n}/rules.py", "x = 1\n" * 2_000)
        for room in ("discipline", "results")
        for n in range(6)
    ]
    assert too_large(subjects) == []
    one_more = [Source(f"src/camket/{room}/more.py", "x = 1\n") for room in ("discipline", "results")]
    assert too_large([*subjects, *one_more]) == ["results: 12001 lines"]
    twelve = [Source(f"src/camket/discipline/t{n}/rules.py", "x = 1\n" * 2_000) for n in range(6)]
    assert too_large([*subjects, *twelve, *one_more]) == ["discipline: 24001 lines", "results: 12001 lines"]
