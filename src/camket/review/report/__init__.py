"""Subject: the review of one programme on one day, compiled from figures.

May read: `catalogue`, `snapshots` and the rooms before the review. Start with `compiling.compile_review`.
"""
