"""Room: official layouts, dated, to Word and PDF.

Nothing is printed from here yet. May read: every room up to `review`, and `words`.
"""
