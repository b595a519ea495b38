"""The Merkle tree of RFC 6962: hashes, roots, proofs and growth, from leaves or from stored complete subtrees.

A complete subtree has a *place* `(level, index)`: it covers leaves `index << level` up to `(index + 1) << level`.
Leaves are the subtrees of level 0 and are counted from 0, so entry № 1 is leaf 0. A store keeps every complete
subtree as a row; the functions named `…_places` say which rows an answer needs, so that one query fetches them all.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Place: TypeAlias = tuple[int, int]
"""(level, index) of a complete subtree."""
Node: TypeAlias = tuple[int, int, bytes]
"""(level, index, hash) of a complete subtree."""
EMPTY_ROOT = sha256(b"").digest()
HASH_SIZE = 32


class Growth(NamedTuple):
    """What an append brings: the newly complete subtrees of level 1 and above, and the frontier after it."""

    nodes: list[Node]
    frontier: dict[Place, bytes]


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of a leaf's bytes; the prefix keeps a leaf from passing for a node. Source: RFC 6962, 2.1."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node. Source: RFC 6962, 2.1."""
    return sha256(b"\x01" + left + right).digest()


def root_of(leaf_hashes: Iterable[bytes]) -> bytes:
    """The root over leaf hashes in order. Source: RFC 6962, 2.1 (MTH); an odd last node rises unchanged."""
    level = list(leaf_hashes)
    if not level:
        return EMPTY_ROOT
    while len(level) > 1:
        above = _pairs(level)
        if len(level) % 2:
            above.append(level[-1])
        level = above
    return level[0]


def frontier_places(size: int) -> list[Place]:
    """The complete subtrees that make up a tree of `size` leaves, from left to right, each once.

    Their hashes are the *frontier*: all that an append needs, and all that the root needs.
    """
    _refuse_unless(size >= 0)
    return _places(0, size)


def root_from(size: int, nodes: Mapping[Place, bytes]) -> bytes:
    """The root of the first `size` leaves out of stored nodes; needs `frontier_places(size)`.

    Raises `KeyError` with the place of a node that is not given.
    """
    _refuse_unless(size >= 0)
    return _hash_of_range(0, size, nodes) if size else EMPTY_ROOT


def inclusion_places(index: int, size: int) -> list[Place]:
    """The stored nodes that prove leaf `index` (from 0) in a tree of `size` leaves."""
    return [place for span in _inclusion_spans(index, size) for place in _places(*span)]


def inclusion_path(*, index: int, size: int, nodes: Mapping[Place, bytes]) -> list[bytes]:
    """The audit path of leaf `index` in a tree of `size` leaves, lowest first. Source: RFC 6962, 2.1.1.

    Needs `inclusion_places(index, size)`; raises `KeyError` with the place of a node that is not given.
    """
    return [_hash_of_range(*span, nodes) for span in _inclusion_spans(index, size)]


def consistency_places(old_size: int, new_size: int) -> list[Place]:
    """The stored nodes that prove that the tree of `new_size` leaves only added to the tree of `old_size`."""
    return [place for span in _consistency_spans(old_size, new_size) for place in _places(*span)]


def consistency_path(*, old_size: int, new_size: int, nodes: Mapping[Place, bytes]) -> list[bytes]:
    """The consistency proof between two sizes, empty from 0 and between equal sizes. Source: RFC 6962, 2.1.2.

    Needs `consistency_places(old_size, new_size)`; raises `KeyError` with the place of a node that is not given.
    """
    return [_hash_of_range(*span, nodes) for span in _consistency_spans(old_size, new_size)]


def verify_inclusion(*, leaf_hash: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path leads from the leaf at `index` to the root. Source: RFC 9162, 2.1.3.2."""
    if not 0 <= index < size or not _are_hashes([leaf_hash, root, *path]):
        return False
    here, last, found = index, size - 1, leaf_hash
    for step in path:
        if last == 0:
            return False
        if here % 2 or here == last:
            found = node_hash(step, found)
            while not here % 2 and here:
                here, last = here >> 1, last >> 1
        else:
            found = node_hash(found, step)
        here, last = here >> 1, last >> 1
    return last == 0 and found == root


def verify_consistency(
    *, old_size: int, new_size: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]
) -> bool:
    """Whether the newer tree only added leaves to the older one. Source: RFC 9162, 2.1.4.2."""
    if not 0 <= old_size <= new_size or not _are_hashes([old_root, new_root, *path]):
        return False
    if old_size == new_size:
        return not path and old_root == new_root and (old_size > 0 or old_root == EMPTY_ROOT)
    if old_size == 0:
        return not path and old_root == EMPTY_ROOT
    steps = list(path) if old_size & (old_size - 1) else [old_root, *path]
    if not steps:
        return False
    return _grown(old_size - 1, new_size - 1, steps) == (old_root, new_root)


def append_many(*, size: int, frontier: Mapping[Place, bytes], leaf_hashes: Sequence[bytes]) -> Growth:
    """What becomes of a tree of `size` leaves when these leaves are added in order.

    `nodes` holds every subtree of level 1 and above which the append completes, each exactly once over the life of
    the tree, so a store only ever inserts. Raises `KeyError` when the frontier is not that of `size`.
    """
    _refuse_unless(size >= 0)
    total = size + len(leaf_hashes)
    nodes: list[Node] = []
    after: dict[Place, bytes] = {}
    level, first, fresh = 0, size, list(leaf_hashes)
    while total >> level:
        if first % 2 and fresh:
            first, fresh = first - 1, [frontier[level, first - 1], *fresh]
        if (total >> level) % 2:
            place = (level, (total >> level) - 1)
            after[place] = fresh[-1] if fresh else frontier[place]
        level, first, fresh = level + 1, first >> 1, _pairs(fresh)
        nodes += [(level, first + offset, found) for offset, found in enumerate(fresh)]
    return Growth(nodes, dict(sorted(after.items(), reverse=True)))


def nodes_completed_by(*, index: int, leaf_hash: bytes, frontier: Mapping[Place, bytes]) -> list[Node]:
    """The subtrees of level 1 and above which leaf `index` completes, lowest first; none for an even index."""
    return append_many(size=index, frontier=frontier, leaf_hashes=[leaf_hash]).nodes


def _grown(old: int, new: int, steps: list[bytes]) -> tuple[bytes, bytes] | None:
    while old % 2:
        old, new = old >> 1, new >> 1
    then = now = steps[0]
    for step in steps[1:]:
        if new == 0:
            return None
        if old % 2 or old == new:
            then, now = node_hash(step, then), node_hash(step, now)
            while not old % 2 and old:
                old, new = old >> 1, new >> 1
        else:
            now = node_hash(now, step)
        old, new = old >> 1, new >> 1
    return (then, now) if new == 0 else None


def _pairs(level: list[bytes]) -> list[bytes]:
    return [
        sha256(b"\x01" + left + right).digest()
        for left, right in zip(level[::2], level[1::2], strict=False)  # an odd last one waits for its pair
    ]


def _inclusion_spans(index: int, size: int) -> list[tuple[int, int]]:
    _refuse_unless(0 <= index < size)
    begin, end = 0, size
    spans = []
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((begin, middle))
            begin = middle
    return spans[::-1]


def _consistency_spans(old_size: int, new_size: int) -> list[tuple[int, int]]:
    _refuse_unless(0 <= old_size <= new_size)
    if old_size == 0:
        return []
    begin, end = 0, new_size
    spans = []
    while old_size != end:
        middle = begin + _split(end - begin)
        if old_size <= middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((begin, middle))
            begin = middle
    if begin:
        spans.append((begin, end))
    return spans[::-1]


def _split(width: int) -> int:
    """The largest power of two below `width`."""
    return 1 << ((width - 1).bit_length() - 1)


def _places(begin: int, end: int) -> list[Place]:
    places = []
    while begin < end:
        level = (end - begin).bit_length() - 1
        places.append((level, begin >> level))
        begin += 1 << level
    return places


def _hash_of_range(begin: int, end: int, nodes: Mapping[Place, bytes]) -> bytes:
    places = _places(begin, end)
    found = nodes[places[-1]]
    for place in reversed(places[:-1]):
        found = node_hash(nodes[place], found)
    return found


def _are_hashes(values: Iterable[bytes]) -> bool:
    return all(len(value) == HASH_SIZE for value in values)


def _refuse_unless(possible: bool) -> None:  # noqa: FBT001  # a private guard, called with its condition
    if not possible:
        raise ValueError("no such tree: sizes and indexes are whole, from 0, and inside the tree")
