"""`lantern simulate`: the simulator lives with the tests, so that the command works in a checkout alone."""

import sys
from importlib import import_module

import click

from server.settings import ROOT


@click.command(
    add_help_option=False, context_settings={"ignore_unknown_options": True, "allow_extra_args": True}
)
@click.pass_context
def simulate(context: click.Context) -> None:
    """Play random lives of devices against this server's code (in a checkout: --help says more)."""
    if not (ROOT / "tests" / "simulation").is_dir():
        raise click.ClickException("the simulator is not part of an installed server; run this in a checkout")
    sys.path.insert(0, str(ROOT))
    command: click.Command = import_module("tests.simulation.command").simulate
    command.main(args=context.args, prog_name="lantern simulate", standalone_mode=True)
