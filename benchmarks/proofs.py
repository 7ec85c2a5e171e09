"""What checking the proofs of a passport costs, with a list of revocations: `python -m benchmarks.proofs`."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

from passport.document.model import Attestation, Passport
from passport.document.read import passport_from
from passport.proof.authority import Authority, make_authority
from passport.proof.credential import badge
from passport.proof.registry import Registry
from passport.proof.statement import state
from passport.proof.status_list import entry, status_list
from passport.proof.verify import verified

PROOFS, ROUNDS = 20, 50
DAY, AT = date(2026, 11, 23), datetime(2026, 1, 5, 12, tzinfo=UTC)
URI = "https://issuer.example/list"


def proven(authority: Authority, *, badges: bool) -> Passport:
    """An invented passport of twenty certifications, each with its proof and its place in the list."""
    rows = [{"id": f"c{rank}", "code": f"RS{rank + 1}", "date": "2025"} for rank in range(PROOFS)]
    found = passport_from({"version": 1, "holder": {"id": "h"}, "certifications": rows})
    make = badge if badges else state
    records = tuple(
        one.model_copy(update={"attestation": Attestation(proofs=(proof,))})
        for rank, one in enumerate(found.certifications)
        for proof in [make(one, holder="h", authority=authority, at=AT, status=entry(URI, rank))]
    )
    return found.model_copy(update={"certifications": records})


def milliseconds(passport: Passport, registry: Registry) -> float:
    """The quickest of several rounds."""
    took = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        checked = verified(passport, registry, DAY)
        took.append(time.perf_counter() - begun)
        assert all(record.guaranteed for record in checked.records)
    return min(took) * 1000


def main() -> None:
    """A line a kind of proof and algorithm."""
    print(f"| {PROOFS} proofs | algorithm | ms |\n| --- | --- | ---: |")
    for algorithm in ("EdDSA", "ES256", "PS256"):
        authority = make_authority("urn:issuer", "Issuer", algorithm=algorithm)
        lists = {URI: status_list(URI, authority, range(100, 5_000, 3), at=AT, until=datetime(2027, 1, 1, tzinfo=UTC))}
        registry = Registry(issuers=(authority.issuer(),), status_lists=lists)
        for badges in (False, True):
            took = milliseconds(proven(authority, badges=badges), registry)
            print(f"| {'badges' if badges else 'statements'} | {algorithm} | {took:.1f} |")


if __name__ == "__main__":
    main()
