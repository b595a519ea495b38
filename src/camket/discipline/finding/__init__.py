"""Finding (tìm kiếm): tasks, papers, bodies and people by words, with or without tone marks, short forms or in full.

Whoever looks finds what their scope holds and nothing else; how many there are, how they are ordered and what a search
kept for later says comes from the same rows. May read: every earlier subject of the room.
"""
