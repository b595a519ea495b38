"""The forms of programmes and of their groups of tasks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from camket.discipline.agencies.roles import Publication

from .agency_forms import MISSING, KeptForm, a_day, body_field, choices_of, long_text, text

_PUBLICATIONS = (Publication.PUBLIC, Publication.INTERNAL)


class SettingsForm(KeptForm):
    """What a programme is called, whose it is, how it reads deadlines, and who may know of it."""

    name_vi = text(_("Tên chương trình"), most=240)
    name_en = text(_("Tên tiếng Anh"), most=240, required=False)
    owner = body_field(
        _("Cơ quan chủ quản"), _("Mã hoặc tên đầy đủ. Bên giao của chương trình thuộc cơ quan này.")
    )
    before_includes_day = forms.TypedChoiceField(
        label=_("“Trước ngày 15/10” nghĩa là"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("xong chậm nhất ngày 15/10")), ("no", _("xong chậm nhất ngày 14/10"))],
        widget=forms.RadioSelect,
        help_text=_("Chỉ dùng cho văn bản nhập từ nay; thời hạn đã đọc giữ nguyên cách đọc."),
        error_messages=MISSING,
    )
    publication = forms.ChoiceField(
        label=_("Mức công khai"),
        widget=forms.RadioSelect,
        help_text=_("Nội bộ: người không đăng nhập không biết có chương trình này. Có hiệu lực ngay."),
        error_messages=MISSING,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publication"].choices = choices_of("publication", _PUBLICATIONS)  # type: ignore[attr-defined]  # a choice field


class OpenForm(SettingsForm):
    """A new programme."""

    code = text(_("Mã chương trình"), _("Chữ không dấu, chữ số, gạch nối; đứng đầu mã nhiệm vụ."), most=40)
    on = a_day(_("Mở từ ngày"))
    field_order = ("code", "name_vi", "name_en", "owner", "on", "before_includes_day", "publication")


class ChangeForm(SettingsForm):
    """A programme said anew."""

    on = a_day(_("Từ ngày"))
    source = text(_("Căn cứ"), _("Văn bản quyết định: số, ký hiệu, ngày."), most=400, required=False)
    reason = long_text(_("Lý do"))


class CloseForm(KeptForm):
    """The end of a programme."""

    on = a_day(
        _("Kết thúc từ ngày"),
        _("Từ ngày này không nhận thêm văn bản. Nhiệm vụ đã giao vẫn theo dõi đến cùng."),
    )
    source = text(_("Căn cứ"), most=400, required=False)
    reason = long_text(_("Lý do"))


class FieldForm(KeptForm):
    """A group of a programme's tasks."""

    field = text(_("Mã nhóm"), _("Như I, II, III theo văn bản."), most=16)
    name_vi = text(_("Tên nhóm"))
    name_en = text(_("Tên tiếng Anh"), required=False)
    order = forms.IntegerField(label=_("Thứ tự"), min_value=1, max_value=999, error_messages=MISSING)


class FieldChangeForm(KeptForm):
    """A group under another name or in another place."""

    name_vi = text(_("Tên nhóm"))
    name_en = text(_("Tên tiếng Anh"), required=False)
    order = forms.IntegerField(label=_("Thứ tự"), min_value=1, max_value=999, error_messages=MISSING)
    on = a_day(_("Từ ngày"))
    reason = long_text(_("Lý do"))
