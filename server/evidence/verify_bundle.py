"""Checks an evidence bundle of Lantern.

    python verify_bundle.py BUNDLE.zip [--checkpoint FILE] [--key KID]

Needs Python 3.11 and the package `cryptography`; no server, no database, nothing of Lantern. Written from section 23
of Lantern's protocol, and meant to be read. Exit status 0 when everything in the bundle holds, else 1.
"""

import argparse
import base64
import hashlib
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

Evidence = dict[str, Any]
"""A part of evidence.json."""

Keys = dict[str, str]
"""Name → public key."""

P256 = ec.ECDSA(SHA256())
SPKI_PREFIX = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")
ENTRY_KEYS = (
    "tenant", "stream", "epoch", "seq", "prev", "change_hash", "record", "version", "kind", "received_at", "digest",
)  # fmt: skip

NOT_PROVED = (
    (
        "That a change was not written later than it says. A change names the newest entry that its phone had seen,"
        " so it is not earlier than that entry. Nothing proves “not"
        " later than”; the phone's own clock is testimony."
    ),
    "That the person named as author held the phone. A signature proves the enrolled phone, not the hand.",
    "That what was written is true.",
    "That there is no later entry about this record than those in the bundle, or another record about the matter.",
    (
        "That the readable pages (record.html, record.pdf) say the same as the signed changes. Where they differ, the"
        " signed changes in evidence.json count."
    ),
)


class Findings:
    """What holds, and what does not, as sentences."""

    def __init__(self) -> None:
        self.proved: list[str] = []
        self.wrong: list[str] = []
        self.noted: list[str] = []

    def hold(self, condition: object, said: str, otherwise: str) -> bool:
        """Note one outcome."""
        (self.proved if condition else self.wrong).append(said if condition else otherwise)
        return bool(condition)


def sha256(data: bytes) -> str:
    """64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def hashed_array(values: list[Any]) -> bytes:
    """The one way in which an array is written before it is hashed or signed."""
    return json.dumps(values, separators=(",", ":"), ensure_ascii=False).encode()


def from_base64url(text: str) -> bytes:
    """Bytes of unpadded base64url."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def is_signed(message: bytes, signature: str, public_key: str) -> bool:
    """Whether the holder of the key (65 bytes, base64url) signed the message (64 bytes r‖s, base64url)."""
    try:
        raw = from_base64url(signature)
        der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
        return len(raw) == 64 and is_signed_der(message, der, public_key)
    except (ValueError, TypeError):
        return False


def is_signed_der(message: bytes, der: bytes, public_key: str) -> bool:
    """The same for a signature in DER."""
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), from_base64url(public_key))
        key.verify(der, message, P256)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def node(left: bytes, right: bytes) -> bytes:
    """RFC 6962: the hash of two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def is_included(data: bytes, index: int, size: int, proof: list[str], root: bytes) -> bool:
    """RFC 9162, 2.1.3.2: whether a leaf of these data stands at `index` of the tree with this root."""
    if not 0 <= index < size:
        return False
    place, last, held = index, size - 1, hashlib.sha256(b"\x00" + data).digest()
    for each in (base64.b64decode(text) for text in proof):
        if last == 0:
            return False
        if place & 1 or place == last:
            held = node(each, held)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            held = node(held, each)
        place, last = place >> 1, last >> 1
    return last == 0 and held == root


def read_checkpoint(note: str) -> tuple[str, int, bytes, bytes, list[tuple[str, bytes, bytes]]]:
    """Origin, size, root, the signed bytes, and [(key name, key id, signature)] of a checkpoint."""
    text, _, lines = note.rpartition("\n\n")
    origin, size, root = text.split("\n")[:3]
    signatures = []
    for line in lines.splitlines():
        _, name, data = line.split(" ")
        raw = base64.b64decode(data)
        signatures.append((name, raw[:4], raw[4:]))
    return origin, int(size), base64.b64decode(root), (text + "\n").encode(), signatures


def signed_by(note: str, tenant: str, keys: Keys) -> str | None:
    """The kid of the key that signed a checkpoint, None when none of these did."""
    origin, _, _, signed, signatures = read_checkpoint(note)
    for name, key_id, signature in signatures:
        for kid, public_key in keys.items():
            own_id = hashlib.sha256(SPKI_PREFIX + from_base64url(public_key)).digest()[:4]
            if (name, key_id, origin) == (f"lantern/{tenant}", own_id, name) and is_signed_der(
                signed, signature, public_key
            ):
                return kid
    return None


def check_files(bundle: zipfile.ZipFile, found: Findings) -> None:
    """The files are those that the manifest lists."""
    manifest = json.loads(bundle.read("manifest.json"))
    names = set(bundle.namelist()) - {"manifest.json"}
    same = names == set(manifest["files"]) and all(
        sha256(bundle.read(name)) == said for name, said in manifest["files"].items() if name in names
    )
    found.hold(
        same, f"The {len(names)} files of the bundle are those that its manifest lists.",
        "Files of the bundle are missing, added or altered since it was exported.",
    )  # fmt: skip


def check_keys(evidence: Evidence, found: Findings) -> dict[str, Keys]:
    """Each chain of the server's keys: every new one is signed by the one before. Returns kid → public key."""
    keys: dict[str, Keys] = {}
    for purpose in ("receipt", "checkpoint"):
        before: Evidence | None = None
        whole = bool(evidence["keys"][purpose])
        for link in evidence["keys"][purpose]:
            whole &= sha256(link["public_key"].encode())[:16] == link["kid"]
            if before is None:
                whole &= link["previous"] is None
            else:
                array = [
                    "lantern-key-v1", evidence["tenant"], purpose, link["kid"], link["public_key"], before["kid"]
                ]  # fmt: skip
                whole &= link["previous"] == before["kid"]
                whole &= is_signed(hashed_array(array), link["signature"] or "", before["public_key"])
            before = link
            keys.setdefault(purpose, {})[link["kid"]] = link["public_key"]
        found.hold(
            whole, f"The server's {purpose} keys form one chain ({', '.join(keys.get(purpose, {}))}).",
            f"The server's {purpose} keys do not follow from each other.",
        )  # fmt: skip
    return keys


def check_installs(evidence: Evidence, found: Findings) -> Keys:
    """Each phone signed its own enrolment. Returns install → public key."""
    for install in evidence["installs"]:
        if install["proof"] is None:
            found.noted.append(
                f"Install {install['install']} has no proof of enrolment in the bundle"
                + (": it is the server's own." if install["person"] == "system" else ".")
            )
            continue
        array = [
            "lantern-enrol-v1", evidence["tenant"], install["install"], install["person"], install["public_key"]
        ]  # fmt: skip
        found.hold(
            is_signed(hashed_array(array), install["proof"], install["public_key"]),
            f"Install {install['install']} ({install['code']}) proved its key"
            f" when {name_of(evidence, install['person'])} enrolled it.",
            f"The enrolment of install {install['install']} is not signed by the key that is filed under it.",
        )
    return {each["install"]: each["public_key"] for each in evidence["installs"]}


def name_of(evidence: Evidence, person: str) -> str:
    """A person's name as the server has it, or the id."""
    return next((each["name"] for each in evidence["authors"] if each["person"] == person), person)


def check_changes(evidence: Evidence, installs: Keys, keys: dict[str, Keys], found: Findings) -> None:
    """Texts, signatures and receipts."""
    entries = {(each["stream"], each["seq"]): each for each in evidence["entries"]}
    for number, change in enumerate(evidence["changes"], 1):
        where = f"Change {number}"
        if change["text"] is None:
            found.noted.append(
                f"{where}: the text is not in the bundle ({change['why']});"
                f" its hash {change['hash'][:16]}… has its place in the ledger."
            )
        else:
            check_text(evidence, change, installs, where, found)
        check_receipt(evidence, change, entries, keys["receipt"], where, found)


def check_text(evidence: Evidence, change: Evidence, installs: Keys, where: str, found: Findings) -> None:
    """One signed text."""
    data = change["text"].encode()
    if not found.hold(
        sha256(data) == change["hash"],
        f"{where} has the hash that the ledger holds.",
        f"{where} is not the text that the ledger holds.",
    ):
        return
    said = json.loads(change["text"])
    found.hold(
        is_signed(b"lantern-change-v1\n" + data, change["signature"], installs.get(said["install"], "")),
        f"{where} ({said['at']['wall']} by the phone's clock) is signed by install {said['install']}"
        f" of {name_of(evidence, said['author'])}.",
        f"{where} is not signed by the key of the install that it names.",
    )
    found.hold(
        (said["tenant"], said["record"]) == (evidence["tenant"], evidence["record"]),
        f"{where} is about this record.",
        f"{where} is about another record.",
    )


def check_receipt(
    evidence: Evidence, change: Evidence, entries: dict[tuple[str, int], Evidence], keys: Keys, where: str,
    found: Findings,
) -> None:  # fmt: skip
    """The server's receipt for one change."""
    if change["receipt"] is None:
        return
    array, signature = change["receipt"]
    kid, tenant, change_hash, verdict, received_at, stream, epoch, seq, head = array
    found.hold(
        tenant == evidence["tenant"] and change_hash == change["hash"]
        and is_signed(b"lantern-receipt-v1\n" + hashed_array(array), signature, keys.get(kid, "")),
        f"{where} was received at {received_at}; the server's verdict: {verdict}. Its receipt is signed.",
        f"The receipt of {where.lower()} does not hold.",
    )  # fmt: skip
    entry = entries.get((stream, seq))
    if entry is not None:
        found.hold(
            (entry["hash"], entry["epoch"], entry["change_hash"]) == (head, epoch, change_hash),
            f"Its receipt names entry {seq} of {stream}.",
            f"The receipt of {where.lower()} names another entry than the one in the bundle.",
        )


def named_files(value: Any) -> list[Evidence]:
    """Every file that stands anywhere in what a change said: an object with these three keys and no other."""
    if isinstance(value, list):
        return [file for each in value for file in named_files(each)]
    if not isinstance(value, dict):
        return []
    if set(value) == {"sha256", "bytes", "mime"}:
        return [value]
    return [file for each in value.values() for file in named_files(each)]


def check_originals(bundle: zipfile.ZipFile, evidence: Evidence, keys: Keys, found: Findings) -> None:
    """Each photograph, sound or paper that a change names has the hash that was signed, or is said not to be here."""
    listed = {each["sha256"]: each for each in evidence["files"]}
    for number, change in enumerate(evidence["changes"], 1):
        for file in named_files(json.loads(change["text"])["set"]) if change["text"] is not None else []:
            name = f"{file['mime']} of {file['bytes']} bytes, {file['sha256'][:16]}…, which change {number} names,"
            each = listed.get(file["sha256"])
            if each is None:
                found.wrong.append(f"The file {name} is not told of.")
                continue
            check_file_receipt(evidence, each, keys, name, found)
            if each["name"] is not None:
                held = each["name"] in bundle.namelist() and bundle.read(each["name"])
                found.hold(
                    held is not False and (sha256(held), len(held)) == (file["sha256"], file["bytes"]),
                    f"The file {name} is in the bundle and has the hash that was signed ({each['name']}).",
                    f"The file {name} is missing, or its bytes are not those that were signed.",
                )
            elif each["receipt"] is not None:
                found.wrong.append(f"The file {name} was received and is not in the bundle: {each['why']}.")
            else:
                found.noted.append(f"The file {name} is not in the bundle: {each['why']}.")


def check_file_receipt(evidence: Evidence, each: Evidence, keys: Keys, name: str, found: Findings) -> None:
    """The server's receipt for one file."""
    if each["receipt"] is None:
        return
    array, signature = each["receipt"]
    kid, tenant, _, digest, size, received_at = array
    found.hold(
        (tenant, digest, size) == (evidence["tenant"], each["sha256"], each["bytes"])
        and is_signed(b"lantern-file-receipt-v1\n" + hashed_array(array), signature, keys.get(kid, "")),
        f"The file {name} was received at {received_at}. Its receipt is signed.",
        f"The receipt of the file {name} does not hold.",
    )  # fmt: skip


def check_entries(evidence: Evidence, found: Findings) -> None:
    """Hashes and versions of the entries."""
    hashes = {change["hash"] for change in evidence["changes"]}
    version, seq = evidence["entries"][0]["version"] - 1, 0
    whole = True
    for entry in evidence["entries"]:
        data = b"lantern-entry-v1\n" + hashed_array([entry[key] for key in ENTRY_KEYS])
        whole &= sha256(data) == entry["hash"] and entry["record"] == evidence["record"]
        whole &= entry["change_hash"] is None or entry["change_hash"] in hashes
        whole &= entry["version"] == version + 1 and entry["seq"] > seq
        version, seq = entry["version"], entry["seq"]
    found.hold(
        whole,
        f"The {len(evidence['entries'])} entries about this record hold,"
        " with none left out between the first and the last"
        f" (versions {evidence['entries'][0]['version']} to {version}).",
        "Entries about this record are altered, left out or out of order.",
    )


def is_in_log(evidence: Evidence, proof: Evidence, entry_hash: str) -> bool:
    """Whether the entry of this hash and of the proof's number stands in the log of the bundle's checkpoint."""
    _, size, root, _, _ = read_checkpoint(evidence["checkpoint"])
    tree = [evidence["tenant"], evidence["stream"], proof["epoch"], proof["size"], proof["root"]]
    in_stream = is_included(
        bytes.fromhex(entry_hash),
        proof["seq"] - 1,
        proof["size"],
        proof["in_stream"],
        bytes.fromhex(proof["root"]),
    )
    leaf = b"lantern-tree-v1\n" + hashed_array(tree)
    return in_stream and is_included(leaf, proof["index"], size, proof["in_log"], root)


def check_seen(evidence: Evidence, found: Findings) -> None:
    """What each phone had seen when it wrote: entries of this stream that stand in the log."""
    proofs = {proof["seq"]: proof for proof in evidence["seen"]}
    for number, change in enumerate(evidence["changes"], 1):
        seen = json.loads(change["text"])["seen"] if change["text"] is not None else None
        if seen is None or seen[1] not in proofs:
            continue
        found.hold(
            is_in_log(evidence, proofs[seen[1]], seen[2]),
            f"Change {number} was not written earlier than entry {seen[1]} of this stream, which its phone had seen.",
            f"Change {number} names an entry as seen that is not proved to stand in the log.",
        )


def check_proofs(evidence: Evidence, keys: dict[str, Keys], found: Findings, given: str | None) -> None:
    """Every entry stands in the log that a checkpoint signed."""
    tenant, note = evidence["tenant"], evidence["checkpoint"]
    kid = signed_by(note, tenant, keys["checkpoint"])
    _, size, root, _, signatures = read_checkpoint(note)
    found.hold(
        kid is not None,
        f"The checkpoint is signed by the server's key {kid}.",
        "No key of the server's signed the checkpoint.",
    )
    others = [name for name, _, _ in signatures if name != f"lantern/{tenant}"]
    if others:
        found.noted.append(
            f"The checkpoint bears signatures of others that were not checked: {', '.join(others)}."
        )
    proofs = {proof["seq"]: proof for proof in evidence["proofs"]}
    whole = True
    for entry in evidence["entries"]:
        proof = proofs.get(entry["seq"])
        if proof is None:
            whole = False
            continue
        whole &= is_in_log(evidence, proof, entry["hash"])
    found.hold(
        whole, "Every entry stands in the log that this checkpoint signs: none was altered or put in since.",
        "Not every entry is proved to stand in the log that the checkpoint signs.",
    )  # fmt: skip
    if given is not None:
        _, other_size, other_root, _, _ = read_checkpoint(given)
        same = signed_by(given, tenant, keys["checkpoint"]) is not None and (other_size, other_root) == (
            size,
            root,
        )
        found.hold(
            same, "The checkpoint is the one that you gave from elsewhere.",
            "The checkpoint that you gave is not this one, or not signed by this key."
            " One of another size is compared by `lantern verify`.",
        )  # fmt: skip


def tell(evidence: Evidence, found: Findings, *, trusted: bool) -> None:
    """Print what was found, in plain words."""
    print(
        f"Record {evidence['record']} ({evidence['type']}) in {evidence['stream']}, exported {evidence['made_at']}\n"
    )
    for heading, lines in (
        ("DOES NOT HOLD", found.wrong), ("Proved", found.proved), ("To know", found.noted),
        ("Not proved, by this or any bundle", NOT_PROVED),
    ):  # fmt: skip
        if lines:
            print(heading)
            for line in lines:
                print(f"  - {line}")
            print()
    first = evidence["keys"]["checkpoint"][0]["kid"], evidence["keys"]["receipt"][0]["kid"]
    if not trusted:
        print(f"All this rests on the server's keys: {first[0]} (checkpoints) and {first[1]} (receipts).")
        print(
            "Ask the partnership, by another way than the one by which the bundle came, whether these are its keys;"
        )
        print(
            "or give a checkpoint that you kept yourself: --checkpoint FILE. Else a whole bundle could be made up.\n"
        )
    print("The bundle does not hold." if found.wrong else "Everything in the bundle holds.")


def main(words: list[str]) -> int:
    """Check one bundle. Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--checkpoint", type=Path, help="a checkpoint that you have from elsewhere")
    parser.add_argument("--key", action="append", default=[], help="a kid that you know to be the server's")
    given = parser.parse_args(words)
    note = given.checkpoint.read_text(encoding="utf-8").strip() + "\n" if given.checkpoint else None
    found = Findings()
    try:
        with zipfile.ZipFile(given.bundle) as bundle:
            check_files(bundle, found)
            evidence = json.loads(bundle.read("evidence.json"))
            keys = check_keys(evidence, found)
            installs = check_installs(evidence, found)
            check_changes(evidence, installs, keys, found)
            check_originals(bundle, evidence, keys["receipt"], found)
            check_entries(evidence, found)
            check_proofs(evidence, keys, found, note)
            check_seen(evidence, found)
    except (
        OSError,
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        AttributeError,
        zipfile.BadZipFile,
    ) as error:
        print(f"This is not a whole bundle of Lantern: {type(error).__name__} {error}")
        return 1
    known = {kid for chain in keys.values() for kid in chain}
    for kid in given.key:
        found.hold(
            kid in known,
            f"Key {kid}, which you know, is among the server's.",
            f"Key {kid}, which you know, is not among those in the bundle.",
        )
    tell(evidence, found, trusted=bool(given.key or note))
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
