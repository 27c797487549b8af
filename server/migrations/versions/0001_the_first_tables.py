"""The first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("agency_id", sa.String(length=36), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "person_id", name=op.f("pk_account")),
        sa.UniqueConstraint("tenant_id", "username", name=op.f("uq_account_tenant_id_username")),
    )
    op.create_table(
        "agency",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_agency")),
    )
    op.create_table(
        "alert",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("install_id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_alert")),
    )
    op.create_table(
        "apart_change",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("envelope_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("install_id", sa.String(length=36), nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("change_id", sa.String(length=36), nullable=True),
        sa.Column("record_id", sa.String(length=36), nullable=True),
        sa.Column("received_at", sa.String(length=24), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "envelope_hash", name=op.f("pk_apart_change")),
    )
    with op.batch_alter_table("apart_change", schema=None) as batch_op:
        batch_op.create_index("ix_apart_change_record", ["tenant_id", "record_id"], unique=False)

    op.create_table(
        "audit",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("install_id", sa.String(length=36), nullable=True),
        sa.Column("subject", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index("ix_audit_at", ["tenant_id", "at"], unique=False)

    op.create_table(
        "chain",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("install_id", sa.String(length=36), nullable=False),
        sa.Column("last_dseq", sa.BigInteger(), nullable=False),
        sa.Column("last_hash", sa.String(length=64), nullable=True),
        sa.Column("verdict_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "install_id", name=op.f("pk_chain")),
    )
    op.create_table(
        "change",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.String(length=88), nullable=False),
        sa.Column("install_id", sa.String(length=36), nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("dseq", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(length=60), nullable=False),
        sa.Column("op", sa.String(length=6), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("stream", sa.String(length=100), nullable=False),
        sa.Column("received_at", sa.String(length=24), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.Column("reader_stream", sa.String(length=100), nullable=True),
        sa.Column("reader_epoch", sa.Integer(), nullable=True),
        sa.Column("reader_seq", sa.BigInteger(), nullable=True),
        sa.Column("reader_head", sa.String(length=64), nullable=True),
        sa.Column("verdict_seq", sa.BigInteger(), nullable=False),
        sa.Column("waits_for", sa.String(length=50), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index("ix_change_dseq", ["tenant_id", "install_id", "dseq"], unique=False)
        batch_op.create_index("ix_change_hash", ["tenant_id", "hash"], unique=False)
        batch_op.create_index("ix_change_record", ["tenant_id", "record_id"], unique=False)
        batch_op.create_index(
            "ix_change_verdict_seq", ["tenant_id", "install_id", "verdict_seq"], unique=False
        )
        batch_op.create_index("ix_change_waits_for", ["tenant_id", "waits_for"], unique=False)

    op.create_table(
        "entry",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("stream", sa.String(length=100), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("change_hash", sa.String(length=64), nullable=True),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("received_at", sa.String(length=24), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "stream", "seq", name=op.f("pk_entry")),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index("ix_entry_record", ["tenant_id", "record_id"], unique=False)

    op.create_table(
        "install",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("public_key", sa.String(length=88), nullable=False),
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.Column("label", sa.String(length=240), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.String(length=36), nullable=True),
        sa.Column("compromised_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_install")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_install_tenant_id_code")),
    )
    with op.batch_alter_table("install", schema=None) as batch_op:
        batch_op.create_index("ix_install_person", ["tenant_id", "person_id"], unique=False)

    op.create_table(
        "link",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("source_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("target_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "source_id", "key", "target_id", name=op.f("pk_link")),
    )
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.create_index("ix_link_target", ["tenant_id", "target_id"], unique=False)

    op.create_table(
        "mark_source",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("person_record_id", sa.String(length=36), nullable=False),
        sa.Column("mark_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "person_record_id", name=op.f("pk_mark_source")),
    )
    op.create_table(
        "operation",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "name", name=op.f("pk_operation")),
    )
    op.create_table(
        "placement",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("stream", sa.String(length=100), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("left", sa.Boolean(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=True),
        sa.Column("ground", sa.String(length=10), nullable=True),
        sa.Column("until", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "stream", "record_id", name=op.f("pk_placement")),
    )
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.create_index("ix_placement_record", ["tenant_id", "record_id"], unique=False)
        batch_op.create_index("ix_placement_seq", ["tenant_id", "stream", "seq"], unique=False)
        batch_op.create_index("ix_placement_until", ["tenant_id", "until"], unique=False)

    op.create_table(
        "record",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("type", sa.String(length=60), nullable=False),
        sa.Column("home", sa.String(length=100), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_record")),
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index("ix_record_type", ["tenant_id", "type"], unique=False)

    op.create_table(
        "server_key",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("kid", sa.String(length=16), nullable=False),
        sa.Column("public_key", sa.String(length=88), nullable=True),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "purpose", "kid", name=op.f("pk_server_key")),
    )
    op.create_table(
        "session_family",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("install_id", sa.String(length=36), nullable=True),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_session_family")),
    )
    with op.batch_alter_table("session_family", schema=None) as batch_op:
        batch_op.create_index("ix_session_family_person", ["tenant_id", "person_id"], unique=False)

    op.create_table(
        "sign_in_attempt",
        sa.Column("bucket", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("window_began", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("bucket", name=op.f("pk_sign_in_attempt")),
    )
    op.create_table(
        "stream",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "name", name=op.f("pk_stream")),
    )
    op.create_table(
        "tenant",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenant")),
    )
    op.create_table(
        "used_nonce",
        sa.Column("nonce", sa.String(length=43), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("nonce", name=op.f("pk_used_nonce")),
    )
    with op.batch_alter_table("used_nonce", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_used_nonce_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "username",
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("username", name=op.f("pk_username")),
    )
    op.create_table(
        "violation",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("directive", sa.String(length=40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "directive", name=op.f("pk_violation")),
    )
    op.create_table(
        "grant",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("stream", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mode", sa.String(length=6), nullable=False),
        sa.Column("begins", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["account.tenant_id", "account.person_id"],
            name=op.f("fk_grant_tenant_id_person_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "person_id", "stream", "version", name=op.f("pk_grant")),
    )
    with op.batch_alter_table("grant", schema=None) as batch_op:
        batch_op.create_index("ix_grant_stream", ["tenant_id", "stream"], unique=False)

    op.create_table(
        "refresh_token",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("family_id", sa.String(length=36), nullable=False),
        sa.Column("successor_hash", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "family_id"],
            ["session_family.tenant_id", "session_family.id"],
            name=op.f("fk_refresh_token_tenant_id_family_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "token_hash", name=op.f("pk_refresh_token")),
    )
    with op.batch_alter_table("refresh_token", schema=None) as batch_op:
        batch_op.create_index("ix_refresh_token_family", ["tenant_id", "family_id"], unique=False)

    op.create_table(
        "shift_share",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("install_id", sa.String(length=36), nullable=False),
        sa.Column("share", sa.LargeBinary(), nullable=False),
        sa.Column("begins", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "install_id"],
            ["install.tenant_id", "install.id"],
            name=op.f("fk_shift_share_tenant_id_install_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "install_id", name=op.f("pk_shift_share")),
    )
    op.create_table(
        "subscription",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("install_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("endpoint", sa.String(length=1000), nullable=False),
        sa.Column("p256dh", sa.String(length=88), nullable=False),
        sa.Column("auth", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "install_id"],
            ["install.tenant_id", "install.id"],
            name=op.f("fk_subscription_tenant_id_install_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "install_id", name=op.f("pk_subscription")),
    )
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.create_index("ix_subscription_person", ["tenant_id", "person_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.drop_index("ix_subscription_person")

    op.drop_table("subscription")
    op.drop_table("shift_share")
    with op.batch_alter_table("refresh_token", schema=None) as batch_op:
        batch_op.drop_index("ix_refresh_token_family")

    op.drop_table("refresh_token")
    with op.batch_alter_table("grant", schema=None) as batch_op:
        batch_op.drop_index("ix_grant_stream")

    op.drop_table("grant")
    op.drop_table("violation")
    op.drop_table("username")
    with op.batch_alter_table("used_nonce", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_used_nonce_expires_at"))

    op.drop_table("used_nonce")
    op.drop_table("tenant")
    op.drop_table("stream")
    op.drop_table("sign_in_attempt")
    with op.batch_alter_table("session_family", schema=None) as batch_op:
        batch_op.drop_index("ix_session_family_person")

    op.drop_table("session_family")
    op.drop_table("server_key")
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.drop_index("ix_record_type")

    op.drop_table("record")
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.drop_index("ix_placement_until")
        batch_op.drop_index("ix_placement_seq")
        batch_op.drop_index("ix_placement_record")

    op.drop_table("placement")
    op.drop_table("operation")
    op.drop_table("mark_source")
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.drop_index("ix_link_target")

    op.drop_table("link")
    with op.batch_alter_table("install", schema=None) as batch_op:
        batch_op.drop_index("ix_install_person")

    op.drop_table("install")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index("ix_entry_record")

    op.drop_table("entry")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index("ix_change_waits_for")
        batch_op.drop_index("ix_change_verdict_seq")
        batch_op.drop_index("ix_change_record")
        batch_op.drop_index("ix_change_hash")
        batch_op.drop_index("ix_change_dseq")

    op.drop_table("change")
    op.drop_table("chain")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_at")

    op.drop_table("audit")
    with op.batch_alter_table("apart_change", schema=None) as batch_op:
        batch_op.drop_index("ix_apart_change_record")

    op.drop_table("apart_change")
    op.drop_table("alert")
    op.drop_table("agency")
    op.drop_table("account")
