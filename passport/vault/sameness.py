"""When two civil statuses may be one person's: the blind indexes that find them, and what tells them apart.

A feed names a laureate as a school wrote it: capitals, accents, the hyphens of a family name and second given names
come and go. The index is over the family name, the first given name and the day of birth; what both say besides must
then agree. What `naming` does not fold parts two people: in doubt there are two.
"""

from __future__ import annotations

from collections.abc import Callable

from passport.access.share import Grantee
from passport.vault.crypto import Cipher
from passport.vault.naming import family_words, given_names
from passport.vault.rows import Identity
from referentials.text import fold


def sub_index(sub: str | None, cipher: Cipher) -> str | None:
    """Index of who FranceConnect+ says it is."""
    return None if sub is None else cipher.blind("sub", sub)


def civil_index(identity: Identity, cipher: Cipher) -> str:
    """Index of a civil status, whatever its spelling and the given names after the first."""
    family, given = names_of(identity.family_name, identity.given_name)
    return cipher.blind("civil", family, given, identity.birthdate.isoformat())


def names_of(family_name: str, given_name: str) -> tuple[str, str]:
    """Family name and first given name, folded: what two spellings of one person have in common."""
    return " ".join(family_words(family_name)), (given_names(given_name) or ("",))[0]


def grantee_index(grantee: Grantee, cipher: Cipher) -> str:
    """Index of who receives a share."""
    return cipher.blind("grantee", grantee.kind, grantee.id)


def may_be(one: Identity, other: Identity) -> bool:
    """Whether two identities of one index may be one person: nothing that both say contradicts.

    Given names agree where one list begins with the other; sex, place of birth and `sub` where both give the same.
    """
    first, second = sorted((given_names(one.given_name), given_names(other.given_name)), key=len)
    agree: tuple[tuple[str | None, str | None, Callable[[str], object]], ...] = (
        (one.gender, other.gender, fold),
        (one.birthplace, other.birthplace, family_words),
        (one.sub, other.sub, str),
    )
    return second[: len(first)] == first and all(
        not left or not right or form(left) == form(right) for left, right, form in agree
    )
