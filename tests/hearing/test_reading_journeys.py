"""Reading and commenting in browsers: with and without script, on a phone and on a desk."""

import pytest

from hearing.actions.hearings import open_hearing
from hearing.models import Comment, SavedComment
from hearing.opening_terms import Terms
from tests import factories
from tests.chromium import (
    DESK,
    PHONE,
    axe_violations,
    click_in_place,
    follow,
    overflow,
    press,
    unfold,
)

JAPANESE = "対象となる患者は誰ですか。𠮷野"
ARABIC = "لمن هذه التوصية؟"


@pytest.fixture
def hearing(guideline, question, secretariat):
    """A hearing that asks for declarations, on a wording in Japanese as well."""
    statement = {"en": "We suggest doing it.", "ja": "実施することを提案する。"}
    factories.make_recommendation(question=question, ref="q1r1", statement=statement)
    terms = Terms(asks_interests=True, asks_tobacco=True, questions=("هل هي واضحة؟",))
    return open_hearing(by=secretariat, guideline=guideline, terms=terms)


def seems_well(page) -> None:
    assert (axe_violations(page), overflow(page)) == ([], 0)


def declare(page) -> None:
    page.get_by_label("Your interests in the matter").fill("none")
    page.get_by_label("Links with the tobacco industry").fill("none")


@pytest.mark.slow  # some eight pages in a browser
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no-script"])
def test_comment_is_made_kept_edited_and_withdrawn(hearing, visit, width, scripted):
    page = visit(hearing.get_absolute_url(), width=width, java_script_enabled=scripted)
    if scripted:
        seems_well(page)
        page.evaluate(
            """() => {
                const words = document.querySelector('#q1r1 .statement').firstChild;
                const range = document.createRange();
                range.setStart(words, 0);
                range.setEnd(words, 10);
                getSelection().addRange(range);
            }"""
        )
    click_in_place(page.locator("#q1r1").get_by_role("link", name="Comment on paragraph").first)
    page.locator("#comment-form").wait_for()
    if scripted:
        assert page.get_by_label("The passage that you mean").input_value() == "We suggest"
        page.get_by_label("Your comment", exact=True).fill(JAPANESE)
        assert page.locator("[data-count-of=id_body]").inner_text() == (
            f"{5000 - len(JAPANESE):,} characters left"
        )
        seems_well(page)
    page.get_by_label("Your comment", exact=True).fill(JAPANESE)

    press(page, "Keep it and finish later")
    assert page.get_by_role("heading", name="Kept to finish later").is_visible()
    assert page.get_by_label("Your comment", exact=True).input_value() == JAPANESE
    assert (Comment.objects.count(), SavedComment.objects.count()) == (0, 1)
    page.get_by_label("You comment").select_option("organisation")
    page.get_by_label("Name", exact=False).first.fill("جمعية الكبد")
    page.get_by_label("Signatories").fill("山田; 東京\nSmith, Leeds")
    press(page, "Send this comment")
    assert page.get_by_label("Your comment", exact=True).input_value() == JAPANESE
    assert "Say which interests you have" in page.inner_text(".error-summary")
    declare(page)
    page.wait_for_timeout(3100)  # nobody types so fast; see hearing/intake/suspicion.py
    press(page, "Send this comment")

    comment = Comment.objects.get()
    assert page.get_by_role("heading", name="Your comment 1").is_visible()
    # The worker solved the challenge; without script it waits for a look, and is told the same.
    assert comment.held_because == ("" if scripted else "no-proof")
    assert (comment.name, comment.part) == ("جمعية الكبد", "q1r1")
    assert comment.signatories == [
        {"name": "山田", "place": "東京"},
        {"name": "Smith", "place": "Leeds"},
    ]
    assert comment.declarations == {"interests": "none", "tobacco": "none"}
    assert comment.privacy_version == "1"
    # The form that was shown again came with 422, and the console tells.
    visit.complaints.clear()
    if scripted:
        seems_well(page)
    page.get_by_label("Your comment", exact=True).fill(ARABIC)
    press(page, "Keep this wording")
    assert page.get_by_label("Your comment", exact=True).input_value() == ARABIC
    unfold(page, "Withdraw it")
    press(page, "Withdraw this comment")
    assert page.get_by_text("You withdrew it on").is_visible()


@pytest.mark.slow  # three pages in a browser
def test_support_is_one_tap(guideline, question, secretariat, visit):
    factories.make_recommendation(question=question, ref="q1r1")
    hearing = open_hearing(by=secretariat, guideline=guideline)
    page = visit(hearing.get_absolute_url(), width=PHONE)

    follow(page.locator("#q1r1").get_by_role("button", name="I support this"))

    comment = Comment.objects.get()
    assert (comment.part, comment.support, comment.body) == (
        "q1r1",
        True,
        "I support this as it stands.",
    )
    # Nothing was typed, so nobody is too fast.
    assert comment.held_because == ""
    assert page.get_by_role("heading", name="Your comment 1").is_visible()

    page.go_back()
    press(page, "I support the whole draft as it stands")

    assert page.get_by_role("heading", name="Your comment 2").is_visible()
    assert list(Comment.objects.values_list("part", flat=True)) == ["q1r1", "document"]


@pytest.mark.slow  # three pages in a browser
def test_support_leads_to_the_form_where_declarations_are_asked(hearing, visit):
    page = visit(hearing.get_absolute_url())

    press(page, "I support the whole draft as it stands")
    assert Comment.objects.count() == 0
    assert page.get_by_label("I support this as it stands.").is_checked()
    declare(page)
    press(page, "Send this comment")

    assert Comment.objects.get().support is True
    # The form that was shown again says so with 422, and the console tells.
    visit.complaints.clear()


@pytest.mark.slow  # two pages in a browser
def test_typed_text_is_not_taken_away_by_another_place(guideline, question, secretariat, visit):
    factories.make_recommendation(question=question, ref="q1r1")
    hearing = open_hearing(by=secretariat, guideline=guideline)
    page = visit(hearing.get_absolute_url())
    links = page.get_by_role("link", name="Comment on paragraph")
    click_in_place(links.nth(0))
    page.get_by_label("Your comment", exact=True).fill(JAPANESE)

    click_in_place(links.nth(1))

    assert page.get_by_text("This comment is not sent yet.").is_visible()
    assert page.get_by_label("Your comment", exact=True).input_value() == JAPANESE
    page.get_by_label("Your comment", exact=True).fill("")
    first = page.locator("#comment-form [name=paragraph]").input_value()
    click_in_place(links.nth(1))
    page.wait_for_function(
        "before => document.querySelector('#comment-form [name=paragraph]').value !== before",
        arg=first,
    )


@pytest.mark.slow  # two pages in a browser
def test_typed_name_is_not_taken_away_by_support_nor_left_without_a_question(
    guideline, question, secretariat, visit
):
    factories.make_recommendation(question=question, ref="q1r1")
    hearing = open_hearing(by=secretariat, guideline=guideline)
    page = visit(hearing.get_absolute_url())
    click_in_place(page.get_by_role("link", name="Comment on paragraph").first)
    page.get_by_label("Mail address").fill("ada@example.org")

    click_in_place(page.get_by_role("button", name="I support the whole draft as it stands"))

    assert page.get_by_text("This comment is not sent yet.").is_visible()
    assert Comment.objects.count() == 0
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]
    click_in_place(page.get_by_role("link", name="Comment on paragraph").first)
    page.get_by_label("Your comment", exact=True).fill(JAPANESE)
    press(page, "Keep it and finish later")
    assert (asked, SavedComment.objects.count()) == (["beforeunload"], 1)


@pytest.mark.slow  # four pages in a browser
@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no-script"])
def test_text_that_is_too_long_is_kept_whole_and_its_length_said(
    guideline, question, secretariat, visit, scripted
):
    factories.make_recommendation(question=question, ref="q1r1")
    hearing = open_hearing(by=secretariat, guideline=guideline)
    address = f"{hearing.get_absolute_url()}comment/form/?part=q1r1"
    page = visit(address, java_script_enabled=scripted)
    box, said = page.get_by_label("Your comment", exact=True), page.locator("[data-count-of]")
    # As the server counts: composed, a line's end and a picture one each.
    fits = "e\u0301\n" * 20 + "😀" * 20 + "x" * 4937 + "end"
    box.fill(fits + "x" * 1009)
    if scripted:
        assert said.nth(1).inner_text() == "1,009 too many"

    press(page, "Keep it and finish later")
    assert box.input_value().endswith("end" + "x" * 1009)
    press(page, "Send this comment")
    assert "at most 5000 characters (it has 6009)" in page.inner_text(".error-summary")
    assert box.input_value() == fits + "x" * 1009
    # The form that was shown again came with 422, and the console tells.
    visit.complaints.clear()
    box.fill(fits)
    if scripted:
        assert said.nth(1).inner_text() == "0 characters left"
    press(page, "Send this comment")
    assert len(Comment.objects.get().body) == 5000

    box.fill(fits + "x")
    if scripted:
        assert said.inner_text() == "1 too many"
    press(page, "Keep this wording")
    assert box.input_value() == fits + "x"
    assert "it has 5001" in page.inner_text(".error-summary")
    visit.complaints.clear()


@pytest.mark.slow  # three pages in a browser
def test_what_was_kept_is_sent_with_its_proof_though_nobody_touched_it(
    guideline, question, secretariat, visit
):
    factories.make_recommendation(question=question, ref="q1r1")
    hearing = open_hearing(by=secretariat, guideline=guideline)
    page = visit(f"{hearing.get_absolute_url()}comment/form/?part=q1r1")
    page.get_by_label("Your comment", exact=True).fill(JAPANESE)
    press(page, "Keep it and finish later")
    page.wait_for_timeout(3100)  # nobody reads so fast; see hearing/intake/suspicion.py

    press(page, "Send this comment")

    assert (Comment.objects.get().body, Comment.objects.get().held_because) == (JAPANESE, "")


@pytest.mark.slow  # three pages in a browser
def test_what_was_typed_in_a_form_that_expired_is_there_to_copy(
    guideline, question, secretariat, visit
):
    factories.make_recommendation(question=question, ref="q1r1")
    hearing = open_hearing(by=secretariat, guideline=guideline)
    address = f"{hearing.get_absolute_url()}comment/form/?part=q1r1"
    page = visit(address, width=PHONE)
    page.get_by_label("Your comment", exact=True).fill(JAPANESE)
    page.context.clear_cookies()

    press(page, "Send this comment")

    assert page.get_by_label("Text 1").input_value() == JAPANESE
    assert page.get_by_label("Text 2").count() == 0
    # The page came with 403, and the console tells.
    visit.complaints.clear()
    seems_well(page)
    follow(page.get_by_role("link", name="To the page"))
    assert page.url.endswith(address)
