"""The tree of RFC 6962 against the test vectors published with Certificate Transparency."""

from __future__ import annotations

import pytest

from camket_verify.tree import (
    EMPTY_ROOT,
    append_many,
    consistency_path,
    inclusion_path,
    leaf_hash,
    root_from,
    root_of,
    verify_consistency,
    verify_inclusion,
)

# google/certificate-transparency, merkletree/merkle_tree_test.cc: the eight inputs and the roots of their prefixes.
INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
INCLUSION = [
    (0, 1, []),
    (0, 8, [A, B, C]),
    (5, 8, [D, E, ROOTS[4]]),
    (2, 3, [ROOTS[2]]),
    (1, 5, [ROOTS[1], B, D]),
]
CONSISTENCY = [(1, 1, []), (1, 8, [A, B, C]), (6, 8, [F, E, ROOTS[4]]), (2, 5, [B, D])]

HASHES = [leaf_hash(data) for data in INPUTS]
NODES = {(0, index): found for index, found in enumerate(HASHES)} | {
    (level, index): found
    for level, index, found in append_many(size=0, frontier={}, leaf_hashes=HASHES).nodes
}


@pytest.mark.parametrize("size", range(9))
def test_the_root_of_each_prefix_is_the_published_one(size: int):
    assert root_of(HASHES[:size]).hex() == ROOTS[size]
    assert root_from(size, NODES).hex() == ROOTS[size]


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert EMPTY_ROOT.hex() == ROOTS[0]


@pytest.mark.parametrize(("index", "size", "path"), INCLUSION)
def test_each_published_audit_path_is_built_and_holds(index: int, size: int, path: list[str]):
    built = inclusion_path(index=index, size=size, nodes=NODES)
    assert [step.hex() for step in built] == path
    root = bytes.fromhex(ROOTS[size])
    assert verify_inclusion(leaf_hash=HASHES[index], index=index, size=size, path=built, root=root)


@pytest.mark.parametrize(("old", "new", "path"), CONSISTENCY)
def test_each_published_consistency_proof_is_built_and_holds(old: int, new: int, path: list[str]):
    built = consistency_path(old_size=old, new_size=new, nodes=NODES)
    assert [step.hex() for step in built] == path
    old_root, new_root = bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[new])
    assert verify_consistency(old_size=old, new_size=new, old_root=old_root, new_root=new_root, path=built)
