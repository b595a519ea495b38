"""The forms of posts: establishing one, taking it, leaving it, moving, ending it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from camket.discipline.agencies.roles import Role

from .agency_forms import MISSING, KeptForm, a_day, body_field, choices_of, long_text, text

_PERSON = _("Chỉ ghi khi người này đã có mã trong sổ, để không nhập một người hai lần.")


class EstablishForm(KeptForm):
    """A new post, with its first holder if there is one."""

    agency = body_field(_("Cơ quan"), _("Mã hoặc tên đầy đủ."))
    post = text(
        _("Mã vị trí"), _("Chữ không dấu, chữ số, gạch nối; dùng một lần. Như t56-skhcn-giam-doc."), most=64
    )
    title_vi = text(_("Tên vị trí"), _("Như Giám đốc, Chuyên viên theo dõi."), most=160)
    title_en = text(_("Tên tiếng Anh"), most=160, required=False)
    role = forms.ChoiceField(label=_("Vai trò"), error_messages=MISSING)
    from_date = a_day(_("Từ ngày"))
    full_name = text(
        _("Họ và tên người giữ"), _("Để trống nếu vị trí chưa có người."), most=120, required=False
    )
    person = text(_("Mã người"), _PERSON, most=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role for role in Role if role is not Role.PUBLIC]
        self.fields["role"].choices = choices_of("role", roles)  # type: ignore[attr-defined]  # a choice field


class AppointForm(KeptForm):
    """A person taking a vacant post."""

    full_name = text(_("Họ và tên"), _("Chỉ người đăng nhập thấy họ tên; công chúng thấy vị trí."), most=120)
    person = text(_("Mã người"), _PERSON, most=40, required=False)
    from_date = a_day(_("Giữ vị trí từ ngày"))


class LeaveForm(KeptForm):
    """The holder leaving."""

    on = a_day(
        _("Thôi giữ từ ngày"), _("Có hiệu lực ngay: từ ngày này người đó không làm việc từ vị trí này nữa.")
    )


class MoveForm(KeptForm):
    """The holder going to another post."""

    to_post = text(_("Mã vị trí mới"), _("Vị trí đã lập và đang trống."), most=64)
    on = a_day(_("Từ ngày"))


class EndForm(KeptForm):
    """A post that is no more."""

    on = a_day(_("Bãi bỏ từ ngày"), _("Nếu vị trí đang có người giữ, người đó thôi giữ cùng ngày."))
    reason = long_text(_("Lý do, căn cứ"))
