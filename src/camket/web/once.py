"""A form is entered once: every form carries a one-time key, and the same form sent again gets the first answer."""

from __future__ import annotations

import hashlib
import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from camket.errors import Refused
from camket.jobs import receipts
from camket.words import say_refusal

from .asking import Asked, appointment_of, now
from .templatetags.say import language

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

FIELD = "once"
SEAT = "from_seat"
_NO_ACT = frozenset({"/login", "/logout", "/intake"})
"""Forms that enter nothing in the record: a log-in must answer each sending with its own cookie, a draft may come twice."""


_NO_SEAT = frozenset({"/post", "/account"})
"""Forms that are not sent from a seat: they choose one, or change a password."""


class SeatChanged(Refused):
    """A form is entered from the seat it was opened from: a mandate ended since, or another post was chosen."""

    code = "actor.seat_changed"


def seat_shown(request: HttpRequest) -> str:
    """The seat from which the running page is read; empty where none was asked for."""
    read = getattr(request, "_camket_asked", None)
    return read.appointment.code if isinstance(read, Asked) and read.appointment else ""


def new_key() -> str:
    """A key that no other form has."""
    return secrets.token_hex(16)


class OneTimeForms:
    """Middleware: runs a form with a one-time key and its receipt in one transaction.

    A browser that sends twice, a person who clicks twice and a program that lost the answer to a killed server all get
    the place of the first answer. Only an answer that leads on is kept: a form that was refused may be mended and sent
    again under its key. The key holds for one log-in and one address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The first answer, or the place where it led."""
        if request.method != "POST" or request.path in _NO_ACT or not request.user.is_authenticated:
            return self.get_response(request)
        once = request.POST.get(FIELD, "")  # the whole form is read here, before the transaction begins
        if not once:
            return self.get_response(request)
        if (refusal := _other_seat(request)) is not None:
            context = {"sentence": say_refusal(refusal, language()), "code": refusal.code}
            return render(request, "camket/refused.html", context, status=HTTPStatus.CONFLICT)
        named = f"{request.user.pk}\n{request.path}\n{once}".encode()
        return self._once(request, hashlib.sha256(named).hexdigest())

    def _once(self, request: HttpRequest, key: str) -> HttpResponse:
        with transaction.atomic():
            place = receipts.claim_key(key, at=now())
            if place is not None:
                words = gettext("Biểu này đã được ghi từ lần gửi trước; không ghi lần thứ hai.")
                messages.info(request, words)
                return HttpResponseRedirect(place or request.path)
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            elif 300 <= response.status_code < 400:
                receipts.keep_place(key, response.headers["Location"])
            else:
                receipts.give_back(key)
        return response


def _other_seat(request: HttpRequest) -> SeatChanged | None:
    """What stands against a form that was opened from another seat than the one its sender has by now.

    The session would quietly fall back on the sender's own post, and the act would bear a name nobody meant.
    """
    opened_from = request.POST.get(SEAT, "")
    if not opened_from or request.path in _NO_SEAT:
        return None
    sitting = appointment_of(request)
    same = sitting is not None and sitting.code == opened_from
    return None if same else SeatChanged(seat=opened_from.partition("|")[0][:64])
