"""What became of each passage of a feed: accepted, already there, or refused with its reason.

Reasons are codes with parameters: the sentences are made in `answers/words/feeds.py`. No parameter is personal data:
names of elements, codes, dates of the certification, lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SENDER = "handed_in_by"
"""Of the parameters of a receipt and the details of a record: who handed it in, where it was not its issuer."""
UNCHECKED = "certifications_unchecked"
"""Of the parameters of how a feed ended: true where no referential was at hand to compare certifications with."""


class Outcome(StrEnum):
    """What became of a passage."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    """A correction, accepted."""
    WITHDRAWN = "withdrawn"
    """A withdrawal, accepted."""
    DUPLICATE = "duplicate"
    """Accepted before, the very same."""
    REFUSED = "refused"
    ENDED = "ended"
    """Not a passage: the feed was read to its end, and nothing of it follows."""


class Reason(StrEnum):
    """Why a passage is not accepted; in brackets, the parameters."""

    MISSING = "missing"
    """Something is not there (element, expected)."""
    UNEXPECTED = "unexpected"
    """Something that has no place there (element, expected)."""
    VALUE = "value"
    """A value that is not of its type (element, expected)."""
    MISPLACED = "misplaced"
    """A passage outside of a certification of a certifier (element)."""
    BAD_CODE = "bad_code"
    """The code of the certification is none of its type (type)."""
    DATES_REVERSED = "dates_reversed"
    """Ends before it begins (start, end)."""
    NO_SUCH_DAY = "no_such_day"
    """A date that is not of the calendar (element)."""
    FUTURE = "future"
    """Begins after the day of the feed (start, on)."""
    BORN_AFTER = "born_after"
    """Its holder was born after it began."""
    NOT_VOUCHED = "not_vouched"
    """The issuer says itself that it does not certify it."""
    UNKNOWN_CERTIFICATION = "unknown_certification"
    """Not in the referential (certification)."""
    CLOSED_CERTIFICATION = "closed_certification"
    """No longer issued on that day (certification, start, last)."""
    UNKNOWN_ISSUER = "unknown_issuer"
    """Not in the registry (issuer)."""
    REVOKED_ISSUER = "revoked_issuer"
    """Taken off the registry (issuer, on)."""
    NO_KEY = "no_key"
    """No key of the issuer is in force: all have ended, or were stolen (issuer)."""
    OUT_OF_SCOPE = "out_of_scope"
    """The issuer may not vouch for it (issuer, kind, certification)."""
    OTHER_SENDER = "other_sender"
    """Who hands the feed in may not do it for this issuer (issuer, sender)."""
    NOT_DEPOSITOR = "not_depositor"
    """The registry does not have who hands it in among the depositors of the issuer (issuer, sender)."""
    HOLDER_NOT_FOUND = "holder_not_found"
    """No holder has that id."""
    UNKNOWN_DOSSIER = "unknown_dossier"
    """No training is known here by that id of its file: the holder is to be named by their civil status."""
    PARTIAL_BIRTH = "partial_birth"
    """A year, or a month, of birth is of too many people: a civil status without a day names nobody."""
    UNUSABLE_IDENTITY = "unusable_identity"
    """A civil status that cannot be kept (element, fault, most)."""
    HOMONYMS = "homonyms"
    """Several holders answer to it: nobody guesses (count)."""
    OTHER_HOLDER = "other_holder"
    """The one named is not the one that was signed for, or that the first sending named."""
    ALREADY_ACCEPTED = "already_accepted"
    """The very same was accepted (at, feed)."""
    CORRECTION_EXPECTED = "correction_expected"
    """Accepted before with another content: it is to be sent as a correction (at, feed)."""
    UNKNOWN_RECORD = "unknown_record"
    """To be corrected or withdrawn, and never accepted."""
    WITHDRAWN = "withdrawn"
    """Sent again, to be corrected, or withdrawn, and withdrawn before."""
    OLDER = "older"
    """A change signed before what is kept was signed or received, an old line sent again (signed, kept)."""
    NOT_YET = "not_yet"
    """Signed after the day of the feed (signed, on)."""
    NOT_JSON = "not_json"
    """A line that is not JSON in UTF-8."""
    NOT_SIGNED = "not_signed"
    """A line without a signature that can be read."""
    BAD_SIGNATURE = "bad_signature"
    UNKNOWN_KEY = "unknown_key"
    """A key that the registry does not give to the issuer (kid)."""
    KEY_OUT_OF_PERIOD = "key_out_of_period"
    """Signed before the key was valid, or after (kid)."""
    KEY_COMPROMISED = "key_compromised"
    """The key was stolen (kid)."""
    TOO_LARGE = "too_large"
    """A line, or what the issuer says of one record, longer than is taken (most, in bytes)."""
    INVALID_RECORD = "invalid_record"
    """Not a record of the passport document (element, fault)."""
    ENDED = "ended"
    """Not a passage: how the reading of the feed ended (ending, said, certifications_unchecked)."""


class Ending(StrEnum):
    """How the reading of a feed ended."""

    WHOLE = "whole"
    CUT = "cut"
    """It stops in the middle: what was whole before is taken."""
    ILL_FORMED = "ill_formed"
    """Nothing can be read from some line on: what was whole before is taken."""
    TOO_LARGE = "too_large"
    """Something longer than a record can be: nothing after it is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of one passage.

    `record`: id of the record, where it was accepted or is already there; `holder`: whose passport it went into;
    `reason` and `parameters`: why it is not accepted; `line`: where in the file.
    """

    outcome: Outcome
    external_id: str | None = None
    issuer: str | None = None
    record: str | None = None
    holder: str | None = None
    reason: Reason | None = None
    parameters: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None
