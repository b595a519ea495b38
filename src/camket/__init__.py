"""The register in which a government keeps its promises.

Every act is entered in the record. Discipline first, resources alongside, results as the measure; independent
oversight checks all three; the quarterly review quotes only what can be traced. A room reads only rooms that the
sentence names before it (`.importlinter`). Start with `docs/tour.md`.
"""
