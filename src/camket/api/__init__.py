"""The machine's door: the same reads as the pages, as JSON under /api/v1, described by OpenAPI 3.1.

May read: every room, `words`. Start with `urls.py`; one file a subject holds the shapes and their calls.
"""
