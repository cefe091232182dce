"""What a log line must not tell: the secret in an address opens a comment to whoever reads the log."""

import logging
import re

# Receipts and the links of mails; a number in an address is no secret.
_SECRET = re.compile(r"((?:comments|confirm|not-mine|invited|saved-comments|sign-in)/)[^/\s]{16,}")


class MasksSecrets(logging.Filter):
    """Replaces secrets in the addresses that a line names."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = masked(record.getMessage()), ()
        return True


def masked(text: str) -> str:
    """The text with every secret of an address left out."""
    return _SECRET.sub(r"\1[secret]", text)
