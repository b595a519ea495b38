"""Times proofs over the store that `proof.py` filled; prints what it measured as JSON, one run a number."""

from __future__ import annotations

import json
import random
import sys
import time
from typing import TYPE_CHECKING

import store  # noqa: F401 - opens the store that `proof.py` made

# isort: split
from camket.record import queries as record
from camket_verify import tree

if TYPE_CHECKING:
    from collections.abc import Callable

PROOFS = 2_000


def clocked(work: Callable[[], object]) -> tuple[object, float]:
    begin = time.perf_counter()
    found = work()
    return found, (time.perf_counter() - begin) * 1000


def main() -> None:
    size = record.latest_position()
    dice = random.Random(57)  # noqa: S311 - places to look at, no secrets
    root = record.root_at(size)
    told: dict[str, list[float]] = {"proof": [], "verify": [], "consistency": [], "verify_consistency": []}
    for position in (dice.randrange(1, size + 1) for _ in range(PROOFS)):
        proof, took = clocked(lambda position=position: record.proof_of(position, size=size))
        assert isinstance(proof, record.Proof)
        told["proof"].append(took)
        held, took = clocked(
            lambda proof=proof: tree.verify_inclusion(
                leaf_hash=proof.leaf_hash, index=proof.position - 1, size=size, path=proof.path, root=root
            )
        )
        assert held
        assert proof.root == root
        told["verify"].append(took)
    for old in (dice.randrange(1, size) for _ in range(PROOFS // 4)):
        path, took = clocked(lambda old=old: record.consistency_of(old, size))
        told["consistency"].append(took)
        old_root = record.root_at(old)
        held, took = clocked(
            lambda old=old, old_root=old_root, path=path: tree.verify_consistency(
                old_size=old, new_size=size, old_root=old_root, new_root=root, path=path
            )
        )
        assert held
        told["verify_consistency"].append(took)
    json.dump({"size": size, **told}, sys.stdout)


if __name__ == "__main__":
    main()
