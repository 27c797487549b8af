"""Installs: enrolling a browser profile with its key, ending it, and the shift share of its PIN slot."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from itertools import product

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from server.accounts.grants import on_the_wire
from server.accounts.keys import key_pair, mark_key
from server.accounts.models import Account, Install, SessionFamily, ShiftShare
from server.accounts.sealing import seal, unseal
from server.accounts.service import Caller
from server.accounts.sessions import end_families, person_on_the_wire, session_on_the_wire
from server.accounts.signatures import is_signed
from server.audit.service import record
from server.clock import stamp
from server.database import in_transaction
from server.problems import refuse
from server.settings import current_settings
from sync.changes import base64url
from sync.strict import hashed_array

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Of install codes, which are said over radios and copied by hand: no 0, 1, I or O."""

WARNING_ROLES = frozenset({"officer", "council_officer", "supervisor"})
"""Those who may issue warnings, and so need to recognise the marks of *Sergeant first*."""

ENDING_ROLES = frozenset({"supervisor", "administrator"})
"""Those who may end somebody else's install."""

SHARE_BYTES = 32


@dataclass(frozen=True, slots=True)
class Request:
    """What a device asks to be enrolled as. public_key: 65 bytes, base64url; signature made with that key. code: the
    one that it had, where a restored server has lost its enrolment.
    """

    install: str
    public_key: str
    label: str
    signature: str
    code: str | None = None


def enrol(caller: Caller, request: Request, at: datetime) -> dict[str, object]:
    """The **enrolment** of PROTOCOL section 3. The same request again gives the same enrolment.

    Raises ProblemError: 401 `proof_wrong`, 403 `install_taken`.
    """
    _check_proof(caller, request)
    if caller.install is not None and caller.install.id != request.install:
        refuse(403, "install_taken", "install")
    return in_transaction(lambda session: _enrol(session, caller, request, at))


def know_again(caller: Caller, request: Request, at: datetime) -> None:
    """Learn of an ended install of the caller's own that a restored server has lost, so that what it had not sent can
    be brought: it is registered, and ended at once. One that is here stays as it is.

    Raises ProblemError: 401 `proof_wrong`, 403 `install_taken`.
    """
    _check_proof(caller, request)

    def work(session: Session) -> None:
        if _found(session, caller, request) is None:
            end_install(session, _new_install(session, caller, request, at), caller.person, at)

    in_transaction(work)


def revoke(caller: Caller, install_id: str, at: datetime) -> None:
    """End an install: the caller's own, or any of the tenant's for a supervisor or administrator.

    Raises ProblemError 404 for one that does not exist or is not the caller's to end.
    """

    def work(session: Session) -> bool:
        install = session.get(Install, (caller.tenant, install_id), with_for_update=True)
        own = install is not None and install.person_id == caller.person
        if install is None or not (own or caller.account.role in ENDING_ROLES):
            return False
        end_install(session, install, caller.person, at)
        return True

    if not in_transaction(work):
        refuse(404, "not_found")


def end_install(session: Session, install: Install, by: str | None, at: datetime) -> None:
    """Revoke it and end its sessions; by: the person, None for an operator. Nothing happens twice."""
    if install.revoked_at is not None:
        return
    install.revoked_at, install.revoked_by = at, by
    end_families(session, install.tenant_id, "revoked", at, person=install.person_id, install=install.id)
    record(session, install.tenant_id, "revoked", person=by, install=install.id, at=at)


def begin_shift(caller: Caller, install_id: str, at: datetime, share: bytes | None = None) -> dict[str, str]:
    """The install's share, and until when the phone may keep it.

    share: the one that the phone still has, taken where there is none here: a restored server has lost it, and only
    the same one opens the phone again.

    A shift begins with each sign-in. Inside it any session of the person gets the same share again; once it
    is over, only a new sign-in does: a session that merely lives on cannot make a shift longer. Raises
    ProblemError: 404 for an install that is not the caller's, 401 `install_revoked` or `sign_in_needed`.
    """
    outcome = in_transaction(lambda session: _begin_shift(session, caller, install_id, at, share))
    if isinstance(outcome, str):
        refuse(404 if outcome == "not_found" else 401, outcome)
    return outcome


def _check_proof(caller: Caller, request: Request) -> None:
    array = ["lantern-enrol-v1", caller.tenant, request.install, caller.person, request.public_key]
    if not is_signed(hashed_array(list(array)).encode(), request.signature, request.public_key):
        refuse(401, "proof_wrong", "signature")


def _found(session: Session, caller: Caller, request: Request) -> Install | None:
    """The install, if it is here. Raises ProblemError for one of somebody else, or with another key."""
    install = session.get(Install, (caller.tenant, request.install))
    if install is not None and (install.person_id, install.public_key) != (caller.person, request.public_key):
        refuse(403, "install_taken", "install")
    return install


def _enrol(session: Session, caller: Caller, request: Request, at: datetime) -> dict[str, object]:
    install = _found(session, caller, request)
    if install is None:
        install = _new_install(session, caller, request, at)
    elif install.revoked_at is not None:
        refuse(401, "install_revoked")
    family = session.get_one(SessionFamily, (caller.tenant, caller.family), with_for_update=True)
    family.install_id = install.id
    session.flush()
    return _enrolment(session, caller, install, family, at)


def _new_install(session: Session, caller: Caller, request: Request, at: datetime) -> Install:
    install = Install(
        tenant_id=caller.tenant, id=request.install, person_id=caller.person, public_key=request.public_key,
        code="", label=request.label, enrolled_at=at, revoked_at=None, revoked_by=None, compromised_at=None,
        proof=request.signature,
    )  # fmt: skip
    add_with_code(session, install, request.code)
    record(session, caller.tenant, "enrolled", person=caller.person, install=install.id, at=at)
    return install


def add_with_code(session: Session, install: Install, wanted: str | None = None) -> None:
    """Store an install under a code that no other of its tenant ever had: two letters, three when they are used up.

    wanted: a code that it had before, given again when no other has it.
    """
    taken = set(session.scalars(select(Install.code).where(Install.tenant_id == install.tenant_id)))
    for length in (2, 3):
        free = ["".join(letters) for letters in product(CODE_LETTERS, repeat=length)]
        free = [code for code in free if code not in taken]
        while free:
            at = free.index(wanted) if wanted in free else secrets.randbelow(len(free))
            install.code = free.pop(at)
            try:
                with session.begin_nested():
                    session.add(install)
            except IntegrityError:  # Another process took this code in between.
                continue
            return
    raise RuntimeError("no install code is left in this tenant")


def _enrolment(
    session: Session, caller: Caller, install: Install, family: SessionFamily, at: datetime
) -> dict[str, object]:
    account: Account = caller.account
    receipt = key_pair(session, caller.tenant, "receipt")
    sealing = key_pair(session, caller.tenant, "sealing")
    checkpoint = key_pair(session, caller.tenant, "checkpoint")
    marks = base64url(mark_key(session, caller.tenant)) if account.role in WARNING_ROLES else None
    return {
        "install": install.id,
        "code": install.code,
        "tenant": caller.tenant,
        "person": person_on_the_wire(account),
        "streams": [on_the_wire(grant) for grant in caller.standing(at)],
        "receipt_key": {"kid": receipt.kid, "public_key": receipt.public_key},
        "sealing_key": {"kid": sealing.kid, "public_key": sealing.public_key},
        "checkpoint_key": {"kid": checkpoint.kid, "public_key": checkpoint.public_key},
        "mark_key": marks,
        "session": session_on_the_wire(account, family),
    }


def _begin_shift(
    session: Session, caller: Caller, install_id: str, at: datetime, given: bytes | None
) -> dict[str, str] | str:
    install = session.get(Install, (caller.tenant, install_id), with_for_update=True)
    if install is None or install.person_id != caller.person:
        return "not_found"
    if install.revoked_at is not None:
        return "install_revoked"
    family = session.get_one(SessionFamily, (caller.tenant, caller.family))
    shift = session.get(ShiftShare, (caller.tenant, install_id))
    place = f"shift/{caller.tenant}/{install_id}"
    if shift is None:
        share = seal(given or secrets.token_bytes(SHARE_BYTES), place)
        shift = ShiftShare(tenant_id=caller.tenant, install_id=install_id, share=share)
        _begin(session, shift, caller.person, at)
        session.add(shift)
    elif family.signed_in_at > shift.begins:
        _begin(session, shift, caller.person, at)
    elif at >= shift.ends:
        return "sign_in_needed"
    return {
        "share": base64url(unseal(shift.share, place)),
        "begins": stamp(shift.begins),
        "ends": stamp(shift.ends),
        "latest": stamp(shift.ends + current_settings().shift_overrun),
    }


def _begin(session: Session, shift: ShiftShare, person: str, at: datetime) -> None:
    shift.begins, shift.ends = at, at + current_settings().shift
    record(session, shift.tenant_id, "shift_begun", person=person, install=shift.install_id, at=at)
