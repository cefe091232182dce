"""A question's evidence as one profile table, every cell once."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.fingerprint import hash_of_loaded
from evidence.grade.certainty import PARTS
from evidence.profile import BodyChain, OutcomeChain, outcomes_of
from evidence.profiles.accuracy_shown import (
    applicability_of,
    cases_of,
    part_name,
    share_of,
    side_by_side,
    test_name,
    tested_of,
)
from evidence.profiles.effects_shown import absolutes_of, change_of, measure_of, relative_of
from evidence.profiles.findings import correction_of, findings_of, no_evidence
from evidence.profiles.footnotes import Footnotes
from evidence.profiles.patients import arm_of, follow_up_of, participants_of, studies_of
from evidence.profiles.rating_shown import RatingShown, other_in_words
from evidence.profiles.statements import sign_of, statement_of
from evidence.profiles.table import (
    MOST_OUTCOMES,
    Absolute,
    CertaintyCell,
    Fact,
    Group,
    ImportanceCell,
    ProfileTable,
    Row,
    Studies,
)
from evidence.profiles.words import (
    IMPORTANCE,
    RATED_BY,
    RESULTS,
    language,
    localized,
    statement_in_words,
)
from guideline.models import Outcome, Question

# What a test's two sides consist of.
RESULTS_OF = {"sensitivity": ("tp", "fn"), "specificity": ("tn", "fp")}


def profile_table(
    question: Question, outcomes: Sequence[OutcomeChain] | None = None, *, evidence_hash: str = ""
) -> ProfileTable:
    """The profile of a question loaded with its evidence, in the reader's language.

    `outcomes` where the caller has derived them already, `evidence_hash` where it knows that.
    """
    chains = outcomes_of(question) if outcomes is None else outcomes
    footnotes = Footnotes()
    groups = tuple(_groups(question, chains, footnotes))
    rows = [row for group in groups for row in group.rows]
    return ProfileTable(
        guideline=localized(question.guideline.title),
        question=question.ref,
        number=question.number,
        title=localized(question.text),
        kind=question.type,
        language=language(),
        evidence_hash=evidence_hash or hash_of_loaded(question),
        facts=tuple(_facts(question)),
        intervention=_name_of_intervention(question),
        comparator=_name_of_comparator(question),
        groups=groups,
        tests=side_by_side(chains, rows),
        footnotes=footnotes.listed(),
        notes=tuple(_notes(question, chains, rows)),
        outcomes=len(chains),
        many_outcomes_because=_why_so_many(question),
    )


# --- Head and notes ------------------------------------------------------------------------------


def _facts(question: Question) -> Iterator[Fact]:
    named = {
        _("Population"): question.population,
        _("Intervention"): question.intervention,
        _("Comparator"): question.comparator,
        _("Index test"): question.index_test,
        _("Comparator test"): question.comparator_test,
        _("Reference standard"): question.reference_standard,
    }
    for name, text in named.items():
        if text:
            yield Fact(str(name), localized(text))


def _name_of_intervention(question: Question) -> str:
    said = localized(question.intervention) or localized(question.index_test)
    return said or _("the intervention")


def _name_of_comparator(question: Question) -> str:
    said = localized(question.comparator) or localized(question.comparator_test)
    return said or _("the comparator")


def _why_so_many(question: Question) -> str:
    return localized(question.many_outcomes_because)


def _notes(
    question: Question, chains: Sequence[OutcomeChain], rows: Sequence[Row]
) -> Iterator[str]:
    because, n = _why_so_many(question), len(chains)
    if n > MOST_OUTCOMES and because:
        yield _("{n} outcomes, more than {most}, because: {because}").format(
            n=n, most=MOST_OUTCOMES, because=because
        )
    elif n > MOST_OUTCOMES:
        yield _("{n} outcomes, more than {most}, and nobody has said why.").format(
            n=n, most=MOST_OUTCOMES
        )
    if said := _rated_by(chains):
        yield said
    unjudged = sum(1 for row in rows if row.certainty.level and _is_incomplete(row))
    if unjudged:
        yield ngettext(
            "{n} row has domains that nobody judged.",
            "{n} rows have domains that nobody judged.",
            unjudged,
        ).format(n=unjudged)


def _rated_by(chains: Sequence[OutcomeChain]) -> str:
    """By how many the ratings were made, as they were made; empty without any."""
    ratings = [each for chain in chains for body in chain.bodies for each in body.ratings.values()]
    by_two = sum(each.reconciled_by_id is not None for each in ratings)
    if not ratings:
        return ""
    if by_two in (0, len(ratings)):
        return str(RATED_BY["dual" if by_two else "single"])
    return str(RATED_BY["both"]).format(n=by_two, total=len(ratings))


def _is_incomplete(row: Row) -> bool:
    return any(domain.levels is None for domain in row.domains)


# --- Rows ----------------------------------------------------------------------------------------


def _groups(
    question: Question, chains: Sequence[OutcomeChain], footnotes: Footnotes
) -> Iterator[Group]:
    """Tests under a heading each; other outcomes by population and comparison, in their order."""
    is_headed = False
    for (_test, heading), run in groupby(chains, _heading):
        rows = [row for chain in run for row in _rows(question, chain, footnotes)]
        # Without a word of their own, rows would seem to belong to the heading before them.
        yield Group(heading or (_("Other outcomes") if is_headed else ""), tuple(rows))
        is_headed = is_headed or bool(heading)


def _heading(chain: OutcomeChain) -> tuple[str, str]:
    """What its rows stand under: for which test, and in words what differs from the question."""
    outcome = chain.outcome
    is_test = outcome.type == "diagnostic"
    said = (outcome.comparison, outcome.population, outcome.name if is_test else None)
    return outcome.ref if is_test else "", "; ".join(filter(None, map(localized, said)))


def _rows(question: Question, chain: OutcomeChain, footnotes: Footnotes) -> Iterator[Row]:
    answered = [body for body in chain.bodies if _says_anything(body)]
    if not answered:
        yield _empty(chain.outcome)
    for body in answered:
        for part in PARTS if chain.outcome.type == "diagnostic" else ("",):
            yield _row(question, chain, body, part, footnotes)


def _says_anything(body: BodyChain) -> bool:
    direction = (body.body.narrative or {}).get("direction")
    return bool(body.has_evidence or body.ratings or direction)


def _row(
    question: Question, chain: OutcomeChain, body: BodyChain, part: str, footnotes: Footnotes
) -> Row:
    outcome = chain.outcome
    shown = RatingShown(body, part, question.guideline)
    domains = shown.domains(footnotes)
    other = shown.other(domains, footnotes)
    certainty = shown.certainty
    several = len(chain.bodies) > 1
    return Row(
        id=".".join(each for each in (outcome.ref, body.body.ref if several else "", part) if each),
        outcome=outcome.ref,
        body=body.body.ref,
        part=part,
        kind=outcome.type,
        name=str(localized(outcome.name) or outcome.ref),
        primary=chain.primary is body,
        studies=studies_of(body, shown.design),
        domains=domains,
        other=other,
        other_text=other_in_words(other, rated=certainty.level is not None),
        certainty=certainty,
        importance=importance_of(outcome, part),
        body_name=body.body.ref if several else "",
        body_because=localized(body.body.because) if several else "",
        **(_accuracy(body, part) if part else _effect(question, body, certainty, footnotes)),
    )


def _effect(
    question: Question, body: BodyChain, certainty: CertaintyCell, footnotes: Footnotes
) -> dict[str, Any]:
    participants, said = participants_of(body)
    absolute = absolutes_of(body)
    return {
        "follow_up": follow_up_of(body),
        "intervention": arm_of(body, 1),
        "comparator": arm_of(body, 2),
        "participants": participants,
        "participants_text": said,
        "measure": measure_of(body),
        "relative": relative_of(body),
        "absolute": absolute,
        "findings": findings_of(body),
        "findings_footnotes": footnotes.number(correction_of(body)),
        "statements": _statements(question, body, certainty.level, absolute),
    }


def _accuracy(body: BodyChain, part: str) -> dict[str, Any]:
    participants, said = tested_of(body, part)
    return {
        "part_name": part_name(part),
        "test": test_name(body),
        "unit": body.outcome.unit,
        "participants": participants,
        "participants_text": said,
        "measure": part,
        "relative": share_of(body, part),
        "cases": cases_of(body, part),
        "applicability": applicability_of(body),
    }


def _empty(outcome: Outcome) -> Row:
    """An outcome of the protocol that no study answers is a row of its own (Core GRADE 6, 2025)."""
    return Row(
        id=outcome.ref,
        outcome=outcome.ref,
        body="",
        part="",
        kind="no-evidence",
        name=localized(outcome.name) or outcome.ref,
        primary=True,
        studies=Studies(0, "0", "", ""),
        domains=(),
        other=(),
        other_text="",
        certainty=CertaintyCell(None, _("not rated")),
        importance=importance_of(outcome),
        findings=no_evidence(),
    )


def importance_of(outcome: Outcome, part: str = "") -> ImportanceCell:
    """How much an outcome matters, with its class; of a part of a test also what each result matters."""
    code = outcome.importance_class
    return ImportanceCell(
        number=outcome.rated_importance,
        code=code or "",
        text=str(IMPORTANCE[code or ""]),
        basis=outcome.rated_basis,
        parts=tuple(_importance_of_results(outcome, part)),
    )


def _importance_of_results(outcome: Outcome, part: str) -> Iterator[str]:
    parts = outcome.importance_parts if part else {}
    for code in RESULTS_OF.get(part, ()):
        if code in parts:
            yield f"{RESULTS[code]}: {parts[code].value:g}"


def _statements(
    question: Question, body: BodyChain, level: str | None, absolute: Sequence[Absolute]
) -> tuple[str, ...]:
    """One sentence; several, each with its baseline risk, where the effect differs in size."""
    outcome = body.outcome
    # Another comparison than the question's has another intervention; its heading names it.
    own = _("the intervention") if outcome.comparison else _name_of_intervention(question)
    names = own, localized(outcome.name) or outcome.ref
    sign = _sign(body)
    changes = [(change_of(each), each.label) for each in absolute] or [(None, "")]
    said = [
        (label, statement_in_words(found, *names))
        for change, label in changes
        if (found := statement_of(level, change=change, sign=sign, thresholds=outcome.thresholds))
    ]
    sentences = list(dict.fromkeys(sentence for _label, sentence in said))
    if len(sentences) < 2:
        return tuple(sentences)
    return tuple(f"{label}: {sentence}" if label else sentence for label, sentence in said)


def _sign(body: BodyChain) -> int | None:
    """Less or more of the outcome: from the estimate, else from whom it is said to favour."""
    pooled = body.pooled
    if pooled is not None and pooled.estimate is not None:
        return (pooled.estimate > 0) - (pooled.estimate < 0)
    return sign_of(body.direction, body.outcome.favours)
