"""Room: where rows are counted.

Answers how many rows fall in each part of a figure, and refuses a figure whose parts do not make its whole. May read:
`errors`, `periods`, `money`. `figures` holds what a figure is, `kept` the answers that never change; what is counted
stands in each subject's own `figures.py`. Counting over partitioned files (DuckDB, a cluster) will stand here when a subject needs it. Start with
`figures.count`.
"""
