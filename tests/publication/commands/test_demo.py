"""`manage.py demo`: from nothing to any stage by the real actions, and again without a change."""

from io import StringIO

import pytest
from django.core.management import call_command

from audit.models import Event
from audit.queries import verify
from guideline.models import Guideline, PanelMember
from hearing.models import Comment
from publication.models import Version
from voting.models import Ballot, Round

pytestmark = pytest.mark.django_db

PAPER = [
    "14 questions: 1 strong, 13 weak; 2 moderate, 10 low, 2 very low",
    "15 recommendations: 1 strong, 14 weak; 1 high, 2 moderate, 10 low, 2 very low",
]


def _demo(*words: str) -> list[str]:
    out = StringIO()
    call_command("demo", *words, stdout=out)
    return [line for line in out.getvalue().splitlines() if line]


def _stage() -> str:
    return Guideline.objects.get().stage


def test_demo_prints_the_totals_of_the_paper():
    assert _demo()[-2:] == PAPER


def test_demo_gives_every_place_an_account():
    _demo()

    assert PanelMember.objects.filter(user=None).count() == 0
    names = set(PanelMember.objects.values_list("user__username", flat=True))
    assert {
        "chair",
        "member-01",
        "member-42",
        "methodologist",
        "commentator",
        "secretariat",
    } <= names


def test_demo_again_changes_nothing():
    _demo()
    before = Event.objects.count()

    _demo()

    assert Event.objects.count() == before
    assert list(Version.objects.values_list("number", flat=True)) == ["1.0"]


def test_demo_accounts_have_no_password():
    _demo()

    chair = PanelMember.objects.get(role="chair").user
    assert chair.has_usable_password() is False


def test_demo_walks_from_stage_to_stage_and_back_and_its_log_holds():
    """One long walk, for each vote in it is a real ballot."""
    _demo("--stage", "voting")

    assert _stage() == "deliberation"
    assert Round.objects.filter(status="open").count() == 5
    # Everybody but the chair and two members, who find their ballots open when they sign in.
    assert Ballot.objects.count() == 5 * 40

    lines = _demo("--stage", "hearing")

    assert _stage() == "hearing"
    assert lines[-2:] == PAPER
    assert set(Comment.objects.values_list("basis", flat=True)) == {"reconstructed"}

    lines = _demo("--stage", "published")

    assert _stage() == "published"
    assert lines[-2:] == PAPER
    assert list(Comment.objects.filter(answer=None, withdrawn_at=None)) == list(
        Comment.objects.exclude(kept_held_at=None)
    )
    assert list(Version.objects.values_list("number", flat=True)) == ["1.0", "1.1"]

    events = Event.objects.count()
    _demo("--stage", "published")

    assert Event.objects.count() == events

    _demo("--stage", "voting")

    assert _stage() == "deliberation"
    assert Round.objects.filter(status="open").count() == 5
    assert verify() is None
