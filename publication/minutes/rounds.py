"""The minutes of one or several rounds: nobody's vote but a named one.

Minutes say what was decided under which rule, who could take part, and what stands beside the result.
What another rule would have said is none of their business.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit.models import Event
from guideline.models import Guideline
from guideline.numbers import whole_number
from guideline.text import localized
from guideline.times import in_zone
from guideline.words import words
from publication.minutes.blocks import Block, Kind, Minutes, signatures
from voting.models import Round
from voting.queries import last_ballots, result_of, sight_for, standing_dissents
from voting.results.attendance import Attendance, attendance_of
from voting.results.distributions import distribution_of
from voting.results.history import comments_of
from voting.results.ways_out_words import agreement_after, agreement_in_words, way_out_of
from voting.results.words import cautions, rule_in_words, sentence
from voting.rounds.late import lines_for_minutes
from voting.rules.rule import OPTIONS, rule_from
from voting.rules.tally import Tally


def minutes_of(user: Any, guideline: Guideline, rounds: Iterable[Round]) -> Minutes:
    """The minutes of closed or withdrawn rounds as far as this person may see them.

    The same for all who may see the tallies: names stand beside votes in named rounds alone.
    """
    language = get_language() or "en"
    held = list(rounds)
    blocks = [block for each in held for block in round_blocks(user, each, language)]
    practice = [Block("text", _("PRACTICE: nothing in these minutes counts."))]
    return Minutes(
        title=_("Minutes of voting"),
        subject=localized(guideline.title, language),
        language=language,
        footer=f"{guideline.slug}, {', '.join(f'{each.recommendation.ref}/{each.label}' for each in held)}",
        blocks=(
            *(practice if any(each.practice for each in held) else []),
            *blocks,
            signatures(),
        ),
    )


def round_blocks(user: Any, round: Round, language: str, *, kind: Kind = "heading") -> list[Block]:
    """One round as far as this person may see it, under a heading of this kind."""
    sight = sight_for(user, round)
    heading = _("{recommendation}: round {number}").format(
        recommendation=round.recommendation.ref, number=round.label
    )
    blocks = [
        Block(kind, heading),
        Block("text", localized(round.question.text, language)),
        Block("statement", localized(round.statement, language)),
        Block("facts", rows=tuple(_terms(round))),
    ]
    result = result_of(round)
    if result is None:
        return [*blocks, *(Block("text", said) for said in _withdrawn(round))]
    if not sight.tally:
        said = _("Too few secret ballots were cast to show what they say.")
        return [*blocks, Block("text", said)]
    return blocks + _result(round, result, language, with_comments=sight.comments)


def _withdrawn(round: Round) -> Iterable[str]:
    yield _("The round was withdrawn; it has no result.")
    if round.withdrawn_because:
        yield _("Reason: {reason}").format(reason=round.withdrawn_because)


def _terms(round: Round) -> Iterable[tuple[str, str]]:
    zone = round.guideline
    yield _("Rule"), rule_in_words(rule_from(round.rule))
    yield _("Held"), words(round.mode)
    yield _("Secrecy"), words(round.secrecy)
    if round.opened_at:
        yield _("Opened"), in_zone(round.opened_at, zone)
    if round.closed_at:
        yield _("Closed"), in_zone(round.closed_at, zone)
    head = chain_head(round)
    if head:
        yield _("Audit chain at the close"), f"{head.sequence}:{head.hash}"


def _result(round: Round, result: Tally, language: str, *, with_comments: bool) -> list[Block]:
    agreement = agreement_after(round, result)
    attendance = attendance_of(round, result)
    blocks = [Block("statement", sentence(result))]
    if agreement:
        blocks.append(Block("text", agreement_in_words(agreement)))
    taken = way_out_of(round)
    blocks += [Block("text", each) for each in (taken[1] if taken else [])]
    blocks += [
        Block("table", rows=tuple(_votes(round, result))),
        Block("facts", rows=tuple(_attendance(attendance))),
    ]
    late = tuple((line,) for line in lines_for_minutes(round))
    blocks += [Block("list", _("After the close"), late)] if late else []
    warned = cautions(result, is_secret=round.secrecy == "secret")
    blocks += [Block("list", _("To be noted"), tuple((each,) for each in warned))] if warned else []
    loaded = Round.every.prefetch_related("voters__ballots", "voters__member").get(pk=round.pk)
    named = _who_voted_how(loaded) if round.secrecy == "named" else ()
    blocks += [Block("facts", _("Who voted how"), named)] if named else []
    comments = comments_of(loaded) if with_comments else ()
    if comments:
        rows = tuple((f"{words(choice)}: {comment}",) for choice, comment in comments)
        blocks.append(Block("list", _("Comments, without names"), rows))
    return blocks + _dissents(round, language)


def _who_voted_how(round: Round) -> tuple[tuple[str, str], ...]:
    """The names behind each option, in the ballot's order; nothing where hands were counted."""
    names: dict[str, list[str]] = defaultdict(list)
    for ballot in last_ballots(round):
        names[ballot.choice].append(str(ballot.voter.member))
    return tuple((words(each), ", ".join(sorted(names[each]))) for each in OPTIONS if each in names)


def _votes(round: Round, result: Tally) -> Iterable[tuple[str, ...]]:
    yield _("Option"), _("Votes"), _("Share")
    for bar in distribution_of(rule_from(round.rule), result).bars:
        yield words(bar.option), str(bar.votes), bar.share or "–"


def _attendance(found: Attendance) -> Iterable[tuple[str, str]]:
    unknown = _("not reported")
    yield _("Entitled to vote"), unknown if found.entitled is None else str(found.entitled)
    yield _("Voted"), str(found.voted)
    yield _("Abstained"), str(found.abstained)
    yield _("Absent"), unknown if found.absent is None else str(found.absent)
    if found.present:
        yield _("Present"), ", ".join(str(voter.member) for voter in found.present)
    if found.proxies:
        by_proxy = _("{giver} (cast by {holder})")
        yield (
            _("By proxy"),
            ", ".join(
                by_proxy.format(giver=giver.member, holder=holder.member)
                for giver, holder in found.proxies
            ),
        )
    recused = ", ".join(f"{each.member} ({words(each.action)})" for each in found.recused)
    yield _("Recused"), recused or _("nobody")
    if found.void:
        void = "; ".join(f"{voter.member}: {voter.revoked_because}" for voter in found.void)
        yield _("Taken off the roll"), void


def _dissents(round: Round, language: str) -> list[Block]:
    rows = tuple(
        (f"{localized(each.text, language)} ({each.member if each.named else _('name withheld')})",)
        for each in standing_dissents(round)
    )
    return [Block("list", _("Dissent"), rows)] if rows else []


def asked_rounds(user: Any, guideline: Guideline, asked: Iterable[str]) -> list[Round]:
    """The rounds with these numbers that are over and that the person may see.

    Where none is asked for, all of them; a practice round is found by its number only.
    """
    asked = list(asked)
    if not asked:
        return seen_rounds(
            user, guideline, Round.objects.filter(recommendation__guideline=guideline)
        )
    pks = [pk for each in asked if (pk := whole_number(each)) is not None]
    rows = Round.every.filter(recommendation__guideline=guideline, pk__in=pks)
    return seen_rounds(user, guideline, rows)


def seen_rounds(user: Any, guideline: Guideline, rows: Any) -> list[Round]:
    """Those that are over and that the person may see, in the order of questions and rounds."""
    over = (
        rows.exclude(status="open")
        .select_related("recommendation__question", "recommendation__guideline")
        .order_by(
            "recommendation__question__position",
            "recommendation__position",
            "recommendation",
            "number",
            "id",
        )
    )
    return [row for row in over if user.has_perm("voting.view_round", row)]


def chain_head(round: Round) -> Event | None:
    """The event that closed the round: its hash holds everything that was recorded until then."""
    closing = Event.objects.filter(
        guideline=round.guideline.slug,
        target=round.recommendation.ref,
        verb__in=("round-closed", "round-withdrawn"),
        facts__round=round.label,
    )
    return closing.order_by("sequence").last()
