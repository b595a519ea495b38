"""Which bodies the synthetic nation gives tasks to, how often, and under what name on a day."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from camket.discipline.agencies.intake import bundled_catalogue

if TYPE_CHECKING:
    from datetime import date

LEADING = {
    "G06": 18, "G01": 11, "G12": 11, "G09": 9, "G22": 8, "G14": 9, "G02": 6, "G03": 6, "G18": 7, "G15": 6,
    "G10": 5, "G17": 5, "G19": 5, "G16": 4, "G11": 3, "G08": 3, "G20": 3, "G21": 2, "G05": 6, "G07": 4,
    "G04": 4, "G13": 4, "G10-NNPTNT": 3, "G31": 2, "G32": 1, "G28": 1, "D01": 3, "E01": 2, "F01": 1,
    "VPQH": 2, "I01": 4, "I03": 1, "VPTW": 6, "BTCTW": 4, "BTGTW": 2, "BKTTW": 2, "BTGDVTW": 3, "BCSCLTW": 2,
    "BNCTW": 1, "UBKTTW": 1, "DU-CP": 2, "DU-QH": 2, "HVCTQG": 2,
    "H26": 4, "H49": 2, "H56": 2, "H41": 2, "H57": 2, "H25": 2, "H40": 2, "H42": 2, "H23": 2, "H24": 2,
    "H47": 1, "H17": 2, "H29": 4, "H09": 2, "H43": 1, "H32": 2, "H13": 2, "H51": 1,
    "T37": 3, "T31": 3, "T48": 3, "T79": 4, "T56": 3, "T92": 2,
}  # fmt: skip
"""Weight of each body among the leads of the programme 57, while it stands."""

PARTY = {
    "BTCTW": 5, "UBKTTW": 4, "BNCTW": 3, "BTGDVTW": 5, "BCSCLTW": 3, "DU-CP": 4, "DU-QH": 3, "DU-CQDTW": 4,
    "DU-MTTQ": 3, "HVCTQG": 3, "BAO-NHANDAN": 2, "TCCS": 1, "NXB-CTQG": 1, "HDLLTW": 1,
}  # fmt: skip
"""Weight of each body among the leads of the second programme."""

PROVINCE = (
    "T56-SKHCN", "T56-SNV", "T56-CA", "T56-SYT", "T56-SGDDT", "T56-STC", "T56-STP", "T56-SCT", "T56-VPUBND",
    "T56-TTPVHCC", "T56-BHXH", "T56-THUE", "T56-MTTQ", "T56-BTCTU", "T56-VPTU",
)  # fmt: skip
"""The bodies of Khánh Hòa in which people hold posts."""


@cache
def lives() -> dict[str, tuple[date, date | None]]:
    """The first day of each body of the catalogue, and the first on which it is no more."""
    return {row.code: (row.valid_from, row.end) for row in bundled_catalogue().agencies}


@cache
def names() -> dict[str, str]:
    """The Vietnamese name of each body."""
    return {row.code: row.name_vi for row in bundled_catalogue().agencies}


@cache
def short_names() -> dict[str, str]:
    """How offices shorten the name of each body."""
    return {row.code: row.abbreviation or row.name_vi for row in bundled_catalogue().agencies}


@cache
def english_names() -> dict[str, str]:
    """The English name of each body."""
    return {row.code: row.name_en for row in bundled_catalogue().agencies}


def stands(code: str, day: date) -> bool:
    """Whether a body stands on a day."""
    first, end = lives()[code]
    return first <= day and (end is None or day < end)


@cache
def _passings() -> dict[str, tuple[date, str]]:
    return {
        before: (row.on, row.heir) for row in bundled_catalogue().successions for before in row.predecessors
    }


def heir(code: str, day: date) -> str:
    """The body that answers on a day for what was given to another."""
    while (passed := _passings().get(code)) is not None and passed[0] <= day:
        code = passed[1]
    return code
