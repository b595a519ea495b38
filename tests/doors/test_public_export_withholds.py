"""What a reader may not see is not in the record they take away; what is in it still verifies."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.doors.api_calls import API
from tests.doors.desk import at_desk
from tests.replay import signing_key
from tests.world import CHAIR, FOLLOWER, OFFICE, START, STRANGER, SYSTEM, World, noon

from camket.cli.proving import export as export_command
from camket.discipline.agencies.roles import EVERYONE, Publication
from camket.discipline.deadlines.rules import Nature, Reading
from camket.discipline.directives.actions import ClauseDraft, open_programme, register_directive
from camket.discipline.meetings.actions import conclude, hold_meeting
from camket.discipline.redating.actions import extend_deadline
from camket.discipline.sight.queries import withheld_from
from camket.discipline.tasks.actions import TaskDraft, assign_tasks
from camket.record import queries as record
from camket.record.actions import seal_checkpoint
from camket.record.exporting import write_record
from camket.review.snapshots.actions import freeze_figure
from camket_verify.export import Verdict, check_export
from camket_verify.recompute import Agreement, Recomputation, recompute_export

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

ON, DUE, CLAIMED = date(2025, 10, 15), date(2025, 9, 30), date(2025, 9, 20)
INTERNAL, RESTRICTED = "57-NOIBO", "57-HANCHE"
REGISTERS = ("discipline.agency.register", "discipline.post.establish", "discipline.post.appoint")


def seal() -> None:
    seal_checkpoint(key=signing_key(), at=noon(ON))


def three_tasks(world: World) -> None:
    """A public task, an internal one that G01 alone leads, a restricted one; with acts about each."""
    world.give("57-1", due=DUE)
    world.give(INTERNAL, due=DUE, leads=("G01",), publication=Publication.INTERNAL)
    world.give(RESTRICTED, due=DUE, leads=("G01",), publication=Publication.RESTRICTED)
    world.finish("57-1", on=CLAIMED, accepted_on=CLAIMED)
    for code in (INTERNAL, RESTRICTED):
        world.claim(code, on=CLAIMED, by=STRANGER)
        extend_deadline(
            task=code,
            due=date(2025, 12, 31),
            reason="Chờ nghị định",
            asked_by="G01",
            by=FOLLOWER,
            at=noon(CLAIMED),
            on=CLAIMED,
        )


def programme_of_posts_only() -> None:
    """A programme that is not published, with a meeting, a paper and a task of its own."""
    open_programme(
        code="CT-NB",
        name_vi="Chương trình nội bộ",
        name_en="Internal programme",
        owner="BCD",
        before_includes_day=True,
        publication=Publication.INTERNAL,
        synthetic=True,
        by=SYSTEM,
        at=noon(START),
        on=START,
    )
    hold_meeting(
        code="CT-NB-P1",
        programme="CT-NB",
        body="BCD",
        title_vi="Phiên 1",
        title_en="Meeting 1",
        by=OFFICE,
        at=noon(START),
        on=START,
    )
    register_directive(
        code="7-KH-NB",
        number_text="7-KH/BCĐ",
        kind="plan",
        title="Kế hoạch nội bộ",
        issuer="BCD",
        signed_on=START,
        programme="CT-NB",
        clauses=[ClauseDraft(order=1, number_text="1", group_text="", words="Làm", place="hàng 1")],
        by=OFFICE,
        at=noon(START),
        on=START,
    )
    conclude(meeting="CT-NB-P1", directive="7-KH-NB", by=OFFICE, at=noon(START), on=START)
    draft = TaskDraft(
        code="NB-1",
        clause_order=1,
        title="Làm",
        reading=Reading(nature=Nature.DATED, due_date=DUE),
        deadline_text="30/9/2025",
        leads=("G01",),
        publication=Publication.INTERNAL,
    )
    assign_tasks(directive="7-KH-NB", drafts=[draft], by=OFFICE, at=noon(START), on=START)


def exported(client: Client, address: str = "/record/export") -> bytes:
    response = client.get(address)
    assert response.status_code == 200
    return b"".join(response)


def recomputed(content: bytes) -> Recomputation:
    found = recompute_export(io.BytesIO(content), key=signing_key().vkey)
    assert found.report.verdict is Verdict.SOUND, found.report.fault
    assert found.good, found.faults
    return found


def beside_the_registers(content: bytes) -> str:
    """The lines of an export but for those that register bodies and posts, which are for everyone."""
    lines = content.decode().splitlines()
    return "\n".join(line for line in lines if not any(act in line for act in REGISTERS))


@pytest.mark.parametrize("address", ["/record/export", f"{API}record/export"])
def test_no_trace_of_what_is_not_public_is_in_the_public_export(world: World, address: str):
    programme_of_posts_only()
    three_tasks(world)
    seal()
    content = exported(at_desk(), address)
    assert b"57-1" in content
    for hidden in (INTERNAL, RESTRICTED, "CT-NB", "7-KH-NB", "NB-1"):
        assert hidden.encode() not in content
    assert r"\"G06\"" in beside_the_registers(content)
    assert r"\"G01\"" not in beside_the_registers(content)
    report = recomputed(content).report
    assert report.entries == record.latest_position()
    assert (report.withheld, report.openings) == (13, 0)


def test_all_that_is_public_is_readable_in_the_public_export(world: World):
    three_tasks(world)
    seal()
    lines = exported(at_desk()).decode().splitlines()[1:-1]
    acts = [json.loads(line["leaf"])["act"] for line in map(json.loads, lines) if line["leaf"]]
    for act in ("task.assign", "claim.submit", "claim.accept"):
        assert acts.count(f"discipline.{act}") == 1
    assert acts.count("record.evidence.deposit") == 1
    assert acts.count("discipline.directive.register") == 3


@pytest.mark.parametrize(
    ("post", "read", "withheld"),
    [
        ("", [], 8),
        ("h42-can-bo", [INTERNAL], 4),
        ("g01-can-bo", [INTERNAL, RESTRICTED], 0),
        ("bcd-kiem-tra", [INTERNAL, RESTRICTED], 0),
    ],
)
@pytest.mark.parametrize("address", ["/record/export", f"{API}record/export"])
def test_each_reader_takes_away_what_the_pages_show_them(
    world: World, address: str, post: str, read: list[str], withheld: int
):
    three_tasks(world)
    seal()
    content = exported(at_desk(post), address)
    assert [code for code in (INTERNAL, RESTRICTED) if code.encode() in content] == read
    assert recomputed(content).report.withheld == withheld


def test_a_bulk_entry_is_whole_or_withheld(world: World):
    on = date(2025, 3, 1)
    assert world.programme == "57"
    for number, publications in enumerate(([Publication.PUBLIC] * 2, list(Publication)[:2]), start=1):
        paper = f"9{number}-KH"
        register_directive(
            code=paper,
            number_text=paper,
            kind="plan",
            title="Kế hoạch",
            issuer="BCD",
            signed_on=on,
            programme="57",
            clauses=[
                ClauseDraft(order=n, number_text=str(n), group_text="", words="Làm", place=f"hàng {n}")
                for n in (1, 2)
            ],
            by=OFFICE,
            at=noon(on),
            on=on,
        )
        drafts = [
            TaskDraft(
                code=f"57-{number}{order}",
                clause_order=order,
                title="Làm",
                reading=Reading(nature=Nature.DATED, due_date=DUE),
                deadline_text="30/9/2025",
                leads=("G06",),
                publication=publication,
            )
            for order, publication in enumerate(publications, start=1)
        ]
        assign_tasks(directive=paper, drafts=drafts, by=OFFICE, at=noon(on), on=on)
    world.claim("57-21", on=CLAIMED)
    seal()
    content = exported(at_desk())
    assert [code in content for code in (b"57-11", b"57-12", b"57-22")] == [True, True, False]
    found = recomputed(content)
    assert found.report.withheld == 1
    assert sorted(found.tasks.tasks) == ["57-11", "57-12"], (
        "of a public task in a withheld entry nothing is told"
    )


def test_the_figure_of_a_programme_that_is_all_public_agrees_though_others_are_withheld(world: World):
    programme_of_posts_only()
    world.give("57-2", due=date(2025, 12, 31), leads=("H42",))
    world.finish(world.give("57-1", due=DUE), on=CLAIMED)
    freeze_figure(programme="57", on=ON, key=signing_key(), by=CHAIR, at=noon(ON))
    seal()
    found = recomputed(exported(at_desk()))
    (check,) = found.checks
    assert (check.agreement, check.figure.counts.total) == (Agreement.EQUAL, 2)
    assert check.figure.withheld == found.report.withheld == 5


def test_the_figure_of_a_programme_that_is_not_all_public_cannot_be_recomputed_by_the_public(world: World):
    three_tasks(world)
    frozen = freeze_figure(programme="57", on=ON, key=signing_key(), by=CHAIR, at=noon(ON))
    seal()
    (check,) = recomputed(exported(at_desk())).checks
    assert check.frozen.position == frozen.entry_id
    assert (check.agreement, check.figure.withheld) == (Agreement.WITHHELD, 8)
    (check,) = recomputed(exported(at_desk("bcd-kiem-tra"))).checks
    assert check.agreement is Agreement.PARTLY, (
        "of a restricted task even a whole export tells only that it is there"
    )


def test_an_export_for_a_reader_in_part_asks_as_often_for_many_entries_as_for_few(world: World):
    three_tasks(world)
    seal()

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            write_record(io.BytesIO(), key=signing_key(), openings=False, withheld=withheld_from(EVERYONE))
        return len(asked)

    few = queries()
    for number in range(2, 12):
        world.claim(world.give(f"57-{number}", due=DUE, on=CLAIMED), on=CLAIMED)
    seal()
    assert queries() == few


@pytest.mark.parametrize(
    ("words", "withheld", "openings"), [(["--public"], 8, 0), ([], 0, 0), (["--openings"], 0, 1)]
)
def test_the_terminal_writes_everything_unless_it_is_told_to_publish(
    world: World, tmp_path: Path, words: list[str], withheld: int, openings: int
):
    three_tasks(world)
    seal()
    said = CliRunner().invoke(export_command, [str(tmp_path / "so.jsonl"), *words])
    assert said.exit_code == 0, said.output
    content = (tmp_path / "so.jsonl").read_bytes()
    report = check_export(io.BytesIO(content), key=signing_key().vkey)
    assert (report.verdict, report.withheld, report.openings) == (
        Verdict.SOUND,
        withheld,
        openings * record.latest_position(),
    )
    assert (INTERNAL.encode() in content) == (withheld == 0)


@pytest.mark.usefixtures("world")
def test_the_terminal_does_not_publish_openings(tmp_path: Path):
    said = CliRunner().invoke(export_command, [str(tmp_path / "so.jsonl"), "--public", "--openings"])
    assert said.exit_code == 2
    assert not (tmp_path / "so.jsonl").exists()
