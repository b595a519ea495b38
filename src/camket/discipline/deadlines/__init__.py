"""Subject: a deadline as written and as read, and where a task stands on a day.

The law of it is `rules/`: how deadline words are read, how working days are counted, what standing dates give.
Calendar days, reading rules and reporting calendars are dated data with a source (`data/`, `intake.py`; as cells of a form or file, `cells.py`). May read: agencies,
the record. Start with `rules/standing.py`.
"""
