"""What the walk hides: a visible world, things out of sight with unmistakable words in every part, and what comes after."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.exports import csv_export, edxml, take
from tests.world import (
    CHAIR,
    FOLLOWER,
    OFFICE,
    OFFICER,
    PROVINCE_OFFICER,
    STRANGER,
    SYSTEM,
    World,
    build_world,
    hand,
    noon,
)

from camket.discipline.agencies.actions import appoint, establish_post, give_mandate, make_token, open_account
from camket.discipline.agencies.models import Account
from camket.discipline.agencies.roles import Publication, Role
from camket.discipline.claims.actions import (
    EvidenceFile,
    accept_completion,
    claim_completion,
    report_progress,
    return_claim,
)
from camket.discipline.deadlines.rules import Nature, Reading
from camket.discipline.directives.actions import (
    ClauseDraft,
    FieldDraft,
    PaperFile,
    keep_upload,
    open_programme,
    register_directive,
)
from camket.discipline.directives.models import Clause, Directive
from camket.discipline.duties.actions import put_in_charge
from camket.discipline.finding.actions import keep_search
from camket.discipline.meetings.actions import conclude, hold_meeting
from camket.discipline.mendings.actions import annul_act, correct_leads, correct_words, withdraw_task
from camket.discipline.messages.actions import receive_message
from camket.discipline.messages.edxml import read_edxml
from camket.discipline.openings.actions import keep_sheet
from camket.discipline.redating.actions import extend_deadline, refuse_extension, request_extension
from camket.discipline.sight.actions import disclose
from camket.discipline.tasks.actions import TaskDraft, assign_tasks
from camket.discipline.tasks.rules import CorrectedField
from camket.discipline.tasks.rules.parts import Part
from camket.discipline.trackers.actions import keep_export_draft
from camket.record import queries as record
from camket.record.actions import seal_checkpoint
from camket.record.keys import load_or_make_key
from camket.review.snapshots.actions import freeze_figure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from camket.record.keys import SigningKey
    from camket.record.rules import Actor

BEGUN = date(2025, 1, 2)
DUE = date(2025, 6, 30)
BEFORE = date(2025, 3, 3)
SPRING = date(2025, 4, 1)
DAY = timedelta(days=1)
HIDING = date(2025, 8, 1)
AFTER = date(2025, 9, 1)
TODAY = date(2025, 10, 15)

INTERNAL, RESTRICTED, PART_INSIDE, PART_KEPT, DRAFT = (
    "zqinner",
    "zqrestr",
    "zqinpart",
    "zqkeptpart",
    "zqdraft",
)
"""How the words begin that are out of sight: of internal things, of restricted ones, of parts shown inside only, of
parts kept within the bodies that share a task, and of what one person has not entered yet."""

FRONT, HELPER = hand("mttq-giam-sat"), hand("h42-giup-viec")


@dataclass(slots=True)
class Marks:
    """Codes and places of what is hidden, for the addresses of the walk."""

    files: dict[str, str] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)
    drafts: dict[str, int] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)


def proof(code: str, secret: str) -> EvidenceFile:
    """A file whose name and content would both betray it."""
    content = f"Biên bản {secret}content của {code}".encode()
    return EvidenceFile(f"{secret}file-{code}.txt", "text/plain", content)


def key(folder: Path) -> SigningKey:
    """The key of the record of the tests."""
    return load_or_make_key(folder, name="camket.test/record")


def visible(marks: Marks, sealing: SigningKey) -> World:
    """Bodies, posts of every role, an open task, a done one, parts kept back, other lists, a frozen figure."""
    world = build_world()
    _more_posts()
    world.give("57-0001", due=DUE, cooperating=("H42",))
    world.give("57-0002", due=DUE, leads=("H42",))
    world.give("57-0003", due=DUE)
    _kept_parts(marks, world)
    marks.entries["open"] = world.finish("57-0003", on=SPRING)
    hold_meeting(
        code="57-hop-1",
        programme="57",
        body="BCD",
        title_vi="Phiên họp thứ nhất",
        title_en="First meeting",
        by=OFFICE,
        at=noon(SPRING + DAY),
        on=SPRING,
    )
    conclude(meeting="57-hop-1", directive="1-KL-BCD", by=OFFICE, at=noon(SPRING + DAY), on=SPRING)
    _paper_with_file(marks)
    _mandate()
    freeze_figure(programme="57", on=SPRING, key=sealing, by=OFFICE, at=noon(SPRING + DAY))
    marks.entries["frozen"] = record.latest_position()
    row = ("A1", "Xây dựng nền tảng", "Bộ Công an", "30/9/2025", "Quá hạn", "")
    take(csv_export(row), on=SPRING + DAY)
    seal_checkpoint(key=sealing, at=noon(SPRING + DAY))
    marks.entries["size"] = record.latest_position()
    return world


def _more_posts() -> None:
    for actor, body, role in (
        (FRONT, "BCD", Role.FRONT),
        (HELPER, "H42", Role.OFFICER),
    ):
        establish_post(
            code=actor.post,
            agency=body,
            title_vi="Giám sát" if role is Role.FRONT else "Giúp việc",
            title_en="Overseer" if role is Role.FRONT else "Helper",
            role=role,
            by=SYSTEM,
            at=noon(BEGUN),
            on=BEGUN,
        )
        appoint(
            post=actor.post,
            person=actor.person,
            full_name=f"{INTERNAL}name {actor.post}",
            by=SYSTEM,
            at=noon(BEGUN),
            on=BEGUN,
        )
        open_account(username=actor.post, password="mot mat khau du dai", person=actor.person)


def _mandate() -> None:
    """The chair of a province lets another of its house act in the chair's place."""
    give_mandate(
        giver="h42-chu-tich",
        holder=HELPER.post,
        paper=f"12/QĐ {INTERNAL}mandate",
        from_date=SPRING + DAY,
        by=hand("h42-chu-tich"),
        at=noon(SPRING + DAY),
        on=SPRING + DAY,
    )


def _kept_parts(marks: Marks, world: World) -> None:
    """A task whose written parts are for those inside, and one that keeps every part within its own body."""
    for code, secret, publication in (
        ("57-0004", PART_INSIDE, Publication.INTERNAL),
        ("57-0005", PART_KEPT, Publication.RESTRICTED),
    ):
        world.give(code, due=DUE, title=f"Nhiệm vụ {secret}title", deadline_text=f"{secret}deadline")
        for part in Part:
            if publication is Publication.RESTRICTED or part in {Part.TITLE, Part.PRODUCT, Part.DEADLINE}:
                disclose(
                    task=code,
                    part=part,
                    publication=publication,
                    reason=f"{secret}why",
                    by=OFFICE,
                    at=noon(BEGUN),
                    on=BEGUN,
                )
    _lived(marks, "57-0004", PART_INSIDE, by=OFFICER, on=BEFORE)
    _lived(marks, "57-0005", PART_KEPT, by=OFFICER, on=BEFORE + 9 * DAY)


def _lived(marks: Marks, code: str, secret: str, *, by: Actor, on: date) -> None:
    """Everything people write about a task: progress, requests and answers, claims returned and accepted."""
    days = [on + n * DAY for n in range(8)]
    report_progress(task=code, words=f"{secret}progress", at=noon(days[0]), on=days[0], by=by)
    asked = request_extension(
        task=code,
        due=date(2025, 11, 1),
        reason=f"{secret}plea",
        at=noon(days[1]),
        on=days[1],
        by=by,
    )
    refuse_extension(
        request=asked.entry_id, reason=f"{secret}refusal", by=FOLLOWER, at=noon(days[2]), on=days[2]
    )
    extend_deadline(
        task=code,
        due=date(2025, 12, 1),
        reason=f"{secret}grant",
        asked_by="BCD",
        by=OFFICE,
        at=noon(days[3]),
        on=days[3],
    )
    file = proof(code, secret)
    marks.files[code] = hashlib.sha256(file.content).hexdigest()
    claim = claim_completion(
        task=code, product=f"{secret}product", evidence=[file], at=noon(days[4]), on=days[4], by=by
    )
    return_claim(claim=claim.entry_id, reason=f"{secret}returned", by=FOLLOWER, at=noon(days[5]), on=days[5])
    again = claim_completion(
        task=code, product=f"{secret}again", evidence=[file], at=noon(days[6]), on=days[6], by=by
    )
    correct_words(
        task=code,
        field=CorrectedField.PRODUCT,
        after=f"{secret}corrected",
        reason=f"{secret}mended",
        by=OFFICE,
        at=noon(days[7]),
        on=days[7],
    )
    marks.entries[code] = again.entry_id


def _paper_with_file(marks: Marks) -> None:
    """A paper in sight with a file, which has nothing hidden in it until the walk adds a row."""
    content = b"Ban giao nhiem vu"
    register_directive(
        code="90-KH-BCD",
        number_text="90-KH/BCĐ",
        kind="plan",
        title="Kế hoạch chung",
        issuer="BCD",
        signed_on=BEGUN,
        programme="57",
        clauses=[ClauseDraft(order=1, number_text="1", group_text="I", words="Dòng một", place="dòng 1")],
        file=PaperFile("90-KH-BCD.csv", "text/csv", content),
        by=OFFICE,
        at=noon(SPRING + DAY),
        on=SPRING,
    )
    assign("90-KH-BCD", "57-0090", 1, Publication.PUBLIC, title="Dòng một", on=SPRING + DAY)
    marks.files["90-KH-BCD"] = hashlib.sha256(content).hexdigest()


def assign(
    paper: str,
    code: str,
    row: int,
    publication: Publication,
    *,
    title: str,
    on: date,
    leads: Sequence[str] = ("G06",),
    words: str = "30/6/2025",
) -> None:
    """One task of a row of a paper."""
    assign_tasks(
        directive=paper,
        drafts=[
            TaskDraft(
                code=code,
                clause_order=row,
                title=title,
                product=f"{title} product",
                reading=Reading(nature=Nature.DATED, due_date=DUE),
                deadline_text=words,
                leads=tuple(leads),
                field_code=None,
                publication=publication,
            )
        ],
        by=OFFICE,
        at=noon(on),
        on=on,
    )


def hide_internal(marks: Marks) -> None:
    """A programme that the public does not know of, and internal tasks in the one that it does."""
    open_programme(
        code=f"{INTERNAL}prog",
        name_vi=f"Chương trình {INTERNAL}programme",
        name_en=f"Programme {INTERNAL}programme",
        owner="BCD",
        before_includes_day=True,
        publication=Publication.INTERNAL,
        synthetic=True,
        by=SYSTEM,
        at=noon(HIDING),
        on=HIDING,
    )
    register_directive(
        code=f"{INTERNAL}-paper",
        number_text=f"{INTERNAL}number",
        kind="plan",
        title=f"{INTERNAL}papertitle",
        issuer="BCD",
        signed_on=BEGUN,
        programme=f"{INTERNAL}prog",
        clauses=[ClauseDraft(1, "1", f"{INTERNAL}group", f"{INTERNAL}clause", f"{INTERNAL}place")],
        fields=[FieldDraft(f"{INTERNAL}F", f"{INTERNAL}field", f"{INTERNAL}field")],
        file=PaperFile(f"{INTERNAL}paper.csv", "text/csv", f"{INTERNAL}paperfile".encode()),
        by=OFFICE,
        at=noon(HIDING),
        on=HIDING,
    )
    assign(f"{INTERNAL}-paper", f"{INTERNAL}-1", 1, Publication.INTERNAL, title=f"{INTERNAL}title", on=HIDING)
    hold_meeting(
        code=f"{INTERNAL}-meet",
        programme=f"{INTERNAL}prog",
        body="BCD",
        title_vi=f"{INTERNAL}meeting",
        title_en=f"{INTERNAL}meeting",
        by=OFFICE,
        at=noon(HIDING),
        on=HIDING,
    )
    conclude(meeting=f"{INTERNAL}-meet", directive=f"{INTERNAL}-paper", by=OFFICE, at=noon(HIDING), on=HIDING)
    _hidden_task(marks, INTERNAL, Publication.INTERNAL, leads=("G06",), by=OFFICER, on=HIDING)


def _hidden_row(words: str) -> int:
    """One row more in a paper that everybody sees, as if it had been registered with it."""
    paper = Directive.objects.get(code="90-KH-BCD")
    order = paper.clauses.count() + 1
    Clause.objects.create(
        entry_id=paper.entry_id,
        directive=paper,
        order=order,
        number_text=f"{words}no",
        group_text=f"{words}group",
        words=f"{words}clause",
        place=f"{words}place",
    )
    return order


def _hidden_task(
    marks: Marks, secret: str, publication: Publication, *, leads: Sequence[str], by: Actor, on: date
) -> None:
    """Tasks of one class in every state: lived, withdrawn, merged, split; with all that was written about them."""
    paper = "90-KH-BCD"
    for n in range(1, 6):
        assign(
            paper,
            f"{secret}-57-{n}",
            _hidden_row(f"{secret}{n}"),
            publication,
            title=f"Việc {secret}title{n}",
            words=f"{secret}deadline",
            leads=leads,
            on=on,
        )
    code = f"{secret}-57-1"
    _lived(marks, code, secret, by=by, on=on)
    day = on + 9 * DAY
    accept_completion(claim=marks.entries[code], note=f"{secret}note", by=FOLLOWER, at=noon(day), on=day)
    withdraw_task(task=f"{secret}-57-2", statement=f"{secret}withdrawn", by=OFFICE, at=noon(day), on=day)
    world = World()
    world.merge(f"{secret}-57-3", into=f"{secret}-57-4", on=day)
    world.split(f"{secret}-57-5", on=day, leads=(*leads, *leads))
    put_in_charge(post=by.post, tasks=[f"{secret}-57-4"], by=by, at=noon(day), on=day)


def hide_restricted(marks: Marks, sealing: SigningKey) -> None:
    """Tasks that only one ministry and the steering side may know of, and what one person has on the desk."""
    _hidden_task(marks, RESTRICTED, Publication.RESTRICTED, leads=("G01",), by=STRANGER, on=HIDING + 12 * DAY)
    _named_by_mistake(f"{RESTRICTED}-57-4")
    receive_message(
        message=read_edxml(edxml(header=f"<edXML:Remark>{RESTRICTED}remark</edXML:Remark>")),
        envelope=PaperFile(f"{RESTRICTED}message.edxml", "application/xml", edxml()),
        by=OFFICE,
        at=noon(AFTER),
        on=AFTER,
    )
    seal_checkpoint(key=sealing, at=noon(AFTER))
    _desk(marks, OFFICE, DRAFT)


def _named_by_mistake(code: str) -> None:
    """The other bodies put down for a task, and that taken back: they may know of it no more."""
    hand = {"reason": f"{RESTRICTED}mistake", "by": OFFICE, "at": noon(AFTER), "on": AFTER}
    made = correct_leads(task=code, leads=["G01", "G06"], cooperating=["H42"], **hand)
    annul_act(entry=made.entry_id, **hand)


def _desk(marks: Marks, who: Actor, secret: str) -> None:
    """What one person keeps and has not entered: a search, a file, a sheet, an export, a token."""
    account = Account.objects.get(username=who.post)
    at = noon(AFTER)
    search = keep_search(account=account, name=f"{secret}search", address=f"/tasks?q={secret}words", at=at)
    content = f"STT,Nhiệm vụ,Cơ quan chủ trì,Thời hạn\n1,{secret}row,Bộ Công an,30/11/2025\n".encode()
    upload = keep_upload(
        file_name=f"{secret}.csv",
        content=content,
        paper=json.dumps({"title": f"{secret}draft"}),
        by=who.post,
        at=at,
    )
    opened = keep_sheet(
        file_name=f"{secret}sheet.csv",
        content=content,
        programme="57",
        publication="internal",
        by=who.post,
        at=at,
    )
    export = keep_export_draft(
        file=PaperFile(f"{secret}export.csv", "text/csv", csv_export((f"{secret}", "x", "y", "z", "t", ""))),
        tracker="nq57",
        programme="57",
        on=AFTER,
        by=who.post,
        at=at,
    )
    token, _ = make_token(label=f"{secret}token", expires_on=AFTER + timedelta(days=300), by=who, at=at)
    marks.drafts |= {
        f"{secret}:kept": search.pk,
        f"{secret}:intake": upload.pk,
        f"{secret}:opening": opened.pk,
        f"{secret}:trackers/uploads": export.pk,
        f"{secret}:account/tokens": token.pk,
    }


def come_after(marks: Marks, sealing: SigningKey, at_today: Sequence[Actor]) -> None:
    """Visible things that came after the hidden ones: their ids and places tell what lies between."""
    world = World(papers=500)
    world.give("57-0900", due=DUE, on=TODAY, title="Nhiệm vụ đến sau")
    world.claim("57-0900", on=TODAY)
    world.give("57-0901", due=DUE, on=TODAY, cooperating=("H42",))
    report_progress(task="57-0901", words="Đang làm", by=PROVINCE_OFFICER, at=noon(TODAY), on=TODAY)
    seal_checkpoint(key=sealing, at=noon(TODAY))
    for who in (*at_today, CHAIR):
        account = Account.objects.filter(username=who.post).first()
        if account is not None:
            search = keep_search(account=account, name="Của tôi", address="/tasks?q=nen", at=noon(TODAY))
            marks.drafts.setdefault(f"own:{who.post}", search.pk)
