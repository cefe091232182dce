"""The patients behind a body of evidence: arms, participants, studies, follow-up."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from evidence.plots.wording import rounded
from evidence.profile import BodyChain
from evidence.profiles.table import Arm, Studies
from evidence.profiles.words import localized, participants_in_words
from evidence.templatetags.designs import study_design
from guideline.words import words


def studies_of(body: BodyChain, design: str) -> Studies:
    """How many studies gave results, or are said to have, and their design.

    `design` is the one rated; empty where nobody rated, and the studies' own is said.
    """
    n = _count(body)
    designs = [design] if design else _designs(body)
    said = study_design if n == 1 else words
    return Studies(
        number=n,
        text="–" if n is None else str(n),
        design=designs[0] if len(designs) == 1 else "",
        design_text=", ".join(str(said(each)) for each in designs),
    )


def arm_of(body: BodyChain, number: int) -> Arm:
    """The patients of arm 1 (intervention) or 2, summed over the results that count."""
    reported = body.body.reported or {}
    events = _sum(row[f"events_{number}"] for row in body.rows)
    total = _sum(row[f"total_{number}"] for row in body.rows)
    if body.outcome.type not in ("dichotomous", "continuous", "generic"):
        share = reported.get(f"risk_{number}")
        return Arm(_percent(share), share=share) if share is not None else Arm()
    if total is None:
        return Arm()
    if events is None:
        return Arm(str(total), total=total)
    share = events / total if total else None
    text = f"{events}/{total}" + (f" ({_percent(share)})" if share is not None else "")
    return Arm(text, events, total, share)


def participants_of(body: BodyChain) -> tuple[int | None, str]:
    """How many took part, and the same in words."""
    n = _participants(body)
    return n, participants_in_words(n)


def follow_up_of(body: BodyChain) -> str:
    """The horizon of the outcome's baseline risks, where they say one."""
    horizons = [localized(each.get("horizon")) for each in body.outcome.baseline_risks]
    return ", ".join(dict.fromkeys(each for each in horizons if each))


def _participants(body: BodyChain) -> int | None:
    for known in (body.body.reported, body.body.narrative):
        if known and known.get("participants") is not None:
            return int(known["participants"])
    totals = [_sum(row[f"total_{number}"] for row in body.rows) for number in (1, 2)]
    given = [total for total in totals if total is not None]
    return sum(given) if given else None


def _count(body: BodyChain) -> int | None:
    if body.results:
        return len({row.study_id for row in body.results})
    for known in (body.body.reported, body.body.narrative):
        if known and known.get("studies") is not None:
            return int(known["studies"])
    return None


def _designs(body: BodyChain) -> list[str]:
    return list(dict.fromkeys(row.study.design for row in body.results if row.study.design))


def _sum(column: Iterable[int | None]) -> int | None:
    """The sum of a column; None where a row has nothing."""
    values = list(column)
    known = [value for value in values if value is not None]
    return sum(known) if values and len(known) == len(values) else None


def _percent(share: float) -> str:
    return _("{share} %").format(share=rounded(100 * share, 1))
