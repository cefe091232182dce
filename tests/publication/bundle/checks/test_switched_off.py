"""Rules that a bundle switches off: each is one that there is, named once."""

import pytest

from publication.bundle.exporting import data_of
from publication.bundle.importing import import_guideline
from publication.bundle.opening import checked
from publication.checks.register import BY_ID
from tests.publication.bundle.samples import minimal, said


def _switching_off(*rules):
    data = minimal()
    data["guideline"]["checks_off"] = [{"rule": rule, "because": "So."} for rule in rules]
    return data


def test_unknown_rule_is_refused_and_the_known_ones_are_named():
    (problem,) = said(_switching_off("search-too-old"))

    assert problem == (
        "guideline.checks_off[0].rule: there is no rule search-too-old (is search-is-old meant?); "
        f"the rules are {', '.join(BY_ID)}"
    )


def test_rule_named_twice_is_refused():
    assert said(_switching_off("search-is-old", "search-is-old")) == [
        "guideline.checks_off[1].rule: search-is-old is listed twice"
    ]


@pytest.mark.django_db
def test_switched_off_rules_come_back_as_they_were_given():
    data = _switching_off("up-and-down", "search-is-old")

    guideline = import_guideline(checked(data)).guideline

    assert data_of(guideline) == data
    assert not import_guideline(checked(data)).is_new
