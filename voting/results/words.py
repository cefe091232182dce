"""The result of a round, and its rule, as sentences with whole numbers."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evidence.grade.reasons import Reason
from guideline.words import words
from voting.rules.rule import Rule, share_text
from voting.rules.tally import Tally

# The parameters of a rule by the names that people know them by.
PARTS = {
    "preset": gettext_lazy("Kind of rule"),
    "options": gettext_lazy("Options on the ballot"),
    "strong": gettext_lazy("Share for strong"),
    "weak": gettext_lazy("Share for weak"),
    "comparison": gettext_lazy("How the share is met"),
    "base": gettext_lazy("Share of what"),
    "direction": gettext_lazy("What a direction needs"),
    "quorum": gettext_lazy("Quorum"),
    "rounds": gettext_lazy("Rounds allowed"),
    "otherwise": gettext_lazy("If nothing reaches its share"),
    "comment": gettext_lazy("Who has to say why"),
    "proxy": gettext_lazy("Whether somebody absent can be voted for"),
    "chair": gettext_lazy("The chair"),
    "reminders": gettext_lazy("Voters are reminded"),
    "neither_as": gettext_lazy("A vote for neither"),
    "pause": gettext_lazy("Hours for discussion between rounds"),
}
CONDUCT = {
    ("neither_as", "abstention"): gettext_lazy(
        "A vote for neither counts as an abstention: it can win nothing."
    ),
    ("comment", "minority"): gettext_lazy(
        "Whoever votes otherwise than most did in the round before has to say why."
    ),
    ("comment", "all"): gettext_lazy("Everybody has to say why they vote as they do."),
    ("proxy", "written"): gettext_lazy(
        "Somebody absent may be voted for in writing by one other voter, who casts one such vote "
        "at most."
    ),
    ("chair", "does-not-vote"): gettext_lazy("The chair does not vote."),
    ("reminders", False): gettext_lazy("Nobody is reminded."),
}
COMPARISONS = {">": gettext_lazy("more than"), ">=": gettext_lazy("at least")}
BASES = {
    "cast": gettext_lazy("the votes cast, abstentions left out"),
    "cast-with-abstentions": gettext_lazy("the votes cast, abstentions included"),
    "eligible": gettext_lazy("all who are entitled to vote"),
}
# `grade-grid` asks one side's share first; the others ask one option's, or one strength's.
RULES = {
    "over-70": gettext_lazy("One option needs {comparison} {share} of {base}; {otherwise}."),
    "two-thirds": gettext_lazy("One option needs {comparison} {share} of {base}; {otherwise}."),
    "over-70-pooled": gettext_lazy(
        "Strong or weak, both directions together, needs {comparison} {share} of {base}, "
        "and one direction {direction}; {otherwise}."
    ),
    "grade-grid": gettext_lazy(
        "One side needs {comparison} {weak} of {base} and the other less than a fifth; strong needs "
        "{comparison} {strong}; {otherwise}."
    ),
}
DIRECTIONS = {
    "majority": gettext_lazy("more than half of it"),
    "opposition": gettext_lazy("half of it or more, the other less than a fifth"),
    "threshold": gettext_lazy("the same share of it"),
}
CLAUSES: Mapping[str, Any] = {
    "threshold-met": gettext_lazy(
        "{votes} of {base} votes are {contender}; {comparison} {share} needs {needed}"
    ),
    "threshold-missed": gettext_lazy(
        "{votes} of {base} votes are {contender}; {comparison} {share} needs {needed}"
    ),
    "threshold-met-twice": gettext_lazy("{contenders} have {votes} of {base} votes each"),
    "inquorate": gettext_lazy(
        "{ballots} of {eligible} took part; the quorum of {share} needs {needed}"
    ),
    "too-few-secret-ballots": gettext_lazy(
        "fewer than {fewest} secret ballots were cast, too few to tell what they say"
    ),
    "no-valid-ballots": gettext_lazy("no vote was for or against anything"),
    "direction-met": gettext_lazy("{for} for, {against} against; more than half needs {needed}"),
    "direction-missed": gettext_lazy("{for} for, {against} against; more than half needs {needed}"),
    "direction-share-met": gettext_lazy(
        "{for} for, {against} against; {comparison} {share} needs {needed}"
    ),
    "direction-share-missed": gettext_lazy(
        "{for} for, {against} against; {comparison} {share} needs {needed}"
    ),
    "opposition-small": gettext_lazy("{votes} are {side}, less than {share}"),
    "opposition-too-large": gettext_lazy("{votes} are {side}, {share} or more"),
    "strong-share-met": gettext_lazy(
        "{votes} of {base} are {contender}; {comparison} {share} needs {needed}"
    ),
    "strong-share-missed": gettext_lazy(
        "{votes} of {base} are {contender}; {comparison} {share} needs {needed}"
    ),
}
CAUTIONS: Mapping[str, Any] = {
    "opposed": gettext_lazy("Mind the other side: {votes} of {base} votes are {side}."),
    "small-base": gettext_lazy("Only {base} votes count: nothing short of unanimity can pass."),
    "below-half-turnout": gettext_lazy("Only {ballots} of {eligible} entitled voters took part."),
}


def sentence(result: Tally) -> str:
    """`31 of 43 votes are strong for; more than 70 % needs 31; strong recommendation for.`"""
    clauses = [_clause(reason) for reason in result.reasons if reason.code in CLAUSES]
    text = "; ".join([*clauses, decision(result)])
    return f"{text[:1].upper()}{text[1:]}."


def cautions(result: Tally, *, is_secret: bool = False) -> list[str]:
    """What a reader of the result should be warned of, each as a sentence."""
    said = [
        str(CAUTIONS[reason.code]).format_map(
            {key: _figure(key, value) for key, value in reason.figures.items()}
        )
        for reason in result.reasons
        if reason.code in CAUTIONS
    ]
    if is_secret and len(result.votes) == 1:
        said.append(
            _("Everybody voted the same: this secret round tells how each of its voters voted.")
        )
    return said


def decision(result: Tally) -> str:
    """What was decided, in a few words."""
    if result.outcome != "recommendation":
        return words(result.outcome)
    return _("{strength} recommendation {direction}").format(
        strength=words(result.strength), direction=words(result.direction)
    )


def rule_in_words(rule: Rule) -> str:
    """The rule of a round as one sentence."""
    text = str(RULES[rule.preset]).format(
        comparison=COMPARISONS[rule.comparison],
        share=_share(rule),
        strong=share_text(rule.strong),
        weak=share_text(rule.weak),
        base=BASES[rule.base],
        direction=DIRECTIONS[rule.direction],
        otherwise=_otherwise(rule),
    )
    return " ".join([text, *_quorum(rule), *conduct(rule)])


def _share(rule: Rule) -> str:
    strong, weak = share_text(rule.strong), share_text(rule.weak)
    if strong == weak:
        return strong
    return _("{strong} (strong) or {weak} (weak)").format(strong=strong, weak=weak)


def _otherwise(rule: Rule) -> str:
    if rule.otherwise == "another-round":
        return _("otherwise no consensus: discuss and vote again")
    if rule.rounds == 1:
        return _("otherwise no recommendation")
    return _("otherwise vote again; after {rounds} rounds no recommendation").format(
        rounds=rule.rounds
    )


def _quorum(rule: Rule) -> list[str]:
    if rule.quorum is None:
        return []
    sentence = _("At least {share} of those entitled must take part.")
    return [sentence.format(share=share_text(rule.quorum))]


def conduct(rule: Rule) -> list[str]:
    """How a round is held, as far as the rule says more than usual: a sentence for each."""
    said = [str(CONDUCT[key, value]) for key, value in rule.conduct() if (key, value) in CONDUCT]
    if rule.pause:
        sentence = ngettext(
            "Between two rounds there is at least {n} hour for discussion.",
            "Between two rounds there are at least {n} hours for discussion.",
            rule.pause,
        )
        said.append(sentence.format(n=rule.pause))
    return said


def part_in_words(path: str) -> str:
    """The parameter that a problem with a rule names, such as `options[2]`."""
    part = path.partition("[")[0]
    return str(PARTS.get(part, part))


def share_of(votes: int, base: int) -> str:
    """A share with one decimal, for reading beside the counts; it never decides."""
    return f"{100 * votes / base:.1f} %" if base else ""


def _clause(reason: Reason) -> str:
    figures = {key: _figure(key, value) for key, value in reason.figures.items()}
    return str(CLAUSES[reason.code]).format_map(figures)


def _figure(key: str, value: Any) -> str:
    if key == "comparison":
        return str(COMPARISONS[value])
    if isinstance(value, tuple):
        return _(" and ").join(words(each) for each in value)
    return words(value) if isinstance(value, str) and key in {"contender", "side"} else str(value)
