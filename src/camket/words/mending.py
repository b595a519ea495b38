"""What merging, splitting, handing over and annulling are called, and what their refusals say."""

from __future__ import annotations

MENDING_ACTS: dict[str, tuple[str, str]] = {
    "discipline.task.merge": ("Gộp nhiệm vụ", "Tasks merged"),
    "discipline.task.split": ("Tách nhiệm vụ", "Task split"),
    "discipline.share.hand_over": ("Bàn giao phần việc giữa hai cơ quan", "Shares handed over"),
    "discipline.task.put_in_charge": ("Giao người phụ trách", "Put in charge"),
    "discipline.task.hand_charge": ("Bàn giao người phụ trách", "Charge handed on"),
}

STAYS: dict[str, tuple[str, str]] = {
    "withdrawn": ("đã rút, giữ nguyên", "withdrawn, stays"),
    "done": ("đã hoàn thành, giữ nguyên", "done, stays"),
    "claim_waits": ("có báo cáo chờ xác nhận: trả lời trước", "a claim waits: answer it first"),
    "share_done": ("phần việc này đã được xác nhận, giữ nguyên", "this share was accepted, stays"),
}

MENDING_PAYLOAD: dict[str, tuple[str, str]] = {
    "into": ("thành", "into"),
    "to": ("sang", "to"),
}

MENDING_REFUSALS: dict[str, tuple[str, str]] = {
    "act.annul.leaned_on": (
        "Còn {n} việc đã ghi dựa trên № {entry}: {entries}. Hủy hiệu lực các việc ấy trước, việc mới nhất trước tiên.",
        "{n} later acts lean on № {entry}: {entries}. Annul those first, the newest before the others.",
    ),
    "task.bulk.mixed_sight": (
        "Nhiệm vụ hạn chế không ghi chung với nhiệm vụ khác: {tasks}. Làm riêng các nhiệm vụ ấy.",
        "Restricted tasks are not entered together with others: {tasks}. Do these apart.",
    ),
    "task.merge.nothing": (
        "Chưa nêu nhiệm vụ nào để gộp vào {task}. Ghi mã ít nhất một nhiệm vụ khác.",
        "Nothing was named to merge into {task}. Give the code of at least one other task.",
    ),
    "task.merge.other_programme": (
        "{tasks} thuộc chương trình khác với {into} nên không gộp được. Rút nhiệm vụ, nêu lý do.",
        "{tasks} belong to another programme than {into} and cannot be merged. Withdraw them with a reason.",
    ),
    "task.merge.into_done": (
        "{into} đã hoàn thành, còn {tasks} thì chưa: gộp vào thì việc chưa làm cũng tính là xong. Hủy hiệu lực việc xác nhận hoàn thành trước, hoặc rút các nhiệm vụ ấy, nêu lý do.",
        "{into} is done and {tasks} are not: merged, what is still to do would count as done. Annul the completion first, or withdraw the tasks with a reason.",
    ),
    "task.merge.hides_lateness": (
        "{tasks} đã quá hạn, mà {into} có hạn muộn hơn, không có hạn hoặc đang chờ xác nhận: gộp vào thì phần quá hạn mất khỏi số liệu. Gộp theo chiều ngược lại, hoặc gia hạn, đính chính thời hạn của các nhiệm vụ ấy trước, nêu lý do.",
        "{tasks} are overdue, while {into} is due later, has no due day or has a claim that waits: merged, the lateness would vanish from the counts. Merge the other way round, or first extend or correct their deadlines with a reason.",
    ),
    "task.pass.claim_stands": (
        "{task} có báo cáo hoàn thành № {claim} đang chờ hoặc đã được xác nhận. Trả lại hoặc hủy hiệu lực báo cáo ấy trước; với việc gộp, có thể gộp theo chiều ngược lại.",
        "The claim № {claim} on {task} waits or was accepted. Return or annul it first; a merger may also go the other way.",
    ),
    "task.split.too_few": (
        "Tách {task} cần ít nhất hai nhiệm vụ. Ghi thêm một dòng.",
        "Splitting {task} takes at least two tasks. Fill in one more row.",
    ),
    "share.hand_over.nothing": (
        "{agency} không có phần việc nào để bàn giao trong: {tasks}. Xem lại danh sách.",
        "{agency} has no share to hand over in: {tasks}. Look at the list again.",
    ),
    "share.hand_over.same_body": (
        "{agency} không tự bàn giao cho mình. Chọn cơ quan nhận khác.",
        "{agency} cannot hand over to itself. Choose another agency.",
    ),
    "share.hand_over.taker_ended": (
        "{agency} đã kết thúc nên không nhận việc được. Chọn cơ quan kế thừa.",
        "{agency} has ended and takes nothing over. Choose its successor.",
    ),
    "share.hand_over.stays": (
        "{n} phần việc đã xong, đã rút hoặc chờ xác nhận nên giữ nguyên: {tasks}. Bỏ chọn rồi bàn giao phần còn lại.",
        "{n} shares are done, withdrawn or wait for an answer and stay: {tasks}. Leave them out, then hand over the rest.",
    ),
    "task.charge.unknown_post": (
        "Không có vị trí {post}. Chọn một vị trí của cơ quan.",
        "There is no post {post}. Choose a post of the agency.",
    ),
    "task.charge.not_body": (
        "Vị trí {post} không giao người phụ trách cho {agency} được. Người đứng đầu hoặc cán bộ của chính cơ quan ấy làm việc này.",
        "The post {post} cannot settle who is in charge in {agency}. Its own head or officers do.",
    ),
    "task.charge.not_shared": (
        "{agency} không chủ trì, phối hợp: {tasks}. Chỉ giao người phụ trách cho việc của cơ quan mình.",
        "{agency} has no share in: {tasks}. A post is in charge only of what its agency shares.",
    ),
    "task.charge.vacant": (
        "Vị trí {post} chưa có người giữ. Giao vị trí cho một người trước, hoặc chọn vị trí khác.",
        "Nobody holds the post {post}. Appoint someone first, or choose another post.",
    ),
    "task.charge.nothing": (
        "Không có nhiệm vụ nào đổi người phụ trách sang {post}. Chọn nhiệm vụ khác hoặc vị trí khác.",
        "No task would change hands to {post}. Choose other tasks or another post.",
    ),
    "task.charge.not_in_hand": (
        "Vị trí {post} không phụ trách để bàn giao: {tasks}. Xem lại danh sách và vị trí nhận.",
        "The post {post} has nothing to hand on in: {tasks}. Look at the list and at who takes over.",
    ),
    "figure.publish.not_steering": (
        "Vị trí {post} không chốt, không điều chỉnh số liệu của {programme} được. Cơ quan thường trực của bên giao làm việc này.",
        "The post {post} cannot freeze or restate figures of {programme}. The standing office of its owner does.",
    ),
}
