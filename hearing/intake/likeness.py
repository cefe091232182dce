"""How alike two comments are: the same words, or nearly. Pure.

Texts are compared without case, width, spaces and punctuation, by pieces of five characters, so that
languages without spaces are compared as others are. A signature holds the smallest hashes of those
pieces under many hash functions; the share that two signatures agree on estimates the share of pieces
that the texts have in common (Broder A, On the resemblance and containment of documents, 1997). Bands
of a signature are looked up to find like ones without comparing all (Leskovec J et al, Mining of
Massive Datasets, 3rd ed., section 3.4): of texts that share 0.7 of their pieces, 99 % meet in a band.
"""

import hashlib
import unicodedata

import numpy as np

from hearing.receipts import hash_under

PIECE = 5
FUNCTIONS = 64
ROWS = 4
# Texts that agree on this share of their signature are taken for the same letter.
ALIKE = 0.6
_CHANCE = np.random.default_rng(20250101)
_FACTORS = _CHANCE.integers(1, 2**63, FUNCTIONS, dtype=np.uint64) | np.uint64(1)
_SUMMANDS = _CHANCE.integers(0, 2**63, FUNCTIONS, dtype=np.uint64)


def plain(text: str) -> str:
    """The letters, digits and other signs that carry words, one after the other."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(each for each in folded if unicodedata.category(each)[0] in "LNMS")
    # A text of nothing but punctuation is compared as it is.
    return letters or "".join(folded.split())


def text_hash(text: str, *, secret: str) -> str:
    """The same for texts that differ in case, width, spaces and punctuation alone."""
    return hash_under(secret, plain(text))


def signature(text: str, *, secret: str) -> bytes:
    """What the text is compared by, 256 bytes; holds no word of it, nor tells one without the secret."""
    key = hashlib.sha256(secret.encode()).digest()
    letters = plain(text)
    pieces = {letters[at : at + PIECE] for at in range(max(1, len(letters) - PIECE + 1))}
    hashes = np.array([_hash(piece, key) for piece in sorted(pieces)], dtype=np.uint64)
    mixed = (hashes[:, None] * _FACTORS + _SUMMANDS) >> np.uint64(32)
    return mixed.min(axis=0).astype(">u4").tobytes()


def likeness(one: bytes, other: bytes) -> float:
    """The estimated share of pieces that two texts have in common, 0 to 1."""
    return float(np.mean(np.frombuffer(one, ">u4") == np.frombuffer(other, ">u4")))


def are_alike(one: bytes, other: bytes) -> bool:
    """Whether two signatures are of the same letter."""
    return likeness(one, other) >= ALIKE


def bands(signed: bytes) -> list[int]:
    """Numbers (64 bits, signed) of which like texts have at least one in common."""
    size = 4 * ROWS
    return [
        int.from_bytes(
            hashlib.blake2b(bytes([at // size]) + signed[at : at + size], digest_size=8).digest(),
            "big",
            signed=True,
        )
        for at in range(0, len(signed), size)
    ]


def _hash(piece: str, key: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(piece.encode(), digest_size=8, key=key).digest(), "big")
