"""Receipts of comments: who holds one may read, edit and withdraw the comment; only a hash is kept. Pure."""

import hashlib
import hmac
import secrets


def new_receipt() -> str:
    """A receipt that nobody can guess (144 bits), fit for an address."""
    return secrets.token_urlsafe(18)


def receipt_from_key(pepper: str, hearing: int, key: str) -> str:
    """The receipt of a comment sent with a key: sent again, the comment is found again.

    `pepper` is the installation's own secret, so the receipt cannot be made from the key alone.
    """
    return hash_under(pepper, f"{hearing}:{key}")[:36]


def hash_under(secret: str, text: str) -> str:
    """What is kept of words instead of them (HMAC-SHA256): a later alteration shows.

    Without the secret, a receipt or the installation's own, nobody finds a short text by trying.
    """
    return hmac.digest(secret.encode(), text.encode(), "sha256").hex()


def body_hash(receipt: str, body: str) -> str:
    """What the log keeps of a comment's words: who holds the receipt can show an alteration."""
    return hash_under(receipt.strip(), body)


def hashed(receipt: str) -> str:
    """What is stored of a receipt."""
    return hashlib.sha256(receipt.strip().encode()).hexdigest()
