"""What the terminal says of itself: name, then Vietnamese, then English. Refusals and codes are in `camket.words`."""

from __future__ import annotations

from .keeping_sentences import KEEPING

SENTENCES: dict[str, tuple[str, str]] = {
    **KEEPING,
    "tracker_read": (
        "{rows} nhiệm vụ; {left} dòng không phải nhiệm vụ, {unled} dòng chưa rõ chủ trì, {undated} dòng không có ngày hạn.",
        "{rows} tasks; {left} rows are none, {unled} name no known lead, {undated} have no due date.",
    ),
    "tracker_taken": ("Danh sách ở № {entry}.", "The list is № {entry}."),
    "tracker_matched": ("№ {entry}: {n} cặp.", "№ {entry}: {n} pairs."),
    "no_tracker_list": (
        "Chưa nhận danh sách nào của {tracker}. Chạy `camket trackers take` trước.",
        "No list of {tracker} was taken in yet. Run `camket trackers take` first.",
    ),
    "no_period": (
        "Kỳ không đúng dạng 2025-10, 2025-Q4, 2025: {text}",
        "Not a period like 2025-10, 2025-Q4, 2025: {text}",
    ),
    "counts_left": (
        "{first} → {last}: không giải thích được {total} về tổng số, {completed} về số hoàn thành.",
        "{first} → {last}: {total} of the total and {completed} of the completed are unexplained.",
    ),
    "message_received": (
        "№ {entry}: văn bản {number}, {files} tệp kèm, {n} phần lạ giữ nguyên văn.",
        "№ {entry}: document {number}, {files} files, {n} unknown parts kept.",
    ),
    "no_day": ("Ngày không đúng dạng 2025-10-15: {text}", "Not a day like 2025-10-15: {text}"),
    "no_instant": (
        "Thời điểm không đúng dạng 2025-10-15T17:00: {text}",
        "Not an instant like 2025-10-15T17:00: {text}",
    ),
    "no_record": (
        "Sổ chưa được lập. Chạy `camket init`, hoặc `camket demo --synthetic` để xem dữ liệu giả lập.",
        "There is no record yet. Run `camket init`, or `camket demo --synthetic` to look at synthetic data.",
    ),
    "days_counted": (
        "Từ {first} đến {last}: {n} ngày làm việc ({weekdays} ngày thứ hai đến thứ sáu, trừ và cộng các ngày dưới đây).",
        "From {first} to {last}: {n} working days ({weekdays} from Monday to Friday, less and plus the days below).",
    ),
    "days_stated": (
        "Văn bản nêu {n}; đếm theo lịch được {ours}. Số và ngày trong văn bản giữ nguyên.",
        "The paper states {n}; the calendar gives {ours}. The paper's number and days stay as they are.",
    ),
    "days_unconfirmed": (" (chưa xác nhận)", " (unconfirmed)"),
    "catalogue_tried": (
        "Đọc thử: {new} dòng mới, {same} dòng giống sổ, {differing} dòng khác sổ.",
        "Tried: {new} new rows, {same} as in the record, {differing} that differ.",
    ),
    "catalogue_entered": ("Đã ghi vào sổ đến № {n}.", "Entered, up to № {n}."),
    "catalogue_not_text": (
        "Tệp {file} không phải văn bản UTF-8 hay .xlsx. Lưu lại thành “CSV UTF-8” hoặc “Excel Workbook”.",
        "The file {file} is neither UTF-8 text nor .xlsx. Save it as “CSV UTF-8” or “Excel Workbook”.",
    ),
    "catalogue_no_file": (
        "Chưa nêu tệp. Nêu tệp .csv hoặc .xlsx, hoặc dùng --export để xuất.",
        "No file was named. Name a .csv or .xlsx file, or use --export.",
    ),
    "catalogue_lacks": (
        "{n} chỗ thiếu trong {bodies} cơ quan và {posts} vị trí.",
        "{n} things lack in {bodies} agencies and {posts} posts.",
    ),
    "dated_moved": ("  {task}: hạn {was} thành {due}", "  {task}: due {was} becomes {due}"),
    "dated_kept": (
        "  {task}: hạn {due} giữ nguyên, cần người xem",
        "  {task}: due {due} stays, somebody has to look",
    ),
    "dated_entered": ("Đã ghi vào sổ, đến № {n}.", "Entered, up to № {n}."),
    "dated_tried": (
        "Chỉ thử, chưa ghi gì vào sổ (đang ở № {n}). Thêm --write để ghi.",
        "Tried only, nothing was entered (the record is at № {n}). Add --write to enter it.",
    ),
    "no_programme": (
        "Không có chương trình {code}. Đang có: {known}",
        "There is no programme {code}. There are: {known}",
    ),
    "no_holder": ("Không ai giữ vị trí {post} hôm nay.", "Nobody holds the post {post} today."),
    "no_account": ("Không có tài khoản {username}.", "There is no account {username}."),
    "account_exists": ("Tài khoản {username} đã có.", "The account {username} exists already."),
    "person_has_account": (
        "Người giữ vị trí {post} đã có tài khoản {username}.",
        "The holder of the post {post} has the account {username} already.",
    ),
    "bad_password": ("Mật khẩu chưa đạt: {why}", "The password will not do: {why}"),
    "store_not_usable": ("Không dùng được kho dữ liệu: {why}", "The store cannot be used: {why}"),
    "not_empty": (
        "Sổ đã có {n} bản ghi khác; dữ liệu giả lập chỉ dựng trong sổ trống. Đặt CAMKET_DATA sang thư mục khác.",
        "The record holds {n} other entries; the synthetic nation needs an empty one. Point CAMKET_DATA elsewhere.",
    ),
    "need_synthetic": (
        "Lệnh này lập một sổ giả lập. Thêm --synthetic, hoặc đặt CAMKET_SYNTHETIC=1.",
        "This begins a synthetic record. Add --synthetic, or set CAMKET_SYNTHETIC=1.",
    ),
    "founded": (
        "Đã lập sổ {origin}{label}: {n} cơ quan và lần sắp xếp, {m} ngày và quy tắc. Khóa kiểm: {vkey}",
        "The record {origin}{label} is founded: {n} bodies and successions, {m} days and rules. Verifier key: {vkey}",
    ),
    "founded_before": (
        "Sổ {origin}{label} đã lập từ trước, có {n} bản ghi; không làm gì thêm.",
        "The record {origin}{label} was founded before and holds {n} entries; nothing was done.",
    ),
    "synthetic_label": (" (dữ liệu giả lập)", " (synthetic data)"),
    "building": ("Dựng dữ liệu giả lập trong {data} …", "Building the synthetic nation in {data} …"),
    "built": ("Xong: {n} bản ghi, {seconds} giây.", "Done: {n} entries, {seconds} seconds."),
    "built_before": (
        "Sổ giả lập đã dựng từ trước ({n} bản ghi).",
        "The synthetic nation was built before ({n} entries).",
    ),
    "no_sample": (
        "Không thấy {path}: bỏ qua kế hoạch thật của Khánh Hòa. Chỉ thư mục bằng --samples.",
        "There is no {path}: the real plan of Khánh Hòa is left out. Name the folder with --samples.",
    ),
    "log_ins": (
        "Đăng nhập thử, mật khẩu chung {password}:",
        "Log-ins to try, all with the password {password}:",
    ),
    "next_steps": ("Làm tiếp:", "Next:"),
    "serving": ("Mở {address} (Ctrl+C để dừng)", "Open {address} (Ctrl+C stops)"),
    "operator": (
        "Đọc với quyền người vận hành máy chủ: thấy mọi nhiệm vụ, kể cả nhiệm vụ hạn chế.",
        "Read as the server's operator: every task is in sight, restricted ones too.",
    ),
    "as_post": ("Đọc với quyền của vị trí {post}.", "Read with the sight of the post {post}."),
    "head": (
        "{programme}, ngày {on}, theo những gì sổ biết đến bản ghi № {known}",
        "{programme} on {on}, by what the record knew at entry № {known}",
    ),
    "sentence": (
        "Qua {meetings} phiên họp, đã giao {total} nhiệm vụ: {completed} hoàn thành, {open_in_time} đang trong hạn, {overdue} quá hạn{undated}.",
        "{meetings} meetings gave {total} tasks: {completed} completed, {open_in_time} open in time, {overdue} overdue{undated}.",
    ),
    "sentence_no_meeting": (
        "Đã giao {total} nhiệm vụ: {completed} hoàn thành, {open_in_time} đang trong hạn, {overdue} quá hạn{undated}.",
        "{total} tasks were given: {completed} completed, {open_in_time} open in time, {overdue} overdue{undated}.",
    ),
    "sentence_undated": (", {n} chưa có thời hạn", ", {n} undated"),
    "share": (
        "  {percent} = {numerator} / {denominator}  {name}",
        "  {percent} = {numerator} / {denominator}  {name}",
    ),
    "no_share": (
        "  không đo được (mẫu số bằng 0)  {name}",
        "  cannot be measured (nothing below the line)  {name}",
    ),
    "apart": ("Tính riêng: {parts}", "Counted apart: {parts}"),
    "frozen": (
        "Đã công bố, chốt ở bản ghi № {entry}: {total} = {completed} + {open_in_time} + {overdue} + {undated}",
        "Published, frozen in entry № {entry}: {total} = {completed} + {open_in_time} + {overdue} + {undated}",
    ),
    "restated": (
        "Điều chỉnh ở bản ghi № {entry}: {total} = {completed} + {open_in_time} + {overdue} + {undated}. {reason}",
        "Restated in entry № {entry}: {total} = {completed} + {open_in_time} + {overdue} + {undated}. {reason}",
    ),
    "frozen_now": (
        "Đã chốt số liệu ngày {on} của chương trình {programme} ở bản ghi № {entry}, điểm kiểm {size}.",
        "The figure of programme {programme} on {on} is frozen in entry № {entry}, checkpoint {size}.",
    ),
    "sealed": ("Đã ký điểm kiểm {size}:", "Checkpoint {size} is sealed:"),
    "exported": (
        "Đã trích xuất {size} bản ghi vào {file}; SHA-256 nội dung {digest}",
        "{size} entries are exported to {file}; SHA-256 of the content {digest}",
    ),
    "not_exported": (
        "Còn {n} bản ghi sau điểm kiểm cuối chưa có trong tệp; `camket seal` rồi trích xuất lại để có đủ.",
        "{n} entries after the last checkpoint are not in the file; `camket seal`, then export again for all.",
    ),
    "post_added": (
        "Vị trí {post} tại {agency}, người giữ: {holder}.",
        "The post {post} in {agency} is held by {holder}.",
    ),
    "account_added": ("Đã mở tài khoản {username}.", "The account {username} is open."),
    "password_set": ("Đã đổi mật khẩu của {username}.", "The password of {username} is changed."),
}


def say(sentence: str, language: str, **params: object) -> str:
    """One sentence; counts get the digit grouping of the language."""
    vietnamese, english = SENTENCES[sentence]
    shown = {
        name: number(value, language) if isinstance(value, int) else value for name, value in params.items()
    }
    return (english if language == "en" else vietnamese).format_map(shown)


def number(value: int, language: str) -> str:
    """A count with its thousands apart: 1.132 in Vietnamese, 1,132 in English."""
    grouped = f"{value:,}"
    return grouped if language == "en" else grouped.replace(",", ".")
