"""Times proofs over the store that `proof.py` filled; prints what it measured as JSON, one run a number."""

from __future__ import annotations

import json
import random
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import store  # noqa: F401 - opens the store that `proof.py` made

# isort: split
from camket.record import queries as record
from camket_verify import tree

if TYPE_CHECKING:
    from collections.abc import Callable

PROOFS = 2_000
_Found = TypeVar("_Found")


def clocked(work: Callable[[], _Found]) -> tuple[_Found, float]:
    begin = time.perf_counter()
    found = work()
    return found, (time.perf_counter() - begin) * 1000


def main() -> None:
    size = record.latest_position()
    dice = random.Random(57)  # noqa: S311 - places to look at, no secrets
    root = record.root_at(size)
    told: dict[str, list[float]] = {"proof": [], "verify": [], "consistency": [], "verify_consistency": []}
    for position in (dice.randrange(1, size + 1) for _ in range(PROOFS)):
        proof, took = clocked(partial(record.proof_of, position, size=size))
        told["proof"].append(took)
        index, leaf, path = proof.position - 1, proof.leaf_hash, proof.path
        check = partial(tree.verify_inclusion, leaf_hash=leaf, index=index, size=size, path=path, root=root)
        held, took = clocked(check)
        assert held
        assert proof.root == root
        told["verify"].append(took)
    for old in (dice.randrange(1, size) for _ in range(PROOFS // 4)):
        steps, took = clocked(partial(record.consistency_of, old, size))
        told["consistency"].append(took)
        first = record.root_at(old)
        check = partial(
            tree.verify_consistency, old_size=old, new_size=size, old_root=first, new_root=root, path=steps
        )
        held, took = clocked(check)
        assert held
        told["verify_consistency"].append(took)
    json.dump({"size": size, **told}, sys.stdout)


if __name__ == "__main__":
    main()
