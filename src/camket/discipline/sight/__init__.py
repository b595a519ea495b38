"""Subject: who sees what of a task, and what of the record's entries a reader may see with it.

Decisions that show more or less of a task; entries, private parts and exports narrowed to a reader's sight. May read:
every earlier subject of the room. Start with `queries.entries_in_sight`.
"""
