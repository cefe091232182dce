"""Adding an authenticator app."""

from allauth.account.models import EmailAddress


def test_code_to_scan_stands_in_the_page_where_the_policy_lets_it_be_seen(member, client_of):
    # Whoever was invited has no password, and a mail address that a code has proved.
    member.set_unusable_password()
    member.save()
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)

    answer = client_of(member).get("/account/2fa/totp/activate/")

    found = answer.content.decode()
    assert "<svg" in found.split('class="qr"')[1]
    assert "data:image" not in found
    assert "img-src 'self'" in answer.headers["Content-Security-Policy"]
