"""Every page that can be read, in a browser: silent console, axe clean, no wider than a phone.

A page is found by its address: the word before a place in the route says what belongs there.
"""

import pytest

from guideline.actions.importance_surveys import open_survey
from guideline.roles import BY_NAME
from hearing.actions.comments import comment_on_draft
from tests.chromium import PHONE, axe_violations, overflow
from tests.factories import guideline_at, person_in, round_at
from tests.test_every_url import PAGES

# Not pages for a person to read: an answer to machines, and files such as `figure.<format>`.
READ = [
    page
    for page in PAGES
    if "GET" in page.methods and page.name != "health" and "." not in page.route
]


class Site:
    """A guideline in its hearing with a round running, another one published; and who may read what."""

    def __init__(self) -> None:
        self.guideline = guideline_at("hearing", title="Livers")
        self.published = guideline_at("published", title="Lungs")
        self.hearing = self.guideline.hearings.get()
        self.round = round_at("voted", guideline=self.guideline)
        self.recommendation = self.round.recommendation
        self.question = self.recommendation.question
        self.outcome = self.question.outcomes.get()
        chair = person_in(self.guideline, "chair")
        open_survey(by=chair, question=self.question, phase="after")
        self.comment = comment_on_draft(
            hearing=self.hearing, part="document", body="Please say for whom."
        )

    def path(self, route: str) -> str:
        """The route with what it is about in each place."""
        segments: list[str] = []
        for segment in route.strip("/").split("/"):
            known = self._after(segments) if "<" in segment else segment
            segments.append(known)
        return "/".join(["", *filter(None, segments), ""])

    def _after(self, segments: list[str]) -> str:
        """What stands behind these segments; KeyError for a noun that this test has to learn."""
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
            "results": str(self.question.studies.get().results.get().pk),
            "studies": self.question.studies.get().ref,
            "panel": self.guideline.panel.filter(role="member")[0].ref,
            "rounds": str(self.round.pk),
            "hearings": self.hearing.ref,
            "comments": self.comment.receipt,
            "checks": "search-is-old",
        }[segments[-1]]

    def reader(self, page):
        """Somebody whose place carries the page's permission; a voter reads their own receipt."""
        if page.name == "receipt":
            return self.round.voters.filter(ballots__isnull=False)[0].member.user
        permission = next(iter(page.declared))
        role = "methodologist" if BY_NAME["methodologist"].may(permission) else "chair"
        return person_in(self.guideline, role)


@pytest.mark.slow  # some forty pages, each looked at by the axe engine
def test_every_page_reads_on_a_phone_and_pleases_axe(visit, db):
    site = Site()
    wrong = []

    for page in READ:
        shown = visit(site.path(page.route), by=site.reader(page), width=PHONE)
        found = axe_violations(shown) + visit.complaints
        if overflow(shown):
            found.append(f"{overflow(shown)} pixels too wide")
        wrong += [f"{page.name}: {each}" for each in found]
        visit.complaints.clear()
        shown.context.close()

    assert wrong == [], "\n".join(wrong)
