"""One plain factory for each model, and walks to a state through the real actions.

A factory saves a row with the least it needs; whatever is named overrides, a parent not named is
made. Nothing here decides or derives.
"""

import hashlib
import zlib
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import Allowance, KnownBrowser, SignInLink, User
from audit.actions import record
from audit.models import Event
from evidence.actions.rating import Judged, rate_certainty
from evidence.actions.results import enter_result
from evidence.codes import DOMAINS
from evidence.models import (
    Body,
    Flow,
    FoundCount,
    Judgement,
    PooledResult,
    Rating,
    Record,
    Search,
    Signature,
    Study,
    StudyResult,
)
from guideline.actions.stages import change_stage
from guideline.models import (
    Attendance,
    Conflict,
    ConflictDecision,
    Declaration,
    Group,
    Guideline,
    ImportanceAnswer,
    ImportanceDecision,
    ImportanceSurvey,
    Meeting,
    Moment,
    Outcome,
    PanelMember,
    Question,
    SocietyInterest,
    Topic,
)
from hearing.actions.answering import approve_answer, propose_answer
from hearing.actions.hearings import close_hearing, open_hearing
from hearing.models import (
    Answer,
    AnswerLink,
    Campaign,
    CampaignBand,
    Change,
    Comment,
    CommentFile,
    CommentTheme,
    Guest,
    Hearing,
    Proposal,
    Redaction,
    SavedComment,
    Theme,
)
from hearing.receipts import hashed
from outbox.models import Delivery
from publication.actions.publishing import publish_guideline
from publication.models import SwitchedOffCheck, Version
from voting.actions.ballots import cast_vote
from voting.actions.drafts import add_recommendation
from voting.actions.rounds import close_round, open_round
from voting.models import (
    Acknowledgement,
    AgendaItem,
    Ballot,
    Correction,
    DeclaredResult,
    Dissent,
    DraftVersion,
    EtdJudgement,
    Poll,
    PollAnswer,
    Proxy,
    Recommendation,
    Round,
    SecretBallot,
    ShowOfHands,
    Voter,
    WayOut,
)

PASSWORD = "correct horse battery"
_number = count(1)


def _ref(prefix: str) -> str:
    return f"{prefix}{next(_number)}"


def make_user(username: str = "", **fields: Any) -> User:
    username = username or _ref("user-")
    fields.setdefault("email", f"{username}@example.org")
    return User.objects.create_user(username, password=PASSWORD, **fields)


def make_sign_in_link(**fields: Any) -> SignInLink:
    if "user" not in fields:
        fields["user"] = make_user()
    now = timezone.now()
    times = {"sent_at": now, "ends_at": now + timedelta(days=1)}
    return SignInLink.objects.create(
        **{"token_hash": _ref("hash-"), "leads_to": "/"} | times | fields
    )


def make_known_browser(**fields: Any) -> KnownBrowser:
    if "user" not in fields:
        fields["user"] = make_user()
    known = {"browser_hash": _ref("hash-"), "known_until": timezone.now() + timedelta(days=1)}
    return KnownBrowser.objects.create(**known | fields)


def make_allowance(**fields: Any) -> Allowance:
    return Allowance.objects.create(**{"key": _ref("key-"), "since": timezone.now()} | fields)


def make_event(verb: str = "noted", **fields: Any) -> Event:
    """An event comes into being only through the action that chains it."""
    return record(verb, **fields)


def make_delivery(**fields: Any) -> Delivery:
    said = {"kind": "mail", "key": _ref("delivery-"), "due": Now()} | fields
    made = Delivery.objects.create(**said)
    made.refresh_from_db()
    return made


def make_guideline(**fields: Any) -> Guideline:
    return Guideline.objects.create(
        **{"slug": _ref("guideline-"), "title": "A guideline", "decision_rule": "over-70"} | fields
    )


def make_topic(**fields: Any) -> Topic:
    if "guideline" not in fields:
        fields["guideline"] = make_guideline()
    return Topic.objects.create(**{"ref": _ref("topic-"), "title": "A topic"} | fields)


def make_group(**fields: Any) -> Group:
    if "guideline" not in fields:
        fields["guideline"] = make_guideline()
    return Group.objects.create(**{"ref": _ref("group-"), "title": "A group"} | fields)


def make_member(**fields: Any) -> PanelMember:
    if "guideline" not in fields:
        fields["guideline"] = make_guideline()
    return PanelMember.objects.create(**{"ref": _ref("p"), "role": "member"} | fields)


def make_conflict(**fields: Any) -> Conflict:
    if "member" not in fields:
        fields["member"] = make_member()
    return Conflict.objects.create(
        **{"interest": "lecture fees", "party": "A company", "action": "discuss-only"} | fields
    )


def make_question(**fields: Any) -> Question:
    if "guideline" not in fields:
        fields["guideline"] = make_guideline()
    return Question.objects.create(
        **{"ref": _ref("q"), "status": "clinical-question", "text": "Should it be done?"} | fields
    )


def make_declaration(**fields: Any) -> Declaration:
    if "conflict" not in fields:
        fields["conflict"] = make_conflict()
    return Declaration.objects.create(**{"deed": "declared", "at": timezone.now()} | fields)


def make_conflict_decision(**fields: Any) -> ConflictDecision:
    if "conflict" not in fields:
        fields["conflict"] = make_conflict()
    if "by" not in fields:
        fields["by"] = make_user()
    return ConflictDecision.objects.create(
        **{"action": "discuss-only", "because": "They were paid.", "at": timezone.now()} | fields
    )


def make_society_interest(**fields: Any) -> SocietyInterest:
    if "guideline" not in fields:
        fields["guideline"] = make_guideline()
    return SocietyInterest.objects.create(**{"interest": "grants", "party": "A company"} | fields)


def make_meeting(**fields: Any) -> Meeting:
    if "guideline" not in fields:
        fields["guideline"] = make_guideline()
    return Meeting.objects.create(**{"ref": _ref("meeting-"), "starts_at": timezone.now()} | fields)


def make_agenda_item(**fields: Any) -> AgendaItem:
    if "meeting" not in fields:
        fields["meeting"] = make_meeting()
    return AgendaItem.objects.create(**{"title": "The budget"} | fields)


def make_attendance(**fields: Any) -> Attendance:
    if "meeting" not in fields:
        fields["meeting"] = make_meeting()
    if "member" not in fields:
        fields["member"] = make_member(guideline=fields["meeting"].guideline)
    return Attendance.objects.create(**{"state": "present"} | fields)


def make_moment(**fields: Any) -> Moment:
    """A moment with nothing under its evidence."""
    if "question" not in fields:
        fields["question"] = make_question()
    nothing = {"evidence_hash": "0" * 64, "content_hash": "0" * 64}
    return Moment.objects.create(
        **{"sequence": 1, "at": timezone.now(), "compressed": zlib.compress(b"{}")}
        | nothing
        | fields
    )


def make_outcome(**fields: Any) -> Outcome:
    if "question" not in fields:
        fields["question"] = make_question()
    return Outcome.objects.create(
        **{
            "ref": _ref("outcome-"),
            "name": "Survival",
            "importance": 9,
            "type": "dichotomous",
            "favours": "lower",
        }
        | fields
    )


def make_importance_survey(**fields: Any) -> ImportanceSurvey:
    """An open survey as a row; `status="closed"` makes it count."""
    if "question" not in fields:
        fields["question"] = make_question()
    number = fields["question"].importance_surveys.count() + 1
    return ImportanceSurvey.objects.create(**{"number": number, "phase": "before"} | fields)


def make_importance_answer(**fields: Any) -> ImportanceAnswer:
    """A 9 for an outcome of the survey's question, from a new place."""
    if "survey" not in fields:
        fields["survey"] = make_importance_survey()
    survey = fields["survey"]
    if "outcome" not in fields:
        fields["outcome"] = make_outcome(question=survey.question)
    if "member" not in fields:
        fields["member"] = make_member(guideline=survey.guideline)
    return ImportanceAnswer.objects.create(**{"score": 9} | fields)


def make_importance_decision(**fields: Any) -> ImportanceDecision:
    if "survey" not in fields:
        fields["survey"] = make_importance_survey(status="closed")
    survey = fields["survey"]
    if "outcome" not in fields:
        fields["outcome"] = make_outcome(question=survey.question)
    if "by" not in fields:
        fields["by"] = make_member(guideline=survey.guideline, role="chair")
    return ImportanceDecision.objects.create(
        **{"importance_class": "critical", "because": "People die of it."} | fields
    )


def make_search(**fields: Any) -> Search:
    if "question" not in fields:
        fields["question"] = make_question()
    return Search.objects.create(**{"source": "A database", "records": 10} | fields)


def make_flow(**fields: Any) -> Flow:
    if "question" not in fields:
        fields["question"] = make_question()
    return Flow.objects.create(**fields)


def make_found_count(**fields: Any) -> FoundCount:
    if "question" not in fields:
        fields["question"] = make_question()
    return FoundCount.objects.create(**{"design": "cohort", "studies": 3} | fields)


def make_record(**fields: Any) -> Record:
    if "question" not in fields:
        fields["question"] = make_question()
    return Record.objects.create(**{"ref": _ref("record-"), "title": "A report"} | fields)


def make_study(**fields: Any) -> Study:
    if "question" not in fields:
        fields["question"] = make_question()
    return Study.objects.create(
        **{"ref": _ref("study-"), "label": "A study", "design": "randomised-trial"} | fields
    )


def make_body(**fields: Any) -> Body:
    if "outcome" not in fields:
        fields["outcome"] = make_outcome()
    return Body.objects.create(**fields)


def make_result(**fields: Any) -> StudyResult:
    """A 2x2 table: 10 of 100 against 20 of 100."""
    if "body" not in fields:
        fields["body"] = make_body()
    if "study" not in fields:
        fields["study"] = make_study(question=fields["body"].outcome.question)
    table = {"events_1": 10, "total_1": 100, "events_2": 20, "total_2": 100}
    return StudyResult.objects.create(**table | fields)


def make_rating(**fields: Any) -> Rating:
    if "body" not in fields:
        fields["body"] = make_body()
    return Rating.objects.create(**{"design": "randomised-trial", "edition": "classic"} | fields)


def make_judgement(**fields: Any) -> Judgement:
    if "rating" not in fields:
        fields["rating"] = make_rating()
    return Judgement.objects.create(
        **{"domain": "risk_of_bias", "levels": 1, "because": "Not concealed."} | fields
    )


def make_pooled_result(**fields: Any) -> PooledResult:
    """A record of two studies pooled as RevMan does."""
    if "body" not in fields:
        fields["body"] = make_body()
    if "by" not in fields:
        fields["by"] = make_user()
    figures = {"k": 2, "est_natural": 0.6, "ci_natural": [0.38, 0.95]}
    recipe = {"measure": "RR", "method": "mh", "model": "random", "tau2": "dl"}
    return PooledResult.objects.create(
        **{"at": timezone.now(), "inputs_hash": "0" * 64, "recipe": recipe, "figures": figures}
        | fields
    )


def make_signature(**fields: Any) -> Signature:
    if "question" not in fields:
        fields["question"] = make_question()
    if "by" not in fields:
        fields["by"] = make_user()
    return Signature.objects.create(**{"at": timezone.now(), "evidence_hash": "0" * 64} | fields)


def make_recommendation(**fields: Any) -> Recommendation:
    if "question" not in fields:
        fields["question"] = make_question()
    fields.setdefault("guideline", fields["question"].guideline)
    return Recommendation.objects.create(
        **{"ref": _ref("r"), "statement": "We suggest doing it."} | fields
    )


def make_etd_judgement(**fields: Any) -> EtdJudgement:
    if "question" not in fields:
        fields["question"] = make_question()
    return EtdJudgement.objects.create(**{"criterion": "problem", "judgement": "yes"} | fields)


def make_round(**fields: Any) -> Round:
    """A round as a row; `round_at` reaches one through the actions."""
    if "recommendation" not in fields:
        fields["recommendation"] = make_recommendation()
    if fields.get("status") == "withdrawn":
        fields.setdefault("withdrawn_because", "The wording was wrong.")
    return Round.objects.create(
        **{
            "number": 1,
            "rule": "over-70",
            "statement": "We suggest doing it.",
            "opened_at": timezone.now(),
        }
        | fields
    )


def make_voter(**fields: Any) -> Voter:
    if "round" not in fields:
        fields["round"] = make_round()
    if "member" not in fields:
        fields["member"] = make_member(guideline=fields["round"].guideline)
    return Voter.objects.create(**fields)


def make_proxy(**fields: Any) -> Proxy:
    """A proxy that was asked for and not accepted yet."""
    if "giver" not in fields:
        fields["giver"] = make_voter()
    if "holder" not in fields:
        fields["holder"] = make_voter(round=fields["giver"].round)
    return Proxy.objects.create(**{"named_at": timezone.now()} | fields)


def make_ballot(**fields: Any) -> Ballot:
    if "voter" not in fields:
        fields["voter"] = make_voter()
    return Ballot.objects.create(**{"choice": "weak-for", "cast_at": timezone.now()} | fields)


def make_secret_ballot(**fields: Any) -> SecretBallot:
    if "round" not in fields:
        fields["round"] = make_round(secrecy="secret")
        make_voter(round=fields["round"], has_voted=True)
    return SecretBallot.objects.create(
        **{"choice": "weak-for", "receipt_hash": _ref("hash-")} | fields
    )


def make_declared_result(**fields: Any) -> DeclaredResult:
    if "round" not in fields:
        fields["round"] = make_round(status="closed", closed_at=timezone.now())
    return DeclaredResult.objects.create(
        **{
            "number": 1,
            "at": timezone.now(),
            "cause": "closed",
            "tally": {},
            "tally_hash": "0" * 64,
        }
        | fields
    )


def make_acknowledgement(**fields: Any) -> Acknowledgement:
    """The chair has taken note of a result that was declared anew."""
    if "declared" not in fields:
        fields["declared"] = make_declared_result()
    if "by" not in fields:
        fields["by"] = make_user()
    return Acknowledgement.objects.create(**{"round": fields["declared"].round} | fields)


def make_show_of_hands(**fields: Any) -> ShowOfHands:
    """A count of a round held by hands that waits for its second person."""
    if "round" not in fields:
        fields["round"] = make_round(mode="hands")
    if "entered_by" not in fields:
        fields["entered_by"] = make_user()
    return ShowOfHands.objects.create(
        **{"counts": {"weak-for": 3}, "entered_at": timezone.now()} | fields
    )


def make_way_out(**fields: Any) -> WayOut:
    """No recommendation, by a chair."""
    if "round" not in fields:
        fields["round"] = make_round(status="closed", closed_at=timezone.now())
    if "by" not in fields:
        fields["by"] = make_member(guideline=fields["round"].guideline, role="chair")
    return WayOut.objects.create(
        **{"choice": "no-recommendation", "reason": "Three rounds.", "at": timezone.now()} | fields
    )


def make_dissent(**fields: Any) -> Dissent:
    """A named member's."""
    if "round" not in fields:
        fields["round"] = make_round(status="closed", closed_at=timezone.now())
    if "member" not in fields:
        fields["member"] = make_member(guideline=fields["round"].guideline)
    return Dissent.objects.create(
        **{"text": "The harms weigh more.", "at": timezone.now()} | fields
    )


def make_draft_version(**fields: Any) -> DraftVersion:
    if "recommendation" not in fields:
        fields["recommendation"] = make_recommendation()
    return DraftVersion.objects.create(
        **{"number": 1, "texts": {"statement": "We suggest doing it."}} | fields
    )


def make_poll(**fields: Any) -> Poll:
    """An open poll as a row; `open_poll` asks the panel."""
    if "question" not in fields:
        fields["question"] = make_question()
    number = fields["question"].polls.count() + 1
    return Poll.objects.create(**{"number": number, "opened_at": timezone.now()} | fields)


def make_poll_answer(**fields: Any) -> PollAnswer:
    """A yes to the priority of the problem, from a new place."""
    if "poll" not in fields:
        fields["poll"] = make_poll()
    if "by" not in fields:
        fields["by"] = make_user()
    if "member" not in fields:
        fields["member"] = make_member(guideline=fields["poll"].guideline, user=fields["by"])
    return PollAnswer.objects.create(
        **{"criterion": "problem", "answer": "yes", "at": timezone.now()} | fields
    )


def make_correction(**fields: Any) -> Correction:
    """A correction that a methodologist proposed and nobody has confirmed."""
    if "round" not in fields:
        fields["round"] = make_round(status="closed", closed_at=timezone.now())
    round = fields["round"]
    fields.setdefault("recommendation", round.recommendation)
    if "proposed_by" not in fields:
        fields["proposed_by"] = make_member(guideline=round.guideline, role="methodologist")
    said = {"before": "We sugest it.", "after": "We suggest it.", "because": "A slip."}
    return Correction.objects.create(**{"number": 1} | said | fields)


def make_hearing(**fields: Any) -> Hearing:
    """A hearing that began in 2021 and has no end."""
    if "guideline" not in fields:
        fields["guideline"] = make_guideline()
    return Hearing.objects.create(
        **{
            "ref": _ref("hearing-"),
            "title": "Public hearing",
            "opens_at": datetime(2021, 1, 1, tzinfo=UTC),
        }
        | fields
    )


def make_guest(*, token: str = "welcome", **fields: Any) -> Guest:
    """Somebody invited to a hearing by a link with this token."""
    if "hearing" not in fields:
        fields["hearing"] = make_hearing()
    given = {"name": "A reviewer", "email": "reviewer@example.org", "token_hash": hashed(token)}
    return Guest.objects.create(**(given | fields))


def make_comment(**fields: Any) -> Comment:
    if "hearing" not in fields:
        fields["hearing"] = make_hearing()
    number = fields["hearing"].comments.count() + 1
    return Comment.objects.create(
        **{
            "number": number,
            "part": "document",
            "body": "Please say for whom.",
            "received_at": timezone.now(),
        }
        | fields
    )


def make_answer(**fields: Any) -> Answer:
    """An answer that came from elsewhere: nobody here proposed or approved it."""
    if "comment" not in fields:
        fields["comment"] = make_comment()
    Comment.objects.filter(pk=fields["comment"].pk).update(progress="answered")
    return Answer.objects.create(
        **{"changed": False, "text": "The population says so.", "at": timezone.now()} | fields
    )


def make_theme(**fields: Any) -> Theme:
    if "hearing" not in fields:
        fields["hearing"] = make_hearing()
    return Theme.objects.create(**{"name": "Children"} | fields)


def make_comment_theme(**fields: Any) -> CommentTheme:
    if "comment" not in fields:
        fields["comment"] = make_comment()
    comment = fields["comment"]
    if "theme" not in fields:
        fields["theme"] = make_theme(hearing=comment.hearing)
    return CommentTheme.objects.create(**{"number": comment.number} | fields)


def make_campaign(**fields: Any) -> Campaign:
    if "hearing" not in fields:
        fields["hearing"] = make_hearing()
    return Campaign.objects.create(**{"text_hash": "0" * 64, "signature": b""} | fields)


def make_campaign_band(**fields: Any) -> CampaignBand:
    if "campaign" not in fields:
        fields["campaign"] = make_campaign()
    return CampaignBand.objects.create(
        **{"hearing": fields["campaign"].hearing, "value": 1} | fields
    )


def make_comment_file(**fields: Any) -> CommentFile:
    """A small text beside a comment that nobody has looked at."""
    if "comment" not in fields:
        fields["comment"] = make_comment()
    content = fields.get("content", b"A table.")
    given = {
        "number": fields["comment"].files.count() + 1,
        "kind": "text",
        "name": "table.txt",
        "content": content,
        "size": len(content),
        "content_hash": hashlib.sha256(content).hexdigest(),
        "added_at": timezone.now(),
    }
    return CommentFile.objects.create(**(given | fields))


def make_saved_comment(**fields: Any) -> SavedComment:
    if "hearing" not in fields:
        fields["hearing"] = make_hearing()
    return SavedComment.objects.create(**{"receipt_hash": "0" * 64, "said": {}} | fields)


def make_change(**fields: Any) -> Change:
    """A change of the wording from one version of a draft to the next."""
    if "proposal" not in fields:
        fields["proposal"] = make_proposal(changed=True)
    if "before" not in fields:
        fields["before"] = make_draft_version()
        fields["after"] = make_draft_version(
            recommendation=fields["before"].recommendation, number=fields["before"].number + 1
        )
    return Change.objects.create(**fields)


def make_proposal(**fields: Any) -> Proposal:
    """An answer on its way to one comment, `comment`."""
    comment = fields.pop("comment", None) or make_comment()
    if "by" not in fields:
        fields["by"] = make_user()
    said = {"number": 1, "changed": False, "text": "No.", "at": timezone.now()}
    proposal = Proposal.objects.create(hearing=comment.hearing, **said | fields)
    proposal.covers.add(comment)
    progress = "waits" if proposal.waits else "draft"
    Comment.objects.filter(pk=comment.pk).update(proposal=proposal, progress=progress)
    return proposal


def make_redaction(**fields: Any) -> Redaction:
    """Proposed for the whole comment; `decided_by` with `is_confirmed` makes it count."""
    if "comment" not in fields:
        fields["comment"] = make_comment()
    if "proposed_by" not in fields:
        fields["proposed_by"] = make_user()
    if "decided_by" in fields:
        fields.setdefault("decided_at", timezone.now())
    whole = {"spans": [[0, len(fields["comment"].body)]], "reason": "A patient is named."}
    return Redaction.objects.create(**whole | {"proposed_at": timezone.now()} | fields)


def make_answer_link(**fields: Any) -> AnswerLink:
    if "comment" not in fields:
        fields["comment"] = make_comment()
    return AnswerLink.objects.create(
        **{"token_hash": _ref("hash-"), "made_at": timezone.now()} | fields
    )


def answered(comment: Comment, **said: Any) -> Answer:
    """The answer of a comment of a closed hearing, proposed by the methodologist, approved by the chair."""
    hearing = Hearing.objects.get(pk=comment.hearing_id)
    author, second = (person_in(hearing.guideline, role) for role in ("methodologist", "chair"))
    said = {"changed": False, "text": "The population says so."} | said
    if said["changed"]:
        said.setdefault("elsewhere", "The summary.")
    proposal = propose_answer(
        by=author, hearing=hearing, numbers=[comment.number], ask=True, **said
    )
    approve_answer(by=second, proposal=proposal)
    return Answer.objects.get(comment=comment)


def make_version(**fields: Any) -> Version:
    if "guideline" not in fields:
        fields["guideline"] = make_guideline()
    return Version.objects.create(
        **{
            "number": "1.0",
            "published_at": timezone.now(),
            "content": {},
            "content_hash": "0" * 64,
            "audit_head": "0" * 64,
        }
        | fields
    )


def make_switched_off_check(**fields: Any) -> SwitchedOffCheck:
    if "guideline" not in fields:
        fields["guideline"] = make_guideline()
    return SwitchedOffCheck.objects.create(
        **{"rule": "search-is-old", "because": "The search is being renewed."} | fields
    )


# --- Walks: through the real actions, by the people whose verbs they are ------------------------


def person_in(guideline: Guideline, role: str) -> User:
    """Somebody who holds a place with this role on the panel; seated now if nobody does."""
    place = guideline.panel.filter(role=role, user__isnull=False).first()
    return (
        place.user if place else make_member(guideline=guideline, role=role, user=make_user()).user
    )


def round_at(state: str, *, guideline: Guideline | None = None, choices=("weak-for",) * 3) -> Round:
    """A round that is `open`, `voted` (each choice cast by a member) or `closed`."""
    question = make_question(guideline=guideline or make_guideline())
    recommendation = _rated_recommendation(question)
    chair = person_in(question.guideline, "chair")
    members = [make_member(guideline=question.guideline, user=make_user()) for _ in choices]
    round = open_round(by=chair, recommendation=recommendation)
    if state == "open":
        return round
    for member, choice in zip(members, choices, strict=True):
        cast_vote(by=member.user, round=round, choice=choice)
    return close_round(by=chair, round=round) if state == "closed" else round


def _rated_recommendation(question: Question) -> Recommendation:
    """A recommendation on one trial, rated low: serious risk of bias, serious imprecision."""
    methodologist = person_in(question.guideline, "methodologist")
    outcome = make_outcome(question=question)
    study = make_study(question=question)
    table = {"events_1": 10, "total_1": 100, "events_2": 20, "total_2": 100}
    enter_result(by=methodologist, outcome=outcome, study=study, **table)
    judged = dict.fromkeys(DOMAINS, Judged(0))
    judged["risk_of_bias"] = judged["imprecision"] = Judged(1, "Few events, and not blinded.")
    rate_certainty(by=methodologist, outcome=outcome, design="randomised-trial", judged=judged)
    return add_recommendation(by=methodologist, question=question, statement="We suggest it.")


WALK = ("scope", "evidence", "deliberation", "hearing", "published")


def guideline_at(stage: str, **fields: Any) -> Guideline:
    """A guideline that its people brought to this stage: one question, rated, voted, heard, published."""
    guideline = make_guideline(**fields)
    for step in WALK[1 : WALK.index(stage) + 1]:
        _go_on(guideline, step)
        guideline.refresh_from_db()
    return guideline


def _go_on(guideline: Guideline, to: str) -> None:
    chair = person_in(guideline, "chair")
    if to == "published":
        for hearing in guideline.hearings.all():
            close_hearing(by=chair, hearing=hearing)
        publish_guideline(by=chair, guideline=guideline)
        return
    change_stage(by=chair, guideline=guideline, to=to)
    if to == "deliberation":
        round_at("closed", guideline=guideline)
    if to == "hearing":
        open_hearing(by=chair, guideline=guideline)


def survey_with(question: Question, scores: dict[Outcome, list[int]], *, item: str = "") -> Any:
    """A closed survey in which as many new places gave these scores; the last one counts."""
    survey = make_importance_survey(question=question, status="closed")
    for outcome, given in scores.items():
        for score in given:
            make_importance_answer(survey=survey, outcome=outcome, item=item, score=score)
    return survey
