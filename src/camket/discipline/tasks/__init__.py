"""Subject: tasks as they were given, and where they stand on a day.

Tasks, shares and first deadlines; every table in which the later subjects enter what was said of a task; the spans
that lists and counts read. May read: every earlier subject of the room. Start with `models.py`, then
`actions/assigning.py`, then `queries.tasks_as_of`, from which every page and figure is read.
"""
