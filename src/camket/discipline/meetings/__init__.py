"""Subject: meetings and their conclusions, as a source of tasks.

May read: `agencies`, `directives`. Start with `models.py`.
"""
