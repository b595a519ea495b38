"""What pages that change a catalogue share: who is shown the forms, the act with its seal, the form told again."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.roles import Role
from camket.discipline.agencies.seats import is_keeper, require_keeper, require_keeper_or_head
from camket.discipline.catalogues.tables import table_text
from camket.errors import Refused
from camket.words import say_refusal

from .asking import actor, asked, seal, today
from .templatetags.say import language, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

MOST_BYTES = 1_000_000
FORBIDDEN = frozenset(
    {"catalogue.not_keeper", "actor.not_in_post", "actor.body_ended", "actor.not_logged_in"}
)
"""Refusals that no other words in the form would lift: another hand must act."""


class NoFile(Refused):
    """The form came without a file."""

    code = "catalogue.file.none"


class FileTooLarge(Refused):
    """The file is larger than a page takes."""

    code = "catalogue.file.too_large"


def keeps(request: HttpRequest) -> bool:
    """Whether the reader keeps the catalogues today, so that forms are shown to them."""
    return asked(request).appointment is not None and is_keeper(actor(request), today=today())


def keeps_posts_of(request: HttpRequest, agency: int) -> bool:
    """Whether the reader keeps the officers' posts of a body: a keeper, or the head of that very body."""
    if asked(request).appointment is None:
        return False
    try:
        require_keeper_or_head(actor(request), agency=agency, role=Role.OFFICER, today=today())
    except Refused:
        return False
    return True


def require_hand(request: HttpRequest) -> None:
    """Stands before forms for keepers alone. Raises `NotLoggedIn`, `NotTheKeeper`."""
    require_keeper(actor(request), today=today())


def enter(request: HttpRequest, act: Callable[[], int], *, to: str) -> HttpResponse:
    """Does an act that answers with its entry, seals it, and goes where it shows. Raises what the act refuses with."""
    with transaction.atomic():
        position = act()
        seal()
    messages.success(request, gettext("Đã ghi vào sổ, № %(n)s") % {"n": number(position)})
    return HttpResponseRedirect(to)


def form_page(
    request: HttpRequest,
    form: forms.Form | None,
    *,
    heading: StrOrPromise,
    back: str,
    refusal: Refused | None = None,
    template: str = "camket/catalogue_form.html",
    bodies: bool = False,
    **more: Any,
) -> HttpResponse:
    """A form with its faults beside the fields, or with the refusal above them."""
    status = HTTPStatus.OK
    if refusal is not None:
        status = HTTPStatus.FORBIDDEN if refusal.code in FORBIDDEN else HTTPStatus.CONFLICT
    elif form is not None and form.is_bound and not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {
        "room": "discipline",
        "form": form,
        "heading": heading,
        "back": back,
        "refused": say_refusal(refusal, language()) if refusal else "",
        "bodies": agencies.agencies_on(asked(request).asof) if bodies else None,
        **more,
    }
    return render(request, template, context, status=status)


def sent_text(request: HttpRequest) -> str:
    """The rows of a request: those shown in the trial before, or those of a file.

    Raises `NoFile`, `FileTooLarge`, `NoTable`, `UnreadableFile`.
    """
    kept = str(request.POST.get("rows", ""))
    if kept:
        return kept
    file = request.FILES.get("file")
    if file is None:
        raise NoFile
    if (file.size or 0) > MOST_BYTES:
        raise FileTooLarge(limit=MOST_BYTES // 1000)
    return table_text(str(file.name), file.read())
