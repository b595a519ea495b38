"""What the verifier says, in Vietnamese and in English; everything else in this package speaks codes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from .faults import Fault, FaultCode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Lang(StrEnum):
    """The languages a reader can choose."""

    VI = "vi"
    EN = "en"


FAULTS: Mapping[FaultCode, tuple[str, str]] = {
    FaultCode.NOT_AN_EXPORT: (
        "đây không phải tệp trích xuất camket-export/1",
        "this is no camket-export/1 file",
    ),
    FaultCode.TRUNCATED: ("tệp bị cụt: hết tệp khi còn thiếu dòng", "the file ends while lines are missing"),
    FaultCode.TRAILING: ("có dữ liệu thừa sau dòng cuối", "something follows the end line"),
    FaultCode.DIGEST: (
        "mã băm của toàn tệp không khớp: tệp đã bị sửa sau khi trích xuất",
        "the hash of the whole file does not match: it was changed after export",
    ),
    FaultCode.LINE_TOO_LONG: ("dòng dài quá mức cho phép", "the line is longer than allowed"),
    FaultCode.LINE_UNENDED: ("dòng không có ký tự kết thúc", "the line has no line end"),
    FaultCode.NOT_CANONICAL: (
        "dòng không phải JSON chuẩn tắc (RFC 8785)",
        "the text is not canonical JSON (RFC 8785)",
    ),
    FaultCode.HEADER_FIELDS: ("dòng đầu sai ở trường “{field}”", "the header is wrong at “{field}”"),
    FaultCode.HEADER_ORDER: (
        "các điểm kiểm không tăng dần (cỡ {checkpoint})",
        "the checkpoints do not ascend (size {checkpoint})",
    ),
    FaultCode.HEADER_COVER: (
        "không có điểm kiểm cho đủ {size} bản ghi",
        "no checkpoint covers all {size} entries",
    ),
    FaultCode.HEADER_ORIGIN: (
        "điểm kiểm cỡ {checkpoint} thuộc sổ khác",
        "the checkpoint of size {checkpoint} is of another record",
    ),
    FaultCode.HEADER_KEY: (
        "khóa trong tệp khác với khóa đã cho",
        "the key in the file is not the key that was given",
    ),
    FaultCode.KEY_SHAPE: ("khóa kiểm không đúng dạng hoặc bị sai chữ", "the verifier key is malformed"),
    FaultCode.NOTE_SHAPE: ("điểm kiểm không đúng dạng văn bản có chữ ký", "a checkpoint is no signed note"),
    FaultCode.NOTE_UNSIGNED: (
        "điểm kiểm không có chữ ký của khóa {key}",
        "a checkpoint is not signed by key {key}",
    ),
    FaultCode.NOTE_SIGNATURE: (
        "chữ ký của khóa {key} trên điểm kiểm không đúng",
        "a signature by key {key} is wrong",
    ),
    FaultCode.CHECKPOINT_SHAPE: (
        "nội dung điểm kiểm không đúng dạng",
        "the text of a checkpoint is malformed",
    ),
    FaultCode.CHECKPOINT_ROOT: (
        "gốc cây không khớp điểm kiểm cỡ {last}: bản ghi sai đầu tiên nằm trong khoảng từ № {first} đến № {last}",
        "the root does not match the checkpoint of size {last}: the first wrong entry lies between № {first} and № {last}",
    ),
    FaultCode.ENTRY_FIELDS: (
        "dòng bản ghi sai ở trường “{field}”",
        "the line of the entry is wrong at “{field}”",
    ),
    FaultCode.ENTRY_HASH: (
        "nội dung bản ghi không khớp mã băm ghi kèm",
        "the entry does not match its stated hash",
    ),
    FaultCode.ENTRY_POSITION: (
        "số thứ tự không liền mạch: gặp № {stated}",
        "the positions are not dense: № {stated} came",
    ),
    FaultCode.ENTRY_INSTANT: (
        "thời điểm lùi lại: {at} sau {before}",
        "the instants run backwards: {at} after {before}",
    ),
    FaultCode.ENTRY_MISSING: (
        "thiếu bản ghi: mới đọc {read} trên {size}",
        "entries are missing: {read} of {size} were read",
    ),
    FaultCode.ENTRY_EXTRA: (
        "thừa bản ghi: dòng đầu ghi {size}",
        "there are more entries than the {size} of the header",
    ),
    FaultCode.LEAF_FIELDS: ("nội dung bản ghi sai ở trường “{field}”", "the entry is wrong at “{field}”"),
    FaultCode.OPENING_FIELDS: (
        "lời mở phần không công khai sai ở trường “{field}”",
        "the opening is wrong at “{field}”",
    ),
    FaultCode.OPENING_COMMITMENT: (
        "phần không công khai không khớp cam kết trong bản ghi",
        "the private part does not match the commitment in the entry",
    ),
    FaultCode.END_FIELDS: ("dòng cuối không đúng", "the end line is wrong"),
    FaultCode.ORIGIN_DIFFERS: (
        "tên sổ hoặc nhãn dữ liệu giả lập ở dòng đầu khác với bản ghi khai sinh sổ",
        "the header's origin or synthetic label is not what the record declares of itself",
    ),
    FaultCode.ORIGIN_WITHHELD: (
        "bản ghi khai sinh sổ không được giữ lại: nhãn dữ liệu ở dòng đầu dựa vào nó",
        "the entry that declares the record is never withheld: the header's label stands on it",
    ),
    FaultCode.PAYLOAD_FIELD: (
        "phần công khai của bản ghi sai hoặc thiếu trường “{field}”",
        "the entry's public part is wrong or lacks “{field}”",
    ),
    FaultCode.TASK_UNKNOWN: ("nhiệm vụ {task} chưa được giao", "task {task} was never assigned"),
    FaultCode.TASK_TWICE: (
        "có nhiệm vụ được giao hai lần trong chương trình {programme}",
        "a task is assigned twice in programme {programme}",
    ),
    FaultCode.CLAIM_UNKNOWN: ("không có báo cáo hoàn thành № {claim}", "there is no claim № {claim}"),
    FaultCode.CLAIM_DIFFERS: (
        "báo cáo hoàn thành № {claim} thuộc nhiệm vụ hoặc cơ quan khác",
        "claim № {claim} is of another task or agency",
    ),
    FaultCode.CLAIM_ANSWERED: (
        "báo cáo hoàn thành № {claim} đã được trả lời hoặc đã bị hủy",
        "claim № {claim} is already answered or annulled",
    ),
    FaultCode.ANNUL_UNKNOWN: (
        "hủy bản ghi № {entry} không có trước đó",
        "entry № {entry} to annul is not there",
    ),
    FaultCode.ANNUL_DIFFERS: (
        "bản ghi № {entry} không phải {act} của nhiệm vụ đã nêu",
        "entry № {entry} is no {act} of the stated task",
    ),
    FaultCode.ANNUL_TWICE: ("bản ghi № {entry} bị hủy hai lần", "entry № {entry} is annulled twice"),
    FaultCode.ANNUL_ANNULMENT: (
        "bản ghi № {entry} là việc hủy, không hủy được",
        "entry № {entry} is an annulment and cannot be annulled",
    ),
    FaultCode.FIGURE_UNKNOWN: ("không có số liệu đã chốt № {frozen}", "there is no frozen figure № {frozen}"),
    FaultCode.FIGURE_KNOWN: (
        "số liệu dựa trên bản ghi № {known} chưa có khi chốt",
        "the figure relies on entry № {known}, which was not there yet",
    ),
    FaultCode.FIGURE_DIFFERS: (
        "số liệu đã công bố của chương trình {programme} ngày {on} không khớp: {cell} ghi {stated}, tính lại {recomputed}",
        "the published figure of programme {programme} on {on} does not agree: {cell} states {stated}, recomputed {recomputed}",
    ),
}

CELLS: Mapping[str, tuple[str, str]] = {
    "total": ("tổng số", "total"),
    "completed": ("hoàn thành", "completed"),
    "done_in_time": ("hoàn thành đúng hạn", "done in time"),
    "done_late": ("hoàn thành quá hạn", "done late"),
    "open_in_time": ("trong hạn", "in time"),
    "overdue": ("quá hạn", "overdue"),
    "undated": ("không có thời hạn", "undated"),
    "withdrawn": ("đã rút", "withdrawn"),
    "awaiting": ("chờ xác nhận", "awaiting acceptance"),
    "rows_digest": ("mã băm danh sách nhiệm vụ", "rows digest"),
}

SENTENCES: Mapping[str, tuple[str, str]] = {
    "record": ("Sổ: {origin}{label}", "Record: {origin}{label}"),
    "synthetic": (" (dữ liệu giả lập)", " (synthetic data)"),
    "whole": (
        "{size} bản ghi, {checkpoints} điểm kiểm, {openings} phần không công khai được mở; gốc cây {root}",
        "{size} entries, {checkpoints} checkpoints, {openings} private parts opened; root {root}",
    ),
    "withheld": (
        "{withheld} bản ghi bị giữ lại trong tệp này: chỉ biết vị trí và mã băm, không biết nội dung.",
        "{withheld} entries are withheld from this file: their places and hashes are known, nothing else.",
    ),
    "sound": (
        "ĐÚNG: đầy đủ, không bị sửa, do khóa {key} ký.",
        "GOOD: whole, unchanged, signed by key {key}.",
    ),
    "consistent_signer_unknown": (
        "KHỚP, CHƯA RÕ NGƯỜI KÝ: tệp nhất quán; muốn biết ai ký, đưa khóa kiểm lấy từ nguồn khác (--key).",
        "CONSISTENT, SIGNER UNKNOWN: to know who signed, give the verifier key from elsewhere (--key).",
    ),
    "faulty": ("SAI: {words} ({place}).", "FAULT: {words} ({place})."),
    "unusable": ("KHÔNG DÙNG ĐƯỢC: {words}.", "UNUSABLE: {words}."),
    "confirmed": (
        "Các bản ghi đến № {confirmed} đã được điểm kiểm có chữ ký xác nhận.",
        "Entries up to № {confirmed} are confirmed by a signed checkpoint.",
    ),
    "place_line": ("dòng {line}", "line {line}"),
    "place_entry": ("dòng {line}, bản ghi № {position}", "line {line}, entry № {position}"),
    "figure": (
        "Chương trình {programme}, ngày {on}, biết đến bản ghi № {known}:",
        "Programme {programme} on {on}, knowing entries up to № {known}:",
    ),
    "sum": ("  {total} = {parts}", "  {total} = {parts}"),
    "completed": (
        "  {completed} hoàn thành = {done_in_time} đúng hạn + {done_late} quá hạn",
        "  {completed} completed = {done_in_time} in time + {done_late} late",
    ),
    "apart": (
        "  Tính riêng: {withdrawn} đã rút, {awaiting} chờ xác nhận",
        "  Counted apart: {withdrawn} withdrawn, {awaiting} awaiting acceptance",
    ),
    "restricted": (
        "  {restricted} nhiệm vụ không công khai nên không tính lại được",
        "  {restricted} restricted tasks cannot be recomputed from the public parts",
    ),
    "readable": (
        "  Chỉ tính từ các bản ghi đọc được; {withheld} bản ghi bị giữ lại",
        "  From the readable entries only; {withheld} entries are withheld",
    ),
    "lead": ("  {agency}: {total} = {parts}", "  {agency}: {total} = {parts}"),
    "equal": ("  Số đã công bố ở bản ghi № {position}: khớp", "  Published in entry № {position}: agrees"),
    "differs": (
        "  Số đã công bố ở bản ghi № {position}: KHÔNG KHỚP",
        "  Published in entry № {position}: DIFFERS",
    ),
    "partly_recomputable": (
        "  Số đã công bố ở bản ghi № {position}: chênh lệch không vượt quá số nhiệm vụ không công khai",
        "  Published in entry № {position}: differs by no more than the restricted tasks",
    ),
    "cannot_be_recomputed": (
        "  Số đã công bố ở bản ghi № {position}: KHÔNG TÍNH LẠI ĐƯỢC từ tệp này: {withheld} bản ghi bị giữ lại",
        "  Published in entry № {position}: CANNOT BE RECOMPUTED from this export: {withheld} entries are withheld",
    ),
    "difference": (
        "    {cell}: ghi {stated}, tính lại {recomputed}",
        "    {cell}: states {stated}, recomputed {recomputed}",
    ),
    "stated": (
        "    {cell}: ghi {stated}; từ các bản ghi đọc được: {readable}",
        "    {cell}: states {stated}; from the readable entries: {readable}",
    ),
    "others": (
        "{count} số liệu khác đã công bố không được tính lại ở đây.",
        "{count} other published figures are not recomputed here.",
    ),
    "more": ("… và {count} lỗi nữa.", "… and {count} more faults."),
    "no_file": ("Không đọc được {path}: {reason}", "Cannot read {path}: {reason}"),
    "no_key": ("Khóa kiểm không đúng dạng: {key}", "Not a verifier key: {key}"),
    "no_day": ("Ngày không đúng dạng YYYY-MM-DD: {day}", "Not a day YYYY-MM-DD: {day}"),
    "no_programme": ("Sổ không có chương trình {programme}", "The record has no programme {programme}"),
    "no_readable_programme": (
        "Không bản ghi đọc được nào nêu chương trình {programme}",
        "No readable entry names the programme {programme}",
    ),
}


def say(sentence: str, lang: Lang, **params: object) -> str:
    """One sentence in one language; counts get the digit grouping of that language."""
    shown = {
        name: number(value, lang) if isinstance(value, int) else _printable(value)
        for name, value in params.items()
    }
    return _pick(SENTENCES[sentence], lang).format_map(shown)


def fault_words(fault: Fault, lang: Lang) -> str:
    """What is wrong, without its place."""
    shown = {name: _printable(value) for name, value in fault.params.items()}
    if "cell" in shown:
        shown["cell"] = cell_words(shown["cell"], lang)
    return _pick(FAULTS[fault.code], lang).format_map(shown)


def place_words(fault: Fault, lang: Lang) -> str:
    """Where it is wrong: the line of the file, and the entry where one is known."""
    if fault.position is None:
        return say("place_line", lang, line=str(fault.line))
    return say("place_entry", lang, line=str(fault.line), position=str(fault.position))


def cell_words(cell: str, lang: Lang) -> str:
    """The name of one number of a figure."""
    return _pick(CELLS[cell], lang)


def number(value: int, lang: Lang) -> str:
    """A count with its thousands apart: 1.132 in Vietnamese, 1,132 in English."""
    grouped = f"{value:,}"
    return grouped.replace(",", ".") if lang is Lang.VI else grouped


def day_words(day: date, lang: Lang) -> str:
    """A day as it is written in each language: 15/10/2025, 2025-10-15."""
    return f"{day:%d/%m/%Y}" if lang is Lang.VI else day.isoformat()


def _printable(value: object) -> str:
    """A text from the file without anything that could steer the reader's terminal."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in str(value))


def _pick(pair: tuple[str, str], lang: Lang) -> str:
    return pair[0] if lang is Lang.VI else pair[1]
