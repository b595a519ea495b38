"""What the terminal says of keeping the store: name, then Vietnamese, then English."""

from __future__ import annotations

KEEPING: dict[str, tuple[str, str]] = {
    "no_folder": ("Không có thư mục {folder}.", "There is no folder {folder}."),
    "file_exists": (
        "Tệp {file} đã có; bản sao lưu không ghi đè.",
        "{file} exists; a backup overwrites nothing.",
    ),
    "not_a_note": (
        "{file} không phải là điểm kiểm có chữ ký, cũng không phải tệp trích xuất: {why}",
        "{file} is neither a signed checkpoint nor an export: {why}",
    ),
    "backed_up": (
        "Đã sao lưu {size} bản ghi ({rows} dòng, {files} tệp minh chứng, {bytes} byte) vào {file}; đối chiếu đúng với điểm kiểm {sealed}. SHA-256 dưới dấu niêm: {digest}",
        "{size} entries ({rows} rows, {files} evidence files, {bytes} bytes) are backed up to {file}; they agree with checkpoint {sealed}. SHA-256 under the seal: {digest}",
    ),
    "backed_up_beyond": (
        "{n} bản ghi cuối chưa có điểm kiểm nào phủ: có trong bản sao, chưa có chữ ký.",
        "The last {n} entries are covered by no checkpoint yet: they are in the copy, unsigned.",
    ),
    "backup_with_keys": (
        "Tệp có KHÓA RIÊNG của sổ: ai có tệp này ký được thay sổ. Cất riêng, chỉ chủ tệp đọc được (600).",
        "The file holds the record's PRIVATE KEY: whoever has it can sign for the record. Keep it apart; mode 600.",
    ),
    "backup_without_keys": (
        "Không kèm khóa riêng (--with-keys để kèm). Cất {key} ở nơi khác: thiếu nó, sổ phục hồi không ký tiếp được.",
        "Private keys are not in it (--with-keys adds them). Keep {key} elsewhere: without it a restored record cannot sign on.",
    ),
    "backup_personal": (
        "Bản sao có họ tên, nội dung không công khai và mật khẩu đã băm: giữ như giữ kho dữ liệu.",
        "The copy holds names, what is not public, and hashed passwords: keep it as the store itself.",
    ),
    "files_damaged": (
        "THIẾU {n} tệp minh chứng (không có hoặc sai mã băm): {which}",
        "{n} evidence files are MISSING (not there, or of another hash): {which}",
    ),
    "restored": (
        "Đã phục hồi {size} bản ghi ({rows} dòng, {files} tệp minh chứng) vào {data}; gốc cây khớp điểm kiểm {sealed}.",
        "{size} entries ({rows} rows, {files} evidence files) are restored into {data}; the root agrees with checkpoint {sealed}.",
    ),
    "restored_compared": (
        "Sổ phục hồi bắt đầu đúng bằng {n} bản ghi của điểm kiểm đã giữ.",
        "The restored record begins with the very {n} entries of the checkpoint that was kept.",
    ),
    "restored_not_compared": (
        "Chưa so với điểm kiểm nào giữ ngoài máy này; --compare-with TỆP để so.",
        "Not compared with any checkpoint kept elsewhere; --compare-with FILE does that.",
    ),
    "restored_without_key": (
        "Bản sao không có khóa riêng. Chép {key} ứng với {vkey} vào trước khi ghi việc mới.",
        "The backup holds no private key. Put the {key} that belongs to {vkey} in its place before anything new is entered.",
    ),
    "doctor_sum": (
        "{good} tốt, {look} cần xem, {wrong} sai.",
        "{good} good, {look} to look at, {wrong} wrong.",
    ),
    "spans_rebuilt": ("Đã dựng lại {n} dòng đệm.", "{n} rows of the cache were rebuilt."),
    "working": (
        "Đang làm việc nền dưới tên {name} (Ctrl+C để dừng).",
        "Working as {name} (Ctrl+C stops).",
    ),
    "job_done": ("{key}: {told}", "{key}: {told}"),
    "job_failed": ("{key}: KHÔNG XONG, {told}", "{key}: FAILED, {told}"),
    "nightly_done": ("Vòng đêm xong: {told}", "The nightly round is over: {told}"),
}

DOCTOR: dict[str, tuple[str, str]] = {
    "settings.good": ("Thiết lập: đọc được{file}.", "Settings: read{file}."),
    "settings.http.look": (
        "Thiết lập: {hosts} được phục vụ nhưng CAMKET_HTTPS chưa bật; cookie đi không mã hóa.",
        "Settings: {hosts} is served but CAMKET_HTTPS is off; cookies travel in the clear.",
    ),
    "settings.origin.look": (
        "Thiết lập: CAMKET_ORIGIN là {set}, sổ tự khai là {declared}; sổ quyết định.",
        "Settings: CAMKET_ORIGIN is {set}, the record calls itself {declared}; the record decides.",
    ),
    "settings.key.wrong": (
        "Khóa: {file} đọc được bởi người khác (quyền {mode}); đặt lại 600.",
        "Key: {file} can be read by others (mode {mode}); set it to 600.",
    ),
    "settings.key_missing.wrong": (
        "Khóa: thiếu {file} hoặc không phải khóa của sổ; không ký điểm kiểm được.",
        "Key: {file} is missing or not the record's own; no checkpoint can be signed.",
    ),
    "database.good": ("Cơ sở dữ liệu: {kind} {version}.", "Database: {kind} {version}."),
    "database.wrong": ("Cơ sở dữ liệu: không vào được: {why}", "Database: cannot be reached: {why}"),
    "steps.good": ("Bảng: đúng phiên bản này.", "Tables: of this version."),
    "steps.wrong": (
        "Bảng: còn {n} bước chưa chạy; `camket serve` hoặc một lệnh ghi sẽ chạy.",
        "Tables: {n} steps are not applied; `camket serve` or a writing command applies them.",
    ),
    "triggers.good": (
        "Chốt chỉ-thêm: có trên cả {n} bảng dữ kiện.",
        "Append-only triggers: on all {n} tables of facts.",
    ),
    "triggers.wrong": ("Chốt chỉ-thêm: THIẾU trên {tables}.", "Append-only triggers: MISSING on {tables}."),
    "owner.look": (
        "Vai trò: chương trình chạy bằng vai trò sở hữu {n} bảng dữ kiện, nên gỡ được chốt; dùng một vai trò không sở hữu.",
        "Role: the program runs as the owner of {n} tables of facts and could drop the triggers; use a role that owns none.",
    ),
    "record.none": ("Sổ: chưa lập. Chạy `camket init`.", "Record: not founded yet. Run `camket init`."),
    "positions.good": ("Bản ghi: {n}, đánh số liền nhau.", "Entries: {n}, numbered without a gap."),
    "positions.wrong": ("Bản ghi: thiếu № {position}.", "Entries: № {position} is missing."),
    "tree.good": ("Cây băm: dựng lại từ {n} bản ghi, khớp.", "Tree: built again from {n} entries, the same."),
    "tree.wrong": (
        "Cây băm: {nodes} nút không khớp với các bản ghi.",
        "Tree: {nodes} nodes are not those of the entries.",
    ),
    "clock.good": (
        "Đồng hồ: không chậm hơn bản ghi cuối ({at}).",
        "Clock: not behind the newest entry ({at}).",
    ),
    "clock.wrong": (
        "Đồng hồ: chậm hơn bản ghi cuối ({at}); chỉnh đồng hồ máy, nếu không việc mới bị từ chối.",
        "Clock: behind the newest entry ({at}); set it right, or new acts are refused.",
    ),
    "checkpoint.none": ("Điểm kiểm: chưa có; `camket seal`.", "Checkpoint: none yet; `camket seal`."),
    "checkpoint.good": (
        "Điểm kiểm: {size} bản ghi, ký lúc {at}, đúng.",
        "Checkpoint: {size} entries, signed {at}, valid.",
    ),
    "checkpoint.wrong": (
        "Điểm kiểm: {size} ({at}) KHÔNG khớp với các bản ghi hoặc chữ ký sai.",
        "Checkpoint: {size} ({at}) does NOT agree with the entries, or its signature is wrong.",
    ),
    "unsealed": (
        "Chưa ký: {n} bản ghi, lâu nhất {seconds} giây.",
        "Not sealed: {n} entries, the oldest for {seconds} seconds.",
    ),
    "files.good": (
        "Tệp minh chứng: đủ {n}, đọc kỹ {read}.",
        "Evidence files: all {n} there, {read} read through.",
    ),
    "files.wrong": (
        "Tệp minh chứng: {bad} trong {n} thiếu hoặc sai mã băm: {which}.",
        "Evidence files: {bad} of {n} missing or of another hash: {which}.",
    ),
    "spans.good": ("Bảng đệm: khớp với dữ kiện ({n} nhiệm vụ).", "Cache: agrees with the facts ({n} tasks)."),
    "spans.wrong": (
        "Bảng đệm: {bad} trong {n} nhiệm vụ không khớp; `camket doctor --rebuild`.",
        "Cache: {bad} of {n} tasks do not agree; `camket doctor --rebuild`.",
    ),
    "disk.good": ("Đĩa: còn {free} MB.", "Disk: {free} MB free."),
    "disk.wrong": ("Đĩa: chỉ còn {free} MB.", "Disk: only {free} MB free."),
    "nightly.good": ("Vòng đêm: xong lúc {at}.", "Nightly round: ended {at}."),
    "nightly.never": (
        "Vòng đêm: chưa chạy lần nào (`camket nightly`).",
        "Nightly round: never ran (`camket nightly`).",
    ),
    "nightly.late": (
        "Vòng đêm: không chạy từ {at}, quá 26 giờ.",
        "Nightly round: not since {at}, over 26 hours ago.",
    ),
    "nightly.bad": (
        "Vòng đêm: lần cuối ({at}) thấy điều sai.",
        "Nightly round: the last ({at}) found something wrong.",
    ),
    "worker.good": ("Việc nền: thấy lúc {at}.", "Worker: seen {at}."),
    "worker.look": (
        "Việc nền: không thấy chạy trong 5 phút qua (`camket work`).",
        "Worker: not seen for 5 minutes (`camket work`).",
    ),
    "jobs.look": (
        "Việc nền bỏ dở sau nhiều lần thử: {n}, gần nhất {key}: {told}",
        "Jobs given up after many tries: {n}, the last {key}: {told}",
    ),
}
"""The vital signs of `camket doctor`."""


def say_vital(code: str, language: str, **params: object) -> str:
    """One vital sign in words."""
    vietnamese, english = DOCTOR[code]
    return (english if language == "en" else vietnamese).format_map(params)
