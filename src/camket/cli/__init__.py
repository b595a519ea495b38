"""The terminal door: the `camket` command. It reads the clock and speaks a language; the rooms do neither.

Whoever can run it on the server is the operator and reads every task. May read: every room's actions and queries,
`words`, and `nation` for the demo; never the other doors. Start with `door.py`, then `commands.py`.
"""

from .commands import camket

__all__ = ["camket"]
