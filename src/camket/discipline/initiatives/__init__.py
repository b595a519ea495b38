"""Subject, not built yet: initiatives, and proposals whose authors are protected.

Will read: `tasks` and the subjects before it.
"""
