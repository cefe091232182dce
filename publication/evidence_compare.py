"""Two moments of a question's evidence side by side: judgements, certainty, effects and figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from evidence.accuracy_words import pooled_accuracy_in_words
from evidence.changes.comparing import changes_between
from evidence.changes.history import moment_at, moments_of
from evidence.changes.rebuilding import question_of
from evidence.changes.words import Told, levels_in_words, told
from evidence.codes import DOMAINS
from evidence.fingerprint import evidence_content
from evidence.models import Rating, Signature
from evidence.profile import BodyChain, OutcomeChain, outcomes_of
from guideline.models import Moment, Question
from guideline.text import localized
from guideline.times import in_zone
from guideline.words import words
from publication.why import pooled_in_words, reported_in_words, result_in_words
from voting.models import Round

NOW = "now"
Content = Mapping[str, Any]


@dataclass(frozen=True)
class Point:
    """A moment to choose: its code in the address and its words.

    Without a moment it is a signature, which keeps its own content, or now.
    """

    code: str
    label: str
    moment: Moment | None = None
    signature: Signature | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What is compared, and what each side says; empty where it has nothing."""

    what: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        """Whether the two sides say something else."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Section:
    """One body of evidence on an outcome, line by line."""

    title: str
    lines: tuple[Line, ...]

    @property
    def differing(self) -> tuple[Line, ...]:
        """The lines that do not say the same on both sides."""
        return tuple(line for line in self.lines if line.differs)


def points_of(question: Question, *, with_names: bool, with_rounds: bool) -> list[Point]:
    """Every moment that can be chosen, newest first: now, each signature, round and change.

    `with_names` says whether the reader may know who did what, `with_rounds` whether of rounds.
    """
    moments = moments_of(question)
    dated = list(_signatures(question, with_names)) + list(_changes(question, moments, with_names))
    if with_rounds:
        dated += _rounds(question, moments)
    dated.sort(key=lambda each: each[0], reverse=True)
    return [Point(NOW, _("now")), *(point for _at, point in dated)]


def content_at(question: Question, point: Point) -> Content:
    """The evidence at a moment as plain data, without the screening records."""
    if point.moment is not None:
        content = question.moments.get(pk=point.moment.pk).content
    elif point.signature is not None:
        content = question.signatures.get(pk=point.signature.pk).content
    else:
        content = evidence_content(question)
    return {key: value for key, value in content.items() if key != "records"}


def changes_in_words(before: Content, after: Content) -> list[Told]:
    """Everything that differs, inputs only, as sentences."""
    return [told(change) for change in changes_between(before, after)]


def sections_of(question: Question, before: Content, after: Content) -> list[Section]:
    """The evidence on each outcome at both moments; what is derived is computed again from each."""
    order = [each.ref for each in question.outcomes.all()]
    old, new = (_bodies(question, content, order) for content in (before, after))
    keys = list(dict.fromkeys([*new, *old]))
    return [_section(new.get(key) or old[key], old.get(key), new.get(key)) for key in keys]


# --- Moments to choose ----------------------------------------------------------------------------


def _signatures(question: Question, with_names: bool) -> Iterator[tuple[datetime, Point]]:
    for row in question.signatures.select_related("by").defer("content"):
        said = _("{when}: signature").format(when=in_zone(row.at, question.guideline))
        label = _("{said} of {who}").format(said=said, who=row.by) if with_names else said
        yield row.at, Point(f"signature-{row.pk}", label, signature=row)


def _rounds(question: Question, moments: list[Moment]) -> Iterator[tuple[datetime, Point]]:
    rounds = Round.objects.filter(recommendation__question=question).exclude(status="withdrawn")
    for row in rounds.select_related("recommendation"):
        moment = moment_at(moments, evidence_hash=row.evidence_hash, at=row.opened_at)
        if moment is None:
            continue
        at = row.opened_at or moment.at
        label = _("{when}: vote on {recommendation}, round {number}").format(
            when=in_zone(at, question.guideline),
            recommendation=row.recommendation.ref,
            number=row.number,
        )
        yield at, Point(f"round-{row.pk}", label, moment=moment)


def _changes(
    question: Question, moments: list[Moment], with_names: bool
) -> Iterator[tuple[datetime, Point]]:
    for row in moments:
        when = in_zone(row.at, question.guideline)
        if row.event is None or row.sequence == 1:
            label = _("{when}: the history begins").format(when=when)
        elif with_names:
            label = _("{when}: after change {number}, by {who}").format(
                when=when, number=row.sequence, who=row.event.actor_label
            )
        else:
            label = _("{when}: after change {number}").format(when=when, number=row.sequence)
        yield row.at, Point(f"moment-{row.sequence}", label, moment=row)


# --- Side by side ---------------------------------------------------------------------------------

Found = tuple[OutcomeChain, BodyChain | None]


def _bodies(question: Question, content: Content, order: list[str]) -> dict[tuple[str, str], Found]:
    """Each body by its outcome's id and its own; one alone has no need of a name."""
    found: dict[tuple[str, str], Found] = {}
    for each in outcomes_of(question_of(content, question.guideline, order)):
        alone = len(each.bodies) < 2
        for body in each.bodies or (None,):
            name = "" if alone or body is None else body.body.ref
            found[each.outcome.ref, name] = each, body
    return found


def _section(named: Found, old: Found | None, new: Found | None) -> Section:
    outcome, body = named
    title = str(outcome.outcome)
    if body is not None and body.body.ref:
        title = f"{title} ({body.body.ref})"
    before, after = (_said(each) for each in (old, new))
    whats = list(dict.fromkeys([*after, *before]))
    lines = tuple(Line(what, before.get(what, ""), after.get(what, "")) for what in whats)
    return Section(title, lines)


def _said(found: Found | None) -> dict[str, str]:
    """What one side says, by what it is said of."""
    if found is None:
        return {}
    outcome, body = found
    said = {
        _("Importance"): str(outcome.outcome.importance or _("not rated")),
        _("Certainty of the evidence"): words(body.level if body else None) or _("not rated"),
    }
    if body is not None:
        said |= _effects(body) | _judgements(body) | _results(body)
    return said


def _effects(body: BodyChain) -> dict[str, str]:
    said = {}
    if body.pooled is not None:
        said[_("Pooled effect")] = pooled_in_words(body.pooled)
    if body.accuracy_fit is not None:
        said[_("Pooled accuracy")] = pooled_accuracy_in_words(body)
    if body.body.reported:
        said[_("Reported effect")] = reported_in_words(body.body.reported)
    narrative = localized(body.body.narrative.get("text")) if body.body.narrative else ""
    if narrative:
        said[_("In words")] = narrative
    return said


def _judgements(body: BodyChain) -> dict[str, str]:
    said = {}
    for part, rating in sorted(body.ratings.items()):
        prefix = f"{words(part)}: " if part else ""
        said[f"{prefix}{_('design')}"] = words(rating.design)
        said |= {f"{prefix}{domain}": judged for domain, judged in _judged(rating)}
    return said


def _judged(rating: Rating) -> Iterator[tuple[str, str]]:
    judged = {row.domain: row for row in rating.judgements.all()}
    for domain in DOMAINS:
        if domain in judged:
            because = localized(judged[domain].because)
            levels = levels_in_words(domain, judged[domain].levels)
            yield words(domain), f"{levels} (“{because}”)" if because else levels


def _results(body: BodyChain) -> dict[str, str]:
    said: dict[str, str] = {}
    for row in body.body.results.all():
        population = localized(row.population)
        name = f"{row.study} ({population})" if population else str(row.study)
        what, number = name, 2
        while what in said:
            what, number = f"{name} [{number}]", number + 1
        figures = result_in_words(row)
        if row.excluded_because:
            figures = _("{figures}; excluded: {why}").format(
                figures=figures, why=row.excluded_because
            )
        said[what] = figures
    return said
