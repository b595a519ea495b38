"""Subject: dated data kept in order by those who use them.

Corrections and changes of what a catalogue says, ends of posts, files of many rows read against the record, what a
reorganisation concerns, and what the catalogues still lack. May read: every subject that has a catalogue, `tasks`
for what leans on them. Start with `actions/`, then `coverage.py`.
"""
