"""Subject: what those who carry a task out say of it, and what is answered.

Progress, the claim that a task is done with its product and evidence, and the acceptance or the return of a claim.
May read: every earlier subject of the room. Start with `actions/reporting.py`, then `actions/answering.py`.
"""
