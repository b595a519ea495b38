"""Room: what was given to do it with.

Will answer what money, data and exchange a task was given, and what of it was used; no subject is built yet. May
read: `discipline` and what it reads. Subjects in reading order: `budgets`, `registries`, `exchange`, `archives`.
"""
