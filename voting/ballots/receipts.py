"""Receipts and idempotency keys: what a voter holds, and what is kept of it. Pure."""

import hashlib
import hmac
import secrets


def new_receipt() -> str:
    """A receipt that nobody can guess (128 bits)."""
    return secrets.token_hex(16)


def key_of(voter: int, sent: str) -> str:
    """The sender's key as stored: two voters who both send '1' do not meet."""
    return _digest(f"{voter}:{sent}")


def secret_receipt(pepper: str, voter: int, sent: str) -> str:
    """The receipt of a secret ballot sent with a key: the same key brings the same receipt.

    So a repeated ballot is found again although neither the voter nor the key is stored with it.
    `pepper` is the installation's own secret; without it the receipt cannot be made.
    """
    return hmac.new(pepper.encode(), f"{voter}:{sent}".encode(), hashlib.sha256).hexdigest()[:32]


def hashed(receipt: str) -> str:
    """What is stored of a receipt that only its holder may know."""
    return _digest(receipt.strip().lower())


def commitment(receipt: str, choice: str, comment: str) -> str:
    """Ties an event of the audit chain to a ballot without saying what it holds.

    The receipt is random, so nobody can find the choice by trying all of them.
    """
    return _digest(f"{receipt}\n{choice}\n{comment}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
