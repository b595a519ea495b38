"""Subject: whose duty a task is inside a body, and what a post could do to it now.

Posts put in charge of tasks, charges handed on, and the acts that nothing stands in the way of. May read: every
earlier subject of the room. Start with `allowed.py`, then `queries.py`.
"""
