"""Pages: in and out. Logging in, choosing the post to act from, choosing the language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login as log_in
from django.contrib.auth import logout as log_out
from django.contrib.auth.forms import AuthenticationForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from camket.discipline.agencies.accounts import caller_address, may_log_in
from camket.discipline.agencies.actions import close_attempt, count_attempt, sweep_log_in
from camket.discipline.agencies.actions.accounts import TooManyFailures
from camket.discipline.agencies.mandates import seats
from camket.words import say_refusal

from .asking import appointment_of, now, today
from .demo_hint import demo_hint
from .templatetags.say import language, name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from camket.discipline.agencies.mandates import Seat


def local_address(request: HttpRequest) -> str:
    """The `next` of a request when it leads to this site, the front page otherwise: nobody is sent elsewhere."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    local = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if local else reverse("front")


class LogInForm(AuthenticationForm):
    """Name and password. A log-in that is closed, or whose one-time password has grown old, is answered as a wrong one."""

    def clean_username(self) -> str:
        """Names are written in small letters."""
        return str(self.cleaned_data["username"]).strip().lower()

    def confirm_login_allowed(self, user: Any) -> None:
        """Raises `ValidationError`."""
        if not may_log_in(user, at=now()):
            raise self.get_invalid_login_error()


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """The log-in form. A wrong name and a wrong password are answered alike, and cost the same time.

    A try is counted before the password is looked at, in the database that all servers share; the session gets a new
    key with the log-in, so one that was planted before opens nothing.
    """
    if request.method != "POST":
        return _login_page(request, LogInForm(request), "", 200)
    at = now()
    username = request.POST.get("username", "")[:200]
    try:
        tried = count_attempt(username=username, address=caller_address(request.META), at=at)
    except TooManyFailures as refusal:
        empty = LogInForm(request, initial={"username": username})
        return _login_page(request, empty, say_refusal(refusal, language()), 429)
    form = LogInForm(request, request.POST)
    if not form.is_valid():
        return _login_page(
            request, form, gettext("Tên đăng nhập hoặc mật khẩu không đúng. Kiểm lại rồi thử lại."), 422
        )
    close_attempt(tried=tried, at=at)
    sweep_log_in(at=at)
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
    held: Sequence[Seat] = seats(request.user, on=today())
    if request.method != "POST":
        context = {"held": held, "now": appointment_of(request), "next": local_address(request)}
        return render(request, "camket/choose_post.html", context)
    wanted = request.POST.get("post", "")
    chosen = next((one for one in held if wanted in {one.code, one.code.rstrip("|")}), None)
    if chosen is None:
        raise Http404
    request.session["post"] = chosen.code
    said = (
        gettext("Đang làm việc thay mặt: %(post)s, theo ủy quyền %(mandate)s")
        if chosen.mandate
        else gettext("Đang làm việc từ vị trí: %(post)s")
    )
    mandate = chosen.mandate.code if chosen.mandate else ""
    messages.success(request, said % {"post": name(chosen.post), "mandate": mandate})
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
