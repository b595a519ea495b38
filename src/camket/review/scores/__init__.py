"""Subject, not built yet: scores whose weights are dated data with a source.

Will read: `catalogue`, `snapshots`.
"""
