"""Files beside comments for the committee: shut away until somebody has looked, then to keep and never shown."""

import pytest
from django.urls import reverse

from hearing.actions.comment_files import add_file, keep_file_shut, pass_file
from hearing.models import Hearing

FILE = "/guidelines/livers/hearings/hearing-1/comments/1/files/1/"


@pytest.fixture
def file(received):
    Hearing.objects.update(takes_files=True)
    return add_file(comment=received.comment, name="<b>table.txt", content=b"<script>1</script>")


def test_member_opens_it_once_somebody_has_looked(client, file, member, secretariat):
    client.force_login(member)
    assert client.get(FILE).status_code == 403
    keep_file_shut(by=secretariat, file=file, reason="Names a patient.")
    assert client.get(FILE).status_code == 403

    pass_file(by=secretariat, file=file)

    answer = client.get(FILE)
    assert (answer.content, answer.status_code) == (b"<script>1</script>", 200)
    assert [answer[name] for name in ("Content-Security-Policy", "X-Content-Type-Options")] == [
        "sandbox; default-src 'none'",
        "nosniff",
    ]
    assert (answer["Content-Disposition"], answer["Cache-Control"]) == (
        'attachment; filename="comment-1-file-1.txt"',
        "no-store",
    )


def test_secretariat_looks_at_it_and_decides_on_the_comments_page(client, file, secretariat):
    client.force_login(secretariat)
    address = reverse("comment_answer", args=["livers", "hearing-1", 1])
    page = client.get(address).content.decode()
    assert ("nobody has looked at it yet" in page, "<b>table" in page) == (True, False)
    assert client.get(FILE).status_code == 200

    shut = client.post(FILE + "keep-shut/", {"reason": "Names a patient."}, follow=True)
    assert "Names a patient." in shut.content.decode()
    opened = client.post(FILE + "pass/", follow=True)
    assert "The committee can open the file now." in opened.content.decode()
    file.refresh_from_db()
    assert (file.passed_at is not None, file.shut_at) == (True, None)
