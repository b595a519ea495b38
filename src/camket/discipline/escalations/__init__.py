"""Subject: who is reminded and to whom a late task is reported, step by step.

Ladders are dated data with a source (`data/`, `rules.py`); a ladder says what should happen, nothing is sent from
here. May read: tasks, deadlines, the record. Start with `rules.py`.
"""
