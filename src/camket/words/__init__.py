"""The words behind codes, in Vietnamese and English: what a standing, an act or a refusal is called.

Rooms speak codes; doors alone speak a language, and they take it from here. May read: every room. Start with
`codes.py`, then `refusals.py`; `days.py` writes days.
"""

from .codes import CODES, say_code
from .days import say_day
from .refusals import REFUSALS, say_refusal

__all__ = ["CODES", "REFUSALS", "say_code", "say_day", "say_refusal"]
