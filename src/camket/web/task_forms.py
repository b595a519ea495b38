"""The forms of the acts on a task: what is asked for each, and how what was typed is checked before the act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from camket.discipline.claims.actions import EvidenceFile
from camket.discipline.claims.evidence_files import ALLOWED, media_type_of
from camket.discipline.duties.allowed import TaskAct
from camket.discipline.tasks.rules import CorrectedField
from camket.errors import Refused
from camket.words import say_refusal

from .body_fields import BodiesField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile
    from django_stubs_ext import StrOrPromise

LONGEST = 4000
FILE_NAME = 200


class ManyFiles(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each checked against its own bytes."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[EvidenceFile]:
        """The files as evidence; every file that cannot be taken is named."""
        sent: list[UploadedFile[bytes]] = data if isinstance(data, list) else [data] if data else []
        if not sent:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        found, faults = [], []
        for file in sent:
            try:
                found.append(_evidence(super().clean(file, initial)))
            except Refused as refusal:
                faults.append(say_refusal(refusal, "en" if get_language() == "en" else "vi"))
            except forms.ValidationError as fault:
                faults.extend(fault.messages)
        if faults:
            raise forms.ValidationError(faults)
        return found


def _evidence(file: UploadedFile[bytes]) -> EvidenceFile:
    name = (file.name or "")[-FILE_NAME:]
    content = file.read()
    kind = media_type_of(name, content, limit=settings.CAMKET_UPLOAD_LIMIT)
    return EvidenceFile(file_name=name, media_type=kind, content=content)


def _words(
    label: StrOrPromise, hint: StrOrPromise = "", *, rows: int = 4, required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": _("Chưa ghi nội dung này.")},
    )


def _date(label: StrOrPromise, hint: StrOrPromise = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Chưa chọn ngày."),
            "invalid": _("Không đọc được ngày. Ghi như 31/12/2026."),
        },
    )


def _choice(label: StrOrPromise, hint: StrOrPromise = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        help_text=hint,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Chưa chọn dòng nào."),
            "invalid_choice": _("Dòng này không còn chọn được."),
        },
    )


class ActForm(forms.Form):
    """A form of one act. `choices` are the entries the act may be about: claims that wait, acts that can be annulled."""

    use_required_attribute = False
    chosen = ""

    def __init__(self, *args: Any, choices: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.chosen:
            field = self.fields[self.chosen]
            field.choices = list(choices)  # type: ignore[attr-defined]  # a choice field, named by the subclass
            if len(choices) == 1:
                field.initial = choices[0][0]
        for name, field in self.fields.items():
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"hint_{name}"


class ProgressForm(ActForm):
    """Where a share stands, in words."""

    words = _words(
        _("Tình hình thực hiện"),
        _("Nêu việc đã xong, việc đang làm, vướng ở đâu. Không cần tỷ lệ phần trăm."),
        rows=6,
    )


class ClaimForm(ActForm):
    """A claim: the product in words, and what proves it."""

    product = _words(
        _("Sản phẩm đã có"),
        _("Sản phẩm nào, ở đâu, ai đang dùng. Người xác nhận sẽ đối chiếu câu này với minh chứng."),
    )
    evidence = FilesField(
        label=_("Tệp minh chứng"),
        help_text=_("Chọn một hoặc nhiều tệp. Nếu trang báo lỗi thì phải chọn lại tệp."),
        error_messages={"required": _("Chưa chọn tệp nào.")},
        widget=ManyFiles(attrs={"accept": ",".join(ALLOWED)}),
    )


class AcceptForm(ActForm):
    """Agreeing that a claim is true."""

    chosen = "claim"
    claim = _choice(_("Báo cáo được xác nhận"))
    note = _words(_("Ghi chú"), _("Không bắt buộc."), rows=2, required=False)


class ReturnForm(ActForm):
    """Sending a claim back."""

    chosen = "claim"
    claim = _choice(_("Báo cáo bị trả lại"))
    reason = _words(_("Lý do trả lại"), _("Nêu điều còn thiếu để lần sau được xác nhận."))


class AskForm(ActForm):
    """Asking for a later day."""

    due = _date(
        _("Đề nghị gia hạn đến ngày"), _("Phải sau hạn hiện hành. Hạn đầu vẫn được giữ và in bên cạnh.")
    )
    reason = _words(_("Lý do"))


class ExtendForm(AskForm):
    """Granting a later day, to the body that asked or to the lead."""

    due = _date(_("Hạn mới"), _("Phải sau hạn hiện hành. Hạn đầu vẫn được giữ và in bên cạnh."))
    reason = _words(_("Lý do đồng ý"))


class RefuseForm(ActForm):
    """Saying no to a request."""

    chosen = "request"
    request = _choice(_("Đề nghị không được đồng ý"))
    reason = _words(_("Lý do không đồng ý"))


class WithdrawForm(ActForm):
    """Taking a task off the list."""

    statement = _words(
        _("Lời kết"), _("Vì sao thôi theo dõi nhiệm vụ: gộp vào việc khác, thôi thực hiện, giao nhầm.")
    )


class CorrectForm(ActForm):
    """Mending a word that was read or typed wrongly."""

    field = forms.ChoiceField(
        label=_("Đính chính điều gì"),
        widget=forms.RadioSelect,
        choices=[
            (CorrectedField.TITLE.value, _("Tên nhiệm vụ")),
            (CorrectedField.PRODUCT.value, _("Sản phẩm")),
            (CorrectedField.DEADLINE.value, _("Cách đọc thời hạn")),
        ],
        error_messages={"required": _("Chưa chọn điều cần đính chính.")},
    )
    after = _words(
        _("Ghi đúng là"),
        _("Với thời hạn: ghi đúng câu chữ của văn bản, ví dụ “Quý IV/2026”; sổ đọc theo quy tắc đang dùng."),
        rows=3,
    )
    reason = _words(_("Lý do"), rows=2)


class LeadsForm(ActForm):
    """Other bodies lead or cooperate. Each starts with those that do now."""

    leads = BodiesField(
        label=_("Cơ quan chủ trì"),
        help_text=_("Mỗi dòng một cơ quan, cơ quan chủ trì chính đứng đầu. Ghi tên, tên viết tắt hoặc mã."),
        error_messages={"required": _("Cần ít nhất một cơ quan chủ trì.")},
    )
    cooperating = BodiesField(label=_("Cơ quan phối hợp"), help_text=_("Có thể để trống."), required=False)
    reason = _words(_("Lý do"), rows=2)


class ChargeForm(ActForm):
    """Which post has the task in hand."""

    chosen = "post"
    post = _choice(_("Người phụ trách"), _("Các vị trí đang có người giữ ở cơ quan chủ trì, phối hợp."))


class AnnulForm(ActForm):
    """Declaring that an act never held."""

    chosen = "entry"
    entry = _choice(_("Việc bị hủy hiệu lực"), _("Việc ấy vẫn ở lại trong sổ, kèm lý do hủy hiệu lực."))
    reason = _words(_("Lý do hủy hiệu lực"))


FORMS: dict[TaskAct, type[ActForm]] = {
    TaskAct.PROGRESS: ProgressForm,
    TaskAct.CLAIM: ClaimForm,
    TaskAct.ACCEPT: AcceptForm,
    TaskAct.RETURN: ReturnForm,
    TaskAct.ASK: AskForm,
    TaskAct.EXTEND: ExtendForm,
    TaskAct.REFUSE: RefuseForm,
    TaskAct.WITHDRAW: WithdrawForm,
    TaskAct.CHARGE: ChargeForm,
    TaskAct.CORRECT: CorrectForm,
    TaskAct.LEADS: LeadsForm,
    TaskAct.ANNUL: AnnulForm,
}
