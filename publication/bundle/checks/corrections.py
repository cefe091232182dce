"""Editorial corrections: after a round that was held, by two places of the panel."""

from collections.abc import Iterator

from publication.bundle.checks.identifiers import ids
from publication.bundle.checks.place import Place
from publication.bundle.problems import Problem


def check(bundle: Place) -> Iterator[Problem]:
    """Each correction of each recommendation."""
    panel = ids(bundle.each("panel"))
    for question in bundle.each("questions"):
        for recommendation in question.each("recommendations"):
            rounds = len(list(recommendation.each("rounds")))
            for correction in recommendation.each("corrections"):
                yield from _correction(correction, panel, rounds)


def _correction(correction: Place, panel: set[str], rounds: int) -> Iterator[Problem]:
    number = correction["round"].whole
    if number is not None and number > rounds:
        yield correction["round"].says(f"there is no round {number}")
    for key in ("by", "confirmed_by"):
        if correction[key].text is not None and correction[key].text not in panel:
            yield correction[key].says("nobody on the panel")
    if correction["by"].given and correction["by"].value == correction["confirmed_by"].value:
        yield correction["confirmed_by"].says("must be somebody else than who proposed it")
