"""Room: what may be said about a quarter.

Answers what a programme's figures are as of a day, with the rows behind them, and keeps each published number with
its restatements. May read: every room before it in the sentence. Subjects in reading order: `catalogue` (every
figure by name), `axes` (not built yet), `snapshots`, `scores` and `forecasts` (not built yet), `report`. Start with
`report/compiling.py`.
"""
