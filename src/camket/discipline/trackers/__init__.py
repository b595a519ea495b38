"""Other trackers' lists beside ours: taken in as dated snapshots, matched task by task, compared, and answered in text.

Answers what another system says of the same tasks, where it differs and which act would settle it, which texts it wants
by indicator code, and why published counts disagree. A tracker's word changes nothing here. May read: every earlier
subject of discipline. Start with `rules/matching.py`, then `queries.py`.
"""
