"""Merkle trees: the published vectors of RFC 6962 logs, and every small tree against the definition."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from sync import merkle

LEAVES = [bytes.fromhex(each) for each in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
"""The leaves of the vectors that Certificate Transparency's implementations share."""

ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
A, B, C = (
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
)
D, E, F = (
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
)


@dataclass
class Listed:
    """Leaf hashes in memory, with the blocks above them as a store would keep them."""

    leaves: list[bytes]

    def hashes(self, level: int, block: int) -> Sequence[bytes]:
        """See `Blocks`."""
        held = self.leaves
        for _ in range(level):
            whole = len(held) // merkle.BLOCK * merkle.BLOCK
            held = [merkle.folded(held[i : i + merkle.BLOCK]) for i in range(0, whole, merkle.BLOCK)]
        return held[block * merkle.BLOCK : (block + 1) * merkle.BLOCK]


TREE = Listed([merkle.leaf_hash(each) for each in LEAVES])


def defined_root(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962 section 2.1, word for word, without any block."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else merkle.EMPTY_ROOT
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return merkle.node_hash(defined_root(leaves[:split]), defined_root(leaves[split:]))


def test_roots_are_those_of_the_published_vectors() -> None:
    """Eight known leaves give the eight known roots, and no leaf gives the hash of nothing."""
    assert list(ROOTS) == [merkle.root(TREE, size).hex() for size in range(1, 9)]
    assert merkle.root(TREE, 0).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    ("index", "size", "expected"),
    [(0, 1, ()), (0, 8, (A, B, C)), (5, 8, (D, E, ROOTS[3])), (2, 3, (ROOTS[1],)), (1, 5, (ROOTS[0], B, D))],
)
def test_inclusion_proofs_are_those_of_the_published_vectors(
    index: int, size: int, expected: tuple[str, ...]
) -> None:
    """The known proofs come out and check."""
    proof = merkle.inclusion_proof(TREE, index, size)

    assert list(expected) == [each.hex() for each in proof]
    assert merkle.is_included(TREE.leaves[index], index, size, proof, bytes.fromhex(ROOTS[size - 1]))


@pytest.mark.parametrize(
    ("before", "size", "expected"),
    [(1, 1, ()), (1, 8, (A, B, C)), (6, 8, (F, E, ROOTS[3])), (2, 5, (B, D))],
)
def test_consistency_proofs_are_those_of_the_published_vectors(
    before: int, size: int, expected: tuple[str, ...]
) -> None:
    """The known proofs come out and check."""
    proof = merkle.consistency_proof(TREE, before, size)

    old, new = (bytes.fromhex(ROOTS[each - 1]) for each in (before, size))
    assert list(expected) == [each.hex() for each in proof]
    assert merkle.is_extension(before, size, old, new, proof)


def test_every_proof_of_a_small_tree_checks_and_no_altered_one_does() -> None:
    """For all sizes up to 20: right proofs hold; another leaf, place, size, hash or length does not."""
    tree = Listed([merkle.leaf_hash(bytes([each])) for each in range(21)])
    for size in range(1, 21):
        top = merkle.root(tree, size)
        assert top == defined_root(tree.leaves[:size])
        for index in range(size):
            proof = merkle.inclusion_proof(tree, index, size)
            assert merkle.is_included(tree.leaves[index], index, size, proof, top)
            assert not merkle.is_included(tree.leaves[index + 1], index, size, proof, top)
            assert not merkle.is_included(tree.leaves[index], index, size, [*proof, top], top)
            assert not proof or not merkle.is_included(tree.leaves[index], index, size, proof[:-1], top)
        for before in range(1, size):
            old, proof = merkle.root(tree, before), merkle.consistency_proof(tree, before, size)
            assert merkle.is_extension(before, size, old, top, proof)
            assert not merkle.is_extension(before, size, tree.leaves[20], top, proof)
            assert not merkle.is_extension(before, size, old, tree.leaves[20], proof)
            assert not merkle.is_extension(before, size, old, top, [*proof, top])
            assert not merkle.is_extension(before, size, old, top, proof[:-1])


@pytest.mark.parametrize("size", [255, 256, 257, 511, 512, 513, 768, 1000, 65_536, 65_537, 70_000])
def test_blocks_change_nothing_about_a_tree(size: int) -> None:
    """Roots and proofs over stored blocks are those of the definition, at the edges of blocks too."""
    tree = Kept(Listed([merkle.leaf_hash(each.to_bytes(4)) for each in range(size)]))
    top = merkle.root(tree, size)

    assert top == defined_root(tree.listed.leaves)
    for index in {0, 1, 254, size // 2, size - 1}:
        proof = merkle.inclusion_proof(tree, index, size)
        assert merkle.is_included(tree.listed.leaves[index], index, size, proof, top)
    for before in {1, 200, 254, size // 2, size - 1}:
        proof, old = merkle.consistency_proof(tree, before, size), merkle.root(tree, before)
        assert merkle.is_extension(before, size, old, top, proof)


class Kept:
    """Blocks that are worked out once."""

    def __init__(self, listed: Listed) -> None:
        self.listed = listed
        self._held: dict[tuple[int, int], Sequence[bytes]] = {}

    def hashes(self, level: int, block: int) -> Sequence[bytes]:
        """See `Blocks`."""
        if (level, block) not in self._held:
            self._held[level, block] = self.listed.hashes(level, block)
        return self._held[level, block]
