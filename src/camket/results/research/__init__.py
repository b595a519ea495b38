"""Subject, not built yet: research missions and what became of their results.

Will read: `indicators`.
"""
