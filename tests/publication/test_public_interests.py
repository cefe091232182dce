"""What the public reads of declared interests, and what it does not."""

from guideline.actions.conflicts import decide_conflict
from guideline.actions.interests import declare_conflict, declare_nothing
from guideline.actions.society_interests import add_society_interest
from publication.public_interests import people_of, society_of
from publication.version_content import published_content
from tests import factories


def lines(person) -> list[str]:
    return [
        "; ".join(
            str(part)
            for part in (
                each.what,
                each.party,
                each.whose,
                each.amount,
                each.years,
                each.action,
                ",".join(each.questions),
            )
        )
        for each in person.interests
    ]


def test_kind_party_band_years_action_and_questions_are_public(
    guideline, question, chair, member, methodologist, observer
):
    other = factories.make_question(guideline=guideline, ref="q2", number=2)
    first = declare_conflict(
        by=member,
        guideline=guideline,
        kind="fees",
        party="Maker",
        interest="A private matter",
        whose="family",
        amount_band="to-5000",
        year_from=2020,
        questions=[question, other],
    )
    for conflict in (first, first.further.get()):
        decide_conflict(by=chair, conflict=conflict, action="discuss-only", because="Secret why.")
    declare_nothing(by=chair, guideline=guideline)
    add_society_interest(
        by=chair,
        guideline=guideline,
        kind="research-funding",
        party="A ministry",
        handled="No say.",
    )

    content = published_content(guideline)
    people = {person.name: person for person in people_of(content["bundle"])}

    assert lines(people["member"]) == [
        "fees for lectures or advice; Maker; family; 1,001 to 5,000 a year; 2020–; discuss-only; 1,2"
    ]
    said = {name: (person.has_declared, lines(person)) for name, person in people.items()}
    assert said["chair"] == (True, [])
    assert said["methodologist"] == (False, [])
    assert "observer" not in people
    assert "Secret why." not in str(content)
    assert [(each["what"], each["party"]) for each in society_of(content["bundle"])] == [
        ("research funding", "A ministry")
    ]


def test_words_of_the_holder_stand_only_where_there_is_no_kind_for_them():
    said = [
        {"interest": "lecture fees"},
        {"kind": "other", "interest": "a wager"},
        {"kind": "shares", "interest": "how many"},
        {"years": "2015", "amount": "1 million"},
    ]
    (person,) = people_of({"panel": [{"id": "p1", "role": "member", "conflicts": said}]})

    assert lines(person) == [
        "lecture fees; None; own; ; ; not-reported; ",
        "other: a wager; None; own; ; ; not-reported; ",
        "shares or options; None; own; ; ; not-reported; ",
        "; None; own; ; 2015; not-reported; ",
    ]


def test_published_version_and_hearing_show_them_to_everybody(db, client):
    guideline = factories.guideline_at("published", title="Livers")
    member = guideline.panel.filter(role="member")[0]
    # Frozen before: what is declared later belongs to the next version.
    factories.make_conflict(member=member, party="A later company")

    version = guideline.versions.get()
    for address in (version.get_absolute_url(), guideline.hearings.get().get_absolute_url()):
        page = client.get(address).content.decode()
        assert "no declaration recorded" in page
        assert "A later company" not in page
