"""Subject: tasks and everything said about them.

Giving, sharing, reporting, claiming, accepting or returning, extending, withdrawing, correcting, annulling; what the
review may quote of them. May read: every earlier subject of the room. Start with `models.py`, then `actions/`, then
`queries.tasks_as_of`, from which every page and figure is read.
"""
