"""Subject, not built yet: missions sent to see a task carried out on the spot.

Will read: `tasks` and the subjects before it.
"""
