"""Documents that come over the exchange of official documents as edXML: read with care, registered once, linked.

Answers which messages came from whom about which paper, what they carry, what of them nobody here understands, and
which they answer. May read: every earlier subject of discipline. Start with `edxml.py`, then `envelope.py`.
"""
