"""Subject, not built yet: surveys with their frame, answers and weights.

Will read: `audits`, `feedback`.
"""
