"""Which outcomes of a question are set against each other, and what is compared."""

import pytest

from evidence.profile import outcomes_of
from evidence.two_tests import tests_of as pairs_of
from tests import factories
from tests.evidence.accuracy import WELL_BEHAVED, accuracy_outcome

pytestmark = pytest.mark.django_db
WORSE = [(tp - 6, fp + 4, fn + 6, tn) for tp, fp, fn, tn in WELL_BEHAVED]


@pytest.fixture
def studies(question):
    return [factories.make_study(question=question, label=f"S {i}") for i in range(12)]


def paired(question, studies, shift=0, **fields):
    """An index test and its comparator; `shift` studies of each did not do the other."""
    accuracy_outcome(question, WELL_BEHAVED, studies=studies, test="index", unit="lesion")
    others = {"test": "comparator", "unit": "lesion"} | fields
    accuracy_outcome(question, WORSE, studies=studies[shift:], **others)
    return pairs_of(outcomes_of(question))


def test_index_test_is_compared_with_its_comparator(question, studies):
    (pair,) = paired(question, studies)

    assert pair.index.outcome.test == "index"
    assert pair.comparator.outcome.test == "comparator"


def test_difference_is_that_of_the_index_test_less_the_comparator(question, studies):
    (pair,) = paired(question, studies)

    for pairing in pair.pairings:
        assert pair.compared(pairing).tests == ("comparator", "index")
        assert pair.compared(pairing).sens.difference.value > 0


def test_pairs_within_studies_are_a_second_way_where_studies_did_both(question, studies):
    (pair,) = paired(question, studies, shift=4)

    assert pair.in_both == ["S 4", "S 5"]
    assert pair.pairings == ("independent", "shared")
    assert pair.compared("shared").paired == 2


def test_without_a_study_of_both_there_is_one_way(question, studies):
    (pair,) = paired(question, studies, shift=6)

    assert pair.in_both == []
    assert pair.pairings == ("independent",)


def test_tests_that_count_other_things_are_not_compared(question, studies):
    assert paired(question, studies, unit="patient") == []


def test_test_without_results_is_not_compared(question):
    accuracy_outcome(question, WELL_BEHAVED, test="index")
    accuracy_outcome(question, [], test="comparator")

    assert pairs_of(outcomes_of(question)) == []


def test_two_index_tests_are_not_compared_with_each_other(question):
    for _ in range(2):
        accuracy_outcome(question, WELL_BEHAVED, test="index")

    assert pairs_of(outcomes_of(question)) == []
