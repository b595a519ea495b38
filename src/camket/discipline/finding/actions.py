"""The only writers of kept searches. They are a person's own notes, so nothing of them is entered in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from camket.discipline.agencies.folding import clean
from camket.errors import Refused

from .models import KeptSearch

if TYPE_CHECKING:
    from datetime import datetime

    from camket.discipline.agencies.models import Account

MOST_KEPT = 50
LONGEST_NAME = 80
LONGEST_ADDRESS = 1000


class SearchNameless(Refused):
    """A kept search has a name of at most 80 signs."""

    code = "search.keep.nameless"


class NotAList(Refused):
    """Only a list of this site is kept."""

    code = "search.keep.not_a_list"


class TooManyKept(Refused):
    """A person keeps at most 50 searches."""

    code = "search.keep.too_many"


@transaction.atomic
def keep_search(*, account: Account, name: str, address: str, at: datetime) -> KeptSearch:
    """Keeps a list under a name; a name that is taken goes over to the new list.

    Raises `SearchNameless`, `NotAList`, `TooManyKept`.
    """
    called = " ".join(clean(name).split())
    if not called or len(called) > LONGEST_NAME:
        raise SearchNameless(limit=LONGEST_NAME)
    path, _, query = address.partition("?")
    if path != "/tasks" or len(address) > LONGEST_ADDRESS or not query.isprintable():
        raise NotAList
    mine = KeptSearch.objects.filter(account=account)
    if not mine.filter(name=called).exists() and mine.count() >= MOST_KEPT:
        raise TooManyKept(limit=MOST_KEPT)
    kept, _ = KeptSearch.objects.update_or_create(
        account=account, name=called, defaults={"address": address, "kept_at": at}
    )
    return kept


def drop_search(*, account: Account, pk: int) -> bool:
    """Drops one of a person's own kept searches; False when there is none."""
    dropped, _ = KeptSearch.objects.filter(account=account, pk=pk).delete()
    return dropped > 0
