"""Accounts, installs, sessions and grants as rows.

Ids are lower-case UUIDs unless said otherwise. Secrets (tokens, shares, private keys) are stored as
hashes, or sealed under the deployment's secret (`server/accounts/sealing.py`), never in clear.
"""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Id, Key, TenantKey, Text
from server.database import Base


class Tenant(Base):
    """One partnership; nothing crosses it."""

    __tablename__ = "tenant"

    id: Mapped[Key]
    name: Mapped[Text]
    created_at: Mapped[datetime]


class Username(Base):
    """Which account a name signs in to: the one table that looks across tenants, by name alone."""

    __tablename__ = "username"

    username: Mapped[str] = mapped_column(String(60), primary_key=True)
    tenant_id: Mapped[Id]
    person_id: Mapped[Id]


class Operation(Base):
    """An operation's short name, of which its streams are made: `op/harbour`. record_id: its record."""

    __tablename__ = "operation"

    tenant_id: Mapped[TenantKey]
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    record_id: Mapped[Id]
    title: Mapped[Text]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Agency(Base):
    """A partner agency. `id` is its record's, and names its stream: `agency/<id>`."""

    __tablename__ = "agency"

    tenant_id: Mapped[TenantKey]
    id: Mapped[Key]
    title: Mapped[Text]
    created_at: Mapped[datetime]


class Account(Base):
    """One person's way in. `person_id` is the author of all that they write.

    agency_id: the agency record of a support worker, null for everybody else.
    ended_at: null while the account may sign in.
    """

    __tablename__ = "account"

    tenant_id: Mapped[TenantKey]
    person_id: Mapped[Key]
    username: Mapped[str] = mapped_column(String(60))
    password_hash: Mapped[str] = mapped_column(String(255))
    name: Mapped[Text]
    role: Mapped[str] = mapped_column(String(20))
    agency_id: Mapped[str | None] = mapped_column(String(36))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("tenant_id", "username"),)


class Install(Base):
    """One person's enrolment on one browser profile, with its own key and chain of changes.

    person_id: an account's, or `system` for the tenant's one install of the server itself, which has
    no account (so that there is no foreign key). code: goes into references, never given out twice.
    compromised_at: its key may be in other hands; what it signs from then on is quarantined.
    proof: the signature of its enrolment, null for the system's and for installs older than this column.
    """

    __tablename__ = "install"

    tenant_id: Mapped[TenantKey]
    id: Mapped[Key]
    person_id: Mapped[Id]
    public_key: Mapped[str] = mapped_column(String(88))
    code: Mapped[str] = mapped_column(String(4))
    label: Mapped[str] = mapped_column(String(240))
    enrolled_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str | None] = mapped_column(String(36))
    compromised_at: Mapped[datetime | None]
    proof: Mapped[str | None] = mapped_column(String(88))

    __table_args__ = (
        UniqueConstraint("tenant_id", "code"),
        Index("ix_install_person", "tenant_id", "person_id"),
    )


class Grant(Base):
    """A person's membership of a stream: `read` gives whole records, `create` lets write without reading.

    version: 1, 2, 3 … per person and stream. A new one is made when the mode changes or an ended
    membership begins again; earlier ones stay, ended, so that `late` and `never granted` differ.
    ends: null while it stands; a moment in the past or ahead otherwise.
    """

    __tablename__ = "grant"

    tenant_id: Mapped[TenantKey]
    person_id: Mapped[Key]
    stream: Mapped[str] = mapped_column(String(100), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mode: Mapped[str] = mapped_column(String(6))
    begins: Mapped[datetime]
    ends: Mapped[datetime | None]

    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "person_id"], ["account.tenant_id", "account.person_id"]),
        Index("ix_grant_stream", "tenant_id", "stream"),
    )


class SessionFamily(Base):
    """What one sign-in began: all its refresh tokens live and die together.

    install_id: null until an install proves its key. ended_why: `signed_out`, `reused`, `expired`,
    `revoked`, `account_ended`, `password_changed`; null while it lives.
    """

    __tablename__ = "session_family"

    tenant_id: Mapped[TenantKey]
    id: Mapped[Key]
    person_id: Mapped[Id]
    install_id: Mapped[str | None] = mapped_column(String(36))
    signed_in_at: Mapped[datetime]
    used_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str | None] = mapped_column(String(20))

    __table_args__ = (Index("ix_session_family_person", "tenant_id", "person_id"),)


class RefreshToken(Base):
    """One refresh token, by its hash. `used_at` is null for the newest of its family.

    A token's successor is derived from the token and the deployment's secret, so that the answer to a
    lost refresh can be given again without storing a token that still counts.
    """

    __tablename__ = "refresh_token"

    tenant_id: Mapped[TenantKey]
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    family_id: Mapped[Id]
    successor_hash: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "family_id"], ["session_family.tenant_id", "session_family.id"]),
        Index("ix_refresh_token_family", "tenant_id", "family_id"),
    )


class UsedNonce(Base):
    """A nonce that was used, kept until it would have expired. Unused ones are nowhere: they carry a tag."""

    __tablename__ = "used_nonce"

    nonce: Mapped[str] = mapped_column(String(43), primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class SignInAttempt(Base):
    """How often a name or an address failed to sign in since `window_began`; keyed by a keyed hash."""

    __tablename__ = "sign_in_attempt"

    bucket: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    window_began: Mapped[datetime]


class ServerKey(Base):
    """A key of the server's own in one tenant.

    purpose: `receipt`, `sealing`, `system`, `alerts`, `checkpoint` (P-256 pairs) or `mark` (32 bytes, no public half).
    kid: the first 16 digits of the SHA-256 of the public half, or of the sealed secret for `mark`.
    secret: sealed under the deployment's secret, empty once destroyed. The newest of a purpose is the one in
    use. previous_kid, signature: of a key that took over, the one before and its signature (PROTOCOL section 18).
    """

    __tablename__ = "server_key"

    tenant_id: Mapped[TenantKey]
    purpose: Mapped[str] = mapped_column(String(10), primary_key=True)
    kid: Mapped[str] = mapped_column(String(16), primary_key=True)
    public_key: Mapped[str | None] = mapped_column(String(88))
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    previous_kid: Mapped[str | None] = mapped_column(String(16))
    signature: Mapped[str | None] = mapped_column(String(88))
    destroyed_at: Mapped[datetime | None]


class ShiftShare(Base):
    """The server's half of an install's PIN slot, and the shift during which the phone may keep it.

    The share stays the same from shift to shift, because the slot on the phone is wrapped under it.
    """

    __tablename__ = "shift_share"

    tenant_id: Mapped[TenantKey]
    install_id: Mapped[Key]
    share: Mapped[bytes] = mapped_column(LargeBinary)
    begins: Mapped[datetime]
    ends: Mapped[datetime]

    __table_args__ = (ForeignKeyConstraint(["tenant_id", "install_id"], ["install.tenant_id", "install.id"]),)
