"""Subject, not built yet: who hears when a task falls silent or late.

Other rooms will register a subject code and an instant here. Will read: `tasks` and the subjects before it.
"""
