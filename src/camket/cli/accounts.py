"""`camket post add`, `camket account add|password`: the first posts of a new record, and the log-ins of their holders."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.actions import appoint, change_password, establish_post, open_account
from camket.discipline.agencies.roles import Role
from camket.discipline.agencies.seats import OPERATOR

from .door import Unusable, language, now, ready_record, speaks, today
from .sentences import say

if TYPE_CHECKING:
    from camket.discipline.agencies.models import Account

PASSWORD_FILE = click.option(
    "--password-file",
    type=click.File("r"),
    help="đọc mật khẩu từ dòng đầu của tệp, - là đầu vào chuẩn / take the password from a file's first line",
)


@click.group()
def post() -> None:
    """Vị trí công tác. / Posts."""


@post.command("add")
@click.argument("code")
@click.option("--agency", required=True, help="mã cơ quan / agency code")
@click.option(
    "--role", required=True, type=click.Choice([role.value for role in Role if role is not Role.PUBLIC])
)
@click.option("--title", required=True, help="tên vị trí / title")
@click.option("--title-en", default="", help="tên tiếng Anh / title in English")
@click.option("--person", required=True, help="mã người giữ / code of the holder")
@click.option("--name", required=True, help="họ tên người giữ / full name of the holder")
@speaks
def add_post(*, code: str, agency: str, role: str, title: str, title_en: str, person: str, name: str) -> None:
    """Lập một vị trí và bổ nhiệm người giữ. / Establishes a post and appoints its holder."""
    ready_record()
    at, on = now(), today()
    with transaction.atomic():
        establish_post(
            code=code,
            agency=agency,
            title_vi=title,
            title_en=title_en or title,
            role=Role(role),
            by=OPERATOR,
            at=at,
            on=on,
        )
        appoint(post=code, person=person, full_name=name, by=OPERATOR, at=at, on=on)
    click.echo(say("post_added", language(), post=code, agency=agency, holder=name))


@click.group()
def account() -> None:
    """Tài khoản đăng nhập. / Log-ins."""


@account.command("add")
@click.argument("username")
@click.option(
    "--post", "post_code", required=True, help="vị trí của người dùng / the post that its person holds"
)
@PASSWORD_FILE
@speaks
def add_account(*, username: str, post_code: str, password_file: TextIO | None) -> None:
    """Mở tài khoản cho người đang giữ một vị trí. / Opens a log-in for the holder of a post."""
    ready_record()
    holder = agencies.holder_of(post_code, on=today())
    if holder is None:
        raise Unusable("no_holder", post=post_code)
    if agencies.log_ins([username]):
        raise Unusable("account_exists", username=username)
    owned: Account | None = getattr(holder.person, "account", None)
    if owned is not None:
        raise Unusable("person_has_account", post=post_code, username=owned.username)
    open_account(username=username, password=_password(password_file), person=holder.person.code)
    click.echo(say("account_added", language(), username=username))


@account.command("password")
@click.argument("username")
@PASSWORD_FILE
@speaks
def set_password(*, username: str, password_file: TextIO | None) -> None:
    """Đổi mật khẩu. / Changes a password; sessions opened with the old one end."""
    ready_record()
    if not agencies.log_ins([username]):
        raise Unusable("no_account", username=username)
    change_password(username=username, password=_password(password_file))
    click.echo(say("password_set", language(), username=username))


def _password(file: TextIO | None) -> str:
    """A password that the settings accept: from a file, else asked twice without showing it."""
    if file is not None:
        given = str(file.readline()).rstrip("\r\n")
    else:
        given = str(click.prompt("Mật khẩu / Password", hide_input=True, confirmation_prompt=True))
    try:
        validate_password(given)
    except ValidationError as fault:
        raise Unusable("bad_password", why=" ".join(fault.messages)) from fault
    return given
