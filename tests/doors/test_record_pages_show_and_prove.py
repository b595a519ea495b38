"""The pages of the record: what they show to whom, and that what they hand out can be checked elsewhere."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from tests.doors.desk import at_desk, text_of
from tests.world import OFFICE, World, noon

from camket.discipline.agencies.roles import Publication
from camket.discipline.deadlines.rules import Nature, Reading
from camket.discipline.directives.actions import ClauseDraft, register_directive
from camket.discipline.tasks.actions import TaskDraft, assign_tasks
from camket.record import queries as record
from camket.record.actions import seal_checkpoint
from camket.web.asking import signing_key
from camket_verify import notes, tree
from camket_verify.export import Verdict, check_export

DUE, CLAIMED = date(2025, 6, 30), date(2025, 6, 20)


def seal(day: date = CLAIMED) -> None:
    seal_checkpoint(key=signing_key(), at=noon(day))


def test_the_list_of_entries_runs_backwards_and_misses_none(world: World):
    for n in range(1, 31):
        world.give(f"57-{n:02d}", due=DUE)
    met: list[int] = []
    address = "/record"
    while address:
        page = at_desk("bcd-theo-doi").get(address)
        met += [one.entry.position for one in page.context["entries"]]
        following = page.context["following"]
        address = f"/record?before={following}" if following else ""
    assert met == list(range(record.latest_position(), 0, -1))


def test_entries_are_found_by_act_and_by_subject(world: World):
    code = world.give("57-1", due=DUE)
    claim = world.claim(code, on=CLAIMED)
    desk = at_desk("bcd-theo-doi")
    by_act = desk.get("/record?act=discipline.claim.submit").context["entries"]
    by_subject = desk.get(f"/record?subject=task:{code}").context["entries"]
    assert [one.entry.position for one in by_act] == [claim]
    assert [one.entry.act for one in by_subject] == ["discipline.claim.submit", "discipline.task.assign"]
    assert at_desk().get("/record?act=none.such.act").status_code == 200


def test_an_entry_is_told_in_words_and_its_private_part_to_those_with_a_post(world: World):
    claim = world.claim(world.give("57-1", due=DUE, on=date(2025, 3, 1)), on=CLAIMED)
    seal()
    inside, outside = at_desk("g01-can-bo").get(f"/record/{claim}"), at_desk().get(f"/record/{claim}")
    assert "Báo cáo hoàn thành: Chuyên viên, Bộ Khoa học và Công nghệ" in text_of(outside)
    assert "nhiệm vụ 57-1" in text_of(outside)
    assert "20/6/2025" in text_of(outside)
    assert "Nền tảng đã vận hành" in text_of(inside)
    assert "Nền tảng đã vận hành" not in text_of(outside)
    assert "nguoi-g06-can-bo" not in text_of(inside), "who holds a post is for readers of everything"
    assert "nguoi-g06-can-bo" in text_of(at_desk("bcd-kiem-tra").get(f"/record/{claim}"))


@pytest.fixture
def secret(world: World) -> int:
    """The position of a claim on a restricted task."""
    code = world.give("57-bi-mat", due=DUE, publication=Publication.RESTRICTED)
    claim = world.claim(code, on=CLAIMED)
    seal()
    return claim


@pytest.mark.parametrize("post", ["", "g01-can-bo", "h42-chu-tich"])
def test_an_entry_out_of_scope_shows_its_act_place_and_hash_and_no_more(secret: int, post: str):
    desk = at_desk(post)
    for address in (
        "/record",
        f"/record/{secret}",
        f"/record/{secret}/proof.json",
        "/record?act=discipline.claim.submit",
    ):
        page = desk.get(address)
        assert page.status_code == 200
        assert "57-bi-mat" not in page.content.decode()
    shown = desk.get(f"/record/{secret}")
    assert "Báo cáo hoàn thành" in text_of(shown)
    leaf = record.entry(secret)
    assert leaf is not None
    assert tree.leaf_hash(leaf.leaf.encode()).hex() in shown.content.decode()
    assert "Chuyên viên, Bộ Khoa học" not in text_of(shown), "nor who acted"
    assert desk.get("/record?subject=task:57-bi-mat").context["entries"] == []


def test_an_entry_in_scope_shows_its_leaf(secret: int):
    page = at_desk("bcd-kiem-tra").get(f"/record/{secret}")
    assert "task:57-bi-mat" in page.content.decode()


def test_the_proof_of_every_entry_verifies_without_this_server(world: World):
    world.claim(world.give("57-1", due=DUE), on=CLAIMED)
    seal()
    for position in range(1, record.latest_position() + 1):
        proof = json.loads(at_desk("bcd-kiem-tra").get(f"/record/{position}/proof.json").content)
        signed = notes.parse_checkpoint(notes.open_note(proof["checkpoint"], proof["vkey"]))
        assert (signed.size, signed.root.hex()) == (proof["size"], proof["root"])
        assert tree.leaf_hash(proof["leaf"].encode()).hex() == proof["leaf_hash"]
        assert tree.verify_inclusion(
            leaf_hash=bytes.fromhex(proof["leaf_hash"]),
            index=position - 1,
            size=proof["size"],
            path=[bytes.fromhex(digest) for digest in proof["path"]],
            root=signed.root,
        )


def test_an_entry_that_no_checkpoint_covers_has_no_proof_yet(world: World):
    world.give("57-1", due=DUE)
    assert at_desk().get(f"/record/{record.latest_position()}/proof.json").status_code == 404
    assert "Chưa có điểm kiểm" in text_of(at_desk().get(f"/record/{record.latest_position()}"))


@pytest.mark.parametrize(
    "address", ["/record/0", "/record/999999", "/record/999999/proof.json", "/record/checkpoints/3"]
)
@pytest.mark.usefixtures("world")
def test_what_is_not_in_the_record_is_not_found(address: str):
    assert at_desk().get(address).status_code == 404


def test_a_checkpoint_says_that_it_continues_the_one_before(world: World):
    seal(date(2025, 1, 2))
    first = record.latest_position()
    world.give("57-1", due=DUE)
    seal()
    page = at_desk().get(f"/record/checkpoints/{record.latest_position()}")
    assert f"Điểm kiểm trước № {first} là phần đầu của sổ này" in text_of(page)
    found = record.latest_checkpoint()
    assert found is not None
    assert found.note.splitlines()[0] in page.content.decode()


def test_the_public_export_verifies_and_holds_no_opening(world: World):
    world.claim(world.give("57-1", due=DUE), on=CLAIMED)
    seal()
    answer = at_desk().get("/record/export")
    exported = answer.getvalue()
    report = check_export(io.BytesIO(exported), key=signing_key().vkey)
    assert report.verdict is Verdict.SOUND
    assert report.entries == record.latest_position()
    assert report.openings == 0
    assert "Nền tảng đã vận hành" not in exported.decode()
    assert "attachment" in answer.headers["Content-Disposition"]


def test_openings_are_exported_to_readers_of_every_task_only(world: World):
    world.claim(world.give("57-1", due=DUE), on=CLAIMED)
    seal()
    for post in ("", "g06-can-bo", "h42-chu-tich"):
        assert at_desk(post).get("/record/export?openings=1").status_code == 403
    exported = at_desk("bcd-kiem-tra").get("/record/export?openings=1").getvalue()
    report = check_export(io.BytesIO(exported), key=signing_key().vkey)
    assert (report.verdict, report.openings) == (Verdict.SOUND, record.latest_position())


@pytest.mark.usefixtures("world")
def test_a_bulk_entry_tells_each_reader_of_their_own_tasks():
    on = date(2025, 3, 1)
    register_directive(
        code="1-KH",
        number_text="1-KH/BCĐ",
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
    reading = Reading(nature=Nature.DATED, due_date=DUE)
    drafts = [
        TaskDraft(
            code=code,
            clause_order=order,
            title="Làm",
            reading=reading,
            deadline_text="30/6/2025",
            leads=("G06",),
            publication=publication,
        )
        for order, (code, publication) in enumerate(
            [("57-mo", Publication.PUBLIC), ("57-kin", Publication.RESTRICTED)], start=1
        )
    ]
    [first, _] = assign_tasks(directive="1-KH", drafts=drafts, by=OFFICE, at=noon(on), on=on)
    page = at_desk("h42-chu-tich").get(f"/record/{first.entry_id}").content.decode()
    assert "57-mo" in page
    assert "57-kin" not in page
    whole = at_desk("bcd-kiem-tra").get(f"/record/{first.entry_id}")
    assert "57-kin" in whole.content.decode()


@pytest.mark.usefixtures("world")
def test_the_page_of_entries_carries_the_key_and_the_way_to_check():
    seal()
    page = at_desk().get("/record").content.decode()
    assert signing_key().vkey in page
    assert "camket-verify" in page
