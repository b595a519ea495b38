"""Subject: who answers, and from which post.

Bodies of the political system with their parents, mergers and splits; people, posts and appointments; log-ins; what
a post may see and do (`roles.py`). May read: the record. Start with `models.py`, then `queries.lineage`.
"""
