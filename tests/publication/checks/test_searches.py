"""Rules on searches, flow and studies: each fires at its limit and is silent beside it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from publication.checks.run import check_guideline
from publication.checks.searches import is_older
from tests.factories import make_version
from tests.publication.checks.sound import found, imported, outcome, question, sound

pytestmark = pytest.mark.django_db


def test_one_database_is_not_enough_once_somebody_rated():
    data = sound()
    question(data)["searches"] = question(data)["searches"][:1]
    question(data)["flow"] = None

    assert found(data) == [("one-database", "q1/searches")]


def test_two_searches_of_one_database_are_one_database():
    data = sound()
    question(data)["searches"][1]["source"] = "pubmed "

    assert found(data) == [("one-database", "q1/searches")]


def test_one_database_so_far_is_not_done_yet():
    data = sound()
    question(data)["searches"] = question(data)["searches"][:1]
    question(data)["flow"] = None
    question(data)["recommendations"] = []
    del outcome(data)["certainty"]

    assert found(data) == []


@pytest.mark.parametrize(("years", "is_found"), [(-1, False), (0, False), (1, True)])
def test_study_is_no_newer_than_the_search(years, is_found):
    data = sound()
    year = date.today().year + years
    study = {"year": year, "label": f"Adams {year}", "citation": f"Adams A. {year}"}
    question(data)["studies"][0] |= study

    assert found(data) == ([("study-newer-than-search", "q1/s1")] if is_found else [])


@pytest.mark.parametrize(
    ("ended", "day", "older"),
    [
        (date(2018, 7, 31), date(2020, 7, 31), False),
        (date(2018, 7, 31), date(2020, 8, 1), True),
        (date(2020, 2, 29), date(2022, 2, 28), False),
        (date(2020, 2, 29), date(2022, 3, 1), True),
    ],
)
def test_two_years_are_two_years_to_the_day(ended, day, older):
    assert is_older(ended, day) is older


def _searched(ended):
    data = sound()
    for each in data["questions"]:
        each["studies"] = [study | {"year": None} for study in each["studies"]]
        each["searches"] = [search | {"to": ended.isoformat()} for search in each["searches"]]
    return data


@pytest.mark.parametrize(("days", "is_found"), [(700, False), (800, True)])
def test_search_is_old_by_today_while_nothing_is_published(days, is_found):
    data = _searched(date.today() - timedelta(days=days))

    assert found(data) == ([("search-is-old", "searches")] if is_found else [])


@pytest.mark.parametrize(("year", "is_found"), [(2020, False), (2021, True)])
def test_search_is_old_by_the_day_of_publication(year, is_found):
    guideline = imported(_searched(date(2018, 7, 31)))
    make_version(guideline=guideline, published_at=datetime(year, 3, 1, tzinfo=UTC))

    rules = [each.rule.id for each in check_guideline(guideline)]

    assert rules == (["search-is-old"] if is_found else [])


@pytest.mark.parametrize(
    ("change", "is_found"),
    [
        ({}, False),  # 100 - 10 - 80 - 1 - 7: two are left for two studies
        ({"duplicates": 11}, True),
        ({"duplicates": 9}, False),
        ({"excluded_on_title": 91}, True),
        ({"duplicates": None}, False),
    ],
)
def test_flow_adds_up_to_the_studies(change, is_found):
    data = sound()
    question(data)["flow"] |= change

    rules = {rule for rule, _where in found(data)}

    assert rules == ({"flow-does-not-add-up"} if is_found else set())


@pytest.mark.parametrize(("count", "is_found"), [(1, True), (2, False), (3, False)])
def test_results_rest_on_no_more_studies_than_were_found(count, is_found):
    data = sound()
    question(data)["found"] = [{"design": "randomised-trial", "studies": count}]

    assert found(data) == ([("more-studies-than-found", "q1/found")] if is_found else [])


@pytest.mark.parametrize(
    ("label", "is_found"),
    [("Adams 2019", False), ("Adams 2018", True), ("Adam 2019b", False), ("Addams 2019", True)],
)
def test_label_is_that_of_the_citation(label, is_found):
    data = sound()
    question(data)["studies"][0]["label"] = label

    assert found(data) == ([("study-label-differs", "q1/s1")] if is_found else [])
