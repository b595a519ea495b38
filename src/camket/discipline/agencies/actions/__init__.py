"""The only writers of agencies, posts, people, mandates and log-ins."""

from .accounts import (
    change_own_password,
    change_password,
    close_attempt,
    count_attempt,
    give_one_time_password,
    make_token,
    open_account,
    revoke_token,
    sweep_log_in,
    use_token,
)
from .bodies import (
    AlreadySucceeded,
    HeirNotSuccessor,
    SucceedsItself,
    UnknownAgency,
    appoint,
    establish_post,
    leave_post,
    register_agencies,
    succeed_agency,
)
from .mandates import end_mandate, give_mandate

__all__ = [
    "AlreadySucceeded",
    "HeirNotSuccessor",
    "SucceedsItself",
    "UnknownAgency",
    "appoint",
    "change_own_password",
    "change_password",
    "close_attempt",
    "count_attempt",
    "end_mandate",
    "establish_post",
    "give_mandate",
    "give_one_time_password",
    "leave_post",
    "make_token",
    "open_account",
    "register_agencies",
    "revoke_token",
    "succeed_agency",
    "sweep_log_in",
    "use_token",
]
