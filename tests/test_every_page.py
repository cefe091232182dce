"""Every page that can be read, in a browser: silent console, axe clean, never wider than the window.

A page is found by its address: the word before a place in the route says what belongs there.
"""

import pytest
from django.utils import timezone

from accounts.models import User
from evidence.actions.results import change_result
from evidence.actions.signing import sign_profile
from guideline.actions.importance_surveys import answer_survey, close_survey, open_survey
from guideline.actions.interests import declare_conflict
from guideline.actions.meetings import plan_meeting
from guideline.actions.society_interests import add_society_interest
from guideline.models import ConflictDecision
from guideline.roles import BY_NAME
from hearing.actions.comments import comment_on_draft
from hearing.actions.saved_comments import save_comment
from hearing.intake.letters import mail_token
from tests.chromium import DESK, PHONE, axe_violations, overflow
from tests.evidence.two_raters import FIRST, SECOND, methodologist_named, rate
from tests.factories import (
    guideline_at,
    make_campaign,
    make_comment_file,
    make_guest,
    make_topic,
    make_user,
    person_in,
    round_at,
)
from tests.test_every_url import PAGES
from voting.actions.agenda import add_item
from voting.actions.polls import answer_poll, close_poll, open_poll

# Not pages for a person to read: an answer to machines, and files, such as `figure.<format>`.
NO_PAGES = {"health", "committee_file", "comment_own_file"}
READ = [
    page
    for page in PAGES
    if "GET" in page.methods and page.name not in NO_PAGES and "." not in page.route
]


# Pages that show something else when they are asked for it.
ASKED = {
    "evidence_compare": ("?show=all",),
    "evidence_profile": ("?view=findings",),
}
# The narrowest is what WCAG 2.2 promises (1.4.10). The stylesheet changes at 34, 52 and 64 rem only, so
# axe has nothing new to see in it after the phone.
WIDTHS = (PHONE, DESK, 320)
LAYOUTS = (PHONE, DESK)


class Site:
    """A guideline in its hearing with a round running, another one published; and who may read what.

    Two rate its evidence and have to reconcile; it was signed for, and changed since a vote.
    """

    def __init__(self) -> None:
        self.guideline = guideline_at("hearing", title="Livers")
        self.published = guideline_at("published", title="Lungs")
        self.hearing = self.guideline.hearings.get()
        self.round = round_at("voted", guideline=self.guideline)
        self.recommendation = self.round.recommendation
        self.question = self.recommendation.question
        self.outcome = self.question.outcomes.get()
        self.result = self.question.studies.get().results.get()
        self._declare_interests()
        self._ask_for_importance()
        self._poll_on_the_criteria()
        self._change_what_was_signed()
        self._rate_twice()
        self.comment = comment_on_draft(
            hearing=self.hearing, part="document", body="Please say for whom."
        )
        # A hearing that takes files, and one that nobody has looked at.
        type(self.hearing).objects.update(takes_files=True)
        make_comment_file(comment=self.comment.comment)
        self.group = make_campaign(hearing=self.hearing)
        self.hearing.comments.update(campaign=self.group)
        self.guest = make_guest(hearing=self.hearing, token="welcome")
        self.saved = save_comment(hearing=self.hearing, said={"part": "document", "body": "For"})

    def _declare_interests(self) -> None:
        """The methodologist declares one and waits for a decision, the society has one; the panel meets."""
        chair = person_in(self.guideline, "chair")
        methodologist = person_in(self.guideline, "methodologist")
        fees = {"kind": "fees", "party": "A company"}
        self.interest = declare_conflict(by=methodologist, guideline=self.guideline, **fees)
        self.topic = make_topic(guideline=self.guideline)
        self.decision = ConflictDecision.objects.create(
            conflict=self.interest, action="none", because="Small.", by=chair, at=timezone.now()
        )
        meeting = plan_meeting(by=chair, guideline=self.guideline, starts_at=timezone.now())
        self.item = add_item(by=chair, meeting=meeting, question=self.question)
        self.society = add_society_interest(by=chair, guideline=self.guideline, **fees)

    def _ask_for_importance(self) -> None:
        """One survey is closed and has results, another one runs."""
        chair = person_in(self.guideline, "chair")
        survey = open_survey(by=chair, question=self.question, phase="before")
        answer_survey(by=chair, survey=survey, scores={(self.outcome.ref, ""): 8})
        close_survey(by=chair, survey=survey)
        open_survey(by=chair, question=self.question, phase="after")

    def _poll_on_the_criteria(self) -> None:
        """One poll is closed and has results, another one runs."""
        chair = person_in(self.guideline, "chair")
        poll = open_poll(by=chair, question=self.question)
        answer_poll(by=chair, poll=poll, answers={"equity": ("reduced", "Two centres only.")})
        close_poll(by=chair, poll=poll)
        open_poll(by=chair, question=self.question)

    def _change_what_was_signed(self) -> None:
        methodologist = person_in(self.guideline, "methodologist")
        sign_profile(by=methodologist, question=self.question)
        change_result(by=methodologist, result=self.result, events_1=14, reason="Misread.")

    def _rate_twice(self) -> None:
        self.guideline.raters = "dual"
        self.guideline.save()
        self.outcome.refresh_from_db()
        rate(person_in(self.guideline, "methodologist"), self.outcome, FIRST)
        rate(methodologist_named(self.guideline, "second", 9), self.outcome, SECOND)

    def addresses(self, page) -> list[str]:
        """Where the page is, and what else it shows when asked."""
        path = self.path(page.route)
        if page.name == "projector":
            # The wall renews itself by and by: under axe it stands still.
            return [f"{path}?still=1"]
        return [path, *(path + asked for asked in ASKED.get(page.name, ()))]

    def path(self, route: str) -> str:
        """The route with what it is about in each place."""
        segments: list[str] = []
        for segment in route.strip("/").split("/"):
            known = self._after(segments) if "<" in segment else segment
            segments.append(known)
        return "/".join(["", *filter(None, segments), ""])

    def _after(self, segments: list[str]) -> str:
        """What stands behind these segments; KeyError for a noun that this test has to learn."""
        if segments[-1] == "comments" and segments[0] == "guidelines":
            return str(self.comment.comment.number)
        if segments[-1] == "invited":
            return "welcome"
        if segments[0] == "hearings":
            return self.hearing.ref if len(segments) == 2 else self.guideline.slug
        if segments[0] == "published":
            version = self.published.versions.get()
            return version.number if len(segments) == 2 else self.published.slug
        return {
            "guidelines": self.guideline.slug,
            "questions": self.question.ref,
            "recommendations": self.recommendation.ref,
            "outcomes": self.outcome.ref,
            "profile": self.outcome.ref,
            "bodies": str(self.result.body_id),
            "results": str(self.result.pk),
            "studies": self.question.studies.get().ref,
            "panel": self.guideline.panel.filter(role="member")[0].ref,
            "rounds": str(self.round.pk),
            "polls": "2",
            "voters": str(self.round.voters.filter(member__role="member")[0].pk),
            "hearings": self.hearing.ref,
            "comments": self.comment.receipt,
            "saved-comments": self.saved,
            "guests": str(self.guest.pk),
            "files": "1",
            "groups": str(self.group.pk),
            "confirm": mail_token(self.comment.comment),
            "not-mine": mail_token(self.comment.comment),
            "checks": "search-is-old",
            "conflicts": str(self.interest.pk),
            "society": str(self.society.pk),
            "meetings": self.item.meeting.ref,
            "items": str(self.item.pk),
            "sign-in": "no-such-link",
            "topics": self.topic.ref,
            "decisions": str(self.decision.pk),
        }[segments[-1]]

    def reader(self, page):
        """Somebody whose place carries the page's permission; a voter reads their own receipt."""
        if page.name == "receipt":
            return self.round.voters.filter(ballots__isnull=False)[0].member.user
        permission = next(iter(page.declared))
        if permission == "guideline.create_guideline":
            # No place carries it: whoever runs the site lets somebody.
            return User.objects.filter(is_staff=True).first() or make_user(is_staff=True)
        if permission == "guideline.decide_conflict":
            # The role alone is not enough: without names the chairs decide.
            return person_in(self.guideline, "chair")
        role = "methodologist" if BY_NAME["methodologist"].may(permission) else "chair"
        return person_in(self.guideline, role)


@pytest.mark.slow  # some seventy pages at three widths, each looked at by the axe engine twice
def test_every_page_fits_every_window_and_pleases_axe(visit, db):
    site = Site()
    browsers, wrong = {}, []

    for page in READ:
        reader = site.reader(page)
        shown = browsers.get(reader.pk) or browsers.setdefault(reader.pk, visit("/", by=reader))
        for address in site.addresses(page):
            shown.goto(address)
            found = [fault for width in WIDTHS for fault in _faults(shown, width)]
            wrong += [f"{address}: {each}" for each in found + visit.complaints]
            visit.complaints.clear()

    assert wrong == [], "\n".join(wrong)


def _faults(shown, width: int) -> list[str]:
    """What is wrong with the page in a window of this width; everything that can be opened is open."""
    shown.set_viewport_size({"width": width, "height": 900})
    shown.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    found = axe_violations(shown) if width in LAYOUTS else []
    if overflow(shown):
        found.append(f"{overflow(shown)} pixels too wide")
    return [f"at {width}: {each}" for each in found]
