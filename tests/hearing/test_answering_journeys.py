"""From the inbox to the reader's page in browsers: with and without script, on a phone and on a desk."""

import pytest

from hearing.actions.comments import comment_on_draft
from hearing.actions.hearings import close_hearing, open_hearing
from hearing.models import Answer, Comment, Proposal
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
from voting.actions.ballots import cast_vote
from voting.actions.drafts import edit_draft
from voting.actions.rounds import close_round, open_round

COMMITTEE = "/guidelines/livers/hearings/hearing-1"
NOT_YET = "2 comments of 'Public hearing' are not answered."
WAITS = "The answers to 2 comments of 'Public hearing' wait for a second person's approval."


@pytest.fixture
def heard(guideline, recommendation, secretariat, chair):
    """A closed hearing on a voted draft, with two comments; afterwards a remark was added."""
    held = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=chair, round=held, choice="weak-for")
    close_round(by=chair, round=held)
    hearing = open_hearing(by=secretariat, guideline=guideline)
    comment_on_draft(hearing=hearing, part="q1r1", body="For whom?")
    comment_on_draft(hearing=hearing, part="document", body="Is it short?")
    edit_draft(by=chair, recommendation=recommendation, remarks="In adults.", reason="Asked for.")
    return close_hearing(by=secretariat, hearing=hearing)


def sort_by_pointer(page) -> None:
    """Both comments get a theme and somebody who answers, by boxes and buttons."""
    page.get_by_label("Choose all comments of this hearing").check()
    page.get_by_label("Theme, an old or a new one").fill("Wording")
    press(page, "Put under this theme")
    page.get_by_label("Choose all comments of this hearing").check()
    page.locator("#deed-place").select_option(index=1)
    press(page, "Assign")


def sort_by_keys(page) -> None:
    """The same without the pointer: next, choose, next, theme; then the same and assign."""
    for each in "kkxjt":
        page.keyboard.press(each)
    page.keyboard.type("Wording")
    with page.expect_navigation():
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    for each in "kkxjs":
        page.keyboard.press(each)
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    # Back to the first, wherever the page begins.
    for each in "kk":
        page.keyboard.press(each)
    with page.expect_navigation():
        page.keyboard.press("a")
    assert page.get_by_role("heading", name="Comment 1 on recommendation q1r1").is_visible()


def answer(page, number: int, what: str, text: str) -> None:
    page.goto(f"{COMMITTEE}/comments/{number}/answer/")
    page.get_by_label(what).check()
    page.get_by_label("Answer", exact=True).fill(text)
    for box in page.get_by_label("q1r1, version 1 to 2").all():
        if what == "The text was changed":
            box.check()
    press(page, "Ask for approval")


@pytest.mark.slow  # some fifteen pages in a browser
@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
def test_comments_are_sorted_answered_approved_published_and_read(
    heard, member, chair, secretariat, visit, width, scripted
):
    options = {"width": width, "java_script_enabled": scripted}

    def seems_well(page) -> None:
        if scripted:
            assert (axe_violations(page), overflow(page)) == ([], 0)

    mine = visit(f"{COMMITTEE}/inbox/", by=member, **options)
    publishing = visit("/guidelines/livers/publish/", by=secretariat, **options)

    seems_well(mine)
    (sort_by_keys if scripted else sort_by_pointer)(mine)
    comments = Comment.objects.filter(theme_rows__theme__name="Wording").exclude(assigned_to=None)
    assert comments.count() == 2
    assert publishing.get_by_role("button", name="Publish this version").is_disabled()
    assert NOT_YET in publishing.inner_text("#blockers")

    answer(mine, 1, "The text was changed", "A remark names adults.")
    answer(mine, 2, "Not changed, because", "It is as short as it can be.")
    seems_well(mine)
    assert (Proposal.objects.count(), Answer.objects.count()) == (2, 0)
    publishing.reload()
    assert WAITS in publishing.inner_text("#blockers")

    theirs = visit(f"{COMMITTEE}/inbox/?state=waits", by=chair, **options)
    for number in (1, 2):
        theirs.goto(f"{COMMITTEE}/comments/{number}/answer/")
        seems_well(theirs)
        press(theirs, "Approve this answer")
    assert Answer.objects.count() == 2

    publishing.reload()
    seems_well(publishing)
    press(publishing, "Publish this version")

    reader = visit("/hearings/livers/hearing-1/", **options)
    follow(reader.get_by_role("link", name="Read them with their answers"))
    row = reader.locator("#comment-1")
    unfold(row, "What was changed")
    assert "In adults." in row.locator("ins").inner_text()
    seems_well(reader)
    follow(row.get_by_role("link", name="As published, with its vote"))
    assert reader.locator("#q1r1").get_by_text("weak, for").first.is_visible()
    assert reader.locator("#q1r1").get_by_text("In adults.").is_visible()
    seems_well(reader)
    follow(reader.locator("#q1r1").get_by_role("link", name="Comments on it"))
    assert reader.locator("#comment-1").is_visible()
    assert reader.locator("#comment-2").count() == 0
    follow(reader.get_by_role("link", name="Comment 1", exact=True))
    assert reader.get_by_text("For whom?").is_visible()


@pytest.mark.slow  # four pages in a browser
def test_enter_in_the_field_of_a_theme_names_the_theme(heard, visit, member):
    page = visit(f"{COMMITTEE}/inbox/", by=member)
    page.get_by_label("Choose all comments of this hearing").check()
    page.get_by_label("Theme, an old or a new one").fill("Wording")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_text("Under 'Wording': 1–2.").is_visible()

    page.goto(f"{COMMITTEE}/comments/2/answer/")
    unfold(page, "Assign it, or name its theme")
    page.get_by_label("Theme, an old or a new one").fill("Length")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.get_by_text("Under 'Length': 2.").is_visible()
    assert list(Comment.objects.values_list("assigned_to", flat=True)) == [None, None]


@pytest.mark.slow  # three pages in a browser
def test_single_keys_are_switched_off_and_on_in_this_browser(heard, visit, member):
    page = visit(f"{COMMITTEE}/inbox/", by=member)

    def chosen_by_keys() -> bool:
        for each in "jx":
            page.keyboard.press(each)
        return page.locator("input[name=chosen]").first.is_checked()

    unfold(page, "Keys")
    page.get_by_label("Single keys work here").uncheck()
    page.reload()
    assert chosen_by_keys() is False

    unfold(page, "Keys")
    assert axe_violations(page) == []
    page.get_by_label("Single keys work here").check()
    page.reload()
    assert chosen_by_keys() is True


@pytest.mark.slow  # three pages in a browser
def test_typed_answer_is_not_left_without_being_asked(heard, visit, member):
    page = visit(f"{COMMITTEE}/comments/1/answer/", by=member)
    asked = []

    def stay(dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    box = page.get_by_role("textbox", name="Answer", exact=True)
    page.get_by_label("Not changed, because").check()
    page.keyboard.press("n")
    assert asked == []
    box.fill("The title says so.")
    unfold(page, "Assign it, or name its theme")
    click_in_place(page.get_by_role("button", name="Assign", exact=True))
    page.wait_for_function("document.activeElement.textContent.trim() === 'Assign'")
    page.keyboard.press("n")

    assert (asked, box.input_value()) == (["beforeunload"] * 2, "The title says so.")
    press(page, "Keep as a draft")
    assert (asked, Proposal.objects.get().text) == (["beforeunload"] * 2, "The title says so.")


@pytest.mark.slow  # four pages in a browser
def test_answer_that_came_back_refused_is_not_left_without_being_asked(heard, visit, member):
    page = visit(f"{COMMITTEE}/comments/1/answer/", by=member)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("textbox", name="Answer", exact=True).fill("The title says so.")
    press(page, "Ask for approval")
    assert asked == []

    visit.complaints.clear()  # the browser tells of the refusal
    follow(page.get_by_role("link", name="All as filtered"))

    assert asked == ["beforeunload"]


@pytest.mark.slow  # two pages in a browser
def test_hearing_is_closed_in_two_steps_and_said_so(guideline, recommendation, secretariat, visit):
    hearing = open_hearing(by=secretariat, guideline=guideline)
    page = visit(f"{COMMITTEE}/inbox/", by=secretariat)
    unfold(page, "Close the hearing now")
    press(page, "Close it for good")

    hearing.refresh_from_db()
    assert hearing.is_over
    assert page.get_by_text("The hearing is closed.").is_visible()
