"""The page of the twelve criteria."""

from django.urls import reverse

from audit.models import Event
from tests import factories
from voting.codes import CRITERIA
from voting.models import EtdJudgement


def url(question) -> str:
    return reverse("etd", args=[question.guideline.slug, question.ref])


def test_page_asks_all_twelve_with_their_standard_answers(question, member, client_of):
    page = client_of(member).get(url(question)).content.decode()

    for criterion, answers in CRITERIA.items():
        assert page.count(f'type="radio" name="{criterion}"') == len(answers) + 1


def test_member_judges_and_only_what_changed_is_recorded(question, member, client_of):
    factories.make_etd_judgement(question=question, criterion="problem", judgement="yes")

    client_of(member).post(
        url(question),
        {"problem": "yes", "equity": "reduced", "equity-evidence": "Two centres only."},
    )

    assert dict(EtdJudgement.objects.values_list("criterion", "judgement")) == {
        "problem": "yes",
        "equity": "reduced",
    }
    assert Event.objects.get().facts["criterion"] == "equity"


def test_other_languages_of_a_text_stay(question, member, client_of):
    factories.make_etd_judgement(
        question=question, criterion="problem", evidence={"en": "Common.", "ja": "多い。"}
    )

    client_of(member).post(url(question), {"problem": "yes", "problem-evidence": "Very common."})

    assert EtdJudgement.objects.get().evidence == {"en": "Very common.", "ja": "多い。"}


def test_answer_of_another_criterion_is_refused(question, member, client_of):
    answer = client_of(member).post(url(question), {"equity": "yes"})

    assert "error-summary" in answer.content.decode()
    assert EtdJudgement.objects.count() == 0


def test_recommendation_of_narrower_population_is_judged_apart(
    question, recommendation, member, client_of
):
    client_of(member).post(url(question) + "?recommendation=q1r1", {"equity": "reduced"})

    assert recommendation.etd.get().judgement == "reduced"
    assert question.etd.filter(recommendation=None).count() == 0
    assert client_of(member).get(url(question) + "?recommendation=other").status_code == 404


def test_who_may_not_judge_is_refused(
    question, conflicted_member, commentator, stranger, client_of
):
    for person, status in ((conflicted_member, 403), (commentator, 403), (stranger, 404)):
        assert client_of(person).post(url(question), {"equity": "reduced"}).status_code == status
    assert EtdJudgement.objects.count() == 0
