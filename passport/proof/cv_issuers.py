"""Who may issue CVs: the service that keeps passports; of invented ones, who teaches.

Any issuer of the registry signs: an employer that vouches for its jobs says nothing of what others guarantee.
"""

from __future__ import annotations

from datetime import datetime

from passport.document.standing import ProofProblem
from passport.proof.errors import RefusedProofError
from passport.proof.registry import Issuer, IssuerRole

CV_ISSUERS = frozenset({IssuerRole.OPERATOR, IssuerRole.TEACHING})


def demand_cv_issuer(issuer: Issuer, signed: datetime) -> None:
    """Refuse a CV of an issuer that issues none. Raises RefusedProofError."""
    if issuer.role not in CV_ISSUERS:
        raise RefusedProofError(ProofProblem.OUT_OF_SCOPE, issuer, signed)
