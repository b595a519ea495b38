"""What a logged-in reader can open beside the six words of the menu, by the role of the chosen post."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from camket.discipline.agencies.roles import READS_ALL, REPORTING, STEERING, Role
from camket.discipline.agencies.seats import KEEPERS

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from camket.web.asking import Asked

register = template.Library()
_EVERYONE = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Tool:
    """One page, its name in the list, and whose work it is; the page itself decides who may do what."""

    title: Promise
    page: str
    roles: frozenset[Role] = _EVERYONE


GROUPS: tuple[tuple[Promise, tuple[Tool, ...]], ...] = (
    (
        _("Của tôi"),
        (
            Tool(_("Người phụ trách nhiệm vụ"), "charges", REPORTING),
            Tool(_("Bộ lọc đã lưu"), "kept"),
            Tool(_("Ủy quyền"), "mandates"),
            Tool(_("Tài khoản"), "account"),
        ),
    ),
    (
        _("Đưa vào sổ"),
        (
            Tool(_("Nhập văn bản giao nhiệm vụ"), "intake", STEERING),
            Tool(_("Nhập bảng theo dõi đang dùng"), "opening", STEERING),
            Tool(_("Số liệu mang sang chờ kiểm lại"), "carried", STEERING),
            Tool(_("Bàn giao nhiệm vụ giữa hai cơ quan"), "handing_over", STEERING),
            Tool(_("Chốt số liệu"), "freezing", STEERING),
        ),
    ),
    (
        _("Đối chiếu"),
        (
            Tool(_("Tìm kiếm"), "search"),
            Tool(_("Hệ thống theo dõi khác"), "trackers"),
            Tool(_("Số đã công bố"), "counts"),
            Tool(_("Văn bản liên thông"), "messages_in", READS_ALL),
        ),
    ),
    (
        _("Danh mục"),
        (
            Tool(_("Danh mục và dữ liệu có ngày hiệu lực"), "catalogues"),
            Tool(_("Độ phủ danh mục"), "coverage"),
            Tool(_("Phần công khai của chương trình"), "programme_publication", frozenset(KEEPERS)),
            Tool(_("Tài khoản của mọi người"), "log_ins", frozenset(KEEPERS)),
        ),
    ),
)


@register.inclusion_tag("camket/parts/tools.html", takes_context=True)
def tools(context: dict[str, Any]) -> dict[str, Any]:
    """The groups with the pages of the reader's role; nothing for a reader without a post today."""
    asked: Asked | None = context.get("asked")
    if asked is None or asked.appointment is None:
        return {"groups": []}
    role = asked.scope.role
    groups = [
        (heading, [(one.title, asked.address(reverse(one.page))) for one in listed if role in one.roles])
        for heading, listed in GROUPS
    ]
    return {
        "groups": [(heading, rows) for heading, rows in groups if rows],
        "seat": asked.appointment,
        "csrf_token": context.get("csrf_token"),
    }
