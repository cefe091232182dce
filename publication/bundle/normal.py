"""The normal form of a bundle: one way to say the same thing, so that two bundles can be compared.

Keys stand in the shape's order; what is empty, or what would be so without saying, is left out;
times stand in the guideline's time zone, languages in the alphabet's order, ballots in the panel's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from guideline.importance import ITEMS
from publication.bundle.problems import Problem, Step, path_text
from publication.bundle.sentences import shown
from publication.bundle.shape import Bundle
from publication.bundle.shape.fields import LARGEST_FIGURE, Part, in_zone, moment
from voting.codes import ANSWERS
from voting.eligibility import actions_on, standing
from voting.rules.rule import OPTIONS, Rule, rule_from

Data = dict[str, Any]
RuleData = str | Mapping[str, Any]


def normal(bundle: Bundle) -> Data:
    """The bundle as plain data in normal form."""
    data = _part(bundle)
    zone = bundle.guideline.time_zone
    _guideline(data["guideline"])
    for group in data.get("groups", []):
        _in_order(group, "questions", data.get("questions", []))
    for question in data.get("questions", []):
        _question(question, data, zone)
    _panel_and_meetings(data, zone)
    for hearing in data.get("hearings", []):
        _times(hearing, zone)
        comments = hearing.get("comments", [])
        for comment in comments:
            _times(comment, zone)
        _groups_of(comments)
    return data


def _rule(value: RuleData) -> Rule:
    """The rule that a bundle's data describes, in which what is not said is None."""
    if not isinstance(value, str):
        value = {key: part for key, part in value.items() if part is not None}
    return rule_from(value)


def normal_rule(value: RuleData) -> str | Data:
    """A decision rule as its preset's name, or as a mapping of what differs from its preset."""
    return _rule(value).as_said()


def entitled(data: Data, question: str, rule: RuleData | None = None) -> list[str] | None:
    """The places that may vote on a question, in the panel's order; None where there is no panel.

    `rule` is the round's own, where it has one: whether the chair votes is asked of it.
    """
    panel = data.get("panel", [])
    if not panel:
        return None
    chair_votes = _rule(rule or data.get("guideline", {}).get("decision_rule", {})).chair_votes
    return [place["id"] for place in panel if _may_vote(place, question, chair_votes)]


def on_the_roll(data: Data, question: str, each: Data) -> list[str] | None:
    """The places entitled in a round: those that may vote, but for who was taken off its roll."""
    may_vote = entitled(data, question, each.get("rule"))
    revoked = {line["member"] for line in each.get("revoked", [])}
    return None if may_vote is None else [place for place in may_vote if place not in revoked]


def _may_vote(place: Data, question: str, chair_votes: bool) -> bool:
    conflicts = [
        (each.get("question"), each.get("action", "not-reported"))
        for each in place.get("conflicts", [])
    ]
    actions = actions_on(question, conflicts)
    return standing(place["role"], actions, chair_votes=chair_votes).may_vote


def _part(part: Part) -> Data:
    """A mapping of the shape without what is empty or usual."""
    data: Data = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if value is None or (not field.is_required() and value == field.default):
            continue
        plain = _value(value)
        # A round whose tally is empty was held, and nobody voted.
        if field.is_required() or plain not in ("", [], {}) or name in ("ballots", "counts"):
            data[field.alias or name] = plain
    return data


def _value(value: Any) -> Any:
    if isinstance(value, Part):
        return _part(value)
    if isinstance(value, list):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        return {key: value[key] for key in sorted(value)}
    if isinstance(value, float) and value.is_integer() and abs(value) < LARGEST_FIGURE:
        return int(value)
    return value


def _guideline(guideline: Data) -> None:
    if "decision_rule" in guideline:
        _keep(guideline, "decision_rule", normal_rule(guideline["decision_rule"]), "over-70")


def _keep(holder: Data, key: str, value: object, usual: object) -> None:
    """Put a value where it stood, or take it away if it goes without saying."""
    if value == usual:
        holder.pop(key, None)
    else:
        holder[key] = value


def _question(question: Data, data: Data, zone: str) -> None:
    edition = data["guideline"].get("grade_rules", "classic")
    for outcome in question.get("outcomes", []):
        for holder in (outcome, *outcome.get("bodies", [])):
            for rating in _ratings(holder):
                _keep_unless(rating, "edition", edition)
                _individual(rating, edition, data, zone)
        _primary(outcome.get("bodies", []))
    for survey in question.get("importance_surveys", []):
        _survey(survey, data, question, zone)
    for poll in question.get("polls", []):
        _poll(poll, zone)
    for recommendation in question.get("recommendations", []):
        _in_order(recommendation, "critical_outcomes", question.get("outcomes", []))
        for each in recommendation.get("rounds", []):
            _round(each, data, question["id"], zone)
            _keep_unless(each, "statement", recommendation.get("statement"))
        for each in recommendation.get("corrections", []):
            _times(each, zone)


def _survey(survey: Data, data: Data, question: Data, zone: str) -> None:
    """Rows by place, outcome and part: a survey's rows are a set."""
    _times(survey, zone)
    places = [place["id"] for place in data.get("panel", [])]
    outcomes = [outcome["id"] for outcome in question.get("outcomes", [])]

    def order(row: Data) -> tuple[int, ...]:
        return (
            _place_in(outcomes, row["outcome"]),
            _place_in(ITEMS, row["item"]) if "item" in row else -1,
        )

    for key in ("counts", "decisions"):
        survey.get(key, []).sort(key=order)
    survey.get("answers", []).sort(key=lambda row: (_place_in(places, row["by"]), *order(row)))


def _poll(poll: Data, zone: str) -> None:
    """Criteria, answers and comments in an order that tells nothing."""
    _times(poll, zone)
    for row in poll.get("results", []):
        counts = {
            k: n for k, n in _ordered(row.pop("counts", {}), ANSWERS[row["criterion"]]).items() if n
        }
        comments = row.pop("comments", [])
        row |= {"counts": counts} if counts else {}
        row |= {"comments": sorted(comments)} if comments else {}
    order = list(ANSWERS)
    poll.get("results", []).sort(key=lambda row: order.index(row["criterion"]))


def _panel_and_meetings(data: Data, zone: str) -> None:
    """By their beginning; who was there and who left in the panel's order."""
    panel = data.get("panel", [])
    for place in panel:
        if "declared" in place:
            place["declared"] = in_zone(place["declared"], zone)
    places = [place["id"] for place in panel]
    for meeting in data.get("meetings", []):
        for key in ("begins", "ends", "cancelled", "closed", "confirmed"):
            if key in meeting:
                meeting[key] = in_zone(meeting[key], zone)
        if "attendance" in meeting:
            meeting["attendance"] = _ordered(meeting["attendance"], places)
        for item in meeting.get("items", []):
            _in_order(item, "left", panel)
    data.get("meetings", []).sort(key=lambda each: moment(each["begins"]))


def _place_in(order: Sequence[str], word: str) -> int:
    return order.index(word) if word in order else len(order)


def _ratings(holder: Data) -> Iterator[Data]:
    certainty = holder.get("certainty", {})
    yield certainty
    for part in ("sensitivity", "specificity"):
        yield certainty.get(part, {})


def _individual(rating: Data, edition: str, data: Data, zone: str) -> None:
    """Two raters stand in the panel's order; their editions and times as elsewhere."""
    if "at" in rating.get("reconciled", {}):
        rating["reconciled"]["at"] = in_zone(rating["reconciled"]["at"], zone)
    places = [place["id"] for place in data.get("panel", [])]
    own = rating.get("raters", [])
    own.sort(key=lambda each: places.index(each["by"]) if each["by"] in places else len(places))
    for each in own:
        _keep_unless(each, "edition", edition)
        _keep_unless(each, "again", False)


def _keep_unless(holder: Data, key: str, usual: object) -> None:
    if holder.get(key) == usual:
        holder.pop(key, None)


def _primary(bodies: Sequence[Data]) -> None:
    for body in bodies:
        if len(bodies) == 1 or not body.get("primary"):
            body.pop("primary", None)


def _round(each: Data, data: Data, question: str, zone: str) -> None:
    _times(each, zone)
    for dated in (each.get("way_out", {}), *each.get("dissents", [])):
        if "at" in dated:
            dated["at"] = in_zone(dated["at"], zone)
    may_vote = on_the_roll(data, question, each)
    places = [place["id"] for place in data.get("panel", [])]
    for line in each.get("revoked", []):
        line["at"] = in_zone(line["at"], zone)
        _keep_unless(line, "counted", False)
    each.get("revoked", []).sort(key=lambda line: _place_in(places, line["member"]))
    _keep_unless(each, "withheld", False)
    if may_vote is not None:
        _keep_unless(each, "eligible", len(may_vote))
    if "rule" in each:
        own = data["guideline"].get("decision_rule", "over-70")
        _keep(each, "rule", normal_rule(each["rule"]), own)
    if "ballots" in each:
        each["ballots"] = _ordered(each["ballots"], places)
    if "counts" in each:
        each["counts"] = {k: n for k, n in _ordered(each["counts"], OPTIONS).items() if n}


def _ordered(mapping: Data, order: Iterable[str]) -> Data:
    return {key: mapping[key] for key in order if key in mapping}


def _in_order(holder: Data, key: str, items: Iterable[Data]) -> None:
    """Ids in the order of what they name: a list of ids is a set."""
    if key in holder:
        named = set(holder[key])
        holder[key] = [item["id"] for item in items if item["id"] in named]


def _groups_of(comments: list[Data]) -> None:
    """A group is named by the lowest number in it; a comment alone is none."""
    groups: dict[int, list[Data]] = {}
    for comment in comments:
        if "group" in comment:
            groups.setdefault(comment["group"], []).append(comment)
    for members in groups.values():
        first = min(comment["number"] for comment in members)
        for comment in members:
            _keep(comment, "group", first, first if len(members) == 1 else None)


def _times(holder: Data, zone: str) -> None:
    for key in ("opened", "closed", "reopened", "received", "proposed", "confirmed"):
        if key in holder:
            holder[key] = in_zone(holder[key], zone)


def first_difference(stored: Any, offered: Any, path: tuple[Step, ...] = ()) -> Problem | None:
    """Where two normal forms part: what is stored, and what is offered instead; None if nowhere."""
    if stored == offered:
        return None
    if isinstance(stored, dict) and isinstance(offered, dict):
        keys = [*stored, *(key for key in offered if key not in stored)]
        return _first((stored.get(key), offered.get(key), (*path, key)) for key in keys)
    if isinstance(stored, list) and isinstance(offered, list):
        pairs = enumerate(zip_longest(stored, offered))
        return _first((one, other, (*path, number)) for number, (one, other) in pairs)
    return Problem(path_text(path), _both(stored, offered))


def _first(pairs: Iterable[tuple[Any, Any, tuple[Step, ...]]]) -> Problem | None:
    found = (first_difference(*pair) for pair in pairs)
    return next((problem for problem in found if problem), None)


def _both(stored: Any, offered: Any) -> str:
    if stored is None:
        return f"is not stored; the bundle says {shown(offered)}"
    if offered is None:
        return f"is stored as {shown(stored)}; the bundle leaves it out"
    return f"is stored as {shown(stored)}; the bundle says {shown(offered)}"
