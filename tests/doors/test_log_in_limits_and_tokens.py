"""The log-in's limits, one's own password, one-time passwords, and the tokens of programs."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client, override_settings
from tests.doors.desk import at_desk
from tests.world import OFFICER, PASSWORD, SYSTEM, World

from camket.discipline.agencies.accounts import LIMITS, token_digest
from camket.discipline.agencies.actions import (
    appoint,
    give_one_time_password,
    leave_post,
    make_token,
    sweep_log_in,
)
from camket.discipline.agencies.actions.accounts import MOST_TOKENS, TooManyTokens
from camket.discipline.agencies.models import Account, ApiToken, Appointment, LogInCount
from camket.discipline.agencies.roles import Publication
from camket.periods import day_of
from camket.web.asking import now

if TYPE_CHECKING:
    from django.http import HttpResponse

NEW = "mat khau moi rat dai"


def log_in(
    name: str, password: str, *, address: str = "203.0.113.5", client: Client | None = None
) -> HttpResponse:
    """One try at the log-in from an address."""
    return (client or Client()).post("/login", {"username": name, "password": password}, REMOTE_ADDR=address)


@pytest.mark.usefixtures("world")
def test_ten_wrong_passwords_from_an_address_shut_that_address_out_and_no_other():
    for _ in range(LIMITS["pair"].tries):
        assert log_in("g06-can-bo", "sai").status_code == 422
    assert log_in("g06-can-bo", PASSWORD).status_code == 429
    assert log_in("g06-can-bo", PASSWORD, address="203.0.113.6").status_code == 302


@pytest.mark.usefixtures("world")
def test_strangers_reach_the_limit_of_a_name_and_do_not_shut_its_owner_out():
    assert log_in("g06-can-bo", PASSWORD, address="198.51.100.1").status_code == 302
    for place in range(LIMITS["name"].tries):
        log_in("g06-can-bo", "sai", address=f"203.0.113.{place}")
    assert log_in("g06-can-bo", PASSWORD, address="192.0.2.77").status_code == 429
    assert log_in("g06-can-bo", PASSWORD, address="198.51.100.1").status_code == 302


@pytest.mark.usefixtures("world")
def test_an_unknown_name_is_answered_and_counted_as_a_known_one():
    def told(name: str) -> tuple[int, str]:
        answer = log_in(name, "sai")
        text = re.sub(r'value="[^"]*"', "", answer.content.decode())
        return answer.status_code, text

    for _ in range(LIMITS["pair"].tries + 1):
        assert told("khong-co-ai") == told("g06-can-bo")
    assert told("khong-co-ai")[0] == 429
    kept = "".join(LogInCount.objects.values_list("key", flat=True))
    assert "g06" not in kept
    assert sweep_log_in(at=now() + timedelta(days=1)) == 5, "two names, each from an address, and the address"
    assert not LogInCount.objects.exists()


@pytest.mark.usefixtures("world")
def test_the_session_gets_a_new_key_with_the_log_in():
    client = Client()
    client.session.save()
    planted = client.session.session_key
    log_in("g06-can-bo", PASSWORD, client=client)
    assert client.session.session_key != planted


@pytest.mark.usefixtures("world")
def test_a_new_password_needs_the_old_one_and_ends_the_other_sessions():
    here, there = at_desk("g06-can-bo"), at_desk("g06-can-bo")
    assert "12" in here.get("/account").content.decode(), "the rules are told before typing"
    wrong = here.post("/account/password", {"old": "sai", "new": NEW, "again": NEW})
    weak = here.post("/account/password", {"old": PASSWORD, "new": "123", "again": "123"})
    assert (wrong.status_code, weak.status_code) == (422, 422)
    assert here.post("/account/password", {"old": PASSWORD, "new": NEW, "again": NEW}).status_code == 302
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 302
    assert log_in("g06-can-bo", PASSWORD).status_code == 422
    assert log_in("g06-can-bo", NEW).status_code == 302


@pytest.mark.usefixtures("world")
def test_a_one_time_password_opens_nothing_but_its_change_and_grows_old():
    account, once = give_one_time_password(person="nguoi-g06-can-bo", by=SYSTEM, at=now())
    client = Client()
    assert log_in(account.username, once, client=client).status_code == 302
    assert client.get("/tasks").url == "/account"
    assert client.get("/mandates").url == "/account"
    client.post("/account/password", {"old": once, "new": NEW, "again": NEW})
    assert client.get("/tasks").status_code == 200
    Account.objects.filter(pk=account.pk).update(one_time_until=now() - timedelta(minutes=1))
    assert log_in(account.username, NEW).status_code == 422


@pytest.mark.usefixtures("world")
def test_only_keepers_give_one_time_passwords():
    assert at_desk("g06-can-bo").post("/log-ins", {"person": "nguoi-bcd-truong-ban"}).status_code == 404
    page = at_desk("bcd-thuong-truc").post("/log-ins", {"person": "nguoi-g06-can-bo"})
    assert page.status_code == 200
    assert page.headers["Cache-Control"].find("no-store") >= 0
    assert Account.objects.get(username="g06-can-bo").one_time_until is not None


def new_token(client: Client) -> str:
    """A token made on the account page."""
    page = client.post("/account/tokens", {"label": "báo cáo tuần", "days": "30"}).content.decode()
    found = re.search(r"camket_[\w-]{43}", page)
    assert found is not None
    return found.group()


def call(token: str, address: str = "/api/v1/tasks", *, client: Client | None = None) -> HttpResponse:
    """A call that shows a token."""
    return (client or Client()).get(address, headers={"Authorization": f"Bearer {token}"})


def test_a_token_reads_as_its_post_and_is_kept_as_a_hash_alone(world: World):
    code = world.give("57-9", due=date(2025, 6, 30), publication=Publication.RESTRICTED)
    client = at_desk("g06-can-bo")
    token = new_token(client)
    assert token not in client.get("/account").content.decode()
    kept = ApiToken.objects.get()
    assert (kept.digest, token in str(vars(kept))) == (token_digest(token), False)
    assert call(token, f"/api/v1/tasks/{code}").status_code == 200
    assert Client().get(f"/api/v1/tasks/{code}").status_code == 404
    assert call(token, "/account").status_code == 302, "a token opens no page"
    assert ApiToken.objects.get().last_used_on is not None


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("fault", ["wrong", "expired", "revoked", "left", "closed", "scheme"])
def test_every_token_that_opens_nothing_is_answered_alike(fault: str):
    client = at_desk("g06-can-bo")
    token = new_token(client)
    if fault == "wrong":
        token = token[:-1] + ("A" if token[-1] != "A" else "B")
    elif fault == "expired":
        ApiToken.objects.update(expires_on=date(2025, 1, 1))
    elif fault == "revoked":
        client.post("/account/tokens/1/revoke")
    elif fault == "left":
        held = Appointment.objects.get(post__code="g06-can-bo")
        leave_post(appointment=held, by=SYSTEM, at=now(), on=date(2025, 1, 3))
    elif fault == "closed":
        Account.objects.filter(username="g06-can-bo").update(is_active=False)
    shown = f"Basic {token}" if fault == "scheme" else f"Bearer {token}"
    answer = Client().get("/api/v1/tasks", headers={"Authorization": shown})
    assert answer.status_code == 401
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert (answer.json()["code"], answer.json()["params"]) == ("request.token.refused", {})
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.usefixtures("world")
def test_a_token_ends_for_good_with_the_appointment_it_was_made_under():
    client = at_desk("g06-can-bo")
    token = new_token(client)
    hand = {"by": SYSTEM, "at": now(), "on": day_of(now())}
    leave_post(appointment=Appointment.objects.get(post__code="g06-can-bo"), **hand)
    assert call(token).status_code == 401
    appoint(post="g06-can-bo", person="nguoi-g06-can-bo", full_name="Vũ Thị Phương", **hand)
    assert client.get("/account").status_code == 200, "the person is back in the post"
    assert call(token).status_code == 401
    assert "đã hết, vì thôi giữ vị trí" in client.get("/account").content.decode()
    again = new_token(client)
    assert (call(again).status_code, call(token).status_code) == (200, 401)


@pytest.mark.usefixtures("world")
def test_a_token_of_a_former_appointment_takes_no_place_among_those_one_may_have():
    client = at_desk("g06-can-bo")
    for _ in range(MOST_TOKENS):
        new_token(client)
    hand = {"by": SYSTEM, "at": now(), "on": day_of(now())}
    asked = {"label": "một mã nữa", "expires_on": day_of(now()) + timedelta(days=30), "at": now()}
    with pytest.raises(TooManyTokens):
        make_token(by=OFFICER, **asked)
    leave_post(appointment=Appointment.objects.get(post__code="g06-can-bo"), **hand)
    appoint(post="g06-can-bo", person="nguoi-g06-can-bo", full_name="Vũ Thị Phương", **hand)
    _, token = make_token(by=OFFICER, **asked)
    assert call(token).status_code == 200


@pytest.mark.usefixtures("world")
def test_wrong_tokens_are_limited_and_a_right_one_still_reads():
    token = new_token(at_desk("g06-can-bo"))
    for _ in range(LIMITS["token"].tries):
        assert call("camket_x").status_code == 401
    assert call("camket_x").status_code == 429
    assert call(token).status_code == 200


@pytest.mark.usefixtures("world")
def test_a_write_by_session_needs_the_pages_token_and_one_by_token_does_not():
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(username="g06-can-bo"))
    token = new_token(at_desk("g06-can-bo"))
    assert client.post("/api/v1/tasks").json()["code"] == "request.csrf.refused"
    sent = Client(enforce_csrf_checks=True).post(
        "/api/v1/tasks", headers={"Authorization": f"Bearer {token}"}
    )
    assert sent.status_code == 405


@pytest.mark.usefixtures("world")
def test_nobody_revokes_another_persons_token_and_a_reset_revokes_them_all():
    new_token(at_desk("g06-can-bo"))
    assert at_desk("g01-can-bo").post("/account/tokens/1/revoke").status_code == 404
    give_one_time_password(person="nguoi-g06-can-bo", by=SYSTEM, at=now())
    assert ApiToken.objects.get().revoked_at is not None


@override_settings(CAMKET_PROXY=True)
@pytest.mark.usefixtures("world")
def test_behind_a_proxy_only_its_own_word_is_the_address():
    for place in range(LIMITS["pair"].tries + 1):
        told = Client().post(
            "/login",
            {"username": "g06-can-bo", "password": "sai"},
            headers={"X-Forwarded-For": f"10.0.0.{place}, 203.0.113.9"},
        )
    assert told.status_code == 429
