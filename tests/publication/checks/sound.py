"""A small guideline that holds together, to be broken in one place, and what the checks say of it."""

from copy import deepcopy
from datetime import date
from itertools import count
from typing import Any

from guideline.models import Guideline
from publication.bundle.importing import import_guideline
from publication.bundle.opening import checked
from publication.checks.run import check_guideline
from voting.codes import CRITERIA

Data = dict[str, Any]
_NUMBER = count(1)
DOWN = ("risk_of_bias", "inconsistency", "indirectness", "imprecision", "publication_bias")


def rating(design: str = "randomised-trial", **judged: Any) -> Data:
    """A rating of all five domains as no concern, apart from what is named: a number, or a mapping."""
    said = {domain: {"down": 0} for domain in DOWN}
    for domain, steps in judged.items():
        way = "down" if domain in DOWN else "up"
        said[domain] = steps if isinstance(steps, dict) else {way: steps, "because": "So it is."}
    return {"design": design, **said}


def etd(**judged: str) -> Data:
    """All twelve criteria judged; the balance favours the intervention, certainty is moderate."""
    usual = dict.fromkeys(CRITERIA, "dont-know")
    usual |= {"balance": "probably-favours-intervention", "certainty_of_effects": "moderate"}
    return {name: {"judgement": word} for name, word in (usual | judged).items()}


def sound() -> Data:
    """Two trials on two outcomes, and two studies of a test; all of it rated, weighed and voted on."""
    today = date.today().isoformat()
    searches = [
        {"source": source, "run_on": today, "to": today, "records": records}
        for source, records in (("PubMed", 60), ("Cochrane Library", 40))
    ]
    studies = [
        _study("s1", "Adams 2019", design="randomised-trial"),
        _study("s2", "Baker 2020", design="randomised-trial"),
    ]
    death = {
        "id": "death",
        "name": "Death",
        "description": "Deaths within five years of the operation.",
        "importance": 9,
        "type": "dichotomous",
        "favours": "lower",
        "results": [
            {"study": "s1", "events_1": 60, "total_1": 300, "events_2": 120, "total_2": 300},
            {"study": "s2", "events_1": 50, "total_1": 250, "events_2": 100, "total_2": 250},
        ],
        "certainty": rating(risk_of_bias=1),
    }
    stay = {
        "id": "stay",
        "name": "Days in hospital",
        "importance": 5,
        "type": "continuous",
        "favours": "lower",
        "results": [_means("s1", 300, 6), _means("s2", 250, 6)],
    }
    flow = {
        "duplicates": 10,
        "excluded_on_title": 80,
        "not_retrieved": 1,
        "excluded_on_full_text": [{"reason": "wrong comparator", "records": 7}],
    }
    return {
        "format": "guideline-bundle/1",
        "guideline": {"slug": "sound", "title": "A sound guideline"},
        "questions": [
            {
                "id": "q1",
                "number": 1,
                "status": "clinical-question",
                "text": "Should A be used rather than B?",
                "searches": searches,
                "flow": flow,
                "studies": studies,
                "found": [{"design": "randomised-trial", "studies": 2}],
                "outcomes": [death, stay],
                "etd": etd(),
                "recommendations": [_recommendation("q1r1", "We suggest A rather than B.")],
            },
            _test_question(deepcopy(searches)),
        ],
    }


def imported(data: Data) -> Guideline:
    """The guideline of a bundle; each import is another guideline."""
    data["guideline"]["slug"] = f"sound-{next(_NUMBER)}"
    return import_guideline(checked(data)).guideline


def found(data: Data) -> list[tuple[str, str]]:
    """What the checks find in a bundle: rule and place."""
    return [(each.rule.id, each.place.where) for each in check_guideline(imported(data))]


def messages(data: Data) -> dict[str, str]:
    """What the checks say, by rule."""
    return {each.rule.id: each.message for each in check_guideline(imported(data))}


def _study(id: str, label: str, **more: Any) -> Data:
    year = int(label[-4:])
    low = {"tool": "rob-2", "overall": "low"}
    citation = f"{label[:-5]} A. Journal {year};1:1-9."
    study = {"id": id, "label": label, "year": year, "citation": citation, "risk_of_bias": low}
    return study | more


def _means(study: str, total: int, mean: float) -> Data:
    groups = {"total_1": total, "mean_1": mean, "sd_1": 2, "total_2": total, "mean_2": 8, "sd_2": 2}
    return {"study": study, **groups}


def _recommendation(id: str, statement: str) -> Data:
    rounds = [{"counts": {"weak-for": 9, "abstain": 1}, "eligible": 10}]
    return {
        "id": id,
        "statement": statement,
        "justification": "Fewer die, on evidence of moderate certainty.",
        "rounds": rounds,
    }


def _test_question(searches: list[Data]) -> Data:
    low = dict.fromkeys(("selection", "index_test", "reference", "flow"), "low")
    applicable = dict.fromkeys(("selection", "index_test", "reference"), "low")
    quadas = {"tool": "quadas-2", **low, "applicability": applicable}
    accuracy = {
        "id": "accuracy",
        "name": "Accuracy of the test",
        "description": "Sensitivity 80-90 %, specificity 70-95 %.",
        "importance": 8,
        "type": "diagnostic",
        "test": "index",
        "favours": "higher",
        "results": [
            {"study": "d1", "tp": 80, "fp": 30, "fn": 20, "tn": 70},
            {"study": "d2", "tp": 90, "fp": 5, "fn": 10, "tn": 95},
        ],
        "certainty": {
            "sensitivity": rating("cross-sectional", indirectness=1),
            "specificity": rating("cross-sectional", indirectness=1),
        },
    }
    return {
        "id": "q2",
        "number": 2,
        "status": "clinical-question",
        "type": "diagnostic",
        "text": "Should D be used to find F?",
        "searches": searches,
        "studies": [
            _study("d1", "Cole 2018", design="cross-sectional", risk_of_bias=quadas),
            _study("d2", "Dean 2019", design="cross-sectional", risk_of_bias=quadas),
        ],
        "outcomes": [accuracy],
        "etd": etd(),
        "recommendations": [_recommendation("q2r1", "We suggest D.")],
    }


def question(data: Data, number: int = 0) -> Data:
    """One of its questions."""
    return data["questions"][number]


def outcome(data: Data, number: int = 0, of: int = 0) -> Data:
    """One of a question's outcomes."""
    return question(data, of)["outcomes"][number]


def reported(**said: Any) -> Data:
    """A critical outcome that a source reports, rated."""
    return {
        "id": "survival",
        "name": "Survival",
        "importance": 6,
        "type": "reported",
        "favours": "higher",
        "reported": {"event": "alive at five years", **said},
    }
