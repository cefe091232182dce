"""The page on which a comment is redacted."""

from django.urls import reverse

ADDRESS = ("comment_redact", ["livers", "hearing-1", 1])


def test_passage_is_proposed_and_the_second_person_finds_the_button(
    closed, chair, secretariat, client_of
):
    address = reverse(ADDRESS[0], args=ADDRESS[1])

    client_of(chair).post(address, {"passage": "whom", "reason": "A person is named."})

    mine, theirs = (client_of(each).get(address).content.decode() for each in (chair, secretariat))
    assert "a second person has to confirm it" in mine
    assert "a second person has to confirm it" not in theirs
    assert "What nobody would read any more" in theirs


def test_what_was_typed_stays_where_the_passage_is_not_found(closed, chair, client_of):
    answer = client_of(chair).post(
        reverse(ADDRESS[0], args=ADDRESS[1]), {"passage": "not there", "reason": "Because."}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The comment has no such passage" in page
    assert ("not there" in page, 'value="Because."' in page) == (True, True)


def test_withdrawn_comment_is_not_redacted(closed, chair, client_of):
    closed.comments.update(withdrawn_at=closed.closes_at)

    page = client_of(chair).get(reverse(ADDRESS[0], args=ADDRESS[1])).content.decode()

    assert "nobody reads it any more" in page
    assert "For whom?" not in page
