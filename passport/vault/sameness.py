"""When two civil statuses may be one person's: the blind indexes that find them, and what tells them apart.

A feed names a laureate as a school wrote it: capitals, accents, hyphens and second given names come and go. The index
is over the family name, the first given name and the day of birth; what both say besides must then agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from passport.vault.crypto import Cipher
from passport.vault.rows import Grantee, Identity
from referentials.text import fold

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def sub_index(sub: str | None, cipher: Cipher) -> str | None:
    """Index of who FranceConnect+ says it is."""
    return None if sub is None else cipher.blind("sub", sub)


def civil_index(identity: Identity, cipher: Cipher) -> str:
    """Index of a civil status, whatever its spelling and the given names after the first."""
    family, given = _words(identity.family_name), _words(identity.given_name)[:1]
    return cipher.blind("civil", " ".join(family), " ".join(given), identity.birthdate.isoformat())


def grantee_index(grantee: Grantee, cipher: Cipher) -> str:
    """Index of who receives a share."""
    return cipher.blind("grantee", grantee.kind, grantee.id)


def may_be(one: Identity, other: Identity) -> bool:
    """Whether two identities of one index may be one person: nothing that both say contradicts.

    Given names agree where one list begins with the other; sex, place of birth and `sub` where both give the same.
    """
    first, second = sorted((_words(one.given_name), _words(other.given_name)), key=len)
    agree: tuple[tuple[str | None, str | None, Callable[[str], object]], ...] = (
        (one.gender, other.gender, fold),
        (one.birthplace, other.birthplace, _words),
        (one.sub, other.sub, str),
    )
    return second[: len(first)] == first and all(
        not left or not right or form(left) == form(right) for left, right, form in agree
    )


def _words(text: str) -> list[str]:
    return _NOT_A_LETTER.sub(" ", fold(text)).split()
