"""Subject, not built yet: what the next quarter is likely to show, and how the last forecast fared.

Will read: `catalogue`, `snapshots`.
"""
