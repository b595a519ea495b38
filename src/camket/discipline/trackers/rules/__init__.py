"""What two lists of the same tasks have in common, where they differ, and what is written to whom: pure."""

from .counts import Movement, PublishedCount, Share, Verdict, checked, unexplained
from .differences import Difference, DifferenceKind, Here, There, differences_between
from .matching import Matching, MatchingTerms, Pair, Settled, Side, Sign, Sure, match
from .texts import Paragraph, ReportText, compared, html_of, plain_of, plain_of_html

__all__ = [
    "Difference",
    "DifferenceKind",
    "Here",
    "Matching",
    "MatchingTerms",
    "Movement",
    "Pair",
    "Paragraph",
    "PublishedCount",
    "ReportText",
    "Settled",
    "Share",
    "Side",
    "Sign",
    "Sure",
    "There",
    "Verdict",
    "checked",
    "compared",
    "differences_between",
    "html_of",
    "match",
    "plain_of",
    "plain_of_html",
    "unexplained",
]
