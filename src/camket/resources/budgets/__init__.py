"""Subject, not built yet: appropriation, allotment, commitment and disbursement.

Will read: discipline, by task code.
"""
