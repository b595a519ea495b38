"""Pages of mandates: who acts for whom, one's own and one's agency's, and the forms to give and to end one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from camket.discipline.agencies import mandates as given
from camket.discipline.agencies.actions import end_mandate, give_mandate
from camket.errors import Refused
from camket.words import CODES, say_code, say_refusal

from .asking import actor, asked, now, seal, today
from .templatetags.say import language, name, number

if TYPE_CHECKING:
    from datetime import date

    from camket.discipline.agencies.mandates import Seat
    from camket.discipline.agencies.models import Mandate, Post


def _day(label: Any, hint: Any = "", *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class GiveForm(forms.Form):
    """From whom to whom, by which paper, for how long and for what."""

    use_required_attribute = False
    giver = forms.CharField(
        label=_("Vị trí ủy quyền"), max_length=64, widget=forms.TextInput(attrs={"list": "posts"})
    )
    holder = forms.CharField(
        label=_("Vị trí được ủy quyền"),
        help_text=_(
            "Cùng cơ quan, hoặc cơ quan trên, dưới trực tiếp; cùng phía giao việc hoặc cùng phía thực hiện."
        ),
        max_length=64,
        widget=forms.TextInput(attrs={"list": "posts"}),
    )
    paper = forms.CharField(
        label=_("Văn bản ủy quyền"), help_text=_("Số, ký hiệu và ngày của văn bản."), max_length=300
    )
    from_date = _day(_("Từ ngày"))
    last_day = _day(_("Đến hết ngày"), _("Để trống nếu văn bản không định ngày kết thúc."), required=False)
    acts = forms.MultipleChoiceField(
        label=_("Loại việc được làm thay"),
        help_text=_("Không chọn loại nào là được làm mọi việc của vị trí ủy quyền."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        acts = self.fields["acts"]
        if isinstance(acts, forms.MultipleChoiceField):
            acts.choices = [(one, say_code("mandate_acts", one, language())) for one in CODES["mandate_acts"]]


class EndForm(forms.Form):
    """Why a mandate ends."""

    use_required_attribute = False
    reason = forms.CharField(label=_("Lý do"), max_length=300)


@dataclass(frozen=True, slots=True)
class Row:
    """One mandate as it stands today."""

    mandate: Mandate
    acts: tuple[str, ...]
    over: date | None
    holds: bool
    may_end: bool


def _rows(seat: Seat, own: set[str], on: date) -> list[Row]:
    found = given.mandates_about(own, {seat.post.agency_id})
    rows = []
    for one in found[:200]:
        over = given.ended_on(one)
        going = over is None or on < over
        rows.append(
            Row(
                mandate=one,
                acts=given.acts_of(one),
                over=over,
                holds=going and one.from_date <= on,
                may_end=going and seat.mandate is None,
            )
        )
    return rows


@require_http_methods(["GET", "POST"])
def mandates(request: HttpRequest) -> HttpResponse:
    """Mandates of one's posts and of one's agency, and the form that gives one."""
    this = asked(request)
    seat = this.appointment
    if seat is None:
        return HttpResponseRedirect(f"{reverse('login')}?{urlencode({'next': request.path})}")
    first = {"giver": seat.post.code, "from_date": today()}
    form, status = GiveForm(request.POST or None, initial=first), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _given(request, form.cleaned_data)
            except Refused as refusal:
                form.add_error(_FIELDS.get(refusal.code, "giver"), say_refusal(refusal, language()))
                status = 409
    own = {one.post.code for one in given.own_seats(request.user, on=today())}  # type: ignore[arg-type]  # logged in
    context = {
        "room": "discipline",
        "rows": _rows(seat, own, today()),
        "form": form,
        "posts": given.posts_near(seat.post),
        "may_give": seat.mandate is None,
        "today": today(),
    }
    return render(request, "camket/mandates.html", context, status=status)


_FIELDS = {
    "mandate.give.to_oneself": "holder",
    "mandate.give.too_far": "holder",
    "mandate.give.sides": "holder",
    "mandate.give.days": "from_date",
    "mandate.give.no_paper": "paper",
    "mandate.give.acts": "acts",
}


def _given(request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
    last: date | None = typed["last_day"]
    with transaction.atomic():
        made = give_mandate(
            giver=typed["giver"].strip(),
            holder=typed["holder"].strip(),
            paper=typed["paper"],
            from_date=typed["from_date"],
            until_date=last + timedelta(days=1) if last else None,
            acts=typed["acts"],
            by=actor(request),
            at=now(),
            on=today(),
        )
        seal()
    _toast(request, made.entry_id)
    return HttpResponseRedirect(reverse("mandates"))


def _toast(request: HttpRequest, position: int) -> None:
    messages.success(request, gettext("Đã ghi vào sổ, № %(n)s") % {"n": number(position)})


@require_http_methods(["GET", "POST"])
def mandate_end(request: HttpRequest, code: str) -> HttpResponse:
    """The form that takes a mandate back, or gives it back."""
    this = asked(request)
    seat = this.appointment
    if seat is None:
        return HttpResponseRedirect(f"{reverse('login')}?{urlencode({'next': request.path})}")
    found = given.mandate(code)
    if found is None or not _in_sight(found, seat, this.scope.reads_all):
        raise Http404
    form, status, refused = EndForm(request.POST or None), 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                with transaction.atomic():
                    made = end_mandate(
                        mandate=code,
                        reason=form.cleaned_data["reason"],
                        by=actor(request),
                        at=now(),
                        on=today(),
                    )
                    seal()
            except Refused as refusal:
                refused, status = say_refusal(refusal, language()), 409
            else:
                _toast(request, made.entry_id)
                return HttpResponseRedirect(reverse("mandates"))
    said = {"giver": name(found.giver), "holder": name(found.holder)}
    context = {"room": "discipline", "mandate": found, "form": form, "refused": refused, **said}
    return render(request, "camket/mandate_end.html", context, status=status)


def _in_sight(mandate: Mandate, seat: Seat, reads_all: bool) -> bool:  # noqa: FBT001 - the reader's scope, asked once
    posts: tuple[Post, Post] = (mandate.giver, mandate.holder)
    return reads_all or any(seat.post.agency_id == post.agency_id for post in posts)


urls: list[URLPattern] = [
    path("mandates", mandates, name="mandates"),
    path("mandates/<str:code>/end", mandate_end, name="mandate_end"),
]
