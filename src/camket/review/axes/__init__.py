"""Subject, not built yet: standing, truth stage and confidence side by side, never merged.

Will wait for oversight, which alone can say verified or refuted. Will read: `catalogue`.
"""
