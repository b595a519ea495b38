"""Subject, not built yet: what citizens and businesses say, and what was answered.

Will read: `audits`.
"""
