"""Subject, not built yet: the catalogue of administrative procedures, versioned by date.

Will read: `indicators`.
"""
