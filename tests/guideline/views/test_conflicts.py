"""The chair's list of interests, and the decision on each."""

import pytest
from django.utils import timezone

from guideline.models import Conflict, ConflictDecision
from tests import factories

ADDRESS = "/guidelines/livers/conflicts/"


@pytest.fixture
def conflict(member):
    return factories.make_conflict(
        member=member.places.get(), action="not-reported", declared_at=timezone.now()
    )


def decide(client, conflict, **values):
    given = {f"c{conflict.pk}-{name}": value for name, value in values.items()}
    return client.post(f"{ADDRESS}{conflict.pk}/decide/", given)


def test_decision_is_kept_and_the_list_shown_again(conflict, chair, client_of):
    answer = decide(client_of(chair), conflict, action="discuss-only", because="He sells it.")

    conflict.refresh_from_db()
    assert answer.headers["Location"] == ADDRESS
    assert (conflict.action, conflict.because) == ("discuss-only", "He sells it.")


def test_decision_without_a_choice_keeps_the_reason_typed(conflict, chair, client_of):
    answer = decide(client_of(chair), conflict, action="", because="A long thought.")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A long thought." in page
    assert f'href="#id_c{conflict.pk}-action"' in page
    assert Conflict.objects.get().action == "not-reported"


def test_own_interest_has_no_form_and_a_decision_on_it_is_refused(chair, client_of):
    own = factories.make_conflict(member=chair.places.get(), action="not-reported")

    page = client_of(chair).get(ADDRESS).content.decode()
    answer = decide(client_of(chair), own, action="none", because="It is small.")

    assert "they decide" in page
    assert f"c{own.pk}-because" not in page
    assert answer.status_code == 422
    assert Conflict.objects.get().action == "not-reported"


def test_list_names_those_who_have_not_declared(conflict, guideline, chair, client_of):
    factories.make_member(guideline=guideline, name="A silent one")

    silent = client_of(chair).get(ADDRESS).context["silent"]

    assert {str(place) for place in silent} == {"chair", "A silent one"}


def test_interest_of_another_guideline_is_not_found(guideline, chair, client_of):
    elsewhere = factories.make_conflict()

    answer = decide(client_of(chair), elsewhere, action="none", because="It is small.")

    assert answer.status_code == 404


def test_list_costs_the_same_for_one_interest_and_for_three(
    guideline, question, chair, client_of, query_counts
):
    def more():
        place = factories.make_member(guideline=guideline, user=factories.make_user())
        factories.make_conflict(member=place, question=question)

    assert query_counts(lambda: client_of(chair).get(ADDRESS), more) == 1


def test_second_person_confirms_by_a_button_that_the_first_one_does_not_have(
    guideline, conflict, chair, client_of
):
    guideline.interest_deciders = 2
    guideline.save()
    second = factories.make_user("second")
    factories.make_member(guideline=guideline, role="chair", user=second)
    decide(client_of(chair), conflict, action="leave-room", because="He sells it.")
    confirm = f"{ADDRESS}decisions/{ConflictDecision.objects.get().pk}/confirm/"

    assert confirm not in client_of(chair).get(ADDRESS).content.decode()
    assert confirm in client_of(second).get(ADDRESS).content.decode()
    page = client_of(second).post(confirm, follow=True).content.decode()

    assert "The decision on member is in force." in page
    assert Conflict.objects.get().action == "leave-room"


def test_interest_in_all_is_split_by_a_button(question, conflict, chair, client_of):
    split = f"{ADDRESS}{conflict.pk}/split/"

    assert split in client_of(chair).get(ADDRESS).content.decode()
    client_of(chair).post(split)

    assert Conflict.objects.get().question == question


def test_stand_in_sees_only_what_is_theirs_to_decide(conflict, chair, methodologist, client_of):
    factories.make_conflict(member=chair.places.get(), party="The chair's own company")
    conflict.party = "Somebody else's company"
    conflict.save()

    page = client_of(methodologist).get(ADDRESS).content.decode()

    assert "The chair&#x27;s own company" in page
    assert "Somebody else" not in page


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("chair", 200),
        ("secretariat", 403),
        ("methodologist", 403),
        ("member", 403),
        ("commentator", 403),
        ("observer", 403),
        ("stranger", 404),
    ],
)
def test_who_opens_the_list(request, guideline, role, status, status_of):
    for _two in range(2):
        factories.make_member(guideline=guideline, role="chair", user=factories.make_user())
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
