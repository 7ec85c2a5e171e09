"""Issue a CV: make it, sign it, write it down; what was revoked is never issued again under the same id."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from answers.cv.content import CvChoice
from answers.cv.errors import CvError, CvFault
from answers.cv.keeping import Keeper
from answers.cv.make import Cv, make_cv
from answers.cv.naming import speaks_of_standing
from answers.cv.register import CvEntry
from answers.shapes.cv import CvContent, CvStatus
from passport.document.model import Passport
from passport.proof.pdf import Signing, sign_pdf
from recommend.profile.profile import Profile
from referentials.catalogue import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuing:
    """How a CV is issued: signed by whom, written down where, in place of which other.

    `write` puts the file where it is not lost, before anything is written down.
    """

    signing: Signing | None = None
    keeper: Keeper | None = None
    supersedes: str | None = None
    write: Callable[[bytes], None] = lambda _: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A CV that was issued: its file, and its entry in the register."""

    cv: Cv
    file: bytes
    entry: CvEntry | None = None


def issue_cv(passport: Passport, profile: Profile, catalogue: Catalogue, choice: CvChoice, issuing: Issuing) -> Issued:
    """Issue a CV of a passport that was verified. Unsigned, it is a draft, and is not registered.

    Raises CvError, SigningError, MissingExtraError.
    """
    cv = draft_cv(passport, profile, catalogue, choice, issuing.keeper if issuing.signing else None)
    if issuing.signing is None:
        issuing.write(cv.pdf)
        return Issued(cv=cv, file=cv.pdf)
    signed = sign_pdf(cv.pdf, issuing.signing)
    issuing.write(signed)
    if issuing.keeper is None:
        return Issued(cv=cv, file=signed)
    digest = hashlib.sha256(signed).hexdigest()
    return Issued(cv=cv, file=signed, entry=issuing.keeper.keep(cv.content, digest, issuing.supersedes))


def draft_cv(
    passport: Passport, profile: Profile, catalogue: Catalogue, choice: CvChoice, keeper: Keeper | None = None
) -> Cv:
    """A CV that nobody signed yet, in an edition that who keeps it does not say was revoked.

    Raises CvError, MissingExtraError.
    """
    _check(passport, choice)
    return _standing(passport, profile, catalogue, choice, keeper)


def _check(passport: Passport, choice: CvChoice) -> None:
    """Raises CvError for a record that is not there, when none is left, for what may not be said of the holder."""
    known = {record.id for record in passport.records}
    unknown = _unknown({*(choice.only or ()), *choice.without}, known)
    if unknown:
        raise CvError(CvFault.UNKNOWN_RECORD, said=", ".join(unknown))
    if not any(choice.takes(record) for record in passport.records):
        raise CvError(CvFault.NOTHING_LEFT)
    _check_holder(passport, choice)
    _check_declared(passport, choice)


def _check_holder(passport: Passport, choice: CvChoice) -> None:
    """Raises CvError for a name that is another's, and for words by which a CV says what is guaranteed."""
    if choice.identity and choice.name and not choice.identity.goes_by(choice.name):
        raise CvError(CvFault.OTHER_NAME)
    for text in filter(None, (choice.name or passport.holder.name, choice.headline, *choice.contact)):
        if speaks_of_standing(text):
            raise CvError(CvFault.STANDING_WORDS, said=text)


def _check_declared(passport: Passport, choice: CvChoice) -> None:
    """Raises CvError for a line that nobody vouches for and that is written with the words of those that are.

    Its title may be printed large, above all the others.
    """
    for record in passport.records:
        if choice.takes(record) and not record.guaranteed:
            for text in (getattr(record, name, None) or "" for name in ("title", "organisation")):
                if speaks_of_standing(text):
                    raise CvError(CvFault.STANDING_LINE, said=text, where=record.id)


def _unknown(named: Iterable[str], known: set[str]) -> list[str]:
    return sorted(set(named) - known)


def _standing(
    passport: Passport, profile: Profile, catalogue: Catalogue, choice: CvChoice, keeper: Keeper | None
) -> Cv:
    """The CV, in the first edition that was not revoked or superseded."""

    def listed(content: CvContent) -> CvContent:
        return _listed(content, choice.statuses, keeper)

    cv = make_cv(passport, profile, catalogue, choice, listed)
    while keeper is not None and not keeper.is_free(cv.content.id):
        choice = replace(choice, edition=choice.edition + 1)
        cv = make_cv(passport, profile, catalogue, choice, listed)
    return cv


def _listed(content: CvContent, statuses: str | None, keeper: Keeper | None) -> CvContent:
    """The same content, that says where a list of revocations tells of it."""
    if statuses is None or keeper is None:
        return content
    status = CvStatus(address=statuses, index=keeper.place(content.id))
    return content.model_copy(update={"status": status})
