import pytest

from tests.publication.bundle.samples import minimal, said, with_outcome, with_round


def _question(**keys):
    data = minimal()
    data["questions"][0] |= keys
    return data


def _guideline(**keys):
    data = minimal()
    data["guideline"] |= keys
    return data


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (_question(id=None), "questions[0].id: must be text"),
        (_question(id=3), "questions[0].id: must be text; put 3 in quotes"),
        (_question(id="a b"), "questions[0].id: must be a short name of letters, digits, - and _, not a b"),
        (_question(id="x" * 101), "questions[0].id: is longer than 100 characters"),
        (_question(text=" "), "questions[0].text: must not be empty"),
        (_question(text={}), "questions[0].text: needs 1 of them, has 0"),
        (_question(text={"english": "?"}), "questions[0].text.english: english cannot be a key here"),
        (_question(text={"en": ""}), "questions[0].text.en: must not be empty"),
        (_question(number="1"), "questions[0].number: must be a whole number"),
        (_question(number=1.0), "questions[0].number: must be a whole number"),
        (_question(number=True), "questions[0].number: must be a whole number"),
        (_question(number=0), "questions[0].number: must be at least 1, not 0"),
        (_question(number=10**10), "questions[0].number: must be at most 1000000000, not 10000000000"),
        (_question(notes="x"), "questions[0].notes: must be a list"),
        (_question(notes=[""]), "questions[0].notes[0]: must not be empty"),
        (_question(flow=[]), "questions[0].flow: must be a mapping"),
        (_question(status="open"), "questions[0].status: must be proposed, clinical-question,"
         " background-question, future-research, merged or dropped, not open"),
        (_question(budget=9), "questions[0].budget: unknown key"),
        (_question(recomendations=[]), "questions[0].recomendations: unknown key; did you mean recommendations?"),
        (_question(certainty="low"), "questions[0].certainty: is derived by the program; remove it"),
        (_guideline(time_zone="Tokyo"), "guideline.time_zone: must be a time zone such as Asia/Tokyo"),
        (_guideline(inconsistency_above=float("nan")), "guideline.inconsistency_above: must be a finite number"),
        (_guideline(inconsistency_above="40"), "guideline.inconsistency_above: must be a number"),
        (_guideline(decision_rule={"strong": 0.7}), "guideline.decision_rule.strong: must be an exact fraction such as 7/10"),
        (_guideline(decision_rule={"strongest": "1"}), "guideline.decision_rule.strongest: unknown key; did you mean strong?"),
        (with_outcome({"pooled": 1}), "questions[0].outcomes[0].pooled: is derived by the program; remove it"),
        (with_outcome({"i2": 40}), "questions[0].outcomes[0].i2: is derived by the program; remove it"),
        (with_outcome({"certainty": {"design": "cohort", "level": "low"}}),
         "questions[0].outcomes[0].certainty.level: is derived by the program; remove it"),
        (with_outcome({"certainty": {}}), "questions[0].outcomes[0].certainty.design: is missing"),
        (with_outcome({"certainty": {"design": "systematic-review"}}),
         "questions[0].outcomes[0].certainty.design: must be randomised-trial, quasi-randomised, cohort,"
         " case-control, before-after, case-series, observational or cross-sectional, not systematic-review"),
        (with_outcome({"certainty": {"design": "cohort", "imprecision": {"down": 4, "because": "x"}}}),
         "questions[0].outcomes[0].certainty.imprecision.down: must be at most 3, not 4"),
        (with_outcome({"certainty": {"design": "cohort", "dose_response": {"up": 2, "because": "x"}}}),
         "questions[0].outcomes[0].certainty.dose_response.up: must be at most 1, not 2"),
        (with_outcome({"certainty": {"design": "cohort", "imprecision": {"up": 1}}}),
         "questions[0].outcomes[0].certainty.imprecision.down: is missing"),
        (with_outcome({"importance": 0}), "questions[0].outcomes[0].importance: must be at least 1, not 0"),
        (with_outcome({}, searches=[{"run_on": "2018-02-30"}]),
         "questions[0].searches[0].run_on: must be a date such as 2018-07-31"),
        (with_outcome({}, searches=[{"form": "2018-02-28"}]),
         "questions[0].searches[0].form: unknown key; did you mean from?"),
        (with_outcome({}, etd={"problem": {"judgement": "perhaps"}}),
         "questions[0].etd.problem.judgement: must be no, probably-no, probably-yes, yes, varies or dont-know, not perhaps"),
        (with_round({"ballots": {"p1": "for"}}), "questions[0].recommendations[0].rounds[0].ballots.p1: must be"
         " strong-for, weak-for, neither, either, weak-against, strong-against or abstain, not for"),
        (with_round({"counts": {"for": 1}}), "questions[0].recommendations[0].rounds[0].counts.for: must be"
         " strong-for, weak-for, neither, either, weak-against, strong-against or abstain"),
        (with_round({"counts": {}, "opened": "2020-02-01T09:00:00"}),
         "questions[0].recommendations[0].rounds[0].opened: must be a date and time with an offset such as 2020-02-01T09:00:00+09:00"),
        (with_round({"counts": {}, "votes": 3}),
         "questions[0].recommendations[0].rounds[0].votes: is derived by the program; remove it"),
    ],
)  # fmt: skip
def test_each_error_of_shape_is_one_sentence(data, sentence):
    path = sentence.split(": ")[0]

    assert [each for each in said(data) if each.startswith(f"{path}: ")] == [sentence]


@pytest.mark.parametrize("key", ["strength", "certainty", "direction", "outcome", "votes", "base"])
def test_a_recommendation_may_not_state_what_is_derived(key):
    data = with_round({"counts": {}})
    data["questions"][0]["recommendations"][0][key] = "weak"

    assert said(data) == [
        f"questions[0].recommendations[0].{key}: is derived by the program; remove it"
    ]


def test_a_long_value_is_shortened_in_its_sentence():
    assert said(_question(status="x" * 500))[0].endswith(f"not {'x' * 59}…")
