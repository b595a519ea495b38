"""The doctor finds what is planted, the nightly round keeps a note, and insiders are told when it does not come."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from tests.replay import signing_key
from tests.world import OFFICER, PASSWORD, START, noon

from camket.cli import camket
from camket.cli.door import now
from camket.cli.duties import ask_for_what_is_due, seal
from camket.discipline.claims.actions import report_progress
from camket.jobs import rounds
from camket.jobs.models import Job
from camket.jobs.rules import RoundKind
from camket.periods import VIETNAM_TZ
from camket.record.actions import seal_checkpoint
from camket.record.checking import file_vitals, record_vitals, store_vitals
from camket.words import say_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.test import Client
    from tests.world import World

    from camket.record.checking import Vital


@pytest.fixture
def sound(world: World) -> World:
    """A store in which nothing is wrong."""
    cache.clear()
    world.give("57-0001")
    world.claim("57-0001", on=START)
    seal_checkpoint(key=signing_key(), at=noon(START))
    return world


def codes(vitals: Iterable[Vital]) -> set[str]:
    return {one.code for one in vitals}


def of_record() -> set[str]:
    return codes(record_vitals(at=now(), vkey=signing_key().vkey))


@contextmanager
def altered(table: str, statement: str) -> Iterator[None]:
    """A table that refuses change, changed as somebody with the owner's rights could; taken back at the end."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
            else:
                for verb in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER {table}_no_{verb}")
            cursor.execute(statement)
        yield
        transaction.set_rollback(True)


def test_a_sound_store_is_found_sound(sound: World):  # noqa: ARG001 - the store
    assert codes(store_vitals()) - {"owner.look"} == {"database.good", "steps.good", "triggers.good"}
    assert of_record() == {"positions.good", "tree.good", "clock.good", "checkpoint.good"}
    assert codes(file_vitals(settings.CAMKET_EVIDENCE_DIR, every=True)) == {"files.good"}


def test_an_instant_is_told_in_the_time_of_vietnam(sound: World):  # noqa: ARG001 - the store
    told = CliRunner().invoke(camket, ["doctor"]).output

    (clock,) = [line for line in told.splitlines() if "Đồng hồ" in line]
    local = noon(START).astimezone(VIETNAM_TZ)
    assert f"{local:%H:%M}, {say_day(START, 'vi')}" in clock


def test_missing_triggers_are_named(sound: World):  # noqa: ARG001 - the store
    with altered("record_node", "SELECT 1"):
        (told,) = [one for one in store_vitals() if one.code == "triggers.wrong"]
    assert told.params["tables"] == "record_node"


def test_a_changed_hash_is_found(sound: World):  # noqa: ARG001 - the store
    with altered(
        "record_node",
        "UPDATE record_node SET hash = (SELECT hash FROM record_node WHERE key = 64) WHERE key = 0",
    ):
        assert "tree.wrong" in of_record()


def test_a_changed_leaf_is_found(sound: World):  # noqa: ARG001 - the store
    with altered(
        "record_entry",
        "UPDATE record_entry SET leaf = replace(leaf, '57-0001', '57-0002') WHERE position > 20",
    ):
        assert {"tree.wrong", "checkpoint.wrong"} <= of_record()


def test_a_checkpoint_of_another_key_is_found(sound: World):  # noqa: ARG001 - the store
    with altered("record_checkpoint", "UPDATE record_checkpoint SET note = replace(note, '— ', '— x')"):
        assert "checkpoint.wrong" in of_record()


def test_a_clock_behind_the_record_is_found(sound: World):  # noqa: ARG001 - the store
    early = noon(START) - timedelta(days=1)
    assert "clock.wrong" in codes(record_vitals(at=early, vkey=None))


def test_entries_wait_half_a_minute_for_others_and_are_then_sealed(sound: World):  # noqa: ARG001 - the store
    at = now()
    report_progress(task="57-0001", words="Đang làm", by=OFFICER, at=at, on=START)
    ask_for_what_is_due(at=at + timedelta(seconds=29))
    assert not Job.objects.filter(kind="seal").exists()
    ask_for_what_is_due(at=at + timedelta(seconds=30))
    ask_for_what_is_due(at=at + timedelta(seconds=31))
    assert Job.objects.filter(kind="seal").count() == 1
    size = int(seal(at=at + timedelta(seconds=31)))
    assert Job.objects.get(kind="seal").key == f"seal:{size}"
    assert seal(at=at + timedelta(seconds=32)) == "0", "done twice, it does no harm"


def test_the_nightly_round_ends_with_a_note_that_the_doctor_reads(sound: World):  # noqa: ARG001 - the store
    before = CliRunner().invoke(camket, ["doctor", "--format", "json"])
    assert "nightly.never" in {one["code"] for one in json.loads(before.stdout)}
    night = CliRunner().invoke(camket, ["nightly", "--lang", "en"])
    assert night.exit_code == 0, night.output
    last = rounds.last_nightly()
    assert last is not None
    assert last.good
    after = CliRunner().invoke(camket, ["doctor", "--format", "json"])
    assert "nightly.good" in {one["code"] for one in json.loads(after.stdout)}


def test_a_nightly_round_that_finds_something_wrong_says_so(sound: World):  # noqa: ARG001 - the store
    with altered("record_opening", "SELECT 1"):
        night = CliRunner().invoke(camket, ["nightly", "--lang", "en"])
        last = rounds.last_nightly()
    assert night.exit_code == 1
    assert "MISSING on record_opening" in night.output
    assert last is not None
    assert (last.good, last.told) == (False, "triggers.wrong")


def test_the_standing_office_is_told_when_the_round_does_not_come_and_others_are_not(
    client: Client,
    sound: World,  # noqa: ARG001 - the store
):
    words = "Vòng đêm không chạy quá 26 giờ"
    late = rounds.begin(kind=RoundKind.NIGHTLY, name="a", at=now() - timedelta(hours=28))
    rounds.end(late, at=now() - timedelta(hours=27), good=True, told="")
    told = {}
    for username in ("bcd-thuong-truc", "bcd-truong-ban", "g06-can-bo", ""):
        client.logout()
        if username:
            client.login(username=username, password=PASSWORD)
        told[username] = words in client.get("/").content.decode()
    assert told == {"bcd-thuong-truc": True, "bcd-truong-ban": True, "g06-can-bo": False, "": False}
    cache.clear()
    rounds.end(late, at=now() - timedelta(hours=25), good=True, told="")
    client.login(username="bcd-thuong-truc", password=PASSWORD)
    assert words not in client.get("/").content.decode()
