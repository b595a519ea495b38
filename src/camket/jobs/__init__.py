"""Room: work done in the background, as rows and a loop.

Answers what is waiting to be done, what was tried and what failed, when the worker and the nightly round were last seen,
and which forms were entered already. Its rows are no facts: they change, and are swept when they are old. May read:
`errors`, `periods`, `money`. A job is background work; a task is what a paper gives. Start with `queueing.py`.
"""
