"""From rows to a bundle in normal form, in a number of queries that does not grow with the guideline."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from pydantic import ValidationError

from evidence.codes import DOMAINS_UP
from evidence.models import Body, Flow, Rating, Record
from guideline.importance import counts_of as counts_of_scores
from guideline.models import (
    Conflict,
    Guideline,
    ImportanceSurvey,
    Outcome,
    PanelMember,
    Question,
)
from hearing.models import Comment, Hearing
from hearing.publishing.beside import beside_of
from hearing.publishing.states import sight_once_published, with_redactions, words_of
from hearing.publishing.together import with_sample
from publication.bundle import columns
from publication.bundle.columns import plain, values
from publication.bundle.limits import MOST_PROBLEMS
from publication.bundle.meeting_rows import meetings_of
from publication.bundle.normal import entitled, normal
from publication.bundle.problems import BundleRefused
from publication.bundle.sentences import problems_of
from publication.bundle.shape import FORMAT, Bundle
from voting.models import (
    Correction,
    Dissent,
    EtdJudgement,
    Poll,
    Recommendation,
    Round,
    Voter,
    WayOut,
)
from voting.queries import counts_of, eligible_in, is_withheld, last_ballots

Data = dict[str, Any]


def data_of(
    guideline: Guideline, *, with_ballots: bool = True, with_blind_ratings: bool = False
) -> Data:
    """The guideline as a bundle in normal form; without ballots where a reader may not know who voted what.

    `with_blind_ratings` adds what single raters judged and nobody has reconciled, which no page may
    show to others: for whoever runs the site, not for a reader.

    BundleRefused where it holds something that no bundle may, such as a text that is too long.
    """
    data = {
        "format": FORMAT,
        "guideline": _guideline(guideline),
        "topics": [values(topic, columns.TITLED) for topic in guideline.topics.all()],
        "groups": _groups(guideline),
        "panel": _panel(guideline),
        "questions": [
            _question(question) for question in _questions(guideline, with_blind_ratings)
        ],
        "society_interests": [
            values(each, columns.SOCIETY_INTEREST) for each in guideline.society_interests.all()
        ],
        "meetings": meetings_of(guideline),
        "hearings": _hearings(guideline),
    }
    _hide_ballots(data, all_of_them=not with_ballots)
    if not with_ballots:
        _hide_answers(data)
        _hide_comments(data)
        _hide_what_is_the_panel_s(data)
    try:
        return normal(Bundle.model_validate(data))
    except ValidationError as error:
        raise BundleRefused(problems_of(error, MOST_PROBLEMS)) from None


def _guideline(guideline: Guideline) -> Data:
    off = [values(row, columns.CHECK_OFF) for row in guideline.switched_off_checks.all()]
    return values(guideline, columns.GUIDELINE) | {"checks_off": off}


def _questions(guideline: Guideline, with_blind_ratings: bool) -> Iterable[Question]:
    individual = Rating.individual.order_by("rater__position", "rater")
    if not with_blind_ratings:
        individual = individual.filter(settled=True)
    voters = Voter.objects.select_related("member").prefetch_related("ballots")
    corrections = Correction.objects.filter(confirmed_by__isnull=False).select_related(
        "proposed_by", "confirmed_by"
    )
    rounds = Round.objects.filter(status="closed").prefetch_related(
        Prefetch("voters", queryset=voters),
        Prefetch("ways_out", WayOut.objects.filter(taken_back_at=None).select_related("by")),
        Prefetch("dissents", Dissent.objects.filter(withdrawn_at=None).select_related("member")),
    )
    return guideline.questions.select_related("topic", "flow").prefetch_related(
        "searches",
        "found",
        "studies",
        Prefetch("records", queryset=Record.objects.select_related("study")),
        "outcomes__bodies__results__study",
        "outcomes__bodies__ratings__judgements",
        Prefetch("outcomes__bodies__ratings", individual, to_attr="individual"),
        "outcomes__bodies__individual__judgements",
        "importance_surveys__answers__member",
        "importance_surveys__answers__outcome",
        "importance_surveys__decisions__by",
        "importance_surveys__decisions__outcome",
        "etd",
        "polls__answers",
        "polls__recommendation",
        "recommendations__critical_outcomes",
        "recommendations__sufficient_outcome",
        "recommendations__sufficient_by",
        Prefetch("recommendations__rounds", queryset=rounds),
        Prefetch("recommendations__corrections", queryset=corrections),
    )


def _groups(guideline: Guideline) -> list[Data]:
    return [
        values(group, columns.TITLED) | {"questions": [each.ref for each in group.questions.all()]}
        for group in guideline.groups.prefetch_related("questions")
    ]


def _panel(guideline: Guideline) -> list[Data]:
    conflicts = Conflict.objects.select_related("question")
    panel = guideline.panel.prefetch_related(Prefetch("conflicts", queryset=conflicts))
    return [_place(member) for member in panel]


def _place(member: PanelMember) -> Data:
    conflicts = [
        values(each, columns.CONFLICT) | {"question": each.question.ref if each.question else None}
        for each in member.conflicts.all()
    ]
    return values(member, columns.PLACE) | {"conflicts": conflicts}


def _question(question: Question) -> Data:
    flow = getattr(question, "flow", None)
    return values(question, columns.QUESTION) | {
        "topic": question.topic.ref if question.topic else None,
        "searches": [values(each, columns.SEARCH) for each in question.searches.all()],
        "flow": values(flow, columns.FLOW) if isinstance(flow, Flow) else None,
        "found": [values(each, columns.FOUND) for each in question.found.all()],
        "records": [_record(each) for each in question.records.all()],
        "studies": [values(each, columns.STUDY) for each in question.studies.all()],
        "outcomes": [_outcome(each) for each in question.outcomes.all()],
        "importance_surveys": [
            _survey(each) for each in question.importance_surveys.all() if not each.is_open
        ],
        "etd": _etd(row for row in question.etd.all() if row.recommendation_id is None),
        "polls": [_poll(each) for each in question.polls.all() if each.status == "closed"],
        "recommendations": [
            _recommendation(each, question) for each in question.recommendations.all()
        ],
    }


def _record(record: Record) -> Data:
    return values(record, columns.RECORD) | {"study": record.study.ref if record.study else None}


def _outcome(outcome: Outcome) -> Data:
    bodies = [_body(each) for each in outcome.bodies.all()]
    said = values(outcome, columns.OUTCOME)
    if len(bodies) == 1 and "id" not in bodies[0]:
        own = {key: value for key, value in bodies[0].items() if key not in ("primary", "because")}
        return said | own
    for number, body in enumerate(bodies, start=1):
        body.setdefault("id", f"{outcome.ref}-{number}")
    return said | {"bodies": bodies}


def _body(body: Body) -> Data:
    ratings = {rating.part: _rating(rating) for rating in body.ratings.all()}
    for own in body.individual:
        counts = ratings.setdefault(own.part, {})
        # Not settled beside a rating that counts: it was given after that one.
        again = {"again": True} if "design" in counts and not own.settled else {}
        judged = {"by": own.rater.ref} | _judged(own) | again
        counts.setdefault("raters", []).append(judged)
    results = [
        values(each, columns.RESULT) | {"study": each.study.ref} for each in body.results.all()
    ]
    certainty = _whole_or_parts(ratings)
    return values(body, columns.BODY) | {"results": results, "certainty": certainty or None}


def _whole_or_parts(ratings: dict[str, Data]) -> Data:
    """A body is rated one way; where a rater tries the other way, the one that counts leaves."""
    whole = ratings.pop("", None)
    if whole and ("design" in whole or not ratings):
        return whole
    return ratings


def _rating(rating: Rating) -> Data:
    by = rating.reconciled_by
    if by is None:
        return _judged(rating)
    because = rating.reconciled_because
    at = {"at": plain(rating.at)} if rating.at else {}
    return _judged(rating) | {"reconciled": {"by": by.ref, "because": because} | at}


def _judged(rating: Rating) -> Data:
    judged = {}
    for each in rating.judgements.all():
        way = "up" if each.domain in DOMAINS_UP else "down"
        judged[each.domain] = {way: each.levels} | values(each, columns.JUDGEMENT)
    return values(rating, columns.RATING) | judged


def _survey(survey: ImportanceSurvey) -> Data:
    answers = [
        values(each, columns.SCORE) | {"by": each.member.ref, "outcome": each.outcome.ref}
        for each in survey.answers.all()
    ]
    decisions = [
        values(each, columns.DECISION) | {"by": each.by.ref, "outcome": each.outcome.ref}
        for each in survey.decisions.all()
    ]
    return values(survey, columns.SURVEY) | {"answers": answers, "decisions": decisions}


def _etd(judgements: Iterable[EtdJudgement]) -> Data:
    return {each.criterion: values(each, columns.CRITERION) for each in judgements}


def _poll(poll: Poll) -> Data:
    about = poll.recommendation.ref if poll.recommendation else None
    said = {"about": about, "answered": poll.took_part(), "results": poll.distribution()}
    return values(poll, columns.POLL) | said


def _recommendation(recommendation: Recommendation, question: Question) -> Data:
    own = (row for row in question.etd.all() if row.recommendation_id == recommendation.pk)
    return values(recommendation, columns.RECOMMENDATION) | {
        "critical_outcomes": [each.ref for each in recommendation.critical_outcomes.all()],
        "overall_certainty": _exception(recommendation),
        "etd": _etd(own),
        "rounds": [_round(each) for each in recommendation.rounds.all()],
        "corrections": _corrections(recommendation),
    }


def _exception(recommendation: Recommendation) -> Data | None:
    outcome, by = recommendation.sufficient_outcome, recommendation.sufficient_by
    if outcome is None or by is None:
        return None
    return {
        "rule": "highest-sufficient",
        "outcome": outcome.ref,
        "by": by.ref,
        "because": recommendation.sufficient_because,
    }


def _round(each: Round) -> Data:
    said = values(each, columns.ROUND) | {
        "rule": each.rule,
        "eligible": eligible_in(each),
        "way_out": _way_out(each),
        "dissents": [_dissent(dissent) for dissent in each.dissents.all()],
    }
    if each.statement:
        said["statement"] = each.statement
    said["revoked"] = [_revoked(each, voter) for voter in each.voters.all() if voter.revoked_at]
    if is_withheld(each):
        return said | {"counts": None, "withheld": True}
    # Who voted what is told of a round that told it, never of one that promised not to.
    if each.counts is None and (each.imported or each.secrecy == "named"):
        ballots = {ballot.voter.member.ref: ballot.choice for ballot in last_ballots(each)}
        return said | {"ballots": ballots}
    return said | {"counts": counts_of(each)}


def _revoked(each: Round, voter: Voter) -> Data:
    """Who was taken off the roll; in a round that keeps its tally alone the vote still counts."""
    counted = each.counts is not None and (voter.has_voted or each.mode == "hands")
    said = {
        "member": voter.member.ref,
        "at": plain(voter.revoked_at),
        "because": voter.revoked_because,
    }
    return said | ({"counted": True} if counted else {})


def _corrections(recommendation: Recommendation) -> list[Data]:
    """The confirmed corrections; a round is named by its place among those that leave with them."""
    places = {each.pk: at for at, each in enumerate(recommendation.rounds.all(), start=1)}
    return [
        values(each, columns.CORRECTION)
        | {
            "round": places[each.round_id],
            "by": each.proposed_by.ref,
            "confirmed_by": each.confirmed_by.ref,
        }
        for each in recommendation.corrections.all()
    ]


def _way_out(each: Round) -> Data | None:
    taken = next(iter(each.ways_out.all()), None)
    if taken is None:
        return None
    rule = taken.rule["name"] if taken.rule else None
    return values(taken, columns.WAY_OUT) | {"by": taken.by.ref, "rule": rule}


def _dissent(dissent: Dissent) -> Data:
    """Whose name was withheld is withheld here as well."""
    said = values(dissent, columns.DISSENT)
    if dissent.named and dissent.member:
        return said | {"by": dissent.member.ref}
    return said | {"withheld": True}


def _hide_ballots(data: Data, *, all_of_them: bool) -> None:
    """Give the tally alone; if not always, then where somebody voted who has lost the vote since.

    Such ballots would be refused wherever the bundle is imported.
    """
    for question in data["questions"]:
        for recommendation in question["recommendations"]:
            for each in recommendation["rounds"]:
                may_vote = set(entitled(data, question["id"], each["rule"]) or [])
                if all_of_them or not set(each.get("ballots", {})) <= may_vote:
                    _hide_ballots_of(each)


def _hide_ballots_of(each: Data) -> None:
    if "ballots" in each:
        each["counts"] = dict(Counter(each.pop("ballots").values()))


def _hide_what_is_the_panel_s(data: Data) -> None:
    """Minutes stay with the panel; of interests the kind, the party and what followed are public."""
    data["meetings"] = []
    for place in data["panel"]:
        for conflict in place["conflicts"]:
            for key in ("amount", "because"):
                conflict.pop(key, None)


def _hide_answers(data: Data) -> None:
    """Tell how often each score was given, and not by whom."""
    for question in data["questions"]:
        for survey in question["importance_surveys"]:
            given: dict[tuple[str, str], list[int]] = {}
            for answer in survey.pop("answers"):
                about = (answer["outcome"], answer.get("item", ""))
                given.setdefault(about, []).append(answer["score"])
            if given:
                survey["counts"] = [_counted(*about, scores) for about, scores in given.items()]


def _hide_comments(data: Data) -> None:
    """What people wrote in a poll was meant for the panel."""
    for question in data["questions"]:
        for poll in question["polls"]:
            poll["results"] = [row | {"comments": []} for row in poll["results"] if row["counts"]]


def _counted(outcome: str, item: str, scores: list[int]) -> Data:
    said: Data = {"outcome": outcome, "scores": list(counts_of_scores(scores))}
    return said | ({"item": item} if item else {})


def _hearings(guideline: Guideline) -> list[Data]:
    rows = Comment.objects.filter(withdrawn_at=None, erased_at=None)
    comments = with_sample(with_redactions(rows.select_related("answer")))
    hearings = guideline.hearings.prefetch_related(Prefetch("comments", queryset=comments))
    return [_hearing(each) for each in hearings]


def _hearing(hearing: Hearing) -> Data:
    comments = [_comment(each) for each in hearing.comments.all() if not each.is_held]
    answered = {each["number"] for each in comments if "answer" in each}
    for each in comments:
        # A sample that was taken back since stands for nobody, until another is settled on.
        if each["answered_with"] not in answered:
            del each["answered_with"]
    return values(hearing, columns.HEARING) | {
        "questions": [each["text"] for each in hearing.draft.get("asked", [])],
        "privacy": values(hearing, columns.PRIVACY),
        "comments": comments,
    }


def _comment(comment: Comment) -> Data:
    """As everybody may read it: what is redacted is blacked out, and names need consent."""
    seen = sight_once_published(comment)
    beside = beside_of(comment, "public", seen)
    said = values(comment, columns.COMMENT) | {
        "body": words_of(comment),
        "redacted": seen.marker == "redacted",
        "answered_with": comment.sample_number,
        **{key: getattr(beside, key) for key, _column in columns.pairs(columns.BESIDE)},
    }
    said |= {"signatories": [dict(each) for each in beside.signatories]}
    if not seen.name:
        said.pop("name", None)
    answer = getattr(comment, "answer", None)
    return said | ({"answer": values(answer, columns.ANSWER)} if answer else {})
