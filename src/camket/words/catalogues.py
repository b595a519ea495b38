"""What catalogues say: acts that say an entry anew, faults of files of many rows, what is lacking, and refusals."""

from __future__ import annotations

CATALOGUE_ACTS: dict[str, tuple[str, str]] = {
    "discipline.agency.correct": ("Đính chính mục cơ quan", "Agency's entry corrected"),
    "discipline.post.end": ("Bãi bỏ vị trí công tác", "Post ended"),
    "discipline.programme.change": ("Thay đổi chương trình", "Programme changed"),
    "discipline.programme.close": ("Kết thúc chương trình", "Programme closed"),
    "discipline.field.open": ("Lập nhóm nhiệm vụ", "Field opened"),
    "discipline.field.change": ("Thay đổi nhóm nhiệm vụ", "Field changed"),
}

CATALOGUE_PAYLOAD: dict[str, tuple[str, str]] = {
    "abbreviation": ("tên viết tắt", "short name"),
    "closed_on": ("ngày kết thúc", "closed on"),
    "code_confirmed": ("mã đã xác nhận", "code confirmed"),
    "fields": ("nội dung thay đổi", "what changed"),
    "form_confirmed": ("tên đã xác nhận", "form of the name confirmed"),
    "name_en": ("tên tiếng Anh", "English name"),
    "name_vi": ("tên tiếng Việt", "Vietnamese name"),
    "order": ("thứ tự", "order"),
    "owner": ("cơ quan chủ quản", "owner"),
    "publication": ("mức công khai", "publication"),
}

CATALOGUE_FAULTS: dict[str, tuple[str, str]] = {
    "agency.table.other_columns": (
        "Các cột không đúng mẫu. Tải mẫu ở trang này rồi chép số liệu vào.",
        "The columns are not those of the form. Download it from this page and copy the data in.",
    ),
    "agency.table.broken": (
        "Tệp hỏng ở dòng này: dấu nháy không đóng.",
        "The file breaks here: an open quote.",
    ),
    "agency.row.cell_count": (
        "Số ô của dòng khác số cột.",
        "The row has another number of cells than columns.",
    ),
    "agency.cell.empty": ("Ô bắt buộc đang trống.", "A required cell is empty."),
    "agency.cell.not_nfc": (
        "Chữ gõ theo bảng mã tổ hợp. Chuyển sang Unicode dựng sẵn.",
        "Letters typed with separate marks. Convert to precomposed Unicode.",
    ),
    "agency.cell.code_twice": ("Một mã ghi hai lần trong ô.", "A code stands twice in the cell."),
    "agency.cell.not_yes_or_no": ("Chỉ ghi yes hoặc no.", "Write yes or no."),
    "agency.cell.not_a_day": ("Không đọc được ngày.", "Not a day."),
    "agency.cell.unknown_kind": ("Loại này không có trong danh sách.", "No such kind."),
    "agency.code.repeated": ("Mã ghi hai lần trong tệp.", "The code stands twice in the file."),
    "agency.period.backwards": ("Ngày cuối trước ngày đầu.", "The last day lies before the first."),
    "agency.parent.unknown": ("Không có cơ quan cấp trên mang mã này.", "No parent agency has this code."),
    "agency.parent.not_standing": (
        "Cơ quan cấp trên không hoạt động suốt thời gian ấy.",
        "The parent agency does not stand through all that time.",
    ),
    "agency.parent.circle": ("Cấp trên nối thành vòng.", "The parents run in a circle."),
    "agency.name.twin": (
        "Cùng cấp trên đã có cơ quan mang tên này trong thời gian ấy.",
        "The parent has a body of this name at that time.",
    ),
    "agency.ends.without_heir": (
        "Cơ quan ghi ngày kết thúc nhưng chưa có cơ quan nhận nhiệm vụ. Bỏ ngày kết thúc, rồi ghi việc sắp xếp.",
        "The body ends and none takes over its tasks. Leave the last day out, then enter the reorganisation.",
    ),
    "agency.row.fixed": (
        "Cơ quan đã có trong sổ; loại, cấp trên và ngày hiệu lực không sửa bằng tệp. Ghi việc sắp xếp tổ chức.",
        "The body is in the record; kind, parent and days are not mended by a file. Enter a reorganisation.",
    ),
    "agency.row.code_unfit": (
        "Mã cơ quan chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối; dài tối đa 40 ký tự.",
        "An agency's code is made of plain letters, digits, dots and hyphens, at most 40.",
    ),
    "post.table.empty": ("Tệp không có dòng nào.", "The file has no rows."),
    "post.table.missing_columns": ("Thiếu cột.", "Columns are missing."),
    "post.table.too_long": ("Tệp dài quá; chia thành nhiều tệp.", "The file is too long; split it."),
    "post.row.twice": ("Mã vị trí ghi hai lần trong tệp.", "The post's code stands twice in the file."),
    "post.cell.too_long": ("Chữ trong ô dài quá.", "The cell is too long."),
    "post.cell.unknown_role": ("Vai trò này không có trong danh sách.", "No such role."),
    "post.row.unknown_agency": ("Sổ chưa có cơ quan mang mã này.", "The record has no agency of this code."),
    "post.row.agency_ended": (
        "Cơ quan này đã kết thúc hoạt động. Dùng mã cơ quan kế tục.",
        "The agency has ended. Use its successor's code.",
    ),
    "post.row.code_unfit": (
        "Mã vị trí chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối.",
        "A post's code is made of plain letters, digits, dots and hyphens.",
    ),
    "post.row.day_ahead": ("Ngày này chưa đến.", "The day has not come."),
    "post.row.other_name": (
        "Mã người này trong sổ mang họ tên khác.",
        "In the record this person's code has another name.",
    ),
    "post.row.ended": ("Vị trí này đã bãi bỏ. Đặt mã mới.", "The post has ended. Use a new code."),
    "post.row.other_post": (
        "Vị trí đã có trong sổ với nội dung khác. Bãi bỏ vị trí cũ và lập vị trí mới.",
        "The record has the post otherwise. End it and establish a new one.",
    ),
    "post.row.before_holder": (
        "Ngày nhận trước ngày người đang giữ nhận vị trí.",
        "The day lies before the present holder took the post.",
    ),
    "programme.row.disagrees": (
        "Các dòng của cùng một chương trình phải ghi giống nhau ở các cột chung; ô này khác dòng đầu.",
        "Rows of one programme say the same in its columns; this cell differs from the first row.",
    ),
    "programme.row.code_unfit": (
        "Mã chương trình chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối; dài tối đa 40 ký tự.",
        "A programme's code is made of plain letters, digits, dots and hyphens, at most 40.",
    ),
    "programme.row.unknown_owner": (
        "Sổ chưa có cơ quan chủ quản mang mã này.",
        "The record has no owning agency of this code.",
    ),
    "programme.row.fixed": (
        "Chương trình đã mở từ ngày khác trong sổ; ngày mở không sửa bằng tệp.",
        "In the record the programme was opened on another day; that is not mended by a file.",
    ),
    "programme.row.closed": (
        "Chương trình đã kết thúc trong sổ, không nhận thay đổi nào nữa.",
        "In the record the programme is closed and takes no more changes.",
    ),
    "programme.cell.unknown_publication": (
        "Chỉ ghi public (công khai) hoặc internal (nội bộ).",
        "Write public or internal.",
    ),
    "field.row.twice": (
        "Nhóm ghi hai lần trong tệp.",
        "The group stands twice in the file.",
    ),
    "field.cell.not_an_order": ("Thứ tự là số từ 1 đến 999.", "The order is a number from 1 to 999."),
    "post.row.not_yours": (
        "Vị trí của anh/chị chỉ lập được vị trí cán bộ trong cơ quan mình.",
        "From your post only officers' posts of your own agency can be entered.",
    ),
}

LACKS: dict[str, tuple[str, str]] = {
    "commune_without_person": (
        "Xã, phường, đặc khu chưa có người phụ trách",
        "Communes without a person in charge",
    ),
    "agency_without_head": ("Cơ quan chưa có người đứng đầu", "Agencies without a head"),
    "no_log_in": (
        "Cơ quan có nhiệm vụ chưa xong mà không ai đăng nhập được",
        "Agencies with open tasks and no log-in",
    ),
    "post_vacant": ("Vị trí chưa có người giữ", "Vacant posts"),
    "charge_left_behind": (
        "Nhiệm vụ còn trong tay vị trí trống hoặc đã bãi bỏ",
        "Tasks left in the hands of a vacant or ended post",
    ),
    "led_by_ended": (
        "Nhiệm vụ chưa xong còn ghi cơ quan đã kết thúc",
        "Open tasks that still name a body that has ended",
    ),
    "code_unconfirmed": ("Mã cơ quan chưa xác nhận", "Agency codes not confirmed"),
    "form_unconfirmed": ("Tên cơ quan chưa xác nhận", "Agency names not confirmed"),
    "day_unconfirmed": ("Ngày nghỉ, ngày làm bù chưa xác nhận", "Calendar days not confirmed"),
}

LACK_REASONS: dict[str, tuple[str, str]] = {
    "commune_without_person": (
        "Không vị trí nào của xã, phường, đặc khu có người giữ vào ngày đang xem.",
        "No post of the commune is held on the day.",
    ),
    "agency_without_head": (
        "Cơ quan đang chủ trì nhiệm vụ hoặc đã lập vị trí, mà vị trí người đứng đầu chưa có hoặc đang trống.",
        "The agency leads tasks or has posts, and the post of its head is missing or vacant.",
    ),
    "no_log_in": (
        "Cơ quan chủ trì nhiệm vụ chưa xong; không người giữ vị trí nào ở đó có tài khoản đang dùng.",
        "The agency leads open tasks, and no holder of a post there has an account in use.",
    ),
    "post_vacant": (
        "Vị trí đã lập, chưa bãi bỏ, và không ai giữ.",
        "Established, not ended, and held by nobody.",
    ),
    "charge_left_behind": (
        "Người phụ trách đã thôi vị trí, hoặc vị trí đã bãi bỏ; nhiệm vụ chưa giao cho vị trí khác.",
        "The person left the post, or the post ended, and the tasks were not put into other hands.",
    ),
    "led_by_ended": (
        "Nhiệm vụ được tìm thấy dưới cơ quan kế tục; bàn giao phần việc thì tên cơ quan cũng theo.",
        "The tasks are found under the heir; handing the shares over changes the name too.",
    ),
    "code_unconfirmed": (
        "Mã dùng trong sổ này, chưa đối chiếu được với danh mục mã định danh điện tử.",
        "A code of this record, not yet checked against the list of electronic identifiers.",
    ),
    "form_unconfirmed": (
        "Tên ghép theo mẫu chung, chưa thấy trong văn bản nào.",
        "A name formed by a pattern, not yet seen in a paper.",
    ),
    "day_unconfirmed": ("Chưa có văn bản làm căn cứ.", "No paper stands behind the day yet."),
}

CATALOGUE_CODES: dict[str, dict[str, tuple[str, str]]] = {
    "catalogue_fault": CATALOGUE_FAULTS,
    "lack": LACKS,
    "lack_reason": LACK_REASONS,
}

CATALOGUE_REFUSALS: dict[str, tuple[str, str]] = {
    "catalogue.change.nothing": (
        "Nội dung mới giống nội dung đang có. Ghi khác đi hoặc bỏ việc này.",
        "This is what stands already. Change something, or leave it.",
    ),
    "catalogue.change.no_reason": (
        "Chưa ghi lý do. Ghi ít nhất một câu.",
        "No reason is given. Write one sentence.",
    ),
    "catalogue.change.no_name": ("Chưa ghi tên hoặc mã.", "The name or the code is missing."),
    "catalogue.file.none": (
        "Chưa chọn tệp. Chọn một tệp .csv hoặc .xlsx.",
        "No file was chosen. Choose a .csv or .xlsx file.",
    ),
    "catalogue.file.too_large": (
        "Tệp lớn hơn {limit} KB. Chia thành nhiều tệp.",
        "The file is larger than {limit} KB. Split it.",
    ),
    "catalogue.file.not_text": (
        "Tệp không phải .csv hoặc .xlsx. Trong Excel, chọn lưu thành “CSV UTF-8” hoặc “Excel Workbook”.",
        "The file is no .csv or .xlsx. In Excel save it as “CSV UTF-8” or “Excel Workbook”.",
    ),
    "agency.succeed.shape": (
        (
            "Số cơ quan không khớp hình thức sắp xếp ({before} bên cũ, {after} bên mới). Hợp nhất có một bên mới; "
            "chia tách có một bên cũ và từ hai bên mới; đổi tên có một bên cũ, một bên mới."
        ),
        (
            "The bodies do not fit the kind ({before} before, {after} after). A merger has one after it; a split one "
            "before and two or more after; a change of name one before and one after."
        ),
    ),
    "post.establish.exists": (
        "Mã vị trí {post} đã có. Mỗi mã chỉ dùng một lần; đặt mã khác.",
        "The post code {post} is taken. A code is used once; choose another.",
    ),
    "post.establish.code_unfit": (
        "Mã vị trí “{post}” không dùng được. Chỉ dùng chữ không dấu, chữ số, dấu chấm, gạch nối; dài tối đa 64 ký tự.",
        "The post code “{post}” cannot be used. Use plain letters, digits, dots and hyphens, at most 64 of them.",
    ),
    "post.unknown": ("Không có vị trí {post}. Kiểm lại mã.", "There is no post {post}. Check the code."),
    "post.ended": (
        "Vị trí {post} đã bãi bỏ. Lập vị trí mới với mã khác.",
        "The post {post} has ended. Establish a new one under another code.",
    ),
    "post.leave.before": (
        "Người giữ nhận vị trí {post} ngày {held}; không thôi trước ngày đó được.",
        "The holder took the post {post} on {held} and cannot leave it before that day.",
    ),
    "post.end.held": (
        "Vị trí {post} đang có người giữ. Ghi việc thôi vị trí trước.",
        "The post {post} is held. Enter the holder's leaving first.",
    ),
    "programme.closed": (
        "Chương trình {programme} đã kết thúc từ ngày {held}, không nhận thêm.",
        "The programme {programme} has been closed since {held} and takes nothing more.",
    ),
    "programme.open.nameless": (
        "Chương trình cần mã (chữ không dấu, chữ số, gạch nối, dấu chấm; tối đa 40 ký tự) và tên.",
        "A programme needs a code (plain letters, digits, hyphens, dots; at most 40) and a name.",
    ),
    "programme.change.before_opening": (
        "Chương trình {programme} mở ngày {held}. Chọn ngày đó hoặc ngày sau.",
        "The programme {programme} was opened on {held}. Choose that day or a later one.",
    ),
    "field.unknown": (
        "Chương trình {programme} không có nhóm {field}.",
        "The programme {programme} has no field {field}.",
    ),
    "field.open.exists": (
        "Chương trình {programme} đã có nhóm {field}. Đặt mã khác.",
        "The programme {programme} has the field {field} already. Choose another code.",
    ),
}
