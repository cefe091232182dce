"""Every action that changes what lies under an evidence profile leaves a moment of it."""

import inspect
import pkgutil
from importlib import import_module

import pytest

import evidence.actions
import guideline.actions
from audit.models import Event
from evidence.actions import (
    bodies,
    describing,
    proposals,
    rating,
    reconciling,
    results,
    revman,
    screening,
    searches,
    signing,
    studies,
    synthesis,
    taking_over,
)
from evidence.codes import DOMAINS
from evidence.fingerprint import taken
from evidence.imports.revman.plan import plan_of
from guideline.actions import (
    importance_surveys,
    outcome_lists,
    outcome_sizes,
    outcomes,
    questions,
)
from guideline.models import Moment
from tests import factories
from tests.evidence.imports.revman.files import DATA, review_of
from tests.evidence.two_raters import methodologist_named

TABLE = {"events_1": 1, "total_1": 9, "events_2": 2, "total_2": 9}
# What these change lies under no evidence profile.
ELSEWHERE = {
    "conflicts",
    "creating",
    "grade_settings",
    "interests",
    "meetings",
    "minutes",
    "panel",
    "panel_import",
    "reminders",
    "scope",
    "society_interests",
    "stages",
    "topics",
}


class World:
    """A question with one of everything, and somebody who may do all of it."""

    def __init__(self, question, by) -> None:
        self.question, self.by = question, by
        self.outcome = factories.make_outcome(question=question, ref="death", name="Death")
        self.study = factories.make_study(question=question, ref="s1", label="Author 2001")
        self.new = factories.make_study(question=question, ref="s2", label="Author 2002")
        self.body = factories.make_body(outcome=self.outcome, ref="trials")
        self.other = factories.make_body(
            outcome=self.outcome, ref="cohorts", primary=False, position=1
        )
        self.result = factories.make_result(body=self.body, study=self.study)
        self.aside = factories.make_result(
            body=self.other, study=self.study, excluded_because="Twice."
        )
        self.record = factories.make_record(question=question, title="Waits")
        self.kept = factories.make_record(question=question, title="Kept", title_abstract="include")
        self.included = factories.make_record(
            question=question, title="In", title_abstract="include", full_text="include"
        )
        self.bare = factories.make_question(guideline=question.guideline, ref="q2")
        factories.make_search(question=self.bare)
        factories.make_outcome(question=self.bare, importance=3)

    def plan(self):
        content = (DATA / "every_kind.rm5").read_bytes()
        return plan_of(review_of("every_kind.rm5"), file="every_kind.rm5", content=content)

    def reconciled(self) -> dict:
        """Two ratings of the body that are in, to be reconciled by the person."""
        other = methodologist_named(self.question.guideline, "second")
        self.question.guideline.raters = "dual"
        self.question.guideline.save()
        outcome = self.outcome
        for user in (self.by, other):
            rating.rate_certainty(by=user, outcome=outcome, design="cohort", judged=JUDGED)
        return {
            "body": self.body,
            "design": "cohort",
            "judged": JUDGED,
            "because": "Talked over.",
        }

    def survey(self, *scores: int, status: str):
        """A survey on the outcome with these scores; the last one sets the importance."""
        held = factories.survey_with(self.question, {self.outcome: list(scores)})
        if status == "open":
            type(held).objects.filter(pk=held.pk).update(status="open", closed_at=None)
            held.refresh_from_db()
        return held

    def chair(self):
        return factories.person_in(self.question.guideline, "chair")


JUDGED = dict.fromkeys(DOMAINS, rating.Judged(0, "Looked at."))
SIZES = {"thresholds": {"small": 5}, "baseline_risks": [], "prevalence": [], "importance_of": {}}
ROWS = [taking_over.TableRow(line=1, study=None, label="New", values=TABLE, design="cohort")]
# Each action with a call that changes something.
CHANGES = {
    bodies.add_body: lambda w: {"outcome": w.outcome, "name": "reviews"},
    describing.describe_evidence: lambda w: {"outcome": w.outcome, "text": "Fewer died."},
    describing.report_synthesis: lambda w: {
        "outcome": factories.make_outcome(question=w.question, type="reported"),
        "source": "A review",
        "printed": "RR 1.2",
    },
    bodies.make_primary: lambda w: {"body": w.other, "because": "Larger."},
    proposals.set_information_size: lambda w: {"outcome": w.outcome, "values": {"alpha": 0.01}},
    reconciling.reconcile_certainty: lambda w: w.reconciled(),
    importance_surveys.close_survey: lambda w: {"survey": w.survey(8, status="open")},
    importance_surveys.decide_importance: lambda w: {
        "by": w.chair(),
        "survey": w.survey(6, 7, status="closed"),
        "outcome": w.outcome,
        "importance_class": "critical",
        "because": "It decides.",
    },
    outcome_lists.copy_outcomes: lambda w: {
        "question": w.question,
        "source": w.bare,
        "refs": [each.ref for each in w.bare.outcomes.all()],
    },
    outcome_lists.delete_outcome: lambda w: {"outcome": w.bare.outcomes.get()},
    outcome_sizes.edit_sizes: lambda w: {"outcome": w.outcome, **SIZES},
    rating.rate_certainty: lambda w: {"outcome": w.outcome, "design": "cohort", "judged": JUDGED},
    results.enter_result: lambda w: {"outcome": w.outcome, "study": w.new, **TABLE},
    results.change_result: lambda w: {"result": w.result, "events_1": 12},
    results.exclude_result: lambda w: {"result": w.result, "reason": "Twice."},
    results.restore_result: lambda w: {"result": w.aside},
    revman.import_revman: lambda w: {
        "question": w.question,
        "plan": w.plan(),
        "chosen": ["CMP-001.01"],
        "design": "randomised-trial",
    },
    screening.include_as_study: lambda w: {
        "record": w.included,
        "label": "In 2003",
        "design": "cohort",
    },
    searches.record_search: lambda w: {"question": w.question, "source": "A database"},
    searches.import_flow: lambda w: {"question": w.bare, "duplicates": 2},
    studies.add_study: lambda w: {"question": w.question, "label": "New", "design": "cohort"},
    studies.judge_risk_of_bias: lambda w: {
        "study": w.study,
        "judged": {"tool": "rob-2", "overall": "low"},
    },
    synthesis.choose_synthesis: lambda w: {"body": w.body, "measure": "OR"},
    synthesis.keep_synthesis: lambda w: {"body": w.body, "measure": "OR"},
    taking_over.take_over_results: lambda w: {"outcome": w.outcome, "rows": ROWS},
    outcomes.add_outcome: lambda w: {"question": w.question, "name": "Pain"},
    outcomes.edit_outcome: lambda w: {"outcome": w.outcome, "name": "Death from any cause"},
    outcomes.rate_importance: lambda w: {"outcome": w.outcome, "importance": 4},
    outcomes.revise_outcome: lambda w: {"outcome": w.outcome, "importance": 4, "name": "Dying"},
    questions.edit_question: lambda w: {"question": w.question, "text": "Otherwise?"},
}
# Actions of which a moment keeps nothing: records stand in the log, the rest is no evidence.
NO_MOMENT = {
    importance_surveys.open_survey: lambda w: {
        "by": w.chair(),
        "question": w.question,
        "phase": "before",
    },
    importance_surveys.answer_survey: lambda w: {
        "by": w.chair(),
        "survey": factories.make_importance_survey(question=w.question),
        "scores": {("death", ""): 8},
    },
    importance_surveys.withdraw_survey: lambda w: {
        "survey": factories.make_importance_survey(question=w.question),
    },
    outcome_lists.move_outcome: lambda w: {
        "outcome": factories.make_outcome(question=w.question, position=1),
        "up": True,
    },
    proposals.set_proposals: lambda w: {
        "guideline": w.question.guideline,
        "values": {"few_events": 200},
    },
    screening.add_records: lambda w: {"question": w.question, "text": "A title"},
    screening.decide_on_title: lambda w: {"record": w.record, "decision": "include"},
    screening.decide_on_full_text: lambda w: {"record": w.kept, "decision": "include"},
    signing.sign_profile: lambda w: {"question": w.bare},
    synthesis.pool_results: lambda w: {"body": w.body},
}
# It makes the question that it keeps a moment of: tests/guideline/test_moments.py.
BEGINS = {questions.put_question}


def actions() -> set:
    """Every verb of the two floors: a public function that takes `by`."""
    found = set()
    for package in (evidence.actions, guideline.actions):
        for module in pkgutil.iter_modules(package.__path__):
            if module.name in ELSEWHERE:
                continue
            loaded = import_module(f"{package.__name__}.{module.name}")
            for name, each in inspect.getmembers(loaded, inspect.isfunction):
                is_own = each.__module__ == loaded.__name__
                is_own = is_own and not name.startswith(("_", "blockers_"))
                if is_own and "by" in inspect.signature(each).parameters:
                    found.add(each)
    return found


@pytest.fixture
def world(question, methodologist):
    return World(question, methodologist)


def test_every_action_is_known_here():
    assert actions() == {*CHANGES, *NO_MOMENT, *BEGINS}


@pytest.mark.parametrize("action", CHANGES, ids=lambda each: each.__name__)
def test_action_leaves_a_moment_of_what_it_changed(world, action):
    given = CHANGES[action](world)
    question = next(each for each in given.values() if hasattr(each, "question")).question
    before = taken(question)

    by = given.pop("by", world.by)
    action(by=by, **given)

    after, last = taken(question), question.moments.last()
    assert after.content_hash != before.content_hash
    assert (question.moments.first().content_hash, last.content_hash) == (
        before.content_hash,
        after.content_hash,
    )
    assert (last.event.actor, last.evidence_hash) == (by, after.evidence_hash)
    assert last.event in Event.objects.filter(guideline="livers")


@pytest.mark.parametrize("action", NO_MOMENT, ids=lambda each: each.__name__)
def test_action_that_changes_no_kept_content_leaves_no_moment(world, action):
    given = NO_MOMENT[action](world)
    before = taken(world.question)

    action(by=given.pop("by", world.by), **given)

    assert Event.objects.count() == 1
    assert taken(world.question).content_hash == before.content_hash
    assert Moment.objects.count() == 0
