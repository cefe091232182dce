"""Votes: of those who may, for what the rule knows, no more than there are voters."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from publication.bundle.checks.place import Place, shaped
from publication.bundle.problems import Problem, path_text
from publication.bundle.shape.decisions import RuleParts
from publication.bundle.shape.fields import moment
from voting.eligibility import Standing, actions_on, standing
from voting.rules.rule import DEFAULT_RULE, OPTIONS, PRESETS, Rule, RuleError, rule_from
from voting.rules.tally import problems_with

# Where the rule itself is wrong, votes are still counted.
ANY_OPTION = replace(DEFAULT_RULE, options=OPTIONS)


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel as far as it can be read: every id, and role and conflicts where they are sound."""

    names: frozenset[str]
    places: Mapping[str, tuple[str, tuple[tuple[str | None, str], ...]]]

    @property
    def complete(self) -> bool:
        """Whether every place could be read."""
        return len(self.places) == len(self.names)

    def standing(self, member: str, question: str, rule: Rule | None) -> Standing:
        """What a place may do on a question, the chair as the rule says, where it can be read."""
        role, conflicts = self.places[member]
        chair_votes = rule is None or rule.chair_votes
        return standing(role, actions_on(question, conflicts), chair_votes=chair_votes)

    def entitled(self, question: str, rule: Rule | None) -> int | None:
        """How many may vote on a question; None where there is no panel to ask."""
        if not self.places or not self.complete:
            return None
        return sum(self.standing(member, question, rule).may_vote for member in self.places)


def check(bundle: Place) -> Iterator[Problem]:
    """The decision rule, each round of each recommendation, and the times of hearings."""
    own = bundle["guideline"]["decision_rule"]
    yield from _rule_problems(own)
    rule = _rule(own, DEFAULT_RULE)
    panel = _panel(bundle.each("panel"))
    for question in bundle.each("questions"):
        for recommendation in question.each("recommendations"):
            for each in recommendation.each("rounds"):
                yield from _round(each, rule, panel, question["id"].text or "")
    for hearing in bundle.each("hearings"):
        yield from _in_time(hearing, strictly=True)


def _panel(members: Iterable[Place]) -> Panel:
    names, places = set(), {}
    for member in members:
        name = member["id"].text or ""
        names.add(name)
        with suppress(ValueError):
            places[name] = _place(member)
    return Panel(frozenset(names), places)


def _place(member: Place) -> tuple[str, tuple[tuple[str | None, str], ...]]:
    """The role of a place and its conflicts; ValueError where one of them is unknown."""
    conflicts = tuple(
        (conflict["question"].text, conflict["action"].text or "not-reported")
        for conflict in member.each("conflicts")
    )
    role = member["role"].text or ""
    standing(role, [action for _, action in conflicts])
    return role, conflicts


def _rule_problems(place: Place) -> Iterator[Problem]:
    """Why a rule of sound shape can decide nothing."""
    try:
        _read_rule(place)
    except RuleError as error:
        for key, message in error.problems:
            # A key may have a place in it: `options[2]`.
            yield Problem(f"{path_text(place.path)}.{key}", message)


def _rule(place: Place, default: Rule | None) -> Rule | None:
    """The rule at a place, `default` where there is none; None where it cannot be read."""
    if not place.given:
        return default
    try:
        return _read_rule(place)
    except RuleError:
        return None


def _read_rule(place: Place) -> Rule | None:
    """The rule at a place; None where its shape is wrong, RuleError where it can decide nothing."""
    if isinstance(place.value, str):
        return rule_from(place.value) if place.value in PRESETS else None
    parts = shaped(RuleParts, place)
    return rule_from(parts.model_dump(exclude_none=True)) if parts else None


def _round(place: Place, own: Rule | None, panel: Panel, question: str) -> Iterator[Problem]:
    yield from _rule_problems(place["rule"])
    yield from _in_time(place)
    yield from _way_out(place["way_out"], panel)
    yield from _dissents(place, panel)
    rule = _rule(place["rule"], own)
    ballots, counts = place["ballots"], place["counts"]
    yield from _revoked(place, panel)
    if place["withheld"].value is True:
        if ballots.given or counts.given:
            yield place.says("is withheld and tells its votes; it does one or the other")
    elif ballots.given == counts.given:
        both = "has ballots and counts" if ballots.given else "has neither ballots nor counts"
        yield place.says(f"{both}; a closed round has one of them")
    elif ballots.given:
        yield from _ballots(place, rule, panel, question)
    elif panel.complete:
        yield from _counts(place, rule, panel.entitled(question, rule))


def _way_out(place: Place, panel: Panel) -> Iterator[Problem]:
    """Whether it holds is derived from the votes; here: who decided, and by which rule."""
    if not place.given:
        return
    if place["by"].text and place["by"].text not in panel.names:
        yield place["by"].says("nobody on the panel")
    weak = place["choice"].text == "weak"
    if weak and not place["rule"].given:
        yield place["rule"].says("is missing: a weak recommendation follows the votes by a rule")
    if not weak and place["rule"].given:
        yield place["rule"].says("stands with weak alone")


def _dissents(place: Place, panel: Panel) -> Iterator[Problem]:
    """A name, or the word that it is withheld; one statement each."""
    seen: set[str] = set()
    for dissent in place.each("dissents"):
        by, withheld = dissent["by"].text, dissent["withheld"].value is True
        if by and withheld:
            yield dissent["by"].says("is withheld; leave it out")
        elif by and by not in panel.names:
            yield dissent["by"].says("nobody on the panel")
        elif by and by in seen:
            yield dissent["by"].says("has a dissent in this round already")
        elif not by and not withheld:
            yield dissent["by"].says("is missing; or say that it is withheld")
        seen.add(by or "")


def _revoked(place: Place, panel: Panel) -> Iterator[Problem]:
    """Who was taken off the roll is on the panel, stands there once and has no ballot that counts."""
    seen: set[str] = set()
    voted = {member for member, _ballot in place["ballots"].entries()}
    for line in place.each("revoked"):
        member = line["member"].text or ""
        if member not in panel.names:
            yield line["member"].says("nobody on the panel")
        elif member in seen:
            yield line["member"].says(f"{member} is listed twice")
        elif member in voted:
            yield line["member"].says(f"{member} has a ballot that counts")
        seen.add(member)


def _ballots(place: Place, rule: Rule | None, panel: Panel, question: str) -> Iterator[Problem]:
    votes = list(place["ballots"].entries())
    for member, ballot in votes:
        if member in panel.places:
            yield from _may_vote(ballot, panel.standing(member, question, rule), question)
        elif member not in panel.names:
            yield ballot.says("nobody on the panel")
        if rule and ballot.text in OPTIONS and ballot.text not in rule.options:
            yield ballot.says(f"{ballot.text} is no option of the decision rule")
    eligible = place["eligible"].whole
    if eligible is not None and len(votes) > eligible:
        yield place["ballots"].says(_too_many(len(votes), eligible))


def _may_vote(ballot: Place, known: Standing, question: str) -> Iterator[Problem]:
    if known.may_vote:
        return
    if known.is_recused:
        yield ballot.says(f"may not vote on {question} ({known.because_action})")
    else:
        yield ballot.says(f"may not vote ({known.role})")


def _counts(place: Place, rule: Rule | None, entitled: int | None) -> Iterator[Problem]:
    votes: dict[str, int] = {
        option: count.whole
        for option, count in place["counts"].entries()
        if option in OPTIONS and count.whole is not None and count.whole >= 0
    }
    given = place["eligible"].whole
    eligible = entitled if given is None else given
    for key, message in problems_with(rule or ANY_OPTION, votes, eligible):
        if key != "eligible":
            yield place["counts"][key].says("is no option of the decision rule")
        elif eligible is None:
            yield place[key].says(f"is missing: {message}")
        else:
            yield place["counts"].says(_too_many(sum(votes.values()), eligible))


def _too_many(votes: int, eligible: int) -> str:
    return f"more votes than voters ({votes} votes, {eligible} entitled)"


def _in_time(place: Place, strictly: bool = False) -> Iterator[Problem]:
    opened, closed = _moment(place["opened"]), _moment(place["closed"])
    if opened is None or closed is None:
        return
    if closed < opened or (strictly and closed == opened):
        yield place["closed"].says(
            "is before it opened" if closed < opened else "is when it opened"
        )


def _moment(place: Place) -> datetime | None:
    try:
        return moment(place.text or "")
    except ValueError:
        return None
