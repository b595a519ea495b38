"""What the page of a task is made of: its axes, its deadlines, who shares it, its evidence and its proof."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.mandates import signatures
from camket.discipline.deadlines import queries as deadlines
from camket.discipline.deadlines.rules import Nature, days_late
from camket.discipline.tasks import queries as tasks
from camket.discipline.tasks.parts import parts_in_sight
from camket.discipline.tasks.rules import ShareRole, Stage, stage
from camket.discipline.tasks.rules.parts import Part
from camket.record import queries as record
from camket.record.rules import CONCEALED

from .merkle_path import PathPicture, path_picture
from .strip import Dates, Label, Strip, strip
from .templatetags.say import day, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from camket.discipline.agencies.mandates import Signature
    from camket.discipline.agencies.models import Agency, Post
    from camket.discipline.agencies.roles import Scope
    from camket.discipline.tasks.models import (
        Acceptance,
        Claim,
        Deadline,
        ExtensionRequest,
        Return,
        Share,
        Task,
    )
    from camket.discipline.tasks.queries import TaskOnDay
    from camket.periods import AsOf
    from camket.record.models import Checkpoint, Entry


@dataclass(frozen=True, slots=True)
class Facts:
    """What the record says of a task on the reader's day, fetched once for all parts of the page."""

    task: TaskOnDay
    asof: AsOf
    shares: tuple[Share, ...]
    deadlines: tuple[Deadline, ...]
    requests: tuple[ExtensionRequest, ...]
    claims: tuple[Claim, ...]
    accepted: Mapping[int, Acceptance]
    returned: Mapping[int, Return]
    bodies: Mapping[int, Agency]
    shown: frozenset[Part]
    outside: bool


def facts_of(task: TaskOnDay, asof: AsOf, scope: Scope) -> Facts:
    """The task's facts; answers to claims by the claim they answer."""
    return Facts(
        task=task,
        asof=asof,
        shares=tuple(tasks.shares_of(task, asof)),
        deadlines=tuple(tasks.deadlines_of(task, asof)),
        requests=tuple(tasks.open_requests_of(task, asof)),
        claims=tuple(tasks.claims_of(task, asof)),
        accepted={row.claim_id: row for row in tasks.acceptances_of(task, asof)},
        returned={row.claim_id: row for row in tasks.returns_of(task, asof)},
        bodies=agencies.agencies_by_id(),
        shown=parts_in_sight(task, scope),
        outside=scope.is_public,
    )


@dataclass(frozen=True, slots=True)
class Axes:
    """The three answers about a task, never merged: by dates, by who checked; confidence has none yet."""

    standing: str
    late: int | None
    late_by_first: int | None
    stage: Stage
    claim: Claim | None
    claimed_by: Post | None
    accepted_by: Post | None
    accepted_on: date | None
    leads: int
    leads_done: int


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One deadline of a task, or one that is asked for, with what was written and who decided."""

    due: date | None
    nature: str
    origin: str
    text: str
    rule: str
    rule_source: str
    reason: str
    asked_by: Agency | None
    decided_by: Post | None
    position: int
    on: date
    in_force: bool
    first: bool


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One body's part: as it was named when the task was given, who answers for it now, what it has claimed."""

    share: Share
    heir: Agency | None
    stage: Stage
    claim: Claim | None
    returned: int | None


@dataclass(frozen=True, slots=True)
class EvidenceCard:
    """One file put forward: what it is, with which claim it came, and where else it was used."""

    sha256: str
    file_name: str
    kind: str
    size: int
    claim: Claim
    stage: str
    elsewhere: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class ProofShown:
    """That an entry stands in the record of a checkpoint, with the picture of its path."""

    entry: Entry
    checkpoint: Checkpoint
    proof: record.Proof
    picture: PathPicture


def axes_of(facts: Facts) -> Axes:
    """Where the task stands on the reader's day."""
    task, asof, accepted = facts.task, facts.asof, facts.accepted
    claims = [claim for claim in facts.claims if claim.share.role == ShareRole.LEAD]
    said = next((one for one in claims if one.pk in accepted or one.pk not in facts.returned), None)
    acceptance = accepted.get(said.pk) if said else None
    leads = [share.pk for share in facts.shares if share.role == ShareRole.LEAD]
    done = {claim.share_id for claim in claims if claim.pk in accepted}
    signed = signatures(_told([row.entry for row in (said, acceptance) if row is not None], facts))
    return Axes(
        standing=task.standing,
        late=_late(task, task.due_date, asof),
        late_by_first=_late(task, task.first_due, asof) if task.first_due != task.due_date else None,
        stage=stage(done=task.done_date is not None, awaiting=task.awaiting, carried=task.carried),
        claim=said,
        claimed_by=_post(said.entry_id, signed) if said else None,
        accepted_by=_post(acceptance.entry_id, signed) if acceptance else None,
        accepted_on=acceptance.on_date if acceptance else None,
        leads=len(leads),
        leads_done=sum(pk in done for pk in leads),
    )


def _told(entries: list[Entry], facts: Facts) -> list[Entry]:
    """Those whose post the reader may be told: of a task that was restricted once, not to the public."""
    return [one for one in entries if one.actor != CONCEALED or not facts.outside]


def _post(position: int, signed: Mapping[int, Signature]) -> Post | None:
    return signed[position].post if position in signed else None


def _late(task: TaskOnDay, due: date | None, asof: AsOf) -> int | None:
    return days_late(due_date=due, done_date=task.done_date, withdrawn_date=task.withdrawn_date, on=asof.on)


def deadline_rows(facts: Facts) -> list[DeadlineRow]:
    """Every deadline the task has had, first to last, then the day that is asked for."""
    held, asked = facts.deadlines, facts.requests
    rules = {rule.code: rule for rule in deadlines.reading_rules(facts.asof.position)}
    signed = signatures(_told([row.entry for row in held], facts))
    bodies = {body.code: body for body in facts.bodies.values()}
    found = []
    for place, row in enumerate(held):
        rule = rules.get(row.rule_code)
        found.append(
            DeadlineRow(
                due=row.due_date,
                nature=row.nature,
                origin=row.origin,
                text=row.deadline_text if Part.DEADLINE in facts.shown else "",
                rule=rule.kind.value if rule else "",
                rule_source=rule.source if rule else "",
                reason=row.reason if Part.REASONS in facts.shown else "",
                asked_by=bodies.get(json.loads(row.detail).get("asked_by", "")),
                decided_by=_post(row.entry_id, signed),
                position=row.entry_id,
                on=row.on_date,
                in_force=row is held[-1],
                first=place == 0,
            )
        )
    return [*found, *(_asked_row(row, facts) for row in asked)]


def _asked_row(row: ExtensionRequest, facts: Facts) -> DeadlineRow:
    return DeadlineRow(
        due=row.asked_due,
        nature=Nature.DATED.value,
        origin="asked",
        text="",
        rule="",
        rule_source="",
        reason=row.reason if Part.REASONS in facts.shown else "",
        asked_by=row.agency,
        decided_by=None,
        position=row.entry_id,
        on=row.on_date,
        in_force=False,
        first=False,
    )


def deadline_strip(facts: Facts) -> Strip | None:
    """The strip of a dated task; none for a task whose deadline in force is no day."""
    task, held = facts.task, facts.deadlines
    dues = tuple(row.due_date for row in held if row.due_date is not None)
    if not dues or task.due_date is None:
        return None
    asked = next(iter(facts.requests), None)
    claims = sorted(claim.on_date for claim in facts.claims)
    dates = Dates(
        assigned_on=task.assigned_on,
        dues=dues,
        on=facts.asof.on,
        claims=tuple(claims),
        asked=asked.asked_due if asked else None,
        done=task.done_date,
        withdrawn=task.withdrawn_date,
    )
    return strip(dates, _labels(held, dates, with_words=Part.DEADLINE in facts.shown))


def _labels(held: Sequence[Deadline], dates: Dates, *, with_words: bool) -> list[Label]:
    first, current = dates.dues[0], dates.dues[-1]
    written = next((row.deadline_text for row in held if with_words and row.due_date == first), "")
    said = gettext("Hạn đầu %(day)s") % {"day": day(first)}
    beside = gettext(", ghi là “%(words)s”") % {"words": written[:40]} if written else ""
    found = [Label(first, "first", said + beside, said, above=True)]
    if current != first:
        now = gettext("Hạn hiện hành %(day)s") % {"day": day(current)}
        found.append(
            Label(current, "base", now, gettext("hạn nay %(day)s") % {"day": day(current)}, above=True)
        )
    found.append(_said(dates.assigned_on, "start", gettext("Giao %(day)s") % {"day": day(dates.assigned_on)}))
    for one in dates.claims[-3:]:
        words = {"day": day(one)}
        short = gettext("báo cáo %(day)s") % words
        found.append(Label(one, "claim", gettext("báo cáo hoàn thành %(day)s") % words, short))
    if dates.ended is None:
        found.append(_needle(dates))
    elif dates.withdrawn is not None:
        found.append(_said(dates.ended, "base", gettext("rút %(day)s") % {"day": day(dates.ended)}))
    if dates.asked is not None:
        found.append(_said(dates.asked, "base", gettext("đề nghị đến %(day)s") % {"day": day(dates.asked)}))
    return found


def _said(on: date, mark: str, words: str) -> Label:
    return Label(on, mark, words, words)


def _needle(dates: Dates) -> Label:
    late = (dates.on - dates.dues[-1]).days
    if late <= 0:
        return _said(dates.on, "needle", day(dates.on))
    words = {"day": day(dates.on), "n": number(late)}
    return Label(
        dates.on,
        "needle",
        ngettext("%(day)s, quá hạn %(n)s ngày", "%(day)s, quá hạn %(n)s ngày", late) % words,
        ngettext("quá %(n)s ngày", "quá %(n)s ngày", late) % words,
        hot=True,
    )


def share_rows(facts: Facts) -> list[ShareRow]:
    """The bodies that share the task, leads first."""
    line = agencies.lineage(facts.asof)
    newest: dict[int, Claim] = {}
    for claim in facts.claims:
        kept = newest.get(claim.share_id)
        if kept is None or (claim.pk in facts.accepted and kept.pk not in facts.accepted):
            newest[claim.share_id] = claim
    return [
        _share_row(facts, share, newest.get(share.pk), facts.bodies.get(line.heir(share.agency_id)))
        for share in facts.shares
    ]


def _share_row(facts: Facts, share: Share, claim: Claim | None, heir: Agency | None) -> ShareRow:
    accepted = claim is not None and claim.pk in facts.accepted
    returned = facts.returned.get(claim.pk) if claim else None
    return ShareRow(
        share=share,
        heir=heir if heir is not None and heir.pk != share.agency_id else None,
        stage=stage(done=accepted, awaiting=claim is not None and not accepted and returned is None),
        claim=claim,
        returned=returned.entry_id if returned else None,
    )


def evidence_cards(facts: Facts, scope: Scope) -> list[EvidenceCard]:
    """The files put forward with claims in force, newest claim first, each once."""
    found: dict[str, EvidenceCard] = {}
    for claim in facts.claims:
        for cited in claim.evidence.all():
            kept = record.evidence(cited.sha256)
            if kept is None or cited.sha256 in found:
                continue
            others = tasks.cited_elsewhere(cited.sha256, facts.task).filter(tasks.visible_to(scope))
            found[cited.sha256] = EvidenceCard(
                sha256=cited.sha256,
                file_name=cited.file_name if Part.EVIDENCE in facts.shown else "",
                kind=cited.file_name.rpartition(".")[2].upper()[:4],
                size=kept.size,
                claim=claim,
                stage="accepted" if claim.pk in facts.accepted else "claimed",
                elsewhere=tuple(others.order_by("code")[:5]),
            )
    return list(found.values())


def proof_shown(position: int) -> ProofShown | None:
    """The proof of an entry under the newest checkpoint; none while no checkpoint covers it."""
    entry, checkpoint = record.entry(position), record.latest_checkpoint()
    if entry is None or checkpoint is None or checkpoint.size < position:
        return None
    return ProofShown(
        entry=entry,
        checkpoint=checkpoint,
        proof=record.proof_of(position, size=checkpoint.size),
        picture=path_picture(position, checkpoint.size),
    )


def original_words(task: TaskOnDay, asof: AsOf, shown: frozenset[Part]) -> dict[str, str]:
    """The paper's own words where a correction stands in their place."""
    changed = {"title": task.title_now != task.title, "product": task.product_now != task.product}
    kept = {"title": task.title, "product": task.product}
    latest = {row.field: row for row in tasks.corrections_of(task, asof)}
    return {
        key: kept[key]
        for key, is_changed in changed.items()
        if is_changed and key in latest and Part(key) in shown
    }
