"""The `camket` group with its commands, in the order in which a newcomer meets them."""

from __future__ import annotations

import click

from .accounts import account, post
from .catalogues import catalogue
from .dated import dated
from .days import days
from .demo import demo
from .doctoring import doctor
from .door import Door, ready_store
from .figures import freeze, review
from .founding import init
from .intake import intake
from .keeping import backup, restore
from .opening import opening
from .proving import export, key, seal, verify
from .serving import serve
from .trackers import message, trackers
from .working import nightly, work

_KEEPING = (backup, restore, doctor, work, nightly)


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"]})
def camket() -> None:
    """Sổ theo dõi nhiệm vụ và kết quả. / The register in which a government keeps its promises."""
    if click.get_current_context().invoked_subcommand == intake.name:
        ready_store()


for command in (
    demo,
    init,
    post,
    account,
    catalogue,
    intake,
    opening,
    review,
    days,
    dated,
    freeze,
    seal,
    export,
    verify,
    key,
    serve,
    trackers,
    message,
    *_KEEPING,
):
    camket.add_command(command)
