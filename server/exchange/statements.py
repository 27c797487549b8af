"""What the server signed earlier and is shown again: cursors and receipts (PROTOCOL section 21). Pure but for the keys.

Only what this server's receipt key signed counts. A device cannot make such a statement up, and the server signs
none before the entry or change behind it is committed, so a statement that the ledger does not hold can only come
from a ledger that stood further than this one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from server.accounts.keys import KeyPair
from server.accounts.signatures import is_signed, sign
from sync.messages import cursor_bytes, receipt_bytes

SHOWN_MAX = 100
"""Statements in one request; a device shows one for each stream and one receipt."""

CURSORS_KEPT = 1_024
"""Signatures kept ready in one process: a stream that stood still is told again with each pull."""

PublicKeys: TypeAlias = Mapping[str, str]
"""Receipt keys of the tenant, by kid."""


@dataclass(frozen=True, slots=True)
class ShownCursor:
    """The end of a stream that this server signed with a `complete` line."""

    stream: str
    epoch: int
    seq: int
    head: str


@dataclass(frozen=True, slots=True)
class ShownReceipt:
    """A receipt. received_at: UTC text."""

    change_hash: str
    received_at: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as it was shown, not proved yet. signed: the bytes that its signature must be over."""

    about: ShownCursor | ShownReceipt
    tenant: str
    kid: str
    signed: bytes
    signature: str

    def is_proved(self, tenant: str, keys: PublicKeys) -> bool:
        """Whether this tenant's receipt key signed it."""
        return self.tenant == tenant and is_signed(self.signed, self.signature, keys.get(self.kid, ""))


def signed_cursor(
    keys: KeyPair, tenant: str, stream: str, epoch: int, seq: int, head: str | None
) -> list[Any] | None:
    """The statement of a `complete` line: [array, signature]. None for an empty stream."""
    if head is None:
        return None
    return [[keys.kid, tenant, stream, epoch, seq, head], _signature(keys, tenant, stream, epoch, seq, head)]


@lru_cache(maxsize=CURSORS_KEPT)
def _signature(keys: KeyPair, tenant: str, stream: str, epoch: int, seq: int, head: str) -> str:
    return sign(cursor_bytes([keys.kid, tenant, stream, epoch, seq, head]), keys.private_key)


def read_statements(value: Any) -> Sequence[Statement] | None:
    """The statements of a request; None when it is no list of at most `SHOWN_MAX` of them."""
    if not isinstance(value, list) or len(value) > SHOWN_MAX:
        return None
    statements = [_statement(each) for each in value]
    return None if None in statements else [each for each in statements if each is not None]


def _statement(value: Any) -> Statement | None:
    if not (isinstance(value, list) and len(value) == 2 and isinstance(value[0], list)):
        return None
    array, signature = value
    if not isinstance(signature, str) or not all(_is_plain(each) for each in array):
        return None
    match array:
        case [str(kid), str(tenant), str(stream), int(epoch), int(seq), str(head)]:
            return Statement(
                ShownCursor(stream, epoch, seq, head), tenant, kid, cursor_bytes(array), signature
            )
        case [str(kid), str(tenant), str(change_hash), str(), str(received_at), *place] if len(place) == 4:
            about = ShownReceipt(change_hash, received_at)
            return Statement(about, tenant, kid, receipt_bytes(array), signature)
        case _:
            return None


def _is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= 200 and value.isascii()
    return value is None or (type(value) is int and 0 <= value < 2**53)
