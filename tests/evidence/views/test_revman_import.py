"""The page that takes over a review from RevMan, in two steps."""

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from evidence import revman_forms
from evidence.imports.revman import figures
from evidence.imports.revman.analysing import analysed
from evidence.imports.revman.problems import STOPPING, Problem
from evidence.models import Study, StudyResult
from evidence.revman_words import _FIGURES, _PROBLEMS, of_problem
from tests import factories
from tests.evidence.imports.revman.files import DATA, review_of

ADDRESS = "/guidelines/livers/questions/q1/evidence/revman/"


def sent(client, content: bytes, name: str = "review.rm5"):
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, content)})


def looked_at(client, name: str = "every_kind.rm5"):
    return sent(client, (DATA / name).read_bytes(), name)


def signed_plan(answer) -> str:
    return answer.context["taking"]["plan"].value()


def taken_over(client, plan: str, *chosen: str, design: str = "randomised-trial"):
    return client.post(ADDRESS, {"plan": plan, "chosen": chosen, "design": design})


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def client(question, methodologist, client_of):
    return client_of(methodologist)


def test_page_asks_for_a_file(client):
    page = text_of(client.get(ADDRESS))

    assert 'type="file"' in page
    assert 'enctype="multipart/form-data"' in page
    assert "Take over these outcomes" not in page


def test_looking_stores_nothing_and_offers_every_outcome(client):
    answer = looked_at(client)

    page = text_of(answer)
    assert "379 of 379 figures that the file stores agree with what is computed here." in page
    assert (
        "CMP-001.01 One antibiotic versus another: Failure, by age (dichotomous, 15 rows)" in page
    )
    assert len(answer.context["taking"].fields["chosen"].choices) == 8
    assert answer.context["not_offered"] == ["CMP-002.06 What patients said"]
    assert "Outcomes without figures that can be kept" in page
    assert not StudyResult.objects.exists()


def test_disagreement_is_shown_in_words(client):
    content = (DATA / "odds_ratios.rm5").read_bytes()
    changed = content.replace(b'EFFECT_SIZE="0.896865560913"', b'EFFECT_SIZE="0.9"', 1)

    answer = sent(client, changed)

    (row,) = answer.context["disagreements"]
    assert (row["place"], row["figure"]) == ("CMP-001.01 Mortality", "effect")
    assert (row["stored"], row["ours"], row["difference"]) == ("0.9", "0.8968655609", "-0.00313")
    assert "73 of 74 figures" in text_of(answer)


def test_place_of_a_disagreement_names_subgroup_and_study(client):
    content = (DATA / "every_kind.rm5").read_bytes()
    row = content.index(b"<DICH_DATA")
    start = content.index(b'SE="', row)
    end = content.index(b'"', start + 4)

    answer = sent(client, content[:start] + b'SE="9' + content[end:])

    assert answer.context["disagreements"][0]["place"] == (
        "CMP-001.01 Failure, by age, Adults, Trial 1 1990"
    )


def test_problems_and_rows_left_out_are_named(client):
    content = (DATA / "diagnostic.rm5").read_bytes().replace(b'TP="10"', b'TP="many"')

    page = text_of(sent(client, content))

    assert "line 24, TEST_RESULT, TST-01, STD-D1: TP many is not a number." in page
    assert "line 27, TEST_RESULT, TST-02, STD-D3, Reader 3 2010: true positives:" in page
    assert "nobody was counted." in page


def test_outcome_that_cannot_be_computed_is_named(client):
    content = (DATA / "odds_ratios.rm5").read_bytes()

    page = text_of(sent(client, content.replace(b'EFFECT_MEASURE="OR"', b'EFFECT_MEASURE="NNT"')))

    assert "line 34, DICH_OUTCOME, CMP-001.01: EFFECT_MEASURE NNT is not known." in page
    assert "line 34, DICH_OUTCOME, CMP-001.01: Its measure or method is not known." in page


def test_chosen_outcomes_are_taken_over(client, told):
    plan = signed_plan(looked_at(client))

    answer = taken_over(client, plan, "CMP-001.01", "CMP-002.04")

    assert answer.status_code == 302
    assert answer.url == "/guidelines/livers/questions/q1/evidence/"
    assert StudyResult.objects.count() == 16
    assert [verb for verb, _sentence in told()] == ["revman-imported"]


def test_pooled_result_of_the_page_is_revman_s(client):
    taken_over(client, signed_plan(looked_at(client, "odds_ratios.rm5")), "CMP-001.01")

    assert "0.90" in text_of(client.get("/guidelines/livers/questions/q1/evidence/"))


def test_refusal_keeps_what_was_chosen(client, question):
    factories.make_outcome(question=question, name="Failure, by age", type="continuous")
    plan = signed_plan(looked_at(client))

    answer = taken_over(client, plan, "CMP-001.01", design="cohort")

    assert answer.status_code == 422
    assert "the question has an outcome of this name with another kind of data." in text_of(answer)
    assert answer.context["taking"]["chosen"].value() == ["CMP-001.01"]
    assert signed_plan(answer) == plan
    assert not Study.objects.exists()


def test_no_design_is_told(client):
    answer = taken_over(client, signed_plan(looked_at(client)), "CMP-001.01", design="")

    assert answer.status_code == 422
    assert "Choose the design of the studies." in text_of(answer)


def test_nothing_chosen_is_told(client):
    answer = taken_over(client, signed_plan(looked_at(client)))

    assert answer.status_code == 422
    assert "Choose at least one outcome." in text_of(answer)


def test_outcome_that_was_not_offered_is_refused(client):
    answer = taken_over(client, signed_plan(looked_at(client)), "CMP-009.01")

    assert answer.status_code == 422
    assert not StudyResult.objects.exists()


# --- What the browser holds between the steps ----------------------------------------------------


def refused(client, plan: str) -> bool:
    """Whether the plan is not believed: nothing is stored, and the file is asked for again."""
    answer = client.post(
        ADDRESS, {"plan": plan, "chosen": ["CMP-001.01"], "design": "cohort"}, follow=True
    )
    told_so = "What was read is no longer at hand. Choose the file again." in text_of(answer)
    return told_so and not StudyResult.objects.exists()


def test_changed_plan_is_not_believed(client):
    plan = signed_plan(looked_at(client))

    assert refused(client, plan[:30] + ("A" if plan[30] != "A" else "B") + plan[31:])


@pytest.mark.parametrize("plan", ["", "x", "a:b:c", "é" * 40, "\0"])
def test_nonsense_is_not_believed(client, plan):
    assert refused(client, plan)


def test_plan_signed_for_something_else_is_not_believed(client):
    assert refused(client, signing.dumps({"outcomes": []}, salt="another"))


def test_plan_of_another_question_is_not_believed(client, guideline):
    plan = signed_plan(looked_at(client))
    factories.make_question(guideline=guideline, ref="q2", number=2)

    client.post(
        ADDRESS.replace("q1", "q2"), {"plan": plan, "chosen": ["CMP-001.01"], "design": "cohort"}
    )

    assert not StudyResult.objects.exists()


def test_plan_of_somebody_else_is_not_believed(client, guideline, client_of):
    plan = signed_plan(looked_at(client))
    other = factories.make_user("other")
    factories.make_member(guideline=guideline, ref="other", role="methodologist", user=other)

    assert refused(client_of(other), plan)


def test_plan_expires(client, monkeypatch):
    plan = signed_plan(looked_at(client))
    monkeypatch.setattr(revman_forms, "SECONDS", -1)

    assert refused(client, plan)


def test_plan_that_no_form_can_carry_is_refused(client, monkeypatch):
    monkeypatch.setattr(revman_forms, "LONGEST_PLAN", 100)

    answer = looked_at(client)

    assert answer.status_code == 422
    assert "There is more in the file than a page can carry; use import_revman." in text_of(answer)


# --- Files that are refused ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"<html/>", "This is XML, but no file of RevMan 5 (it begins with html)."),
        (b"<COCHRANE_REVIEW>\n<A>", "line 2: The file is broken XML:"),
        (
            b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
            "The file declares a document type; such files are not read.",
        ),
        (b"%PDF\0", "This is neither an .rm5 file nor a data package of RevMan Web."),
        (b"PK\x03\x04", "The package cannot be unpacked:"),
        (b"<COCHRANE_REVIEW/>", "The file has no results that can be kept."),
    ],
)
def test_what_is_no_review_is_refused_with_its_reason(client, content, said):
    answer = sent(client, content)

    assert answer.status_code == 422
    assert said in text_of(answer)


def test_large_file_is_refused(client, monkeypatch):
    monkeypatch.setattr(revman_forms, "LARGEST", 10)

    assert "The file is larger than 20 MB." in text_of(sent(client, b"<" * 11))


def test_no_file_is_told(client):
    answer = client.post(ADDRESS, {})

    assert answer.status_code == 422
    assert "This field is required." in text_of(answer)


def test_markup_in_a_file_is_shown_as_text(client):
    content = (DATA / "odds_ratios.rm5").read_bytes()

    page = text_of(sent(client, content.replace(b"Mortality", b"&lt;script&gt;x()&lt;/script&gt;")))

    assert "<script>x()" not in page
    assert "&lt;script&gt;x()" in page


# --- Words and permissions -----------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(STOPPING | set(_PROBLEMS)))
def test_every_problem_has_a_sentence(code):
    assert of_problem(Problem(code, value="it")).endswith((".", ")."))


def test_every_figure_that_is_compared_has_words():
    names = set()
    for outcome in review_of("every_kind.rm5").outcomes:
        if outcome.kind != "other":
            got = analysed(outcome)
            names |= set(figures.of_total(outcome, got.overall, outcome.rows, weight=100.0))
            names |= set(figures.of_differences(got.test))
            names |= {name for row in figures.of_rows(outcome, got) for name in row}

    assert names <= set(_FIGURES)


@pytest.mark.parametrize(
    ("role", "status"),
    [("methodologist", 200), ("member", 403), ("observer", 403), ("stranger", 404)],
)
def test_who_sees_the_page(role, status, request, question, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status


def test_evidence_leads_here(client):
    assert f'href="{ADDRESS}"' in text_of(client.get("/guidelines/livers/questions/q1/evidence/"))
