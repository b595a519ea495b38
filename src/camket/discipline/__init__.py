"""Room: who promised what, by when, and what they claim.

Answers who leads a task, how its deadline was written and read, where it stands on a day, and what was claimed,
accepted, returned, extended or corrected. May read: `record`, `engine`, `jobs`, `errors`, `periods`, `money`.
Subjects in reading order, which is import order: `agencies`, `naming`, `deadlines`, `annexes`, `sheets`, `directives`,
`meetings`, `tasks`, `claims`, `redating`, `mendings`, `duties`, `sight`, `intakes`, `messages`, `openings`, `reckonings`,
`trackers`, `catalogues`, `finding`; then, not yet built, `bottlenecks`, `initiatives`, `missions`, `inspections`; then
`escalations`. Start with `deadlines/rules` and `tasks/models.py`.
"""
