"""Positions are dense, instants never decrease, and what is entered cannot be changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from tests.world import START, SYSTEM, noon

from camket.record import queries as record
from camket.record.actions import AlreadyDeclared, ClockBehind, append, declare_origin, keep_evidence
from camket.record.models import Entry, Node
from camket_verify import tree

pytestmark = pytest.mark.django_db

DAY = date(2025, 3, 3)


def enter(n: int = 1, *, at: object = None) -> list[Entry]:
    with transaction.atomic():
        return [
            append(
                act="discipline.task.note",
                by=SYSTEM,
                at=at or noon(DAY),
                on=DAY,
                subjects=[f"task:57-{record.latest_position():04d}"],
                public={"n": place},
                private={"words": "Đã họp với tổ giúp việc"},
            )
            for place in range(n)
        ]


def _enter_and_fail() -> None:
    with transaction.atomic():
        enter(3)
        raise ValueError("torn")


def test_positions_are_dense_from_one() -> None:
    assert [entry.position for entry in enter(5)] == [1, 2, 3, 4, 5]


def test_a_transaction_that_fails_leaves_no_gap() -> None:
    enter(2)
    with pytest.raises(ValueError, match="torn"):
        _enter_and_fail()
    assert [entry.position for entry in enter(1)] == [3]


def test_a_clock_a_little_behind_is_carried_forward() -> None:
    enter()
    late = enter(at=noon(DAY) - timedelta(seconds=30))[0]
    assert late.recorded_at == noon(DAY)


def test_a_clock_well_behind_is_refused() -> None:
    enter()
    with pytest.raises(ClockBehind):
        enter(at=noon(DAY) - timedelta(hours=1))


def test_what_was_known_at_an_instant_is_a_position() -> None:
    enter(2)
    enter(3, at=noon(DAY) + timedelta(hours=1))
    assert record.position_at(noon(DAY) - timedelta(seconds=1)) == 0
    assert record.position_at(noon(DAY)) == 2
    assert record.position_at(noon(DAY) + timedelta(days=1)) == 5


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 13])
def test_the_stored_tree_has_the_root_of_its_leaves(size: int) -> None:
    entries = enter(size)
    leaves = [tree.leaf_hash(entry.leaf.encode()) for entry in entries]
    assert record.root_at(size) == tree.root_of(leaves)
    for position in range(1, size + 1):
        proof = record.proof_of(position, size=size)
        assert tree.verify_inclusion(
            leaf_hash=proof.leaf_hash, index=position - 1, size=size, path=proof.path, root=proof.root
        )
    assert tree.verify_consistency(
        old_size=1,
        new_size=size,
        old_root=leaves[0],
        new_root=record.root_at(size),
        path=record.consistency_of(1, size),
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_entry SET act = 'x'",
        "DELETE FROM record_entry",
        "UPDATE record_node SET hash = ''",
        "UPDATE record_opening SET private = '{}'",
        "DELETE FROM record_mention",
    ],
)
def test_the_database_itself_refuses_to_change_the_record(statement: str) -> None:
    enter(2)
    with (
        pytest.raises(IntegrityError, match="append_only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Entry.objects.count() == 2
    assert Node.objects.count() == 3


def test_a_record_says_once_what_it_is() -> None:
    declare_origin(origin="camket.test/record", synthetic=True, by=SYSTEM, at=noon(START), on=START)
    with pytest.raises(AlreadyDeclared):
        declare_origin(origin="camket.test/other", synthetic=False, by=SYSTEM, at=noon(START), on=START)


def test_the_same_file_is_kept_once() -> None:
    def keep() -> str:
        return keep_evidence(
            content="Biên bản".encode(),
            file_name="a.txt",
            media_type="text/plain",
            by=SYSTEM,
            at=noon(DAY),
            on=DAY,
        ).sha256

    first = keep()
    assert record.evidence_path(first).read_bytes() == "Biên bản".encode()
    assert keep() == first
    assert record.latest_position() == 1


def test_texts_and_the_person_stay_out_of_the_leaf() -> None:
    entry = enter()[0]
    assert "tổ giúp việc" not in entry.leaf
    assert record.private_part(entry) == {"words": "Đã họp với tổ giúp việc", "person": SYSTEM.person}
