"""The page of the proposals' settings."""

import pytest

from evidence.proposing.settings import SETTINGS

ADDRESS = "/guidelines/livers/proposals/"


def test_every_setting_shows_its_default_and_its_source(guideline, methodologist, client_of):
    form = client_of(methodologist).get(ADDRESS).context["form"]

    assert set(form.fields) == {*SETTINGS, "reason"}
    for name, allowed in SETTINGS.items():
        assert "Default: " in form.fields[name].help_text
        assert f"Source: {allowed.source}." in form.fields[name].help_text


def test_what_is_set_is_kept_and_shown_again(guideline, methodologist, client_of):
    given = {"imprecision": "core-2025", "small_study": "50"}

    page = client_of(methodologist).post(ADDRESS, given, follow=True)

    guideline.refresh_from_db()
    assert guideline.proposal_settings == {"imprecision": "core-2025", "small_study": 50}
    assert page.context["form"].initial["small_study"] == 50


def test_field_emptied_follows_the_default_again(guideline, methodologist, client_of):
    guideline.proposal_settings = {"small_study": 50}
    guideline.save()

    client_of(methodologist).post(ADDRESS, {"small_study": ""})

    guideline.refresh_from_db()
    assert guideline.proposal_settings == {}


def test_wrong_values_are_all_named_and_what_was_typed_stays(guideline, methodologist, client_of):
    answer = client_of(methodologist).post(ADDRESS, {"small_study": "0", "dominating": "101"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_small_study"' in page
    assert 'href="#id_dominating"' in page
    assert 'value="101"' in page


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("chair", 200),
        ("secretariat", 200),
        ("methodologist", 200),
        ("member", 403),
        ("observer", 403),
        ("stranger", 404),
    ],
)
def test_who_opens_the_page(request, guideline, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
