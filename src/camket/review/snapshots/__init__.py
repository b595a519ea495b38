"""Subject: a figure frozen when it was published, and what became of it.

May read: `catalogue`, discipline, the record. Start with `actions.freeze_figure`.
"""
