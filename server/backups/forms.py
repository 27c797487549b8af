"""What both kinds of backup are asked before they are put back."""

from pathlib import Path

from alembic.script import ScriptDirectory

from server import migrations

NOT_A_BACKUP = "{path} is not a whole backup of Lantern"


def refuse_step(source: Path, step: str | None) -> None:
    """Raise ValueError unless the backup is one and at a step that this version knows."""
    if step is None:
        raise ValueError(NOT_A_BACKUP.format(path=source))
    if step not in {each.revision for each in ScriptDirectory(str(migrations.FOLDER)).walk_revisions()}:
        raise ValueError(f"{source} was made by a newer version of Lantern; restore it with that one")
