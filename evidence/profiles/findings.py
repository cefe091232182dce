"""What a body of evidence says in words: as its source reports it, as observed, or not at all."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from evidence.models import StudyResult
from evidence.plots.wording import tick
from evidence.profile import BodyChain
from evidence.profiles.words import (
    DIRECTIONS,
    localized,
    participants_in_words,
    studies_in_words,
)


def findings_of(body: BodyChain) -> str:
    """Sentences that stand where figures would, or beside them; empty where figures say it all."""
    if body.outcome.type == "diagnostic":
        return ""
    parts = [_not_pooled(body), _reported(body), _narrative(body), _observed(body)]
    said = " ".join(part for part in parts if part)
    return said or ("" if body.results else _("No figures are recorded."))


def correction_of(body: BodyChain) -> str:
    """What is read otherwise than the source printed it; a reason, so it stands in a footnote."""
    return localized((body.body.reported or {}).get("correction"))


def no_evidence() -> str:
    """Of an outcome that the protocol names and no study answers."""
    return _("No evidence is recorded on this outcome.")


def _not_pooled(body: BodyChain) -> str:
    if not body.results or body.pooled is not None or not body.pooling_problem:
        return ""
    return _("Not pooled: {problem}").format(problem=body.pooling_problem)


def _reported(body: BodyChain) -> str:
    reported = body.body.reported or {}
    if not reported:
        return ""
    source, printed = localized(reported.get("source")), localized(reported.get("printed"))
    said = f"“{printed}”" if printed else ""
    said = said or _range(reported.get("range"), reported.get("unit", ""))
    event = localized(reported.get("event"))
    name = _("As reported ({source})").format(source=source) if source else _("As reported")
    sentence = ": ".join(part for part in (name, event, said) if part)
    return f"{sentence}."


def _narrative(body: BodyChain) -> str:
    narrative = body.body.narrative or {}
    direction = DIRECTIONS.get(narrative.get("direction", ""))
    text = localized(narrative.get("text"))
    if not narrative or not (direction or text or narrative.get("studies")):
        return ""
    counted = [
        studies_in_words(narrative["studies"]) if narrative.get("studies") else "",
        participants_in_words(narrative.get("participants")),
        str(direction) if direction else "",
    ]
    facts = ", ".join(each for each in counted if each)
    head = _("Not pooled: {facts}.").format(facts=facts) if facts else _("Not pooled.")
    return f"{head} {text}".strip()


def _observed(body: BodyChain) -> str:
    """Figures of single groups, which are never pooled: from the lowest to the highest."""
    if body.outcome.type not in ("narrative", "reported"):
        return ""
    rows = [row for row in body.results if row.value is not None]
    units = {row.unit for row in rows}
    if rows and len(units) == 1 and not any(row.value_comparison for row in rows):
        values = [row.value for row in rows]
        said = _range((min(values), max(values)), units.pop())
    else:
        said = "; ".join(_one(row) for row in body.results if row.value is not None or row.printed)
    return _("Observed: {said}.").format(said=said) if said else ""


def _one(row: StudyResult) -> str:
    if row.value is None:
        return row.printed
    return f"{row.value_comparison}{tick(row.value)} {row.unit}".strip()


def _range(limits: Sequence[float] | None, unit: str) -> str:
    if not limits:
        return ""
    low, high = (tick(each) for each in limits)
    said = low if low == high else _("{low} to {high}").format(low=low, high=high)
    return f"{said} {unit}".strip()
