"""What a running sheet comes to: its rows as tasks, its doubts as questions, its differences to what stands.

Answers what would be entered if a person confirmed, under what they settled so far; writes nothing. May read: every
earlier subject of discipline. Start with `proposing.py`.
"""

from .proposing import propose_opening

__all__ = ["propose_opening"]
