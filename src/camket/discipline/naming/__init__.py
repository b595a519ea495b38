"""Subject: which bodies written words name.

A directory of names, short forms and classes of bodies, and the reading of a cell that names several. May read:
`agencies`. Start with `directory.py`, then `rules.resolve_bodies`.
"""
