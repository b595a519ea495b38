"""Pages of one task: the task, the forms of its acts, its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from camket.discipline.duties.allowed import TaskAct, acts_open_to, obstacle
from camket.discipline.duties.queries import in_hand
from camket.discipline.mendings.queries import came_from, passed_into
from camket.discipline.tasks import queries as tasks
from camket.discipline.tasks.parts import parts_in_sight, publication_of
from camket.discipline.tasks.rules import ShareRole
from camket.discipline.tasks.rules.parts import Part
from camket.errors import Refused
from camket.periods import AsOf
from camket.record import queries as record
from camket.words import say_refusal

from . import story, task_page
from .asking import Asked, actor, asked, now, today
from .body_fields import written
from .moving import tell
from .task_acts import Doing, choices_for, do
from .task_forms import FORMS
from .task_said import SAID
from .templatetags.say import language

if TYPE_CHECKING:
    from camket.discipline.tasks.queries import TaskOnDay

    from .task_forms import ActForm

FORBIDDEN = frozenset(
    {
        "task.steer.not_assigner",
        "task.report.not_share",
        "task.accept.same_hand",
        "actor.not_logged_in",
        "task.charge.not_body",
    }
)
"""Refusals that no other words in the form would lift: another hand must act."""

URGENT = frozenset({TaskAct.ACCEPT, TaskAct.RETURN, TaskAct.CLAIM, TaskAct.REFUSE})
"""Acts that answer something, or that everybody waits for; the others are offered below them."""


def _task(code: str, asof: AsOf, this: Asked) -> TaskOnDay:
    """The task, or 404 alike for one that is not there and one out of sight."""
    found = tasks.task_as_of(code, asof, this.scope)
    if found is None:
        raise Http404
    return found


@require_GET
def task(request: HttpRequest, code: str) -> HttpResponse:
    """One task: where it stands, its deadlines, its story, its evidence, and what its reader may do now."""
    this = asked(request)
    asof = this.asof
    found = _task(code, asof, this)
    facts = task_page.facts_of(found, asof, this.scope)
    told = story.story_of(found, asof, this.scope)
    settled = story.decisive(told)
    context = {
        "room": "discipline",
        "task": found,
        "programme": found.programme,
        "axes": task_page.axes_of(facts),
        "deadlines": task_page.deadline_rows(facts),
        "strip": task_page.deadline_strip(facts),
        "shares": task_page.share_rows(facts),
        "cards": task_page.evidence_cards(facts, this.scope),
        "story": told,
        "shows": {part.value: part in facts.shown for part in Part},
        "publication": publication_of(found),
        "original": task_page.original_words(found, asof, facts.shown),
        "corrections": tasks.corrections_of(found, asof),
        "owner": facts.bodies[found.programme.owner_id],
        "shown": task_page.proof_shown(settled.position) if settled and settled.position else None,
        "settled": settled,
        "passed_into": passed_into(found, asof, this.scope),
        "came_from": came_from(found, asof, this.scope),
        "charges": [] if this.scope.is_public else in_hand(found, asof),
        **_doings(request, this, found),
    }
    return render(request, "camket/task.html", context)


def _doings(request: HttpRequest, this: Asked, found: TaskOnDay) -> dict[str, Any]:
    """The buttons: acts are done today and with all that is known, never from a page of another day."""
    past = this.known is not None or this.asof.on != today()
    if past or this.appointment is None:
        return {"past": past, "doings": [], "more_doings": []}
    offered = acts_open_to(actor(request), task=found.code, on=today())
    waits = TaskAct.REFUSE in offered
    first = [act for act in offered if act in URGENT or (waits and act is TaskAct.EXTEND)]
    return {
        "past": False,
        "doings": [_button(act) for act in first],
        "more_doings": [_button(act) for act in offered if act not in first],
    }


def _button(act: TaskAct) -> dict[str, Any]:
    return {"act": act.value, "said": SAID[act].button}


@require_http_methods(["GET", "POST"])
def task_act(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """The form of one act, and the act. Acts hold for today, whatever day the page before showed."""
    this = asked(request)
    asof = AsOf(on=today(), known_at=None, position=record.latest_position())
    found = _task(code, asof, this)
    if verb not in set(TaskAct):
        raise Http404
    if this.appointment is None:
        return HttpResponseRedirect(f"{reverse('login')}?{urlencode({'next': request.path})}")
    act = TaskAct(verb)
    refusal = obstacle(act, task=code, by=actor(request), on=today())
    if refusal is not None:
        return _page(request, act, found, None, refusal)
    choices = choices_for(act, found, asof)
    if request.method != "POST":
        return _page(request, act, found, FORMS[act](choices=choices, initial=_first(act, found, asof)), None)
    form = FORMS[act](request.POST, request.FILES, choices=choices)
    if not form.is_valid():
        return _page(request, act, found, form, None)
    doing = Doing(task=found, typed=form.cleaned_data, by=actor(request), at=now(), on=today())
    try:
        done = do(act, doing)
    except Refused as again:
        return _page(request, act, found, form, again)
    tell(request, done)
    return HttpResponseRedirect(reverse("task", args=[code]))


def _first(act: TaskAct, found: TaskOnDay, asof: AsOf) -> dict[str, Any]:
    """What a form starts with: the bodies that share the task now, or the day that was asked for."""
    if act is TaskAct.LEADS:
        shares = list(tasks.shares_of(found, asof))
        return {
            field: written(share.agency for share in shares if share.role == role)
            for field, role in (("leads", ShareRole.LEAD), ("cooperating", ShareRole.COOPERATING))
        }
    asked_for = tasks.open_requests_of(found, asof).first() if act is TaskAct.EXTEND else None
    return {"due": asked_for.asked_due} if asked_for else {}


def _page(
    request: HttpRequest, act: TaskAct, found: TaskOnDay, form: ActForm | None, refusal: Refused | None
) -> HttpResponse:
    status = 200
    if refusal is not None:
        status = 403 if refusal.code in FORBIDDEN else 409
    elif form is not None and form.is_bound:
        status = 422
    context = {
        "room": "discipline",
        "task": found,
        "programme": found.programme,
        "act": act.value,
        "said": SAID[act],
        "form": form,
        "refused": say_refusal(refusal, language()) if refusal else "",
        "limit": settings.CAMKET_UPLOAD_LIMIT // (1024 * 1024),
    }
    return render(request, "camket/task_act.html", context, status=status)


@require_GET
def task_evidence(request: HttpRequest, code: str, sha256: str) -> FileResponse:
    """A file put forward for a task, as it came, for readers to whom the task shows its evidence."""
    this = asked(request)
    found = _task(code, this.asof, this)
    shown = Part.EVIDENCE in parts_in_sight(found, this.scope)
    cited = tasks.evidence_of(found, sha256, this.asof) if shown else None
    kept = record.evidence(sha256) if cited else None
    if cited is None or kept is None:
        raise Http404
    file = record.evidence_path(sha256).open("rb")
    response = FileResponse(file, as_attachment=True, filename=cited.file_name, content_type=kept.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response


urls: list[URLPattern] = [
    path("tasks/<str:code>", task, name="task"),
    path("tasks/<str:code>/evidence/<str:sha256>", task_evidence, name="task_evidence"),
    path("tasks/<str:code>/<str:verb>", task_act, name="task_act"),
]
