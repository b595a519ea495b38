"""Room: what came of it.

Will answer whether an indicator moved and what citizens and businesses got; no subject is built yet. May read:
`resources`, `discipline` and what they read; they cannot read results, so no standing is coloured by the number it is
judged by. Subjects in reading order: `indicators`, `research`, `procedures`, `dossiers`, `availability`.
"""
