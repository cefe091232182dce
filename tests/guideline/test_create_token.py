"""`manage.py create_token`: tokens for panel places."""

import pytest
from django.core.management import CommandError, call_command
from rest_framework.test import APIClient

from audit.models import Event
from tests import factories


def tokens(capsys, *arguments: str) -> dict[str, str]:
    call_command("create_token", *arguments)
    return dict(line.split(" ") for line in capsys.readouterr().out.splitlines())


def test_every_place_gets_an_account_and_a_token(guideline, chair, capsys):
    factories.make_member(guideline=guideline, ref="p02", name="A. Nurse")

    printed = tokens(capsys, "livers")

    assert set(printed) == {"chair", "p02"}
    place = guideline.panel.get(ref="p02")
    assert (place.user.username, place.user.first_name) == ("livers.p02", "A. Nurse")
    assert not place.user.has_usable_password()
    assert guideline.panel.get(ref="chair").user == chair


def test_token_opens_the_rest_interface(guideline, chair, capsys):
    client = APIClient()
    token = tokens(capsys, "livers", "chair")["chair"]
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")

    assert client.get("/api/v1/guidelines/").json()[0]["slug"] == "livers"


def test_only_named_places_and_the_same_token_again(guideline, chair, member, capsys):
    first = tokens(capsys, "livers", "member")

    assert set(first) == {"member"}
    assert tokens(capsys, "livers", "member") == first
    assert list(Event.objects.values_list("verb", "facts")) == [
        ("tokens-created", {"places": "member"})
    ]


def test_unknown_guideline_or_place_is_told(guideline, chair):
    with pytest.raises(CommandError, match="no guideline 'nowhere'"):
        call_command("create_token", "nowhere")
    with pytest.raises(CommandError, match="p98, p99"):
        call_command("create_token", "livers", "chair", "p98", "p99")
