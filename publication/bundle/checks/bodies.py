"""Bodies of evidence: one of them primary, each step reasoned, each synthesis possible."""

from collections.abc import Iterator

from evidence.codes import DOMAINS, RATING_PARTS
from publication.bundle.checks.place import Place
from publication.bundle.problems import Problem

OF_A_BODY = ("synthesis", "results", "reported", "narrative", "certainty")
MEASURES = {
    "dichotomous": ("RR", "OR", "RD", "PETO"),
    "continuous": ("MD", "SMD"),
    "generic": ("RR", "OR", "RD", "PETO", "MD", "SMD", "HR", "GIV"),
    "diagnostic": ("DTA",),
}


def check(bundle: Place) -> Iterator[Problem]:
    """Each outcome of each question."""
    for question in bundle.each("questions"):
        for outcome in question.each("outcomes"):
            yield from _outcome(outcome)


def _outcome(outcome: Place) -> Iterator[Problem]:
    bodies = list(outcome.each("bodies"))
    if bodies:
        for key in OF_A_BODY:
            if outcome[key].filled:
                yield outcome[key].says("stands beside bodies; it belongs in one of them")
        yield from _primary(outcome, bodies)
    for holder in (outcome, *bodies):
        yield from _certainty(holder, outcome["type"].text or "narrative")
        yield from _synthesis(holder, outcome["type"].text or "narrative")


def _primary(outcome: Place, bodies: list[Place]) -> Iterator[Problem]:
    primary = [body for body in bodies if body["primary"].value is True]
    if len(bodies) == 1:
        if bodies[0]["primary"].value is False:
            yield bodies[0]["primary"].says("the only body is the primary one")
        return
    if len(primary) != 1:
        found = "none of them is" if not primary else f"{len(primary)} of them are"
        yield outcome["bodies"].says(f"one of several bodies must be primary; {found}")
    for body in primary:
        if not body["because"].filled:
            yield body["because"].says("is missing: why this body of several is the primary one")


def _certainty(holder: Place, kind: str) -> Iterator[Problem]:
    certainty = holder["certainty"]
    parts = [certainty[part] for part in RATING_PARTS if certainty[part].given]
    if parts and kind != "diagnostic":
        yield certainty.says("only a diagnostic outcome is rated in parts")
    for rating in parts or [certainty]:
        yield from _two_raters(rating)
        for own in (rating, *rating.each("raters")):
            for domain in DOMAINS:
                yield from _reasoned(own[domain])


def _two_raters(rating: Place) -> Iterator[Problem]:
    """A rating that counts has a design; without one, two raters' own stand there and nothing else."""
    raters = list(rating.each("raters"))
    if rating["design"].given:
        return
    if isinstance(rating.value, dict) and not raters:
        yield rating["design"].says("is missing")
    for key in (*DOMAINS, "reconciled", "edition", "basis"):
        if raters and rating[key].given:
            yield rating[key].says("stands in no rating that counts: that one has a design")
    for each in raters:
        if each["again"].value is True:
            yield each["again"].says("nothing was reconciled before it")


def _reasoned(judgement: Place) -> Iterator[Problem]:
    for way in ("down", "up"):
        levels = judgement[way].whole
        if levels and levels > 0 and not judgement["because"].filled:
            yield judgement["because"].says(f"is missing: a step {way} needs its reason")


def _synthesis(holder: Place, kind: str) -> Iterator[Problem]:
    measure = holder["synthesis"]["measure"]
    known = MEASURES.get(kind)
    if known and measure.text is not None and measure.text not in known:
        yield measure.says(f"must be {', '.join(known)} for a {kind} outcome, not {measure.text}")
