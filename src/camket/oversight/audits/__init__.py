"""Subject, not built yet: frame, draw, finding and estimate: sampling that anyone can draw again.

Will read: the rooms under audit.
"""
