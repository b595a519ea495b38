"""Subject, not built yet: agreements to share data, and daily counts of calls, failures and delay.

Will read: `registries`.
"""
