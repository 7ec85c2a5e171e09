"""An invented passport, for the examples of the OpenAPI document; tests send them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

PASSPORT: dict[str, Any] = dict(
    MappingProxyType(
        {
            "version": 1,
            "holder": {"id": "exemple-1"},
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
                    "attestation": {"status": "guaranteed", "issuer": "Ministère du Travail"},
                }
            ],
        }
    )
)
