"""The pages: thin views over queries and actions, in Vietnamese and English, without JavaScript.

The door reads the clock and the reader's marks (`asking.py`), hands rows to templates and tells refusals (`refusing.py`).
May read: every room, `words`, and `nation` for the demo's log-ins; never the other doors. Start with `urls.py`, then
`asking.py` and `review.py`.
"""
