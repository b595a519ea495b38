"""Subject: the papers that give tasks.

Programmes, papers and their rows, read or not; `intake/` turns an office's file into drafts and doubts and writes
nothing. May read: `agencies`, `deadlines`. Start with `models.py`, then `intake/`.
"""
