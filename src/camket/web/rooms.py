"""Pages: the rooms of the sentence. Those without subjects yet say what they will answer, and that they are empty."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from .asking import asked

ELSEWHERE = {"discipline": "tasks", "review": "front", "record": "record"}
"""Rooms that have pages of their own."""

EMPTY = frozenset({"resources", "results", "oversight"})


@require_safe
def room(request: HttpRequest, name: str) -> HttpResponse:
    """One room by the word of the sentence."""
    this = asked(request)
    if name in ELSEWHERE:
        return HttpResponseRedirect(this.address(reverse(ELSEWHERE[name])))
    if name not in EMPTY:
        raise Http404
    return render(request, "camket/room.html", {"room": name})


urls: list[URLPattern] = [path("rooms/<str:name>", room, name="room")]
