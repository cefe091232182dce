"""A poll on the criteria before a meeting: what each voter would judge, blind until it is closed."""

from collections import Counter

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guideline.fields import BasisField, CodeField, known_basis, one_of
from voting.codes import ANSWERS, POLL_STATUSES


class Poll(models.Model):
    """One asking on the criteria of a question, or of a recommendation whose population is narrower.

    It informs the panel and judges nothing. A poll held elsewhere comes as `results`: rows of
    criterion, `counts` by answer and `comments`, with how many took part in `answered`.
    """

    question = models.ForeignKey("guideline.Question", models.CASCADE, related_name="polls")
    recommendation = models.ForeignKey(
        "voting.Recommendation", models.CASCADE, null=True, blank=True, related_name="polls"
    )
    number = models.PositiveIntegerField(_("poll"))
    status = CodeField(_("status"), default="open")
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    reopened_at = models.DateTimeField(_("reopened"), null=True, blank=True)
    reason = models.TextField(_("why it was reopened or withdrawn"), blank=True)
    results = models.JSONField(null=True, blank=True)
    answered = models.PositiveIntegerField(null=True, blank=True)
    basis = BasisField()

    class Meta:
        ordering = ["question", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="voting_poll_number_unique"
            ),
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(status="open", recommendation=None),
                name="voting_one_open_poll_a_question",
            ),
            models.UniqueConstraint(
                fields=["recommendation"],
                condition=Q(status="open"),
                name="voting_one_open_poll_a_recommendation",
            ),
            one_of("status", POLL_STATUSES, name="voting_known_poll_status"),
            known_basis("voting_poll_basis"),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(reason=""), name="voting_poll_withdrawn_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question.ref}, poll {self.number}"

    @property
    def guideline(self):
        return self.question.guideline

    @property
    def is_open(self) -> bool:
        """Whether answers are taken, and nothing of them may be shown."""
        return self.status == "open"

    def last_answers(self) -> list["PollAnswer"]:
        """What each place last said of each criterion; void answers are left out."""
        last: dict[tuple[int, str], PollAnswer] = {}
        for each in self.answers.all():
            key = (each.member_id, each.criterion)
            if not each.void and (key not in last or last[key].version < each.version):
                last[key] = each
        return list(last.values())

    def distribution(self) -> list[dict]:
        """What a closed poll came to: rows of criterion, `counts` by answer, `comments` in no telling order.

        As bundles have it, in GRADE's order; empty while the poll is open or where it was withdrawn.
        """
        if self.status != "closed":
            return []
        if self.results is not None:
            return self.results
        answers = self.last_answers()
        rows = []
        for criterion, known in ANSWERS.items():  # in the order of a bundle's normal form
            said = [each for each in answers if each.criterion == criterion]
            given = Counter(each.answer for each in said if each.answer)
            counts = {answer: given[answer] for answer in known if given[answer]}
            comments = sorted(each.comment for each in said if each.comment)
            if counts or comments:
                rows.append({"criterion": criterion, "counts": counts, "comments": comments})
        return rows

    def took_part(self) -> int:
        """How many places have answered; void answers are left out."""
        if self.answered is not None:
            return self.answered
        return len({each.member_id for each in self.last_answers() if each.answer or each.comment})


class PollAnswer(models.Model):
    """What one place says of one criterion; a change of mind is a new version, and the last counts.

    `by` is the person: who takes over a place neither sees nor inherits what its former holder said.
    `void`: the place had lost its vote on the question, or changed hands, when the poll closed.
    """

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="answers")
    member = models.ForeignKey("guideline.PanelMember", models.PROTECT, related_name="poll_answers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    criterion = CodeField(_("criterion"))
    version = models.PositiveIntegerField(_("version"), default=1)
    answer = CodeField(_("answer"), blank=True)
    comment = models.TextField(_("comment"), blank=True)
    at = models.DateTimeField()
    void = models.BooleanField(default=False)

    class Meta:
        ordering = ["poll", "member", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "member", "criterion", "version"], name="voting_poll_answer_version"
            ),
            one_of("criterion", tuple(ANSWERS), name="voting_known_polled_criterion"),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id}: {self.criterion} v{self.version}"
