"""Anyone can check with the stand-alone verifier what the API says of the record."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

from tests.doors.api_calls import API, DAY, a_programme_of_every_kind, call
from tests.replay import signing_key
from tests.world import World, noon

from camket.record import queries as record
from camket.record.actions import seal_checkpoint
from camket_verify import tree
from camket_verify.export import Verdict, check_export

if TYPE_CHECKING:
    from django.test import Client


def test_every_entry_is_proved_under_the_signed_root(world: World, client: Client) -> None:
    a_programme_of_every_kind(world)
    seal_checkpoint(key=signing_key(), at=noon(DAY))
    sealed = call(client, "record/checkpoints/latest")
    assert call(client, f"record/checkpoints/{sealed['size']}") == sealed
    for position in range(1, sealed["size"] + 1):
        found = call(client, f"record/entries/{position}/proof")
        assert found["checkpoint"] == sealed
        assert tree.verify_inclusion(
            leaf_hash=bytes.fromhex(found["leaf_hash"]),
            index=position - 1,
            size=found["size"],
            path=[bytes.fromhex(step) for step in found["path"]],
            root=bytes.fromhex(sealed["root"]),
        )


def test_an_entry_after_the_checkpoint_is_proved_without_a_signature(world: World, client: Client) -> None:
    seal_checkpoint(key=signing_key(), at=noon(DAY))
    world.give("57-0001", on=DAY)
    latest = record.latest_position()
    found = call(client, f"record/entries/{latest}/proof")
    assert (found["size"], found["checkpoint"]) == (latest, None)
    assert found["root"] == record.root_at(latest).hex()


def test_the_leaf_of_an_entry_hashes_to_its_place_in_the_tree(world: World, client: Client) -> None:
    acceptance = a_programme_of_every_kind(world)
    found = call(client, f"record/entries/{acceptance}")
    assert tree.leaf_hash(found["leaf"].encode()).hex() == found["leaf_hash"]
    assert json.loads(found["leaf"])["public"] == found["public"]


def test_entries_are_walked_without_gaps(world: World, client: Client) -> None:
    a_programme_of_every_kind(world)
    for limit in (1, 7, 500):
        after, seen = 0, []
        while after is not None:
            page = call(client, "record/entries", after=after, limit=limit)
            seen += [entry["position"] for entry in page["entries"]]
            after = page["next"]
        assert seen == list(range(1, record.latest_position() + 1))
    claims = call(client, "record/entries", act="discipline.claim.submit")["entries"]
    assert {entry["act"] for entry in claims} == {"discipline.claim.submit"}
    assert len(claims) == 4


def test_the_record_is_shown_to_have_only_grown(world: World, client: Client) -> None:
    a_programme_of_every_kind(world)
    latest = record.latest_position()
    for old in range(latest + 1):
        found = call(client, "record/consistency", old=old, new=latest)
        assert tree.verify_consistency(
            old_size=old,
            new_size=latest,
            old_root=bytes.fromhex(found["old_root"]),
            new_root=bytes.fromhex(found["new_root"]),
            path=[bytes.fromhex(step) for step in found["path"]],
        )


def test_the_export_is_sound_for_the_verifier_and_opens_nothing(world: World, client: Client) -> None:
    a_programme_of_every_kind(world)
    seal_checkpoint(key=signing_key(), at=noon(DAY))
    response = client.get(f"{API}record/export")
    assert response["Content-Type"] == "application/x-ndjson"
    assert response["Cache-Control"] == "private, no-store"
    content = b"".join(response)
    report = check_export(io.BytesIO(content), key=signing_key().vkey)
    assert report.verdict is Verdict.SOUND
    assert report.openings == 0
