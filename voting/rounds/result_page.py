"""What the page of a round that is over shows, to whom: the round's own sight decides."""

from typing import Any

from voting.actions.dissents import blockers_to_dissent
from voting.actions.ways_out import blockers_to_way_out
from voting.decision_rule.other_rules import other_results
from voting.models import Ballot, Round
from voting.queries import last_ballots, result_of, standing_dissents, voter_of
from voting.results.attendance import attendance_of
from voting.results.distributions import distribution_of
from voting.results.history import comments_of, history_of
from voting.results.ways_out_words import agreement_after, way_out_of
from voting.results.words import cautions, decision, rule_in_words, sentence
from voting.rounds.late import changed_after
from voting.rounds.pages import about
from voting.rules.rule import PRESETS, rule_from


def result_page(user: Any, round: Round) -> dict[str, Any]:
    """A round that is over: its tally, comments and names, as far as this person may see them."""
    context = about(user, round) | {"history": history_of(user, round)}
    sight, result = context["sight"], result_of(round)
    if result is None:
        return context
    loaded = _loaded(round)
    if sight.tally:
        rule = rule_from(round.rule)
        context |= {
            "result": result,
            "sentence": sentence(result),
            "decision": decision(result),
            "distribution": distribution_of(rule, result),
            "agreement": agreement_after(round, result),
            "attendance": attendance_of(round, result),
            "way_out": way_out_of(round),
            "cautions": cautions(result, is_secret=round.secrecy == "secret"),
            "other_rules": [
                (rule_in_words(PRESETS[each.preset]), sentence(each.result), each.differs)
                for each in other_results(user, round)
            ],
            "dissents": standing_dissents(round),
        }
        context |= next_steps(user, round)
    if sight.comments:
        context["comments"] = comments_of(loaded)
    if sight.names:
        context["names"] = _names(loaded)
    return context | {"voter": voter_of(user, round), "changed": changed_after(round)}


def next_steps(user: Any, round: Round) -> dict[str, bool]:
    """What this person may do about a result, each by its own verb."""
    asks = {
        "may_take_way_out": ("voting.take_way_out", blockers_to_way_out),
        "may_dissent": ("voting.state_dissent", blockers_to_dissent),
    }
    return {
        name: user.has_perm(permission, round) and not blockers(user, round)
        for name, (permission, blockers) in asks.items()
    }


def _names(round: Round) -> list[tuple[str, Ballot]]:
    return sorted((str(each.voter.member), each) for each in last_ballots(round))


def _loaded(round: Round) -> Round:
    return Round.every.prefetch_related("voters__ballots", "voters__member").get(pk=round.pk)
