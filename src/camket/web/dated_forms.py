"""The forms of dated data: one field a column, checked by the column's own reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from camket.discipline.deadlines.rules import ReadingKind, ReportCycle, Roll
from camket.periods import DayKind
from camket.words import say_code

from .templatetags.say import language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from django_stubs_ext import StrOrPromise


class CellsForm(forms.Form):
    """A form whose fields are cells: what was typed is read by the same rules as a file's column."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"hint_{name}"


def _text(label: StrOrPromise, hint: StrOrPromise = "", initial: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, initial=initial)


def _many(label: StrOrPromise, hint: StrOrPromise = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, widget=forms.Textarea(attrs={"rows": rows})
    )


def _day(label: StrOrPromise, hint: StrOrPromise = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, widget=forms.TextInput(attrs={"type": "date"})
    )


def _chosen(label: StrOrPromise, kind: str, codes: Iterable[StrEnum]) -> forms.CharField:
    codes = list(codes)

    def choices() -> list[tuple[str, str]]:
        return [(code.value, say_code(kind, code.value, language())) for code in codes]

    return forms.CharField(label=label, required=False, widget=_LateSelect(choices))


class _LateSelect(forms.Select):
    """A choice whose words are those of the reader's language when the page is made."""

    def __init__(self, late: Any) -> None:
        super().__init__()
        self._late = late

    def __deepcopy__(self, memo: dict[int, Any]) -> _LateSelect:
        copied = super().__deepcopy__(memo)
        copied.choices = self._late()
        return copied


def _sure() -> forms.CharField:
    return forms.CharField(
        label=_("Căn cứ đã xác nhận"),
        required=False,
        initial="yes",
        widget=forms.Select(choices=[("yes", _("đã xác nhận")), ("no", _("chưa xác nhận"))]),
    )


class CalendarDayForm(CellsForm):
    """A day off or a make-up day, with its paper."""

    day = _day(_("Ngày"))
    kind = _chosen(
        _("Loại ngày"), "day_kind", [DayKind.HOLIDAY, DayKind.SUBSTITUTE_OFF, DayKind.MAKEUP_WORKDAY]
    )
    paper = _text(_("Văn bản"), _("Số, ký hiệu, ngày của văn bản công bố."))
    announced_on = _day(_("Công bố ngày"))
    confirmed = _sure()


class ReadingRuleForm(CellsForm):
    """A version of a reading rule."""

    code = _text(_("Mã quy tắc"), _("Mã đã có: bản mới thay bản cũ từ ngày dùng. Mã mới: thêm quy tắc."))
    kind = _chosen(_("Cụm từ có nghĩa là"), "reading_kind", ReadingKind)
    pattern = _many(
        _("Mẫu chữ"),
        _(
            "Biểu thức chính quy trên chữ thường không dấu, khớp trọn cụm; nhóm (?P<d>) ngày, (?P<m>) tháng, "
            "(?P<y>) năm, (?P<q>) quý, (?P<n>) số, (?P<unit>) đơn vị."
        ),
    )
    examples = _many(
        _("Ví dụ"), _("Mỗi dòng một cụm từ và ngày phải đọc ra, như “Quý IV/2026 → 2026-12-31”.")
    )
    params = _text(_("Tham số"), _('Không bắt buộc. JSON, như {"rolls": true}: hạn trúng ngày nghỉ thì dời.'))
    rank = _text(_("Thứ tự"), _("Số nhỏ được thử trước."), "1000")
    valid_from = _day(_("Dùng cho văn bản ký từ ngày"))
    valid_to = _day(_("Đến trước ngày"), _("Để trống nếu chưa biết."))
    source = _text(_("Căn cứ"))
    confirmed = _sure()


class ReportingForm(CellsForm):
    """A version of a reporting calendar."""

    code = _text(_("Mã lịch"), _("Mã đã có: bản mới thay bản cũ từ ngày dùng."))
    name_vi = _text(_("Tên tiếng Việt"))
    name_en = _text(_("Tên tiếng Anh"))
    cycle = _chosen(_("Kỳ báo cáo"), "report_cycle", ReportCycle)
    cut_day = _text(_("Kỳ bắt đầu từ ngày"), _("1: ngày đầu tháng; 15: từ ngày 15 tháng trước."), "1")
    last_weekday = _text(_("Tuần kết thúc vào thứ"), _("1 thứ Hai … 5 thứ Sáu, 7 Chủ nhật."), "7")
    due_day = _text(_("Chốt vào ngày"), _("Ngày trong tháng; để trống nếu tính theo số ngày sau kỳ."))
    due_months = _text(_("của tháng thứ mấy sau kỳ"), _("0: ngay tháng cuối kỳ."), "0")
    due_days = _text(_("hoặc chốt sau số ngày"), _("Tính từ ngày cuối kỳ; số âm: trước ngày cuối kỳ."))
    due_hour = _text(_("Giờ chốt"), _("Như 16:00."))
    closes_day = _text(_("Thôi nhận sau ngày"))
    closes_months = _text(_("của tháng thứ mấy sau kỳ"), initial="0")
    closes_days = _text(_("hoặc thôi nhận sau số ngày"))
    closes_hour = _text(_("Giờ thôi nhận"))
    roll = _chosen(_("Ngày chốt trúng ngày nghỉ"), "roll", Roll)
    valid_from = _day(_("Dùng từ ngày"))
    valid_to = _day(_("Đến trước ngày"), _("Để trống nếu chưa biết."))
    source = _text(_("Căn cứ"))
    confirmed = _sure()


class LadderForm(CellsForm):
    """A version of a ladder."""

    code = _text(_("Mã bậc thang"), _("Mã đã có: bản mới thay bản cũ từ ngày dùng."))
    name_vi = _text(_("Tên tiếng Việt"))
    name_en = _text(_("Tên tiếng Anh"))
    programme = _text(_("Mã chương trình"), _("Để trống nếu dùng cho mọi chương trình."))
    rungs = _many(
        _("Các bậc"),
        _(
            "Mỗi dòng một bậc: số ngày (âm: trước hạn), day hoặc working_day, việc, người nhận nối bằng dấu +. "
            "Như “5 day recovery_plan head+next_level”. Việc: remind (nhắc), urge (đôn đốc), letter (công văn), "
            "recovery_plan (phương án khắc phục), report_up (báo cáo vượt cấp), publish (công khai). Người nhận: "
            "officer, head, following_officer, standing_office, committee, next_level, public."
        ),
        6,
    )
    gate = _day(_("Hạn cuối xin gia hạn"), _("Để trống nếu văn bản không đặt."))
    valid_from = _day(_("Dùng từ ngày"))
    valid_to = _day(_("Đến trước ngày"), _("Để trống nếu chưa biết."))
    source = _text(_("Căn cứ"))
    confirmed = _sure()
