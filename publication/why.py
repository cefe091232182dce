"""Why a recommendation is what it is: from strength and certainty back to votes, judgements and numbers."""

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.accuracy_words import pooled_accuracy_in_words
from evidence.grade.certainty import AccuracyCertainty, Certainty
from evidence.grade.reasons import Reason
from evidence.models import Rating, StudyResult
from evidence.profile import BodyChain, OutcomeChain
from evidence.raters.words import rated_by
from guideline.models import Guideline, Outcome
from guideline.text import localized
from guideline.words import words
from publication.chain import Chain, QuestionChain, RecommendationChain
from publication.reasons import FLAGS, decision_in_words, sentence, votes_in_words
from voting.models import EtdJudgement, Round, WayOut
from voting.queries import counts_of


@dataclass(frozen=True)
class Step:
    """One step of the explanation: a sentence, where its input stands, and what lies behind it."""

    sentence: str
    href: str = ""
    basis: str = ""
    children: tuple["Step", ...] = ()


def why(chain: Chain, ref: str) -> Step:
    """The whole explanation of one recommendation; KeyError names one that is not there."""
    for question in chain.questions:
        for each in question.recommendations:
            if each.recommendation.ref == ref:
                return _Walk(chain, question, each).whole()
    raise KeyError(ref)


@dataclass(frozen=True)
class _Walk:
    """The walk back along the chain of one recommendation."""

    chain: Chain
    question: QuestionChain
    chained: RecommendationChain

    def whole(self) -> Step:
        derived = self.chained.derived
        parts = [self._decision()]
        if derived.is_graded:
            parts.append(self._certainty())
        if self.chained.etd:
            parts.append(self._weighing())
        parts += [Step(str(FLAGS[flag])) for flag in derived.flags]
        if self.chained.evidence_changed:
            parts.append(Step(_("The evidence changed since the vote."), self._changes_url()))
        title = f"{derived.id}: {decision_in_words(derived)}"
        return Step(title, self._question_url("#" + derived.id), children=tuple(parts))

    # --- Decision: votes under a rule

    def _decision(self) -> Step:
        derived = self.chained.derived
        reasons = derived.tally.reasons if derived.tally else derived.reasons[:1]
        reasons += derived.way_out.reasons if derived.way_out else ()
        if derived.agreement:
            code = "agreement-on-side" if derived.agreement.side else "agreement"
            reasons += (Reason(code, derived.agreement.as_data()),)
        rounds = tuple(self._round(each) for each in self.chained.rounds)
        names = {each.by.ref: str(each.by) for each in self._ways_out()}
        children = tuple(Step(sentence(reason, names)) for reason in reasons) + rounds
        return Step(
            _("Decision: {decision}").format(decision=decision_in_words(derived)), children=children
        )

    def _ways_out(self) -> list[WayOut]:
        held = self.chained.last_closed
        return list(held.ways_out.all()) if held else []

    def _round(self, each: Round) -> Step:
        href = reverse("round", args=[each.pk])
        if each.is_open:
            return Step(_("Round {number} is open.").format(number=each.number), href)
        derived = self.chained.derived
        if self.chained.last_closed is each and derived.tally is not None:
            said = _("Round {number}: {votes}; base {base}, entitled {eligible}.").format(
                number=each.number,
                votes=votes_in_words(derived.votes),
                base=derived.base,
                eligible="?" if derived.eligible is None else derived.eligible,
            )
        else:
            said = _("Round {number}, not the one that counts: {votes}.").format(
                number=each.number, votes=votes_in_words(counts_of(each)) or _("nobody voted")
            )
        return Step(said, href, each.basis)

    # --- Certainty: critical outcomes, bodies, judgements, results

    def _certainty(self) -> Step:
        overall = self.chained.overall
        names = {each.outcome.ref: str(each.outcome) for each in self.question.outcomes}
        names |= {member.ref: str(member) for member in self._places()}
        reasons = tuple(Step(sentence(reason, names)) for reason in overall.reasons)
        level = words(overall.level) if overall.level else _("not derived")
        return Step(
            _("Overall certainty of the evidence: {level}").format(level=level),
            self._evidence_url(),
            children=reasons + tuple(self._outcome(each) for each in self.chained.critical),
        )

    def _places(self) -> list[Any]:
        by = self.chained.recommendation.sufficient_by
        return [by] if by else []

    def _outcome(self, each: OutcomeChain) -> Step:
        outcome = each.outcome
        said = _("{outcome}: {level} (importance {importance})").format(
            outcome=outcome,
            level=words(each.level) if each.level else _("not rated"),
            importance=_importance(outcome),
        )
        bodies = tuple(self._body(body, counts=body is each.primary) for body in each.bodies)
        return Step(
            said,
            self._evidence_url(f"#outcome-{outcome.ref}"),
            outcome.rated_basis,
            children=bodies,
        )

    def _body(self, body: BodyChain, *, counts: bool) -> Step:
        role = _("sets the certainty") if counts else _("stands beside it")
        name = body.body.ref or _("body of evidence")
        children = (
            *self._ratings(body),
            *self._effect(body),
            *(self._result(row) for row in body.results),
        )
        return Step(
            f"{name}: {role}",
            self._evidence_url(f"#outcome-{body.outcome.ref}"),
            children=children,
        )

    def _ratings(self, body: BodyChain) -> tuple[Step, ...]:
        certainty = body.certainty
        if certainty is None:
            return (Step(_("Nobody has rated it.")),)
        if isinstance(certainty, AccuracyCertainty):
            parts = {"sensitivity": certainty.sensitivity, "specificity": certainty.specificity}
            return (
                *(Step(sentence(reason)) for reason in certainty.reasons),
                *(
                    self._rating(part, rated, body.ratings[part])
                    for part, rated in parts.items()
                    if rated is not None
                ),
            )
        return (self._rating("", certainty, body.ratings[""]),)

    def _rating(self, part: str, rated: Certainty, rating: Rating) -> Step:
        heading = words(part).capitalize() if part else _("Rating")
        basis = rating.basis
        steps = tuple(Step(sentence(reason), basis=basis) for reason in rated.reasons)
        return Step(
            f"{heading}: {words(rated.level)} ({rated_by(rating, self.chain.guideline)})",
            basis=basis,
            children=steps,
        )

    def _effect(self, body: BodyChain) -> tuple[Step, ...]:
        href = self._evidence_url(f"#outcome-{body.outcome.ref}")
        found = []
        if body.pooled is not None and body.pooled.natural is not None:
            found.append(Step(pooled_in_words(body.pooled), href))
        if body.accuracy_fit is not None:
            found.append(Step(pooled_accuracy_in_words(body), href))
        if body.body.reported:
            found.append(Step(reported_in_words(body.body.reported), href, "reported"))
        text = localized(body.body.narrative.get("text")) if body.body.narrative else ""
        if text:
            found.append(Step(text, href))
        return tuple(found)

    def _result(self, row: StudyResult) -> Step:
        population = localized(row.population)
        label = f"{row.study} ({population})" if population else str(row.study)
        return Step(
            f"{label}: {result_in_words(row)}",
            self._evidence_url(f"#result-{row.pk}"),
            children=(),
        )

    # --- Weighing: evidence to decision

    def _weighing(self) -> Step:
        rows = tuple(self._criterion(row) for row in self.chained.etd.values() if row.judgement)
        said = ngettext(
            "The panel judged {n} criterion", "The panel judged {n} criteria", len(rows)
        ).format(n=len(rows))
        return Step(said, self._question_url("#decision"), children=rows)

    def _criterion(self, row: EtdJudgement) -> Step:
        said = f"{words(row.criterion)}: {words(row.judgement)}"
        detail = tuple(Step(localized(text)) for text in (row.evidence, row.considerations) if text)
        return Step(said, self._question_url(f"#etd-{row.criterion}"), row.basis, detail)

    # --- Where things stand

    def _question_url(self, rest: str = "") -> str:
        question = self.question.question
        return reverse("question", args=[self.chain.guideline.slug, question.ref]) + rest

    def _changes_url(self) -> str:
        """What was voted on beside what stands now."""
        return changes_since_vote(self.chain.guideline, self.chained)

    def _evidence_url(self, anchor: str = "") -> str:
        question = self.question.question
        return reverse("question_evidence", args=[self.chain.guideline.slug, question.ref]) + anchor


def changes_since_vote(guideline: Guideline, chained: RecommendationChain) -> str:
    """Where the evidence that the last closed round voted on stands beside what there is now."""
    question = chained.recommendation.question
    address = reverse("evidence_compare", args=[guideline.slug, question.ref])
    held = chained.last_closed
    return f"{address}?from=round-{held.pk}" if held else address


def figure(value: float | None, decimals: int = 2) -> str:
    """A number as it is printed, rounded; a dash where there is none, ∞ where it has no end."""
    if value is None:
        return "–"
    if math.isinf(value):
        return "∞"
    # Django's own formatting cuts decimals off; adding 0 makes a minus zero a zero.
    return number_format(Decimal(f"{round(value, decimals) + 0:.{decimals}f}"), decimals)


def pooled_in_words(pooled: Any) -> str:
    """`RR 0.74 (0.55 to 0.99), 3 studies, I² 12 %`; or that no study has an effect to be pooled."""
    if pooled.ci_natural is None:
        return _("Nothing is pooled: no study has an effect that can be estimated.")
    low, high = pooled.ci_natural
    said = (
        f"{pooled.recipe.measure} {figure(pooled.natural)} ({figure(low)} {_('to')} {figure(high)})"
    )
    studies = ngettext("{n} study", "{n} studies", pooled.k).format(n=pooled.k)
    spread = f", I² {figure(pooled.i2, 0)} %" if pooled.i2 is not None else ""
    return f"{_('Pooled')}: {said}, {studies}{spread}"


def reported_in_words(reported: Any) -> str:
    """A synthesis as its source reports it, the printed text first."""
    printed = reported.get("printed")
    source = reported.get("source")
    said = localized(printed) if printed else _reported_figures(reported)
    correction = localized(reported.get("correction"))
    parts = [_("Reported: {said}").format(said=said)]
    parts += [correction] if correction else []
    parts += [f"({localized(source)})"] if source else []
    return " ".join(parts)


def _reported_figures(reported: Any) -> str:
    parts = [str(reported.get("measure", "")), figure(reported.get("estimate"))]
    if reported.get("ci"):
        low, high = reported["ci"]
        parts.append(f"({figure(low)} {_('to')} {figure(high)})")
    return " ".join(part for part in parts if part)


def result_in_words(row: StudyResult) -> str:
    """The numbers of one result: `12/100 v 20/100`, `TP 31, FP 2, FN 4, TN 9`, ..."""
    if row.tp is not None:
        return f"TP {row.tp}, FP {row.fp}, FN {row.fn}, TN {row.tn}"
    if row.events_1 is not None:
        return f"{row.events_1}/{row.total_1} v {row.events_2}/{row.total_2}"
    if row.mean_1 is not None:
        first = f"{figure(row.mean_1)} (SD {figure(row.sd_1)}, n {row.total_1})"
        return f"{first} v {figure(row.mean_2)} (SD {figure(row.sd_2)}, n {row.total_2})"
    if row.log_effect is not None:
        return _("log effect {effect} (SE {se})").format(
            effect=figure(row.log_effect, 3), se=figure(row.se, 3)
        )
    if row.value is not None:
        size = f" (n {row.total_1})" if row.total_1 is not None else ""
        return f"{row.value_comparison}{row.value:g} {row.unit}{size}".strip()
    return row.printed or "–"


def _importance(outcome: Outcome) -> str:
    """The importance that counts, with the survey where one set it."""
    if outcome.rated_importance is None:
        return _("not rated")
    said = number_format(outcome.rated_importance)
    survey = outcome.importance_survey
    if survey is None:
        return said
    return _("{importance}, the median of survey {number}").format(
        importance=said, number=survey.number
    )
