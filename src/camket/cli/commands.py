"""The `camket` group with its commands, in the order in which a newcomer meets them."""

from __future__ import annotations

import click

from .accounts import account, post
from .days import days
from .demo import demo
from .door import Door, ready_store
from .figures import freeze, review
from .founding import init
from .intake import intake
from .proving import export, key, seal, verify
from .serving import serve


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"]})
def camket() -> None:
    """Sổ theo dõi nhiệm vụ và kết quả. / The register in which a government keeps its promises."""
    if click.get_current_context().invoked_subcommand == intake.name:
        ready_store()


for command in (demo, init, post, account, intake, review, days, freeze, seal, export, verify, key, serve):
    camket.add_command(command)
