"""The only writers of what catalogues say anew: entries of agencies, ends of posts, programmes and their fields."""

from .agencies import AgencyEntry, correct_agency
from .posts import end_post
from .programmes import ProgrammeEntry, change_field, change_programme, close_programme, open_field

__all__ = [
    "AgencyEntry",
    "ProgrammeEntry",
    "change_field",
    "change_programme",
    "close_programme",
    "correct_agency",
    "end_post",
    "open_field",
]
