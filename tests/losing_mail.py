"""A mail server that takes each mail, and whose first answer is lost."""

from django.core.mail.backends.locmem import EmailBackend

_answers: list[int] = []


class Backend(EmailBackend):
    """Keeps the mails in `mail.outbox`; the sender of the first one never hears that it arrived."""

    def send_messages(self, messages) -> int:
        taken = super().send_messages(messages)
        _answers.append(taken)
        if len(_answers) == 1:
            raise ConnectionResetError("the answer was lost")
        return taken


def forget() -> None:
    """Lose the next answer again."""
    _answers.clear()
