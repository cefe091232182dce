"""The page on which a guideline begins, on a fresh site and by pages alone."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from guideline.models import Guideline

ADDRESS = "/guidelines/add/"
GIVEN = {"title": "Kidneys", "slug": "kidneys", "time_zone": "Asia/Tokyo"}


def test_fresh_site_is_used_from_a_command_and_pages_alone(db, client, capsys):
    call_command("make_secretariat", "keeper@example.org", name="Keeper")
    call_command("make_secretariat", "keeper@example.org")
    assert "Sign in at" in capsys.readouterr().out
    client.force_login(User.objects.get())

    assert f'href="{ADDRESS}"' in client.get("/").content.decode()
    page = client.post(ADDRESS, GIVEN | {"own_role": "chair"}, follow=True)
    assert page.redirect_chain[-1][0] == "/guidelines/kidneys/panel/"

    base = "/guidelines/kidneys/"
    client.post(f"{base}topics/", {"title": "Surgery"})
    client.post(f"{base}panel/add/", {"role": "member", "name": "A", "perspective": "patient"})
    topic = Guideline.objects.get().topics.get()
    asked = {"text": "A or B?", "type": "intervention", "status": "clinical-question"}
    client.post(f"{base}questions/add/", asked | {"topic": topic.pk})

    guideline = Guideline.objects.get()
    assert [str(each) for each in guideline.questions.all()] == ["A or B?"]
    assert guideline.questions.get().topic == topic
    assert list(guideline.panel.order_by("position").values_list("role", flat=True)) == [
        "chair",
        "member",
    ]


def test_superuser_begins_a_guideline_and_leads_it(admin_client):
    admin_client.post(ADDRESS, GIVEN | {"own_role": "chair"})

    assert Guideline.objects.get().panel.get().user.is_superuser


def test_refused_beginning_keeps_what_was_typed(admin_client):
    answer = admin_client.post(ADDRESS, GIVEN | {"own_role": "secretariat", "chair_email": ""})

    assert answer.status_code == 422
    assert 'value="Kidneys"' in answer.content.decode()
    assert Guideline.objects.count() == 0


def test_nobody_else_opens_it(chair, client_of):
    assert client_of(chair).get(ADDRESS).status_code == 403
    assert ADDRESS not in client_of(chair).get("/").content.decode()


@pytest.mark.parametrize("email", ["", "keeper", "a b@example.org"])
def test_command_refuses_what_is_no_address(db, email):
    with pytest.raises(CommandError):
        call_command("make_secretariat", email)
