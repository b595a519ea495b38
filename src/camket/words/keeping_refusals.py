"""What refusals of keeping the store say: backup, restore, keys. Code, then Vietnamese, then English."""

from __future__ import annotations

KEEPING_REFUSALS: dict[str, tuple[str, str]] = {
    "backup.archive.damaged": (
        "Tệp sao lưu không còn nguyên vẹn ({why}). Chưa phục hồi gì; dùng bản sao khác.",
        "The backup is not whole ({why}). Nothing was restored; take another copy.",
    ),
    "backup.store.not_sound": (
        "Kho không khớp với điểm kiểm mới nhất ({why}), nên không sao lưu. Chạy `camket doctor`.",
        "The store does not agree with its newest checkpoint ({why}), so it is not backed up. Run `camket doctor`.",
    ),
    "backup.store.no_checkpoint": (
        "Sổ chưa có điểm kiểm nào để đối chiếu bản sao. Chạy `camket seal` rồi sao lưu lại.",
        "The record has no checkpoint to hold a copy against. Run `camket seal`, then back up again.",
    ),
    "backup.restore.not_empty": (
        "Nơi phục hồi không trống: {what}. Chọn CAMKET_DATA trống và cơ sở dữ liệu mới.",
        "The place is not empty: {what}. Choose an empty CAMKET_DATA and a new database.",
    ),
    "backup.restore.later_version": (
        "Bản sao do một phiên bản mới hơn ghi ({steps}). Cài phiên bản ấy rồi phục hồi.",
        "The backup was written by a later version ({steps}). Install that version, then restore.",
    ),
    "backup.restore.not_the_same": (
        "Sổ trong bản sao không bắt đầu bằng {size} bản ghi của điểm kiểm đã giữ ({origin}). Chưa phục hồi gì.",
        "The record in the backup does not begin with the {size} entries of the checkpoint that was kept ({origin}). Nothing was restored.",
    ),
    "record.key.missing": (
        "Thiếu {file}, khóa riêng ứng với {vkey}. Chép khóa ấy vào thư mục keys; sổ không tự lập khóa thứ hai.",
        "{file}, the private key that belongs to {vkey}, is not there. Put it into the folder keys; a record makes no second key by itself.",
    ),
}
