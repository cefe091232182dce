"""The browser's fixtures notice what they are there to notice."""

from tests.chromium import PHONE, axe_violations, overflow


def test_visit_signs_in(visit, chair):
    assert visit("/", by=chair).get_by_text("Sign out").count() == 1
    assert visit("/").get_by_text("Sign out").count() == 0


def test_visit_hears_a_breach_of_the_content_security_policy(visit):
    page = visit("/roles/")

    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))"
    )
    page.wait_for_timeout(100)

    assert len(visit.complaints) == 1
    assert "Content Security Policy" in visit.complaints.pop()


def test_visit_hears_a_script_that_fails(visit):
    page = visit("/roles/")

    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.wait_for_timeout(100)

    assert visit.complaints == ["broken"]
    visit.complaints.clear()


def test_axe_violations_names_rule_and_place(visit):
    page = visit("/roles/")

    page.evaluate("document.querySelector('main').append(document.createElement('img'))")

    assert axe_violations(page) == ["image-alt: img"]


def test_overflow_measures_what_is_too_wide(visit):
    page = visit("/roles/", width=PHONE)
    assert overflow(page) == 0

    page.evaluate("document.querySelector('main').style.minWidth = '600px'")

    assert overflow(page) >= 600 - PHONE
