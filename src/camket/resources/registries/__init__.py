"""Subject, not built yet: national and sectoral databases, and how right, full, clean and live they are.

Will read: `budgets`.
"""
