"""Proof of work: the sender's machine spends a moment, and no third party is asked. Pure.

A challenge says for which hearing and when it was given, and is signed, so that nothing is stored before a
comment comes. Its solution is a number that makes SHA-256 of `challenge:number` begin with enough zero
bits (Back A, Hashcash, 2002). The comment keeps the challenge's hash: it is good for one comment.
"""

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass

from hearing.receipts import hash_under

# About 65,000 tries: a tenth of a second on a desk, a second or two on an old telephone.
BITS = 16
SECONDS = 24 * 60 * 60
LENGTH = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """A challenge that was solved in time: when it was given, and what is kept of it."""

    given_at: float
    kept: str

    def age(self, now: float | None = None) -> float:
        """Seconds since the challenge was given."""
        return (time.time() if now is None else now) - self.given_at


def new_challenge(secret: str, hearing: int, now: float | None = None) -> str:
    """A challenge for one comment in one hearing."""
    plain = f"{hearing}.{int(time.time() if now is None else now)}.{secrets.token_hex(12)}"
    return f"{plain}.{_signature(secret, plain)}"


def shown_by(secret: str, hearing: int, proof: str, now: float | None = None) -> Shown | None:
    """What a proof (`challenge:number`) shows; None where it shows nothing: made up, late, unsolved."""
    challenge, _colon, number = proof.partition(":")
    if len(proof) > LENGTH or not proof.isascii() or not number.isdecimal():
        return None
    given_at = _given_at(secret, hearing, challenge)
    if given_at is None or (time.time() if now is None else now) > given_at + SECONDS:
        return None
    if not _is_solved(proof):
        return None
    return Shown(given_at, hashlib.sha256(challenge.encode()).hexdigest())


def solved(challenge: str) -> str:
    """The proof, found by trying; for programs and tests."""
    number = 0
    while not _is_solved(f"{challenge}:{number}"):
        number += 1
    return f"{challenge}:{number}"


def age_of(secret: str, hearing: int, challenge: str, now: float | None = None) -> float | None:
    """Seconds since a challenge was given, solved or not; None for one that we did not give."""
    given_at = _given_at(secret, hearing, challenge)
    return None if given_at is None else (time.time() if now is None else now) - given_at


def _given_at(secret: str, hearing: int, challenge: str) -> float | None:
    plain, _dot, signature = challenge.rpartition(".")
    if not hmac.compare_digest(signature.encode(), _signature(secret, plain).encode()):
        return None
    pk, given_at, _random = plain.split(".")
    return float(given_at) if pk == str(hearing) else None


def _is_solved(proof: str) -> bool:
    digest = hashlib.sha256(proof.encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - BITS) == 0


def _signature(secret: str, plain: str) -> str:
    return hash_under(secret, f"proof of work:{plain}")[:32]
