"""Merkle trees as in RFC 6962 section 2.1 and RFC 9162: roots and proofs, and how anybody checks them.

A tree only grows at its end. Whoever holds its leaves gives them through `Blocks`, in which complete blocks of
256, 256² … leaves stand by their root; so a root or a proof reads some 256 hashes a level, whatever the size.
Hashes are 32 bytes; a proof is a list of them.
"""

import hashlib
from collections.abc import Sequence
from typing import Protocol

BLOCK = 256
"""Leaves under one stored hash, and stored hashes under the next."""

EMPTY_ROOT = hashlib.sha256().digest()
"""The root of a tree without leaves."""


class Blocks(Protocol):
    """What is stored of a tree."""

    def hashes(self, level: int, block: int) -> Sequence[bytes]:
        """Up to 256 hashes, from number `block` · 256 on: leaf hashes at level 0, at level n the roots of
        complete subtrees of 256ⁿ leaves.
        """
        ...


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def folded(hashes: Sequence[bytes]) -> bytes:
    """The root over subtrees of one size, given in order; their number is any."""
    if not hashes:
        return EMPTY_ROOT
    if len(hashes) == 1:
        return hashes[0]
    split = _split(len(hashes))
    return node_hash(folded(hashes[:split]), folded(hashes[split:]))


def root(blocks: Blocks, size: int) -> bytes:
    """The root of the first `size` leaves."""
    return EMPTY_ROOT if size == 0 else _subtree(blocks, 0, size)


def inclusion_proof(blocks: Blocks, index: int, size: int) -> list[bytes]:
    """That leaf `index` (from 0) is in the tree of `size`. Raises ValueError when it cannot be."""
    if not 0 <= index < size:
        raise ValueError("a tree has no such leaf")
    begin, end, proof = 0, size, []
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            proof.append(_subtree(blocks, middle, end))
            end = middle
        else:
            proof.append(_subtree(blocks, begin, middle))
            begin = middle
    return proof[::-1]


def consistency_proof(blocks: Blocks, before: int, size: int) -> list[bytes]:
    """That the tree of `size` begins with the tree of `before`. Raises ValueError when it cannot."""
    if not 0 <= before <= size:
        raise ValueError("a tree does not shrink")
    if before in (0, size):
        return []
    begin, end, proof, whole = 0, size, [], True
    while before != end:
        middle = begin + _split(end - begin)
        if before <= middle:
            proof.append(_subtree(blocks, middle, end))
            end = middle
        else:
            proof.append(_subtree(blocks, begin, middle))
            begin, whole = middle, False
    if not whole:
        proof.append(_subtree(blocks, begin, end))
    return proof[::-1]


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the leaf of this hash stands at `index` in the tree of this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, held = index, size - 1, leaf
    for each in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            held = node_hash(each, held)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            held = node_hash(held, each)
        place, last = place >> 1, last >> 1
    return last == 0 and held == root


def is_extension(before: int, size: int, old: bytes, new: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of root `new` begins with the tree of root `old` (RFC 9162, 2.1.4.2)."""
    if not 0 <= before <= size:
        return False
    if before in (0, size):
        return not proof and (old == new if before == size else old == EMPTY_ROOT)
    path = list(proof) if before & (before - 1) else [old, *proof]
    if not path:
        return False
    place, last = before - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    one = other = path[0]
    for each in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            one, other = node_hash(each, one), node_hash(each, other)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            other = node_hash(other, each)
        place, last = place >> 1, last >> 1
    return last == 0 and one == old and other == new


def _subtree(blocks: Blocks, begin: int, end: int) -> bytes:
    """The root over leaves `begin` to `end`, a subtree of RFC 6962."""
    level, width = 0, 1
    while begin % (width * BLOCK) == 0 and begin + width * BLOCK <= end:
        level, width = level + 1, width * BLOCK
    if begin + width == end:
        return blocks.hashes(level, begin // width // BLOCK)[begin // width % BLOCK]
    if end - begin <= width * BLOCK and (end - begin) % width == 0:
        first = begin // width
        if first % BLOCK + (end - begin) // width <= BLOCK:
            held = blocks.hashes(level, first // BLOCK)
            return folded(held[first % BLOCK : first % BLOCK + (end - begin) // width])
    middle = begin + _split(end - begin)
    return node_hash(_subtree(blocks, begin, middle), _subtree(blocks, middle, end))


def _split(count: int) -> int:
    """The largest power of two that is smaller than `count`."""
    return 1 << ((count - 1).bit_length() - 1)


class Growing:
    """The root of a tree whose leaves come one by one, in as many hashes of memory as the tree has levels."""

    def __init__(self) -> None:
        """Begin with no leaf."""
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Put the hash of the next leaf at the end."""
        self.size += 1
        size = self.size
        while not size & 1:
            leaf, size = node_hash(self._peaks.pop(), leaf), size >> 1
        self._peaks.append(leaf)

    @property
    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self._peaks:
            return EMPTY_ROOT
        held = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            held = node_hash(peak, held)
        return held
