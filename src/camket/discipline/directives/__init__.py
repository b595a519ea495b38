"""Subject: the papers that give tasks.

Programmes with their fields, papers and their rows, read or not; files that wait to be confirmed. May read: every
earlier subject of the room. Start with `models.py`, then `actions.py`.
"""
