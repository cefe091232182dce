"""Polls on the criteria: of recommendations that exist, each criterion once and with its own answers."""

from collections.abc import Iterator

from publication.bundle.checks.identifiers import ids
from publication.bundle.checks.place import Place
from publication.bundle.problems import Problem
from voting.codes import ANSWERS, TEST_CRITERIA


def check(bundle: Place) -> Iterator[Problem]:
    """Each poll of each question; and criteria of tests where the question is about none."""
    for question in bundle.each("questions"):
        recommendations = ids(question.each("recommendations"))
        is_test = question["type"].text == "diagnostic"
        for holder in (question, *question.each("recommendations")):
            for criterion, place in holder["etd"].entries():
                if criterion in TEST_CRITERIA and not is_test:
                    yield place.says("only a diagnostic question is asked this")
        for poll in question.each("polls"):
            about = poll["about"]
            if about.text is not None and about.text not in recommendations:
                yield about.says(f"there is no recommendation {about.text}")
            yield from _results(poll, is_test=is_test)


def _results(poll: Place, *, is_test: bool) -> Iterator[Problem]:
    answered, seen = poll["answered"].whole, set()
    for row in poll.each("results"):
        criterion = row["criterion"].text
        if criterion not in ANSWERS:
            continue
        if criterion in seen:
            yield row.says("says the same thing a second time")
        if criterion in TEST_CRITERIA and not is_test:
            yield row["criterion"].says("only a diagnostic question is asked this")
        seen.add(criterion)
        given = 0
        for answer, n in row["counts"].entries():
            given += n.whole or 0
            if answer not in ANSWERS[criterion]:
                yield n.says(f"{criterion} has no answer {answer}")
        if answered is not None and given > answered:
            yield row["counts"].says(f"{given} answers of {answered} who answered")
