"""The synthetic nation: a made-up past, seeded, entered through the same actions as any act, with its truth known.

It exists so that every page has something to show and every figure something to be held against: 25 meetings and
1,132 counted tasks as on 15 October 2025. It acts only in a record that declares itself synthetic. May read: every
room's actions and queries, and none of their rules, since its truth (`truth.py`) is computed apart. Start with
`plan.py`, then `programme57.py`, then `building.py`.
"""
