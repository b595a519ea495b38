"""Stand-alone verifier of a Camket export: no Django, no database, no network."""
