"""Subject, not built yet: what blocks a task, who can remove it, and what was recommended.

Will read: `tasks` and the subjects before it.
"""
