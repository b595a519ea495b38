"""The laws of the tree at all sizes, and pymerkle as an oracle that knows nothing of our code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from camket_verify.tree import (
    EMPTY_ROOT,
    Place,
    append_many,
    consistency_path,
    consistency_places,
    frontier_places,
    inclusion_path,
    inclusion_places,
    leaf_hash,
    nodes_completed_by,
    root_from,
    root_of,
    verify_consistency,
    verify_inclusion,
)

LIMIT = 300
DATA = [b"entry %d" % number for number in range(LIMIT)]
HASHES = [leaf_hash(data) for data in DATA]
ROOTS = [root_of(HASHES[:size]) for size in range(LIMIT + 1)]
NODES: dict[Place, bytes] = {(0, index): found for index, found in enumerate(HASHES)} | {
    (level, index): found
    for level, index, found in append_many(size=0, frontier={}, leaf_hashes=HASHES).nodes
}

sizes = st.integers(1, LIMIT)


@st.composite
def leaf_and_size(draw: st.DrawFn) -> tuple[int, int]:
    size = draw(sizes)
    return draw(st.integers(0, size - 1)), size


@st.composite
def two_sizes(draw: st.DrawFn) -> tuple[int, int]:
    new = draw(sizes)
    return draw(st.integers(1, new)), new


@pytest.fixture(scope="module")
def oracle() -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    tree.append_entries(DATA)
    return tree


def test_every_root_is_the_one_an_independent_library_finds(oracle: InmemoryTree):
    for size in range(1, LIMIT + 1):
        assert oracle.get_root(size) == ROOTS[size] == root_from(size, NODES)


def test_every_audit_path_of_some_sizes_is_the_one_an_independent_library_finds(oracle: InmemoryTree):
    for size in (1, 2, 3, 7, 8, 100, LIMIT):
        for index in range(size):
            proof = oracle.prove_inclusion(index + 1, size)
            # Its path starts with the leaf itself.
            assert list(proof.path[1:]) == inclusion_path(index=index, size=size, nodes=NODES)


def test_every_size_proves_that_it_extends_every_smaller_one():
    for new in range(65):
        for old in range(new + 1):
            path = consistency_path(old_size=old, new_size=new, nodes=NODES)
            assert verify_consistency(
                old_size=old, new_size=new, old_root=ROOTS[old], new_root=ROOTS[new], path=path
            )


@given(leaf_and_size())
def test_every_leaf_is_proven_from_exactly_the_stored_nodes_that_were_named(pair: tuple[int, int]):
    index, size = pair
    needed = {place: NODES[place] for place in inclusion_places(index, size)}
    path = inclusion_path(index=index, size=size, nodes=needed)
    assert verify_inclusion(leaf_hash=HASHES[index], index=index, size=size, path=path, root=ROOTS[size])
    for place in needed:
        with pytest.raises(KeyError):
            inclusion_path(index=index, size=size, nodes={p: h for p, h in needed.items() if p != place})


@given(two_sizes())
def test_consistency_is_proven_from_exactly_the_stored_nodes_that_were_named(pair: tuple[int, int]):
    old, new = pair
    needed = {place: NODES[place] for place in consistency_places(old, new)}
    path = consistency_path(old_size=old, new_size=new, nodes=needed)
    assert verify_consistency(old_size=old, new_size=new, old_root=ROOTS[old], new_root=ROOTS[new], path=path)
    assert list(needed) == consistency_places(old, new), "no node is fetched twice"


@given(leaf_and_size(), st.data())
def test_no_other_leaf_place_size_root_or_path_passes_for_the_proven_one(
    pair: tuple[int, int], data: st.DataObject
):
    index, size = pair
    path = inclusion_path(index=index, size=size, nodes=NODES)
    other = data.draw(st.integers(0, size + 1))
    if other != index:
        assert not verify_inclusion(
            leaf_hash=HASHES[index], index=other, size=size, path=path, root=ROOTS[size]
        )
    wrong = leaf_hash(b"another")
    for leaf, steps, root in (
        (wrong, path, ROOTS[size]),
        (HASHES[index], [*path, wrong], ROOTS[size]),
        (HASHES[index], path[:-1], ROOTS[size] if path else wrong),
        (HASHES[index], path, wrong),
        (HASHES[index], [step[:-1] for step in path] or [b""], ROOTS[size]),
    ):
        assert not verify_inclusion(leaf_hash=leaf, index=index, size=size, path=steps, root=root)


@given(two_sizes(), st.data())
def test_a_tree_whose_past_was_changed_is_never_consistent(pair: tuple[int, int], data: st.DataObject):
    old, new = pair
    changed = list(HASHES[:new])
    changed[data.draw(st.integers(0, old - 1))] = leaf_hash(b"forged")
    forged = {(0, index): found for index, found in enumerate(changed)} | {
        (level, index): found
        for level, index, found in append_many(size=0, frontier={}, leaf_hashes=changed).nodes
    }
    path = consistency_path(old_size=old, new_size=new, nodes=forged)
    new_root = root_from(new, forged)
    assert not verify_consistency(
        old_size=old, new_size=new, old_root=ROOTS[old], new_root=new_root, path=path
    )


@given(st.lists(st.integers(0, 40), max_size=12))
def test_growing_in_any_batches_stores_every_complete_subtree_once(batches: list[int]):
    size, stored = 0, {}
    frontier: dict[Place, bytes] = {}
    for wanted in batches:
        count = min(wanted, LIMIT - size)
        growth = append_many(size=size, frontier=frontier, leaf_hashes=HASHES[size : size + count])
        size, frontier = size + count, growth.frontier
        for level, index, found in growth.nodes:
            assert (level, index) not in stored
            stored[level, index] = found
        assert list(frontier) == frontier_places(size)
        assert root_from(size, frontier) == ROOTS[size]
    complete = {
        (level, index): NODES[level, index]
        for level, index in NODES
        if level and (index + 1) << level <= size
    }
    assert stored == complete


@given(st.integers(0, LIMIT - 1))
def test_one_leaf_completes_the_subtrees_that_end_with_it(index: int):
    frontier = {place: NODES[place] for place in frontier_places(index)}
    completed = nodes_completed_by(index=index, leaf_hash=HASHES[index], frontier=frontier)
    ending = [
        (level, at, found) for (level, at), found in NODES.items() if level and (at + 1) << level == index + 1
    ]
    assert completed == sorted(ending)


def test_a_million_leaves_agree_with_the_root_that_is_computed_in_one_go():
    hashes = HASHES * 3_334
    frontier = append_many(size=0, frontier={}, leaf_hashes=hashes).frontier
    assert root_from(len(hashes), frontier) == root_of(hashes)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 4), (5, 4)])
def test_there_is_no_proof_for_a_leaf_outside_the_tree(index: int, size: int):
    with pytest.raises(ValueError, match="no such tree"):
        inclusion_places(index, size)
    assert not verify_inclusion(leaf_hash=HASHES[0], index=index, size=size, path=[], root=HASHES[0])


def test_a_tree_never_shrinks():
    with pytest.raises(ValueError, match="no such tree"):
        consistency_places(5, 4)
    assert not verify_consistency(old_size=5, new_size=4, old_root=ROOTS[5], new_root=ROOTS[4], path=[])


def test_every_tree_extends_the_empty_one_without_proof():
    assert consistency_places(0, 9) == []
    assert verify_consistency(old_size=0, new_size=9, old_root=EMPTY_ROOT, new_root=ROOTS[9], path=[])
    assert not verify_consistency(old_size=0, new_size=9, old_root=ROOTS[1], new_root=ROOTS[9], path=[])


def test_two_empty_trees_are_consistent_only_under_the_root_of_nothing():
    assert verify_consistency(old_size=0, new_size=0, old_root=EMPTY_ROOT, new_root=EMPTY_ROOT, path=[])
    assert not verify_consistency(old_size=0, new_size=0, old_root=ROOTS[1], new_root=ROOTS[1], path=[])


def test_a_path_that_stops_at_a_subtree_does_not_prove_the_tree():
    path = inclusion_path(index=1, size=8, nodes=NODES)
    half = NODES[2, 0]
    assert verify_inclusion(leaf_hash=HASHES[1], index=1, size=4, path=path[:-1], root=half)
    assert not verify_inclusion(leaf_hash=HASHES[1], index=1, size=8, path=path[:-1], root=half)
