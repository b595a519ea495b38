"""The tree over leaves that come in order, with the roots at the sizes that somebody signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camket_verify import tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from camket_verify.tree import Node, Place


class GrowingTree:
    """Takes leaves in order and keeps only the frontier; `roots` has the root at each watched size once passed."""

    def __init__(self, watched: Iterable[int] = ()) -> None:
        self.size = 0
        self.roots: dict[int, bytes] = {}
        self._watched = sorted({size for size in watched if size > 0})
        self._frontier: dict[Place, bytes] = {}

    def add(self, leaves: Sequence[bytes]) -> list[Node]:
        """Takes leaves; returns the subtrees which they complete, the leaves themselves among them."""
        hashes = [tree.leaf_hash(leaf) for leaf in leaves]
        made: list[Node] = []
        while hashes:
            stop = next((size - self.size for size in self._watched if size > self.size), len(hashes))
            now, hashes = hashes[:stop], hashes[stop:]
            made += [(0, self.size + offset, digest) for offset, digest in enumerate(now)]
            grown = tree.append_many(size=self.size, frontier=self._frontier, leaf_hashes=now)
            self.size += len(now)
            self._frontier = grown.frontier
            made += grown.nodes
            if self.size in self._watched:
                self.roots[self.size] = self.root()
        return made

    def root(self) -> bytes:
        """The root over all leaves so far."""
        return tree.root_from(self.size, self._frontier)
