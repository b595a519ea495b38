"""Subject: mending without editing; what was stays in the record beside what is.

Corrections, withdrawals and annulments; tasks merged, split and handed over; what became of them and what leans on an
act. May read: every earlier subject of the room. Start with `actions/correcting.py`, then `queries.py`.
"""
