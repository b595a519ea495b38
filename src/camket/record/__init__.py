"""Room: every act once, in order, and its proof.

Answers what was done, by which post, when, and how anyone can check that nothing was changed since. May read:
`errors`, `periods` and the stand-alone verifier `camket_verify`, whose leaf, tree and notes it writes. One subject,
read in this order: `models` (entries, mentions, openings, tree, checkpoints, files), `rules`, `queries`, `actions`,
`exporting`; `facts`, `append_only` and `turn` are what the other rooms' tables and actions stand on. Start with
`actions.append`.
"""
