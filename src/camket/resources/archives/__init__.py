"""Subject, not built yet: papers digitised and kept.

Will read: `registries`, `exchange`.
"""
