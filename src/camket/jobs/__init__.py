"""Room: work done in the background, as rows and a loop.

Will answer what is waiting to be done, what was tried and what failed; no job is defined yet. May read: `errors`,
`periods`, `money`. A job is background work; a task is what a paper gives.
"""
