"""Subject, not built yet: dossiers at the one-stop unit, and data used again instead of asked for twice.

Will read: `procedures`.
"""
