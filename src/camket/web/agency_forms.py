"""The forms of bodies: entering one, mending an entry, passing into others."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.catalogue import AgencyKind, SuccessionKind
from camket.discipline.agencies.folding import fold
from camket.words import say_code

from .templatetags.say import language

MISSING = {"required": _("Chưa ghi nội dung này.")}
NO_DAY = {"required": _("Chưa chọn ngày."), "invalid": _("Không đọc được ngày. Ghi như 31/12/2026.")}


def text(label: Any, hint: Any = "", *, most: int = 200, required: bool = True) -> forms.CharField:
    """One line of words."""
    return forms.CharField(
        label=label, help_text=hint, max_length=most, required=required, error_messages=MISSING
    )


def long_text(label: Any, hint: Any = "", *, required: bool = True) -> forms.CharField:
    """Some lines of words."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=2000,
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=MISSING,
    )


def a_day(label: Any, hint: Any = "", *, required: bool = True) -> forms.DateField:
    """A day, as browsers send it or as people write it."""
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=NO_DAY,
    )


def choices_of(kind: str, codes: Any) -> list[tuple[str, str]]:
    """Codes with their words in the reader's language."""
    return [(str(code), say_code(kind, str(code), language())) for code in codes]


class KeptForm(forms.Form):
    """A form whose hints are tied to their fields."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"hint_{name}"


class BodiesField(forms.CharField):
    """Bodies by code or name, parted by semicolons or lines; each is looked up, and every unknown one is named."""

    def clean(self, value: Any) -> tuple[str, ...]:
        """The codes, in the order in which they were typed."""
        typed = [one.strip() for one in super().clean(value).replace("\n", ";").split(";") if one.strip()]
        by_word: dict[str, str] = {}
        for body in agencies.agencies_by_id().values():
            for word in (body.folded, fold(body.abbreviation)):
                by_word.setdefault(word, body.code)
        for body in agencies.agencies_by_id().values():
            by_word[fold(body.code)] = body.code
        known = [by_word.get(fold(one.partition(" · ")[0])) for one in typed]
        unknown = [one for one, code in zip(typed, known, strict=True) if code is None]
        if unknown:
            sentence = gettext("Sổ chưa có cơ quan: %(names)s. Ghi mã hoặc tên đầy đủ.")
            raise forms.ValidationError(sentence % {"names": "; ".join(unknown)[:300]})
        return tuple(dict.fromkeys(code for code in known if code))


class OneBodyField(BodiesField):
    """One body by code or name."""

    def clean(self, value: Any) -> str:  # type: ignore[override]  # as BodiesField, of one
        """The code; empty where none is asked for."""
        found = super().clean(value)
        if len(found) > 1:
            raise forms.ValidationError(gettext("Chỉ ghi một cơ quan."))
        return found[0] if found else ""


def bodies_field(label: Any, hint: Any = "", *, required: bool = True) -> BodiesField:
    """A field for several bodies."""
    return BodiesField(
        label=label,
        help_text=hint,
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=MISSING,
    )


def body_field(label: Any, hint: Any = "", *, required: bool = True) -> OneBodyField:
    """A field for one body, with those of the record to pick from."""
    return OneBodyField(
        label=label,
        help_text=hint,
        required=required,
        max_length=260,
        widget=forms.TextInput(attrs={"list": "bodies", "autocomplete": "off"}),
        error_messages=MISSING,
    )


class RegisterForm(KeptForm):
    """A body that the record does not know yet."""

    code = text(_("Mã"), _("Mã định danh điện tử nếu có. Mã dùng một lần và không đổi."), most=40)
    name_vi = text(_("Tên tiếng Việt"))
    name_en = text(_("Tên tiếng Anh"), _("Để trống thì dùng tên tiếng Việt."), required=False)
    abbreviation = text(_("Tên viết tắt"), most=40, required=False)
    kind = forms.ChoiceField(label=_("Loại"))
    parent = body_field(_("Cơ quan cấp trên"), _("Mã hoặc tên; để trống nếu không có."), required=False)
    valid_from = a_day(_("Hoạt động từ ngày"))
    source = long_text(_("Căn cứ"), _("Văn bản thành lập: số, ký hiệu, ngày."))
    code_confirmed = forms.BooleanField(label=_("Mã đã đối chiếu với văn bản"), required=False)
    form_confirmed = forms.BooleanField(label=_("Tên ghi đúng như trong văn bản"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices_of("agency_kind", AgencyKind)  # type: ignore[attr-defined]  # a choice field


class CorrectForm(KeptForm):
    """What the catalogue got wrong about a body."""

    name_vi = text(
        _("Tên tiếng Việt"), _("Đổi tên theo văn bản thì ghi việc sắp xếp, không đính chính ở đây.")
    )
    name_en = text(_("Tên tiếng Anh"), required=False)
    abbreviation = text(_("Tên viết tắt"), most=40, required=False)
    source = long_text(_("Căn cứ"), _("Văn bản cho thấy mã và tên đúng."))
    note = long_text(_("Ghi chú"), required=False)
    code_confirmed = forms.BooleanField(label=_("Mã đã đối chiếu với văn bản"), required=False)
    form_confirmed = forms.BooleanField(label=_("Tên ghi đúng như trong văn bản"), required=False)
    reason = long_text(_("Lý do đính chính"))


class SucceedForm(KeptForm):
    """Bodies passing into others on a day."""

    kind = forms.ChoiceField(label=_("Hình thức"), widget=forms.RadioSelect, error_messages=MISSING)
    predecessors = bodies_field(_("Cơ quan cũ"), _("Mã hoặc tên đầy đủ, cách nhau bằng dấu chấm phẩy."))
    successors = bodies_field(
        _("Cơ quan mới"),
        _(
            "Cơ quan mới phải có trong danh mục trước. Để trống nếu cơ quan cũ kết thúc, không có cơ quan kế tục."
        ),
        required=False,
    )
    heir = body_field(
        _("Cơ quan nhận nhiệm vụ"),
        _("Một trong các cơ quan mới; nhiệm vụ của cơ quan cũ được tìm thấy ở đây. Để trống nếu chỉ có một."),
        required=False,
    )
    on = a_day(_("Từ ngày"), _("Ngày cơ quan cũ không còn hoạt động. Không ghi trước ngày chưa đến."))
    source = long_text(_("Căn cứ"), _("Nghị quyết, quyết định: số, ký hiệu, ngày."))
    confirmed = forms.BooleanField(label=_("Căn cứ đã xác nhận"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices_of("succession_kind", SuccessionKind)  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Where one body comes after, it is the heir."""
        said: dict[str, Any] = super().clean() or {}
        after = said.get("successors", ())
        if not said.get("heir") and len(after) == 1:
            said["heir"] = after[0]
        elif after and not said.get("heir") and "heir" not in self.errors:
            self.add_error("heir", gettext("Nêu cơ quan nhận nhiệm vụ trong các cơ quan mới."))
        return said
