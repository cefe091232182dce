"""The chain of one question as navigation: each link with its state in a word."""

from dataclasses import dataclass
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.fingerprint import hash_of_loaded
from guideline.models import Question
from guideline.words import words
from hearing.models import Hearing
from publication.chain import QuestionChain, RecommendationChain
from publication.models import Version
from publication.progress import State, state_of
from publication.reader import Reader
from publication.reasons import decision_in_words
from voting.codes import CRITERIA

Code = Literal["done", "open", "waits", "stale", "none"]


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain: its name, where it is, its state as a code and in words."""

    name: str
    url: str
    state: Code
    detail: str
    is_here: bool = False


def spine_of(chained: QuestionChain, reader: Reader, here: str) -> list[Link]:
    """Question, evidence, certainty, decision, vote, hearing, published; `here` names this page's."""
    question = chained.question
    found = {
        "question": (_("Question"), _url("question", question), _question(chained)),
        "evidence": (_("Evidence"), _url("question_evidence", question), _evidence(chained)),
        "certainty": (
            _("Certainty"),
            _url("evidence_profile", question),
            _certainty(chained),
        ),
        "decision": (
            _("Decision"),
            _url("question", question) + "#decision",
            _decision(chained, reader),
        ),
        "vote": (_("Vote"), *_vote(chained, reader)),
        "hearing": (_("Hearing"), *_hearing(question)),
        "published": (_("Published"), *_published(question)),
    }
    return [
        Link(name, url, state, detail, key == here)
        for key, (name, url, (state, detail)) in found.items()
    ]


def _url(name: str, question: Question) -> str:
    return reverse(name, args=[question.guideline.slug, question.ref])


def _question(chained: QuestionChain) -> tuple[Code, str]:
    n = len(chained.outcomes)
    if not n:
        return "waits", _("waits for outcomes")
    return "done", ngettext("{n} outcome", "{n} outcomes", n).format(n=n)


def _evidence(chained: QuestionChain) -> tuple[Code, str]:
    signatures = list(chained.question.signatures.all())
    n = len(chained.question.studies.all())
    studies = ngettext("{n} study", "{n} studies", n).format(n=n)
    if not signatures:
        return ("done" if n else "waits"), _("{studies}, not signed").format(studies=studies)
    last = max(signatures, key=lambda signature: signature.at)
    if last.evidence_hash != hash_of_loaded(chained.question):
        return "stale", _("changed since it was signed")
    return "done", _("{studies}, signed").format(studies=studies)


def _certainty(chained: QuestionChain) -> tuple[Code, str]:
    critical = [each for each in chained.outcomes if each.outcome.is_critical]
    rated = [each for each in critical if each.level]
    if not critical:
        return "waits", _("no critical outcome")
    if len(rated) < len(critical):
        return "waits", _("{rated} of {n} rated").format(rated=len(rated), n=len(critical))
    level = chained.derived.certainty
    return "done", words(level) if level else _("all rated")


def _decision(chained: QuestionChain, reader: Reader) -> tuple[Code, str]:
    if not reader.drafts(chained):
        return "none", _("not shown to you")
    judged = sum(bool(chained.etd[each].judgement) for each in CRITERIA if each in chained.etd)
    state: Code = "done" if judged == len(CRITERIA) else "waits"
    return state, _("{judged} of {n} judged").format(judged=judged, n=len(CRITERIA))


def _vote(chained: QuestionChain, reader: Reader) -> tuple[str, tuple[Code, str]]:
    if not chained.recommendations:
        return "", ("none", _("no draft yet"))
    if not reader.drafts(chained):
        return "", ("none", _("not shown to you"))
    states = [(each, state_of(chained, each)) for each in chained.recommendations]
    each, state = next((pair for pair in states if pair[1].code != "done"), states[0])
    url = _vote_url(chained, reader, each)
    return url, (state.code, _vote_words(chained, reader, each, state))


def _vote_url(chained: QuestionChain, reader: Reader, each: RecommendationChain) -> str:
    if not reader.votes(chained, each):
        return _url("question", chained.question) + f"#{each.recommendation.ref}"
    if each.open_round:
        return reverse("round", args=[each.open_round.pk])
    return reverse("why", args=[each.recommendation.guideline.slug, each.recommendation.ref])


def _vote_words(
    chained: QuestionChain, reader: Reader, each: RecommendationChain, state: State
) -> str:
    if state.code == "done" and reader.result(chained, each):
        return decision_in_words(each.derived)
    return state.words


def _hearing(question: Question) -> tuple[str, tuple[Code, str]]:
    held = Hearing.objects.filter(guideline_id=question.guideline_id).last()
    if held is None:
        return "", ("none", _("none yet"))
    url = reverse("hearing", args=[question.guideline.slug, held.ref])
    return url, ("open", _("open")) if held.is_open else ("done", _("closed"))


def _published(question: Question) -> tuple[str, tuple[Code, str]]:
    latest = Version.objects.filter(guideline_id=question.guideline_id).order_by(
        "published_at", "id"
    )
    version = latest.defer("content").last()
    if version is None:
        return "", ("none", _("not yet"))
    url = reverse("published_latest", args=[question.guideline.slug])
    return url, ("done", _("version {number}").format(number=version.number))
