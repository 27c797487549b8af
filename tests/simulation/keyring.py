"""The server's keys on a model device: pinned, then followed from signature to signature (PROTOCOL section 18)."""

from typing import Any

from server.accounts.signatures import is_signed
from sync.messages import key_link_bytes
from tests.simulation.device import Device

PURPOSES = ("receipt", "sealing", "checkpoint")


def pin(device: Device, enrolment: dict[str, Any]) -> None:
    """Take the keys of an enrolment for true; those that were followed before still prove their receipts."""
    device.disk.pinned = {purpose: enrolment[f"{purpose}_key"] for purpose in PURPOSES}
    key = device.disk.pinned["receipt"]
    device.disk.receipt_keys[key["kid"]] = key["public_key"]


def newest(device: Device) -> dict[str, str]:
    """What a pull says of the keys that are held: purpose → kid."""
    return {purpose: key["kid"] for purpose, key in device.disk.pinned.items()}


def follow(device: Device, purpose: str, chain: list[dict[str, str]]) -> None:
    """Go on from the pinned key as long as each signs the next; a chain that breaks changes nothing."""
    pinned = device.disk.pinned[purpose]
    place = next((at for at, link in enumerate(chain) if link["kid"] == pinned["kid"]), None)
    if place is None:
        device.disk.alarms.append(f"keys {purpose}")
        return
    key, passed = pinned, []
    for link in chain[place + 1 :]:
        signed = key_link_bytes(device.tenant, purpose, link["kid"], link["public_key"], key["kid"])
        if link["previous"] != key["kid"] or not is_signed(signed, link["signature"], key["public_key"]):
            device.disk.alarms.append(f"keys {purpose}")
            return
        key = {"kid": link["kid"], "public_key": link["public_key"]}
        passed.append(key)
    device.disk.pinned[purpose] = key
    if purpose == "receipt":
        device.disk.receipt_keys |= {each["kid"]: each["public_key"] for each in passed}
