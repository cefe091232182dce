"""The end of the audit chain is mailed at each close, and a tail that was cut shows against it."""

import re

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from audit.models import ChainHead, Event
from outbox.models import Delivery
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round, withdraw_round

ASKED = Delivery.objects.filter(kind="chain-head")


@pytest.fixture
def heads(deliver, mailoutbox):
    """The mails about the chain, by whom they went to: `heads()`."""

    def mailed() -> dict[str, str]:
        deliver()
        deliver()
        return {mail.to[0]: mail.body for mail in mailoutbox if "verify_audit --head" in mail.body}

    return mailed


def test_close_mails_the_end_of_the_chain_to_those_who_keep_it(
    opened, chair, methodologist, member, heads
):
    close_round(by=chair, round=opened)
    head = ChainHead.objects.get()

    mailed = heads()

    assert set(mailed) == {chair.email, methodologist.email}
    assert mailed[chair.email].count(f"--head {head.length}:{head.hash}\n") == 1
    assert "Round 1 on q1r1 of “Livers” was closed on" in mailed[chair.email]
    assert f"/rounds/{opened.pk}/verify/" in mailed[chair.email]


def test_close_asks_for_one_piece_of_work_however_often_it_is_repeated(opened, chair):
    close_round(by=chair, round=opened)
    close_round(by=chair, round=opened)

    closing = Event.objects.get(verb="round-closed")
    assert [row.payload for row in ASKED.all()] == [
        {"round": opened.pk, "head": f"{closing.sequence}:{closing.hash}"}
    ]


def test_close_that_is_undone_asks_for_no_mail(opened, chair):
    with transaction.atomic():
        close_round(by=chair, round=opened)
        transaction.set_rollback(True)

    assert ASKED.count() == 0


def test_practice_and_withdrawal_mail_nothing(recommendation, chair, member):
    close_round(by=chair, round=open_round(by=chair, recommendation=recommendation, practice=True))
    withdrawn = open_round(by=chair, recommendation=recommendation)
    withdraw_round(by=chair, round=withdrawn, reason="The wording is wrong.")

    assert ASKED.count() == 0


def test_who_leaves_the_room_for_the_question_gets_no_mail(
    opened, guideline, question, chair, methodologist, heads
):
    other = factories.make_user("second-chair")
    place = factories.make_member(guideline=guideline, role="chair", user=other)
    factories.make_conflict(member=place, question=question, action="leave-room")
    close_round(by=chair, round=opened)

    assert set(heads()) == {chair.email, methodologist.email}


def test_tail_cut_together_with_the_recorded_end_is_found_by_the_mailed_head(
    opened, chair, member, heads, capsys
):
    cast_vote(by=member, round=opened, choice="weak-for")
    close_round(by=chair, round=opened)
    kept = re.search(r"verify_audit --head (\d+:[0-9a-f]{64})", heads()[chair.email])[1]
    call_command("verify_audit", "--head", kept)

    cut_the_last(2)

    call_command("verify_audit")
    assert capsys.readouterr().out.count("The audit chain holds") == 2
    with pytest.raises(SystemExit):
        call_command("verify_audit", "--head", kept)
    assert "the last 2 are missing." in capsys.readouterr().err


def cut_the_last(events: int) -> None:
    """What somebody who owns the database can do."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_is_final")
    head = ChainHead.objects.get()
    Event.objects.filter(sequence__gt=head.length - events).delete()
    last = Event.objects.order_by("sequence").last()
    ChainHead.objects.update(length=last.sequence, hash=last.hash)
