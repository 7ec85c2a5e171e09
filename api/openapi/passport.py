"""An invented passport, for the examples of the OpenAPI document; tests send them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

_PROOF = (
    "eyJhbGciOiJFZERTQSIsImtpZCI6Ikh0R3BTT25VbGFsS0xXUVNYcUVZaVdLazFpZDRwc2hNZDlHV0dQaEp3bGsiLC"
    "J0eXAiOiJhY3F1aXMtcmVjb3JkK2p3dCJ9.eyJpYXQiOjE3MTI3NTA0MDAsImlzcyI6InVybjphY3F1aXM6dGVhY2h"
    "pbmc6ODYzY2U3ZjU1MDM5ZTRhOCIsImp0aSI6IjdiYWQ2NWRhOTY3YmJmOWFiYmEzMzU0ZjU5NjgxNGU2IiwicmVjb"
    "3JkIjp7ImNvZGUiOiJSTkNQMzcwOTlCQzAyIiwiZGF0ZSI6IjIwMjQtMDMtMjIiLCJ0eXBlIjoiYmxvYyJ9LCJzdWI"
    "iOiJleGVtcGxlLXZlbnRlIn0.f81xG7fXrZEUFn-mcNxb6X0aRAgNL6-RgyP6rwurr7ZKX-SZe5aHkNge_IQviNn-u"
    "e37QVbFXMMgT9xjDGJRAQ"
)
"""Of the bloc, as in the example of Camille: its issuer, invented, is in examples/issuers.json."""

PASSPORT: dict[str, Any] = dict(
    MappingProxyType(
        {
            "version": 1,
            "holder": {"id": "exemple-vente"},
            "experiences": [
                {
                    "id": "exp-1",
                    "kind": "employment",
                    "title": "Vendeuse en boulangerie",
                    "rome": "D1106",
                    "start": "2019-09",
                    "end": "2023-06",
                    "description": "J'encaissais les clients et je mettais les sandwichs en vitrine.",
                }
            ],
            "blocs": [
                {
                    "id": "bloc-1",
                    "code": "RNCP37099BC02",
                    "date": "2024-03-22",
                    "attestation": {"status": "guaranteed", "issuer": "Ministère du Travail", "proofs": [_PROOF]},
                }
            ],
        }
    )
)
