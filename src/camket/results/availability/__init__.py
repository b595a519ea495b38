"""Subject, not built yet: whether public systems could be used when people needed them.

Will read: `procedures`, `dossiers`.
"""
