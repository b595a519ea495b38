"""Stand-alone verifier of a Camket export: no Django, no database, no network.

It holds the only definition of the formats, so the record writes with what a stranger checks with. In reading order:
`tree` (RFC 6962), `jcs` and `leaf` (one entry), `notes` (signed checkpoints), `export` (the file), `tasks`, `gather`
and `recompute` (the public figures), `words` and `console` (the terminal program).
"""
