"""Subject: later days for tasks that were given.

Extensions asked for, granted and refused; a change of the working calendar and the open deadlines counted again by
it; what another reading rule would make of the words. May read: every earlier subject of the room. Start with
`actions/extending.py`, then `announcing.py`.
"""
