"""Every act says who, when and for which day, and enters exactly one entry; what does not is listed with its reason."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.house.tree import Source, sources

if TYPE_CHECKING:
    from collections.abc import Iterable

OTHERWISE = {
    "camket.record.actions.append": "is the entry itself",
    "camket.record.actions.require_synthetic": "asks and writes nothing",
    "camket.record.actions.seal_checkpoint": "signs what was entered; a signature is not an act",
    "camket.discipline.agencies.actions.accounts.open_account": "a log-in is no fact: the record holds posts, never credentials",
    "camket.discipline.agencies.actions.accounts.change_password": "as open_account",
    "camket.discipline.agencies.actions.accounts.change_own_password": "as open_account",
    "camket.discipline.agencies.actions.accounts.give_one_time_password": "as open_account",
    "camket.discipline.agencies.actions.accounts.count_attempt": "counts tries at the log-in; a count is no fact",
    "camket.discipline.agencies.actions.accounts.close_attempt": "as count_attempt",
    "camket.discipline.agencies.actions.accounts.sweep_log_in": "as count_attempt",
    "camket.discipline.agencies.actions.accounts.make_token": "a credential, as open_account",
    "camket.discipline.agencies.actions.accounts.revoke_token": "a credential, as open_account",
    "camket.discipline.agencies.actions.accounts.use_token": "a credential, as open_account",
    "camket.discipline.directives.actions.keep_upload": "a draft: nothing of it is in the record yet",
    "camket.discipline.directives.actions.note_paper": "a draft, as keep_upload",
    "camket.discipline.directives.actions.answer_upload": "a draft, as keep_upload",
    "camket.discipline.directives.actions.close_upload": "a draft, as keep_upload",
    "camket.discipline.directives.actions.drop_upload": "a draft, as keep_upload",
    "camket.discipline.escalations.actions.adopt_ladders": "enters once through deadlines.actions.adopt_tables",
    "camket.discipline.finding.actions.keep_search": "a person's own note; no fact",
    "camket.discipline.finding.actions.drop_search": "as keep_search",
    "camket.discipline.openings.actions.check_carried": "composed: one act for each lead of the task",
    "camket.discipline.openings.actions.check_many": "composed: check_carried for each chosen task",
    "camket.discipline.openings.actions.keep_sheet": "a draft, as keep_upload",
    "camket.discipline.openings.actions.answer_sheet": "a draft, as keep_upload",
    "camket.discipline.openings.actions.close_sheet": "a draft, as keep_upload",
    "camket.discipline.openings.actions.drop_sheet": "a draft, as keep_upload",
    "camket.discipline.trackers.actions.keep_export_draft": "a draft, as keep_upload",
    "camket.discipline.trackers.actions.map_export_draft": "a draft, as keep_upload",
    "camket.discipline.trackers.actions.drop_export_draft": "a draft, as keep_upload",
    "camket.review.snapshots.actions.standings_value": "counts and writes nothing",
    "camket.review.snapshots.actions.restate_moved": "composed: one act for each frozen figure that moved",
}
"""Public functions of an `actions` module that are not one act, and why. A name that is gone must leave this list."""

BESIDES = frozenset({"keep_evidence"})
"""An act that others compose: a file enters the record once, however many acts cite it."""

Functions = dict[str, tuple[Source, ast.FunctionDef]]


def functions_of(found: Iterable[Source]) -> Functions:
    """The functions of every `actions` module or package, by dotted name."""
    return {
        f"{source.module}.{node.name}": (source, node)
        for source in found
        if "actions" in source.module.split(".")
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef)
    }


def acts_of(found: Iterable[Source]) -> list[str]:
    """Public functions of an `actions` module; of an `actions` package, those that its sign hands out."""
    found = list(found)
    names = list(functions_of(found))
    handed = {}
    for source in found:
        if source.path.endswith("actions/__init__.py"):
            values = [node.value for node in source.tree.body if isinstance(node, ast.Assign)]
            handed[source.module] = {name for value in values for name in ast.literal_eval(value)}
    acts = []
    for name in names:
        module, function = name.rsplit(".", 1)
        package = module.rsplit(".", 1)[0]
        if not function.startswith("_") and function in handed.get(package, {function}):
            acts.append(name)
    return acts


def handed_over(source: Source, functions: Functions) -> dict[str, str]:
    """The functions of other subjects' `actions` that a file imports, by the name it calls them."""
    found = {}
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ImportFrom) or "actions" not in (node.module or "").split("."):
            continue
        for one in node.names:
            for full in functions:
                if full.startswith(f"{node.module}.") and full.endswith(f".{one.name}"):
                    found[one.asname or one.name] = full
    return found


def entries(name: str, functions: Functions) -> float:
    """How many entries a call appends: calls that lead to `append`, through functions of this and other subjects."""
    package = name.split(".actions", maxsplit=1)[0] + ".actions"
    near = handed_over(functions[name][0], functions)
    near |= {full.rsplit(".", 1)[1]: full for full in functions if full.startswith(package)}
    repeated = (ast.For, ast.While, ast.ListComp, ast.GeneratorExp, ast.DictComp, ast.SetComp)

    def count(node: ast.AST) -> float:
        total = 0.0
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id not in BESIDES:
            called = node.func.id
            if called == "append":
                total += 1
            elif called in near and near[called] != name:
                total += entries(near[called], functions)
        inner = sum(count(child) for child in ast.iter_child_nodes(node))
        return total + (float("inf") if inner and isinstance(node, repeated) else inner)

    return sum(count(statement) for statement in functions[name][1].body)


def faults(found: Iterable[Source], otherwise: Iterable[str] = OTHERWISE) -> list[str]:
    """Acts that are not keyword-only with `by`, `at` and `on`, or that append none or several entries."""
    found = list(found)
    functions = functions_of(found)
    named = []
    for name in acts_of(found):
        if name in otherwise:
            continue
        arguments = functions[name][1].args
        missing = {"by", "at", "on"} - {one.arg for one in arguments.kwonlyargs}
        if missing or arguments.args:
            named.append(
                f"{name}: takes by, at and on by keyword; missing {', '.join(sorted(missing)) or 'nothing'}"
            )
        if (number := entries(name, functions)) != 1:
            named.append(f"{name}: appends {number:g} entries")
    return named + [f"{name}: listed as no act, and gone" for name in otherwise if name not in functions]


def test_every_act_says_who_when_and_for_which_day_and_enters_once():
    assert faults(sources("src")) == []


def test_the_acts_are_seen():
    acts = [name for name in acts_of(sources("src")) if name not in OTHERWISE]
    assert len(acts) >= 25
    assert "camket.discipline.claims.actions.answering.accept_completion" in acts


def test_planted_faults_are_found():
    head = "def {0}(*, by, at, on):\n"
    planted = Source(
        "src/camket/oversight/audits/actions.py",
        head.format("silent") + "    return 1\n"
        + head.format("twice") + "    append(act='a')\n    append(act='b')\n"
        + head.format("many") + "    for one in on:\n        append(act=one)\n"
        + head.format("through") + "    _inner()\n    append(act='a')\n"
        + "def _inner():\n    append(act='b')\n"
        + head.format("sound") + "    keep_evidence(by=by)\n    _inner()\n"
        + "def nameless(*, at, on):\n    append(act='a')\n"
        + "def loose(by, at, on):\n    append(act='a')\n",
    )  # fmt: skip
    other = Source(
        "src/camket/oversight/surveys/actions/entering.py",
        "def enter(*, by, at, on):\n    append(act='c')\n",
    )
    beside = Source(
        "src/camket/oversight/feedback/actions.py",
        "from camket.oversight.surveys.actions.entering import enter\n"
        + head.format("lent") + "    enter(by=by, at=at, on=on)\n"
        + head.format("lent_twice") + "    enter(by=by, at=at, on=on)\n    append(act='a')\n",
    )  # fmt: skip
    assert faults([other, beside], otherwise=()) == [
        "camket.oversight.feedback.actions.lent_twice: appends 2 entries"
    ]
    told = {
        fault.removeprefix("camket.oversight.audits.actions.") for fault in faults([planted], otherwise=())
    }
    assert told == {
        "silent: appends 0 entries",
        "twice: appends 2 entries",
        "many: appends inf entries",
        "through: appends 2 entries",
        "nameless: takes by, at and on by keyword; missing by",
        "loose: takes by, at and on by keyword; missing at, by, on",
    }
