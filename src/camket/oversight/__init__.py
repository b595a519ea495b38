"""Room: what those who did not do it say.

Will answer what a sample found, what citizens and businesses report, and what surveys estimate; no subject is built
yet. May read: `results`, `resources`, `discipline` and what they read. None of those may read oversight: what is
audited cannot see a draw before it is published. Subjects in reading order: `audits`, `feedback`, `surveys`.
"""
