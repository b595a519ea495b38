"""How the acts on a task are named on their buttons and pages, and what each page says will be entered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from camket.discipline.duties.allowed import TaskAct

if TYPE_CHECKING:
    from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Said:
    """How an act is named on its button and its page, and what its page says will be entered."""

    button: Promise
    heading: Promise
    entered: Promise


SAID: dict[TaskAct, Said] = {
    TaskAct.ACCEPT: Said(
        _("Xác nhận hoàn thành"),
        _("Xác nhận báo cáo hoàn thành"),
        _("Ghi vào sổ: bên giao đồng ý với báo cáo. Ngày hoàn thành là ngày báo cáo, không phải hôm nay."),
    ),
    TaskAct.RETURN: Said(
        _("Trả lại, nêu lý do"),
        _("Trả lại báo cáo hoàn thành"),
        _("Ghi vào sổ: báo cáo chưa được xác nhận, kèm lý do. Thời hạn vẫn chạy."),
    ),
    TaskAct.CLAIM: Said(
        _("Báo cáo hoàn thành"),
        _("Báo cáo hoàn thành"),
        _(
            "Ghi vào sổ: phần việc của cơ quan đã xong, kèm sản phẩm và minh chứng. Chỉ khi bên giao xác nhận, "
            "nhiệm vụ mới là hoàn thành."
        ),
    ),
    TaskAct.PROGRESS: Said(
        _("Báo cáo tiến độ"),
        _("Báo cáo tiến độ"),
        _("Ghi vào sổ: tình hình thực hiện đến hôm nay. Việc này không đổi trạng thái của nhiệm vụ."),
    ),
    TaskAct.ASK: Said(
        _("Đề nghị gia hạn"),
        _("Đề nghị gia hạn"),
        _("Ghi vào sổ: cơ quan đề nghị gia hạn, kèm lý do. Chưa được đồng ý thì hạn hiện hành vẫn chạy."),
    ),
    TaskAct.EXTEND: Said(
        _("Gia hạn"),
        _("Gia hạn"),
        _("Ghi vào sổ: hạn mới kèm lý do. Hạn đầu và các hạn trước vẫn được giữ."),
    ),
    TaskAct.REFUSE: Said(
        _("Không đồng ý gia hạn"),
        _("Không đồng ý gia hạn"),
        _("Ghi vào sổ: đề nghị không được đồng ý, kèm lý do. Hạn hiện hành vẫn chạy."),
    ),
    TaskAct.CORRECT: Said(
        _("Đính chính"),
        _("Đính chính nhiệm vụ"),
        _("Ghi vào sổ: điều ghi sai, điều đúng và lý do. Câu chữ cũ vẫn được giữ bên cạnh."),
    ),
    TaskAct.CHARGE: Said(
        _("Giao người phụ trách"),
        _("Giao người phụ trách"),
        _(
            "Ghi vào sổ: vị trí nào của cơ quan đang phụ trách nhiệm vụ. Vị trí phụ trách trước đó thôi phụ trách."
        ),
    ),
    TaskAct.LEADS: Said(
        _("Đổi cơ quan thực hiện"),
        _("Đổi cơ quan chủ trì, phối hợp"),
        _("Ghi vào sổ: từ hôm nay cơ quan nào chủ trì, phối hợp, kèm lý do. Cơ quan trước đây vẫn đọc được."),
    ),
    TaskAct.MERGE: Said(
        _("Gộp nhiệm vụ khác vào"),
        _("Gộp nhiệm vụ khác vào nhiệm vụ này"),
        _(
            "Ghi vào sổ: các nhiệm vụ đã chọn thôi được tính riêng từ hôm nay; tổng số giảm theo. Ngày trước không đổi."
        ),
    ),
    TaskAct.SPLIT: Said(
        _("Tách nhiệm vụ"),
        _("Tách thành nhiều nhiệm vụ"),
        _(
            "Ghi vào sổ: từ hôm nay các nhiệm vụ mới được tính thay nhiệm vụ này. Hạn đầu của nhiệm vụ cũ đi theo từng nhiệm vụ mới."
        ),
    ),
    TaskAct.WITHDRAW: Said(
        _("Rút nhiệm vụ"),
        _("Rút nhiệm vụ khỏi danh mục"),
        _(
            "Ghi vào sổ: thôi theo dõi nhiệm vụ từ hôm nay, kèm lời kết. Nhiệm vụ đã rút được tính riêng, không mất đi."
        ),
    ),
    TaskAct.ANNUL: Said(
        _("Hủy hiệu lực"),
        _("Hủy hiệu lực một việc đã ghi"),
        _(
            "Ghi vào sổ: việc đã chọn coi như chưa có, kèm lý do. Cả việc ấy lẫn việc hủy hiệu lực đều ở lại trong sổ."
        ),
    ),
}
