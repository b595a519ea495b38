"""Pages of one's own log-in: the password, the tokens of programs; and for keepers the log-ins of others."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from camket.discipline.agencies.accounts import (
    caller_address,
    log_ins_of_people,
    password_rules,
    tokens_of,
)
from camket.discipline.agencies.actions import (
    change_own_password,
    close_attempt,
    count_attempt,
    give_one_time_password,
    make_token,
    revoke_token,
)
from camket.discipline.agencies.seats import is_keeper
from camket.errors import Refused
from camket.words import say_refusal

from .asking import actor, asked, now, today
from .templatetags.say import language

if TYPE_CHECKING:
    from camket.discipline.agencies.models import Account


class PasswordForm(forms.Form):
    """The password in force, and the new one twice."""

    use_required_attribute = False
    old = forms.CharField(
        label=_("Mật khẩu đang dùng"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Gõ lại mật khẩu mới"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """The new password is typed twice alike."""
        typed = super().clean() or {}
        if typed.get("new") != typed.get("again"):
            self.add_error("again", gettext("Hai lần gõ mật khẩu mới chưa giống nhau."))
        return typed


class TokenForm(forms.Form):
    """What a token is for and how long it lives."""

    use_required_attribute = False
    label = forms.CharField(label=_("Dùng cho phần mềm nào"), max_length=80)
    days = forms.IntegerField(
        label=_("Dùng trong bao nhiêu ngày"),
        min_value=1,
        max_value=365,
        initial=90,
        help_text=_("Nhiều nhất 365 ngày."),
    )


class LogInGivenForm(forms.Form):
    """Whose log-in is opened or reset."""

    use_required_attribute = False
    person = forms.CharField(
        label=_("Mã người"),
        max_length=40,
        help_text=_("Mã ghi dưới tên ở bảng bên dưới; bấm liên kết ở cột tên đăng nhập để điền sẵn."),
    )
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=80,
        required=False,
        help_text=_("Chỉ cần khi người này chưa có tài khoản."),
    )


def _own(request: HttpRequest) -> Account | None:
    return request.user if request.user.is_authenticated else None


def _to_login(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('login')}?{urlencode({'next': request.path})}")


def _page(request: HttpRequest, own: Account, status: int = 200, **more: Any) -> HttpResponse:
    this = asked(request)
    context = {
        "room": "account",
        "own": own,
        "rules": password_rules(),
        "password_form": PasswordForm(),
        "token_form": TokenForm(),
        "tokens": list(tokens_of(own.person_id)) if own.person_id else [],
        "today": today(),
        "may_make": this.appointment is not None and this.appointment.mandate is None,
        "keeper": this.appointment is not None and is_keeper(this.appointment.hand, today=today()),
        **more,
    }
    return render(request, "camket/account.html", context, status=status)


@never_cache
@require_http_methods(["GET"])
def account(request: HttpRequest) -> HttpResponse:
    """One's own log-in: whose it is, how to change the password, the tokens made with it."""
    own = _own(request)
    return _to_login(request) if own is None else _page(request, own)


@sensitive_post_parameters("old", "new", "again")
@never_cache
@require_POST
def change_password(request: HttpRequest) -> HttpResponse:
    """A new password against the old one. Tries are counted as those at the log-in; other sessions end."""
    own = _own(request)
    if own is None:
        return _to_login(request)
    form = PasswordForm(request.POST)
    if not form.is_valid():
        return _page(request, own, 422, password_form=form)
    try:
        tried = count_attempt(username=own.username, address=caller_address(request.META), at=now())
        changed = change_own_password(account=own, old=form.cleaned_data["old"], new=form.cleaned_data["new"])
    except Refused as refusal:
        field = {"account.password.wrong": "old", "login.too_many": "old"}.get(refusal.code, "new")
        form.add_error(field, say_refusal(refusal, language()))
        return _page(request, own, 429 if refusal.code == "login.too_many" else 422, password_form=form)
    close_attempt(tried=tried, at=now())
    update_session_auth_hash(request, changed)
    messages.success(request, gettext("Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc."))
    return HttpResponseRedirect(reverse("account"))


@never_cache
@require_POST
def new_token(request: HttpRequest) -> HttpResponse:
    """A token, shown on this page and never again."""
    own = _own(request)
    if own is None:
        return _to_login(request)
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, own, 422, token_form=form)
    try:
        _made, token = make_token(
            label=form.cleaned_data["label"],
            expires_on=today() + timedelta(days=form.cleaned_data["days"]),
            by=actor(request),
            at=now(),
        )
    except Refused as refusal:
        form.add_error("label", say_refusal(refusal, language()))
        return _page(request, own, 409, token_form=form)
    return _page(request, own, new_token=token)


@require_POST
def end_token(request: HttpRequest, number: int) -> HttpResponse:
    """A token of one's own opens nothing from now on. Numbered within one's own: nobody learns how many others made."""
    own = _own(request)
    if own is None or own.person is None:
        return _to_login(request)
    made = dict(enumerate(reversed(tokens_of(own.person.pk)), start=1))
    if number not in made or not revoke_token(token=made[number].pk, person=own.person.code, at=now()):
        raise Http404
    messages.success(request, gettext("Đã thu hồi mã truy cập."))
    return HttpResponseRedirect(reverse("account"))


@never_cache
@require_http_methods(["GET", "POST"])
def log_ins(request: HttpRequest) -> HttpResponse:
    """For keepers: who can log in, and a one-time password for somebody who cannot yet or no longer can."""
    this = asked(request)
    if this.appointment is None or not is_keeper(this.appointment.hand, today=today()):
        raise Http404
    form = LogInGivenForm(request.POST or None, initial={"person": request.GET.get("person", "")[:40]})
    given, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                given = give_one_time_password(**form.cleaned_data, by=actor(request), at=now())
                status = 200
            except Refused as refusal:
                form.add_error("person", say_refusal(refusal, language()))
    context = {
        "room": "account",
        "form": form,
        "given": given,
        "people": log_ins_of_people(on=today(), after=request.GET.get("after", "")[:40]),
    }
    return render(request, "camket/log_ins.html", context, status=status)


urls: list[URLPattern] = [
    path("account", account, name="account"),
    path("account/password", change_password, name="account_password"),
    path("account/tokens", new_token, name="account_tokens"),
    path("account/tokens/<int:number>/revoke", end_token, name="account_token_revoke"),
    path("log-ins", log_ins, name="log_ins"),
]
