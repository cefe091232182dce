"""The page of the twelve criteria."""

import re

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


def test_narrower_population_falls_back_on_the_question_where_it_says_nothing(
    question, recommendation, member, client_of
):
    factories.make_etd_judgement(question=question, criterion="equity", judgement="increased")
    address = url(question) + "?recommendation=q1r1"
    client_of(member).post(address, {"equity": "reduced"})
    apart = client_of(member).get(address).content.decode()

    client_of(member).post(address, {"equity": ""})

    page = client_of(member).get(address).content.decode()
    assert chosen(apart) == ["reduced"]
    assert chosen(page) == ["increased"]
    assert "as for the question: increased" in page
    assert recommendation.etd.count() == 0


def chosen(page: str) -> list[str]:
    return re.findall(r"Chosen: </span>([^<]*)</strong>", page)


def test_test_is_asked_more_and_nothing_of_it_counts_as_missing(question, member, client_of):
    question.type = "diagnostic"
    question.save()

    client_of(member).post(url(question), {"test_accuracy": "accurate"})

    page = client_of(member).get(url(question)).content.decode()
    assert chosen(page) == ["accurate"]
    assert "Certainty of the link from test result to management" in page
    assert "0 of 12 judged" in page


def test_page_shows_the_profile_beside_the_effects(question, member, client_of):
    outcome = factories.make_outcome(
        question=question, name="Deaths", baseline_risks=[{"risk": 0.2}]
    )
    factories.make_result(body=factories.make_body(outcome=outcome))

    page = client_of(member).get(url(question)).content.decode()

    # 10/100 against 20/100: RR 0.50, so 100 fewer of 200 per 1000.
    assert page.count("100 fewer") == 2
    assert "/profile/#row-" in page
    assert "RR 0.50" in page


def test_judgement_given_meanwhile_by_somebody_else_is_not_undone(
    question, member, chair, client_of
):
    address = url(question)
    shown = client_of(member).get(address).context["form"]
    seen = {f"{each}-seen": shown[f"{each}-seen"].initial for each in CRITERIA}
    client_of(chair).post(address, {"equity": "reduced", "problem": "yes"})

    answer = client_of(member).post(address, seen | {"equity": "increased", "values": "varies"})
    client_of(member).post(address, seen | {"values": "varies"})

    assert answer.status_code == 422
    assert "Somebody else has judged this since; it now says: reduced." in answer.content.decode()
    assert dict(EtdJudgement.objects.values_list("criterion", "judgement")) == {
        "equity": "reduced",
        "problem": "yes",
        "values": "varies",
    }


def test_who_reads_drafts_reads_the_judgements_and_cannot_change_them(
    question, commentator, discussant, client_of
):
    factories.make_etd_judgement(question=question, criterion="equity", judgement="reduced")

    for reader in (commentator, discussant):
        page = client_of(reader).get(url(question)).content.decode()
        assert chosen(page) == ["reduced"]
        assert "Keep these judgements" not in page
        assert client_of(reader).post(url(question), {"equity": "increased"}).status_code == 403
    assert EtdJudgement.objects.get().judgement == "reduced"


def test_who_may_not_judge_is_refused(
    question, conflicted_member, commentator, stranger, client_of
):
    for person, status in ((conflicted_member, 403), (commentator, 403), (stranger, 404)):
        assert client_of(person).post(url(question), {"equity": "reduced"}).status_code == status
    assert EtdJudgement.objects.count() == 0
