"""Tasks and everything said about them: shares, deadlines, progress, claims, acceptances, corrections."""

from __future__ import annotations

from django.db import models

from camket.discipline.agencies.models import Agency, Post
from camket.discipline.directives.models import Clause, Field, Programme
from camket.discipline.meetings.models import Conclusion, Meeting
from camket.record.facts import Fact


class Task(Fact):
    """One annex row or conclusion, however many bodies share it: the unit that is counted.

    The words are those of the paper and never change here; a mended word is a `Correction` beside them. Standing is
    never stored: it is answered from dates for a day (`deadlines.rules.standing`).
    """

    code = models.CharField(max_length=60, unique=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="tasks")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="tasks")
    conclusion = models.ForeignKey(Conclusion, on_delete=models.PROTECT, null=True, related_name="tasks")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, null=True, related_name="tasks")
    parent_code = models.CharField(max_length=120, blank=True)
    title = models.TextField()
    product = models.TextField(blank=True)
    leads_text = models.TextField(blank=True)
    cooperating_text = models.TextField(blank=True)
    publication = models.CharField(max_length=12)
    assigned_on = models.DateField()
    spoken = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["programme", "code"], name="task_programme_code"),
            models.Index(fields=["programme", "assigned_on", "entry", "publication"], name="task_given"),
        ]

    def __str__(self) -> str:
        return self.code


class Deadline(Fact):
    """A deadline as written and as read. The first row is the first deadline; each extension adds one.

    `nature` says what kind of promise the words make; only a dated one has `due_date`. `detail` (JSON) keeps what
    else the words hold: the trigger waited for, the cycle, milestones.
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="deadlines")
    origin = models.CharField(max_length=12)
    on_date = models.DateField()
    nature = models.CharField(max_length=12)
    due_date = models.DateField(null=True)
    continues = models.BooleanField()
    deadline_text = models.TextField(blank=True)
    rule_code = models.CharField(max_length=64, blank=True)
    detail = models.TextField(default="{}")
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["task", "entry"], name="deadline_latest")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.due_date or self.nature}"


class ExtensionRequest(Fact):
    """A body that leads a task asking for a later day, with its reason."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="extension_requests")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    on_date = models.DateField()
    asked_due = models.DateField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.task_id} asks for {self.asked_due}"


class ExtensionRefusal(Fact):
    """The answer no to a request; the answer yes is a `Deadline` of origin `extended`."""

    request = models.OneToOneField(ExtensionRequest, on_delete=models.PROTECT, related_name="refusal")
    on_date = models.DateField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"refusal of {self.request_id}"


class Share(Fact):
    """One body's part in a task: lead or cooperating, in the order of the paper."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="shares")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="shares")
    role = models.CharField(max_length=12)
    from_date = models.DateField()
    order = models.PositiveIntegerField()
    words = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["task", "role", "order", "agency", "from_date", "entry"], name="share_of_task"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.role} of {self.task_id}"


class ShareEnd(Fact):
    """A share that passed to another body or was given in error.

    A share may have several: one whose entry was annulled ended nothing, and the share can end again.
    """

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="ends")
    on_date = models.DateField()

    def __str__(self) -> str:
        return f"end of share {self.share_id}"


class Progress(Fact):
    """What a body reports of its share on a day, in words; no percentage makes a task done."""

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="progress")
    on_date = models.DateField()
    words = models.TextField()

    def __str__(self) -> str:
        return f"progress of {self.share_id} on {self.on_date}"


class Claim(Fact):
    """A body saying that its share is done, with its product and proof. It makes nothing done by itself."""

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="claims")
    on_date = models.DateField()
    product = models.TextField()
    person_code = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["share", "on_date"], name="claim_of_share")]

    def __str__(self) -> str:
        return f"claim № {self.entry_id}"


class ClaimEvidence(Fact):
    """A file put forward with a claim, by its hash and the name under which it was sent."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence")
    sha256 = models.CharField(max_length=64, db_index=True)
    file_name = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "claim evidence"

    def __str__(self) -> str:
        return f"{self.file_name} with {self.claim_id}"


class Acceptance(Fact):
    """The assigner's side agreeing that a claim is true. The day that counts is the claim's."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="acceptances")
    on_date = models.DateField()
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"acceptance of {self.claim_id}"


class Return(Fact):
    """A claim sent back with a reason: the deadline goes on running."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="returns")
    on_date = models.DateField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"return of {self.claim_id}"


class Withdrawal(Fact):
    """A task taken off the list, with a closing statement."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="withdrawals")
    on_date = models.DateField()
    statement = models.TextField()

    def __str__(self) -> str:
        return f"withdrawal of {self.task_id}"


class Correction(Fact):
    """A word of a task mended: what it was, what it is, and why."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="corrections")
    on_date = models.DateField()
    field = models.CharField(max_length=12)
    before = models.TextField()
    after = models.TextField()
    reason = models.TextField()
    spoken = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.field} of {self.task_id}"


class Passing(Fact):
    """A task going on as another: several merged into one, or one split into several.

    The task that passed is withdrawn by the same entry, so it leaves the counts on that day; this row says where to
    look for what was promised in it.
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="passed_into")
    into = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="came_from")
    kind = models.CharField(max_length=8)
    on_date = models.DateField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.task_id} {self.kind} into {self.into_id}"


class CarriedOver(Fact):
    """A completion that an office brought along from the time before this record: as reported, unverified.

    It stands beside the claim and the acceptance that the opening balance entered, so that standings come from the
    reported day while every page and figure can keep such tasks apart until somebody has checked them.
    """

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="carried_over")
    status_text = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"carried over {self.claim_id}"


class CarriedCheck(Fact):
    """Somebody looking into a completion that was carried over: it is upheld, or it never counted.

    A completion may have several: one whose entry was annulled checked nothing, and it can be checked again.
    """

    carried = models.ForeignKey(CarriedOver, on_delete=models.PROTECT, related_name="checks")
    on_date = models.DateField()
    upheld = models.BooleanField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.carried_id} {'upheld' if self.upheld else 'refuted'}"


class Charge(Fact):
    """The post that has a body's part of a task in hand, from a day on."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="charges")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    from_date = models.DateField()

    def __str__(self) -> str:
        return f"{self.task_id} in hand of {self.post_id}"


class ChargeEnd(Fact):
    """A charge that passed to another post, or ended with its post."""

    charge = models.OneToOneField(Charge, on_delete=models.PROTECT, related_name="end")
    on_date = models.DateField()

    def __str__(self) -> str:
        return f"end of charge {self.charge_id}"


class Disclosure(Fact):
    """A decision who may see a task, or one part of it: the latest one holds, whatever day is asked about.

    `part` is empty for the task as a whole, else one of the parts of a task that can be kept back by themselves.
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="disclosures")
    part = models.CharField(max_length=16, blank=True)
    publication = models.CharField(max_length=12)
    on_date = models.DateField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.task_id} {self.part or 'task'} {self.publication}"


class PartDefault(Fact):
    """What a programme shows of its tasks, part by part, where nothing was decided for the task itself.

    The latest row of a part holds. A part without a row follows the table in `rules.parts`.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="part_defaults")
    part = models.CharField(max_length=16)
    publication = models.CharField(max_length=12)
    on_date = models.DateField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.programme_id} {self.part} {self.publication}"


class Annulment(Fact):
    """An act declared never to have held, with a reason. The act stays in the record, and so does this.

    `task` is none for a bulk act, whose tasks are those that the annulled entry brought.
    """

    target = models.OneToOneField("record.Entry", on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, related_name="annulments")
    on_date = models.DateField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"№ {self.target_id} annulled"


class TaskSpan(models.Model):
    """The days over which a task stands as it stands, for readers of a stretch of the record: what lists count.

    A cache and no fact: it says nothing that the facts do not say, and `settling.rebuild_spans` makes it anew from
    them. A reader of day D and position K finds one row for each task: `from_day` <= D < `until_day` and
    `known_from` <= K < `known_until`. What never changes of a task stands on its rows so that counting joins nothing;
    `publication` is the class in force now.
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="spans", db_index=False)
    code = models.CharField(max_length=60)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+", db_index=False)
    field = models.ForeignKey(Field, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    publication = models.CharField(max_length=12)
    from_day = models.DateField()
    until_day = models.DateField()
    known_from = models.BigIntegerField()
    known_until = models.BigIntegerField()
    due_date = models.DateField(null=True)
    done_date = models.DateField(null=True)
    withdrawn_date = models.DateField(null=True)
    nature = models.CharField(max_length=12)
    continues = models.BooleanField()
    awaiting = models.BooleanField()
    carried = models.BooleanField()
    lead = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["task", "known_until"], name="span_of_task"),
            models.Index(fields=["programme", "lead", "code"], name="span_of_lead"),
            models.Index(
                fields=["programme", "code", "known_until", "until_day", "from_day", "known_from"],
                name="span_in_order",
            ),
            models.Index(
                fields=[
                    *(
                        "programme",
                        "known_until",
                        "until_day",
                        "from_day",
                        "known_from",
                        "publication",
                        "lead",
                    ),
                    *("field", "meeting", "nature", "awaiting", "carried"),
                    *("due_date", "done_date", "withdrawn_date", "task"),
                ],
                name="span_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} from {self.from_day}"
