"""Pages: finding things by words, and the lists a person keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from camket.discipline.agencies import queries as agencies
from camket.discipline.finding import actions
from camket.discipline.finding import queries as finding
from camket.discipline.finding.rules import marked
from camket.errors import Refused
from camket.words import say_refusal

from .asking import asked, now
from .doors import local_address
from .sieve import LONGEST_SEARCH
from .tasks import listed_of
from .templatetags.say import language, name

if TYPE_CHECKING:
    from camket.discipline.agencies.models import Account


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What answers the words of the address, of every kind, best first."""
    this = asked(request)
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    found = finding.find(words, this.asof, this.scope)
    bodies = agencies.agencies_by_id() if found.tasks else {}
    heirs = agencies.lineage(this.asof)
    context = {
        "room": "discipline",
        "q": words,
        "found": found,
        "listed": [
            (listed_of(task, this.asof.on, bodies, heirs), marked(task.title_now, found.want))
            for task in found.tasks
        ],
        "papers": [(paper, marked(paper.title, found.want)) for paper in found.papers],
        "bodies": [(body, marked(name(body), found.want)) for body in found.bodies],
        "people": [(held, marked(held.person.full_name, found.want)) for held in found.people],
        "insider": not this.scope.is_public,
    }
    return render(request, "camket/search.html", context)


@require_POST
@login_required
def keep(request: HttpRequest) -> HttpResponse:
    """Keeps the list that the person looks at, under a name."""
    account: Account = request.user  # type: ignore[assignment] # the door above lets in nobody else
    try:
        kept = actions.keep_search(
            account=account, name=request.POST.get("name", ""), address=request.POST.get("next", ""), at=now()
        )
    except Refused as refusal:
        messages.error(request, say_refusal(refusal, language()))
    else:
        messages.success(request, gettext("Đã lưu bộ lọc “%(name)s”.") % {"name": kept.name})
    return HttpResponseRedirect(local_address(request))


@require_POST
@login_required
def drop(request: HttpRequest) -> HttpResponse:
    """Drops one of the person's own kept lists, by its name: a number would tell how many others keep."""
    account: Account = request.user  # type: ignore[assignment] # the door above lets in nobody else
    found = finding.kept_searches(account).filter(name=request.POST.get("name", "").replace("\0", "")).first()
    if found is None or not actions.drop_search(account=account, pk=found.pk):
        raise Http404
    messages.success(request, gettext("Đã bỏ bộ lọc."))
    return HttpResponseRedirect(reverse("kept"))


@require_safe
@login_required
def kept(request: HttpRequest) -> HttpResponse:
    """The lists a person keeps, each with its address to share."""
    account: Account = request.user  # type: ignore[assignment] # the door above lets in nobody else
    context = {
        "room": "discipline",
        "kept": [(one, request.build_absolute_uri(one.address)) for one in finding.kept_searches(account)],
    }
    return render(request, "camket/kept.html", context)


urls: list[URLPattern] = [
    path("search", search, name="search"),
    path("kept", kept, name="kept"),
    path("kept/keep", keep, name="keep_search"),
    path("kept/drop", drop, name="drop_search"),
]
