"""Whole guidelines: exactly what is found in the examples, and nothing in a sound young one."""

from datetime import date

import pytest
from django.utils import timezone

from evidence.actions.rating import Judged, rate_certainty
from evidence.actions.results import enter_result
from evidence.actions.searches import import_flow, record_search
from evidence.actions.studies import add_study
from evidence.codes import DOMAINS
from guideline.actions.outcomes import add_outcome
from guideline.actions.questions import put_question
from publication.bundle.importing import import_guideline
from publication.bundle.opening import open_bundle
from publication.chain import chain_of
from publication.checks.run import check_guideline, findings_in
from tests import factories
from tests.publication.bundle.samples import EXAMPLE, PROJECT_EXAMPLE
from tests.publication.checks.sound import found, imported, sound
from voting.actions.ballots import cast_vote
from voting.actions.drafts import add_recommendation
from voting.actions.etd import judge_criterion
from voting.actions.rounds import close_round, open_round
from voting.codes import CRITERIA

pytestmark = pytest.mark.django_db


def _found(guideline):
    return [(each.severity, each.rule.id, each.place.where) for each in check_guideline(guideline)]


def test_findings_in_the_paper_are_exactly_these():
    guideline = import_guideline(open_bundle(PROJECT_EXAMPLE / "guideline.yaml")).guideline

    # Beside each what the paper says against itself.
    assert _found(guideline) == [
        ("note", "search-is-old", "searches"),  # July 2018, published in 2021
        # The prose has 61-91 and 42-100 %, the rows of figure 2 run to 97 and from 10 %.
        ("error", "prose-against-range", "q1/ct-accuracy"),
        ("error", "prose-against-range", "q1/ct-accuracy"),
        ("warning", "more-studies-than-found", "q1/found"),  # nine accepted, 17 in figure 2
        ("note", "study-label-differs", "q1/macera2013"),  # printed Marcera
        ("note", "study-label-differs", "q1/schulz2016"),  # printed 2015
        ("note", "study-newer-than-search", "q4/roblescampos2019"),
        ("note", "study-newer-than-search", "q4/fretland2019"),
        ("note", "study-newer-than-search", "q4/syn2020"),
        ("note", "study-label-differs", "q10/gleisner2007"),  # printed Gleinsner
        (
            "warning",
            "prose-against-designs",
            "q11/survival",
        ),  # a caption: three trials; three cohorts
        ("warning", "strong-on-low", "q12/q12r1/justification"),
        ("note", "study-newer-than-search", "q12/tsilimigras2019"),
        ("error", "interval-contradicts-p", "q13/colorectal-survival"),  # 9-28 %, P = .32
        ("error", "interval-contradicts-p", "q13/gastric-survival"),  # 8-19 %, P = .42
        ("error", "estimate-outside-interval", "q13/gastric-survival"),  # 6 %, 8-19 %
        ("warning", "more-studies-than-found", "q13/found"),  # two trials become three
        ("warning", "ratio-without-event", "q13/colorectal-relative-risk"),
        ("warning", "ratio-without-event", "q13/gastric-relative-risk"),
        ("warning", "imprecision-not-lowered", "q13/colorectal-survival"),
        ("warning", "high-across-no-effect", "q13/colorectal-survival"),
        ("note", "study-newer-than-search", "q13/kobayashi2020"),
        ("error", "prose-against-certainty", "q14/q14r1/justification"),  # graded very low
    ]


def test_findings_in_the_reference_bundle_are_exactly_these():
    guideline = import_guideline(open_bundle(EXAMPLE)).guideline

    assert _found(guideline) == [
        ("note", "search-is-old", "searches"),
        ("warning", "ratio-without-event", "q1/survival"),
        ("warning", "domain-not-judged", "q1/stay"),
        ("warning", "domain-not-judged", "q1/recurrence/trials"),
        ("warning", "domain-not-judged", "q1/recurrence/cohorts"),
        ("warning", "domain-not-judged", "q1/survival"),
        ("warning", "bias-not-lowered", "q1/recurrence/cohorts"),
        ("note", "study-label-differs", "q1/s1"),  # Study 2001, by Author A
        ("warning", "domain-not-judged", "q2/accuracy/sensitivity"),
        ("warning", "domain-not-judged", "q2/accuracy/specificity"),
        ("warning", "criterion-not-judged", "q2/etd"),
    ]


def test_sound_guideline_draws_no_finding():
    assert found(sound()) == []


def test_young_guideline_draws_no_finding_at_any_step(guideline, chair, methodologist):
    """One rater, no signature, no DOI, two studies and so no funnel plot: nothing of that is wrong."""
    members = [factories.make_member(guideline=guideline, user=factories.make_user()) for _ in "ab"]
    seen = []

    def look():
        seen.append(_found(guideline))

    look()
    question = put_question(
        by=chair, guideline=guideline, text="Should A replace B?", status="clinical-question"
    )
    death = add_outcome(
        by=chair, question=question, name="Death", importance=9, type="dichotomous", favours="lower"
    )
    pain = add_outcome(
        by=chair, question=question, name="Pain", importance=5, type="dichotomous", favours="lower"
    )
    look()
    for source in ("PubMed", "Cochrane Library"):
        record_search(
            by=methodologist,
            question=question,
            source=source,
            run_on=timezone.localdate(),
            records=20,
        )
        look()
    import_flow(
        by=methodologist, question=question, duplicates=8, excluded_on_title=30, not_retrieved=0
    )
    look()
    year = date.today().year - 1
    for name in ("Adams", "Baker"):
        study = add_study(
            by=methodologist,
            question=question,
            label=f"{name} {year}",
            design="randomised-trial",
            year=year,
            citation=f"{name} A et al. A Journal {year};1:1-9.",
        )
        look()
        for outcome in (death, pain):
            table = {"events_1": 60, "total_1": 300, "events_2": 120, "total_2": 300}
            enter_result(by=methodologist, outcome=outcome, study=study, **table)
        look()
    judged = dict.fromkeys(DOMAINS, Judged(0)) | {"risk_of_bias": Judged(1, "Nobody was blinded.")}
    for outcome in (death, pain):
        rate_certainty(by=methodologist, outcome=outcome, design="randomised-trial", judged=judged)
        look()
    answers = {"certainty_of_effects": "moderate", "balance": "favours-intervention"}
    for criterion in CRITERIA:
        judgement = answers.get(criterion, "dont-know")
        judge_criterion(by=chair, question=question, criterion=criterion, judgement=judgement)
        look()
    recommendation = add_recommendation(
        by=methodologist, question=question, statement="We suggest A rather than B."
    )
    look()
    round = open_round(by=chair, recommendation=recommendation)
    look()
    for member in members:
        cast_vote(by=member.user, round=round, choice="weak-for")
    close_round(by=chair, round=round)
    look()

    assert [each for each in seen if each] == []
    assert recommendation.rounds.get().status == "closed"


def test_rule_that_is_switched_off_is_not_asked():
    guideline = import_guideline(open_bundle(EXAMPLE)).guideline
    factories.make_switched_off_check(guideline=guideline, rule="domain-not-judged")

    rules = {each.rule.id for each in check_guideline(guideline)}

    assert rules == {
        "search-is-old",
        "ratio-without-event",
        "bias-not-lowered",
        "study-label-differs",
        "criterion-not-judged",
    }


def test_rule_switched_off_elsewhere_is_asked():
    guideline = import_guideline(open_bundle(EXAMPLE)).guideline
    factories.make_switched_off_check(rule="domain-not-judged")

    assert "domain-not-judged" in {each.rule.id for each in check_guideline(guideline)}


def test_checks_cost_three_queries_beside_the_chain(django_assert_num_queries):
    for guideline in (imported(sound()), import_guideline(open_bundle(EXAMPLE)).guideline):
        chain = chain_of(guideline)

        with django_assert_num_queries(3):
            findings_in(chain)
