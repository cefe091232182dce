"""The evidence profile of a large question, against the page's empty frame and a plain table."""

import random
from collections.abc import Iterator

from django.template import Context, Engine
from django.test import Client, override_settings

from accounts.models import User
from bench.measure import Case
from evidence.codes import DOMAINS
from evidence.models import Body, Judgement, Rating, Study, StudyResult
from guideline.models import Guideline, Outcome, PanelMember, Question

OUTCOMES, STUDIES, ROWS = 10, 20, 200
PLAIN = Engine().from_string(
    "<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>"
    "{% endfor %}</table>"
)


def cases() -> Iterator[Case]:
    guideline = Guideline.objects.create(slug="bench-profile", title="A guideline")
    person = User.objects.create_user("bench-methodologist", email="bench@example.org")
    PanelMember.objects.create(guideline=guideline, ref="p1", role="methodologist", user=person)
    full, empty = (_question(guideline, ref) for ref in ("full", "empty"))
    _fill(full)
    client = Client()
    client.force_login(person)
    rows = [[f"row {i}", i, i * 2, i * 3, i / 7, i / 11, "low"] for i in range(ROWS)]
    with_table = Context({"rows": rows})

    def frame() -> None:
        _get(client, empty)
        PLAIN.render(with_table)

    yield Case(
        f"profile: the page of {OUTCOMES} outcomes of {STUDIES} studies each",
        lambda: _get(client, full),
        f"the page's empty frame and a plain table of {ROWS} rows",
        frame,
        aim=3,
        calls=3,
    )


def _get(client: Client, question: Question) -> None:
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        answer = client.get(
            f"/guidelines/bench-profile/questions/{question.ref}/profile/", secure=True
        )
    if answer.status_code != 200:
        raise RuntimeError(f"the profile page answered {answer.status_code}")


def _question(guideline: Guideline, ref: str) -> Question:
    return Question.objects.create(
        guideline=guideline,
        ref=ref,
        status="clinical-question",
        text="Should it be done?",
        intervention="It",
        comparator="Nothing",
    )


def _fill(question: Question) -> None:
    chance = random.Random(1)  # noqa: S311 - the same figures in every run, not a secret
    studies = [
        Study.objects.create(
            question=question,
            ref=f"s{i}",
            label=f"Study {i}",
            design="randomised-trial",
            risk_of_bias={"tool": "rob-2", "overall": "low"},
            position=i,
        )
        for i in range(STUDIES)
    ]
    for i in range(OUTCOMES):
        _fill_outcome(question, i, studies, chance)


def _fill_outcome(question: Question, i: int, studies: list[Study], chance: random.Random) -> None:
    outcome = Outcome.objects.create(
        question=question,
        ref=f"o{i}",
        name=f"Outcome {i}",
        importance=9,
        type="dichotomous",
        favours="lower",
        baseline_risks=[{"label": "typical", "risk": 0.2}],
        thresholds={"small": 10, "moderate": 30, "large": 60},
        position=i,
    )
    body = Body.objects.create(outcome=outcome)
    StudyResult.objects.bulk_create(
        StudyResult(
            body=body,
            study=study,
            events_1=chance.randint(5, 30),
            total_1=100,
            events_2=chance.randint(10, 40),
            total_2=100,
            position=j,
        )
        for j, study in enumerate(studies)
    )
    rating = Rating.objects.create(body=body, design="randomised-trial", edition="classic")
    Judgement.objects.bulk_create(
        Judgement(rating=rating, domain=domain, levels=0, because=f"Reason {i} {domain}")
        for domain in DOMAINS[:5]
    )
