"""Subject, not built yet: inspections (kiểm tra) of how tasks are carried out, with plan, minutes and conclusions.

Will read: `tasks` and the subjects before it.
"""
