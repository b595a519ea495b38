"""Pages of what is shown to whom: of one task, and of a programme's tasks where nothing was decided for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from camket.discipline.agencies.roles import Publication
from camket.discipline.agencies.seats import may_steer
from camket.discipline.sight.actions import disclose, set_part_default
from camket.discipline.tasks import parts
from camket.discipline.tasks import queries as tasks
from camket.discipline.tasks.rules.parts import Part
from camket.errors import Refused
from camket.periods import AsOf
from camket.record import queries as record
from camket.words import say_code, say_refusal

from .asking import actor, asked, now, seal, today
from .templatetags.say import language, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from camket.discipline.directives.models import Programme
    from camket.discipline.tasks.queries import TaskOnDay


class DecideForm(forms.Form):
    """Which part, who may see it from now on, and why."""

    use_required_attribute = False
    part = forms.ChoiceField(label=_("Phần"), required=False)
    publication = forms.ChoiceField(label=_("Mức công khai mới"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Lý do"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, whole: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [*([""] if whole else []), *(part.value for part in Part)]
        choices = {
            "part": [(one, say_code("part", one, language())) for one in codes],
            "publication": [
                (one.value, say_code("publication", one.value, language())) for one in Publication
            ],
        }
        for field, offered in choices.items():
            asked_for = self.fields[field]
            if isinstance(asked_for, forms.ChoiceField):
                asked_for.choices = offered


def _decided(
    request: HttpRequest, form: DecideForm, act: Callable[[], int], to: str
) -> tuple[HttpResponse | None, int]:
    """The answer when the act was entered; else none, with the status of the page that tells why."""
    if request.method != "POST":
        return None, 200
    if not form.is_valid():
        return None, 422
    try:
        with transaction.atomic():
            position = act()
            seal()
    except Refused as refusal:
        form.add_error(None, say_refusal(refusal, language()))
        return None, 409
    messages.success(request, gettext("Đã ghi vào sổ, № %(n)s") % {"n": number(position)})
    return HttpResponseRedirect(to), 302


@require_http_methods(["GET", "POST"])
def task_publication(request: HttpRequest, code: str) -> HttpResponse:
    """Who may see a task and each part of it, what was decided before, and the form to decide otherwise."""
    this = asked(request)
    asof = AsOf(on=today(), known_at=None, position=record.latest_position())
    found = tasks.task_as_of(code, asof, this.scope)
    if found is None or this.appointment is None:
        raise Http404
    form = DecideForm(request.POST or None, whole=True)
    answer, status = _decided(
        request, form, lambda: _disclose(request, found, form), reverse("task_publication", args=[code])
    )
    if answer is not None:
        return answer
    context = {
        "room": "discipline",
        "task": found,
        "programme": found.programme,
        "whole": parts.publication_of(found),
        "parts": parts.by_part(parts.parts_of(found)),
        "history": list(parts.disclosures_of(found)) if parts.all_shown([code], this.scope) else [],
        "form": form if may_steer(actor(request), found.programme.owner_id, today=today()) else None,
    }
    return render(request, "camket/task_publication.html", context, status=status)


def _disclose(request: HttpRequest, found: TaskOnDay, form: DecideForm) -> int:
    typed = form.cleaned_data
    made = disclose(
        task=found.code,
        part=Part(typed["part"]) if typed["part"] else None,
        publication=Publication(typed["publication"]),
        reason=typed["reason"],
        by=actor(request),
        at=now(),
        on=today(),
    )
    return made.entry_id


@require_http_methods(["GET", "POST"])
def programme_publication(request: HttpRequest) -> HttpResponse:
    """What a programme shows of its tasks, part by part, with the decisions so far."""
    this = asked(request)
    programme = this.programme
    if programme is None:
        raise Http404
    form = DecideForm(request.POST or None, whole=False)
    steers = this.appointment is not None and may_steer(actor(request), programme.owner_id, today=today())
    to = this.address(reverse("programme_publication"))
    if request.method == "POST" and this.appointment is None:
        raise Http404
    answer, status = _decided(request, form, lambda: _set_default(request, programme, form), to)
    if answer is not None:
        return answer
    context = {
        "room": "discipline",
        "parts": parts.by_part(parts.part_defaults(programme)),
        "history": [] if this.scope.is_public else list(parts.part_default_history(programme)),
        "form": form if steers else None,
    }
    return render(request, "camket/programme_publication.html", context, status=status)


def _set_default(request: HttpRequest, programme: Programme, form: DecideForm) -> int:
    typed = form.cleaned_data
    made = set_part_default(
        programme=programme.code,
        part=Part(typed["part"]),
        publication=Publication(typed["publication"]),
        reason=typed["reason"],
        by=actor(request),
        at=now(),
        on=today(),
    )
    return made.entry_id


urls: list[URLPattern] = [
    path("publication", programme_publication, name="programme_publication"),
    path("tasks/<str:code>/publication", task_publication, name="task_publication"),
]
