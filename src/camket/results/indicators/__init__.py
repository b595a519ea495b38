"""Subject, not built yet: indicators, targets, observations and their revisions.

Will read: discipline and resources.
"""
