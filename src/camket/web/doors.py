"""Pages: in and out. Logging in, choosing the post to act from, choosing the language."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login as log_in
from django.contrib.auth import logout as log_out
from django.contrib.auth.forms import AuthenticationForm
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from camket.discipline.agencies import queries as agencies
from camket.errors import Refused
from camket.words import say_refusal

from .asking import appointment_of, today
from .demo_hint import demo_hint
from .templatetags.say import language, name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from camket.discipline.agencies.models import Appointment

MOST_FAILURES = 10
WAIT_MINUTES = 15


class TooManyFailures(Refused):
    """Ten wrong passwords for a name from one address: whoever tries waits."""

    code = "login.too_many"


def local_address(request: HttpRequest) -> str:
    """The `next` of a request when it leads to this site, the front page otherwise: nobody is sent elsewhere."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    local = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if local else reverse("front")


class Failures:
    """How often a name was tried in vain from one address of late.

    Counted in Django's cache, which by default is the memory of one server process: with several processes each
    counts for itself, and a restart forgets. It slows guessing down; it stores nothing about anyone.
    """

    def __init__(self, request: HttpRequest) -> None:
        who = request.POST.get("username", "").strip().lower()
        where = request.META.get("REMOTE_ADDR", "")
        self.key = "log-in:" + hashlib.sha256(f"{who}\n{where}".encode()).hexdigest()

    def refuse_if_too_many(self) -> None:
        """Raises `TooManyFailures`."""
        if int(cache.get(self.key, 0)) >= MOST_FAILURES:
            raise TooManyFailures(limit=MOST_FAILURES, minutes=WAIT_MINUTES)

    def add(self) -> None:
        """One more; the quarter of an hour runs from the first."""
        cache.add(self.key, 0, WAIT_MINUTES * 60)
        try:
            cache.incr(self.key)
        except ValueError:  # the quarter ended between the two calls
            cache.set(self.key, 1, WAIT_MINUTES * 60)

    def forget(self) -> None:
        """The right password clears the count."""
        cache.delete(self.key)


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """The log-in form. A wrong name and a wrong password are answered alike."""
    if request.method != "POST":
        return _login_page(request, AuthenticationForm(request), "", 200)
    failures = Failures(request)
    try:
        failures.refuse_if_too_many()
    except TooManyFailures as refusal:
        empty = AuthenticationForm(request, initial={"username": request.POST.get("username", "")})
        return _login_page(request, empty, say_refusal(refusal, language()), 429)
    form = AuthenticationForm(request, request.POST)
    if not form.is_valid():
        failures.add()
        return _login_page(
            request, form, gettext("Tên đăng nhập hoặc mật khẩu không đúng. Kiểm lại rồi thử lại."), 422
        )
    failures.forget()
    log_in(request, form.get_user())
    return HttpResponseRedirect(local_address(request))


def _login_page(request: HttpRequest, form: AuthenticationForm, fault: str, status: int) -> HttpResponse:
    context = {"form": form, "fault": fault, "next": local_address(request), "hint": demo_hint()}
    return render(request, "camket/login.html", context, status=status)


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Out, back to the front page."""
    log_out(request)
    return HttpResponseRedirect(reverse("front"))


@never_cache
@require_http_methods(["GET", "POST"])
def choose_post(request: HttpRequest) -> HttpResponse:
    """From which of the posts they hold today a person acts."""
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("login"))
    held: Sequence[Appointment] = list(agencies.appointments_on(request.user, on=today()))
    if request.method != "POST":
        context = {"held": held, "now": appointment_of(request), "next": local_address(request)}
        return render(request, "camket/choose_post.html", context)
    chosen = next((one.post for one in held if one.post.code == request.POST.get("post")), None)
    if chosen is None:
        raise Http404
    request.session["post"] = chosen.code
    messages.success(request, gettext("Đang làm việc từ vị trí: %(post)s") % {"post": name(chosen)})
    return HttpResponseRedirect(local_address(request))


@require_http_methods(["GET", "POST"])
def set_language(request: HttpRequest, code: str) -> HttpResponse:
    """The language of the pages, kept in a cookie."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    response = HttpResponseRedirect(local_address(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=365 * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


urls: list[URLPattern] = [
    path("login", login, name="login"),
    path("logout", logout, name="logout"),
    path("post", choose_post, name="choose_post"),
    path("language/<str:code>", set_language, name="set_language"),
]
