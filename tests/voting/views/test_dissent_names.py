"""Whether dissents stand with names."""

from django.urls import reverse


def test_chair_sets_it_and_the_log_tells(guideline, chair, member, client_of, events):
    address = reverse("dissent_names", args=[guideline.slug])

    client_of(chair).post(address, {"names": "withheld"})
    client_of(chair).post(address, {"names": "withheld"})

    guideline.refresh_from_db()
    assert guideline.dissent_names == "withheld"
    assert events() == ["dissent-names-set"]
    assert client_of(member).get(address).status_code == 403
