"""Words that a tired clerk or a hostile hand types: hidden signs, nothing at all, a book, a path for a name."""

from __future__ import annotations

from datetime import date

import pytest
from tests.world import FOLLOWER, OFFICE, OFFICER, World, noon

from camket.discipline.claims.actions import (
    EvidenceFile,
    accept_completion,
    claim_completion,
    report_progress,
    return_claim,
)
from camket.discipline.claims.actions.reporting import ProductMissing
from camket.discipline.mendings.actions import withdraw_task
from camket.discipline.tasks.actions.entering import ReasonMissing, WordsTooLong
from camket.discipline.tasks.models import Claim, ClaimEvidence
from camket.discipline.tasks.rules import LONGEST_FILE_NAME, LONGEST_WORDS, plain, plain_file_name

DUE = date(2025, 6, 30)
DAY = date(2025, 4, 4)
NOTHING = ["", " ", "\n\t", "\u00a0", "\u200b\u200c", "\ufeff", "\u202e", "\x00", ".", "…", "---", "\ud800"]
FILE = EvidenceFile("bien-ban.txt", "text/plain", b"x")


@pytest.mark.parametrize("words", NOTHING)
def test_words_that_say_nothing_are_no_words(world: World, words: str) -> None:
    world.give("57-0001", due=DUE)
    with pytest.raises(ReasonMissing):
        report_progress(task="57-0001", words=words, by=OFFICER, at=noon(DAY), on=DAY)
    with pytest.raises(ReasonMissing):
        withdraw_task(task="57-0001", statement=words, by=OFFICE, at=noon(DAY), on=DAY)
    with pytest.raises(ProductMissing):
        claim_completion(task="57-0001", product=words, evidence=[FILE], by=OFFICER, at=noon(DAY), on=DAY)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Đã\x00 họp", "Đã họp"),
        ("Đã\u202e họp\u202c", "Đã họp"),
        ("Đã\u200bhọp", "Đãhọp"),
        ("  Đã \r\n họp\t", "Đã họp"),
        ("Đa\u0303 ho\u0323p", "Đã họp"),
        ("Đã \ud800họp", "Đã họp"),
        ("‘Đã’ họp – 50% <b>", "‘Đã’ họp – 50% <b>"),
    ],
)
def test_hidden_signs_are_left_out_and_both_databases_keep_the_same(
    world: World, typed: str, kept: str
) -> None:
    world.give("57-0001", due=DUE)
    hands = {"at": noon(DAY), "on": DAY}
    claim = claim_completion(task="57-0001", product=typed, evidence=[FILE], by=OFFICER, **hands)
    sent_back = return_claim(claim=claim.entry_id, reason=typed, by=FOLLOWER, **hands)
    again = claim_completion(task="57-0001", product=typed, evidence=[FILE], by=OFFICER, **hands)
    accepted = accept_completion(claim=again.entry_id, note=typed, by=FOLLOWER, **hands)
    assert {claim.product, sent_back.reason, again.product, accepted.note} == {kept}
    assert Claim.objects.get(pk=claim.pk).product == kept


def test_a_book_is_not_a_reason(world: World) -> None:
    world.give("57-0001", due=DUE)
    report_progress(task="57-0001", words="a" * LONGEST_WORDS, by=OFFICER, at=noon(DAY), on=DAY)
    with pytest.raises(WordsTooLong):
        report_progress(task="57-0001", words="a" * (LONGEST_WORDS + 1), by=OFFICER, at=noon(DAY), on=DAY)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\an\\báo cáo.pdf", "báo cáo.pdf"),
        ("a\x00.pdf", "a .pdf"),
        ("hoadon\u202efdp.exe", "hoadonfdp.exe"),
        ("..", "khong-ten"),
        ("", "khong-ten"),
        ("bao-cao.docx", "bao-cao.docx"),
    ],
)
def test_a_file_keeps_its_own_name_and_no_path(world: World, sent: str, kept: str) -> None:
    world.give("57-0001", due=DUE)
    file = EvidenceFile(sent, "text/plain", b"x")
    claim_completion(task="57-0001", product="Có", evidence=[file], by=OFFICER, at=noon(DAY), on=DAY)
    assert ClaimEvidence.objects.get().file_name == kept


def test_a_very_long_file_name_is_cut_and_keeps_its_ending(world: World) -> None:
    world.give("57-0001", due=DUE)
    file = EvidenceFile("dài " * 100 + ".pdf", "application/pdf", b"x")
    claim_completion(task="57-0001", product="Có", evidence=[file], by=OFFICER, at=noon(DAY), on=DAY)
    name = ClaimEvidence.objects.get().file_name
    assert len(name) == LONGEST_FILE_NAME
    assert name.endswith(".pdf")


def test_plain_words_are_plain_already() -> None:
    for typed in (*NOTHING, "a\u0301\u200d b", "x" * 300, "\u0085"):
        assert plain(plain(typed)) == plain(typed)
        assert plain_file_name(plain_file_name(typed)) == plain_file_name(typed)
