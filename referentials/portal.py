"""The open data portal data.gouv.fr: which official files to follow there, and where they are today.

No call to the live portal could be made where this was written. Checked against public code and notes of people
who call it (2026): `GET /api/1/datasets/{slug}/` gives `resources`, each with `title`, `format`, `url`, `latest`,
`checksum` (`{type, value}` or null), `filesize` and `last_modified`; the two slugs; that France compétences adds
three dated zips a day to a list of more than 8,000 resources (hence the `X-Fields` mask); that ROME is one
resource, "Toutes les données du ROME", served by France Travail without checksum, size, ETag or HEAD.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import requests

from referentials.download import Patience
from referentials.errors import PullError, PullProblem
from referentials.source import date_in_name

PORTAL = "https://www.data.gouv.fr"
_VARIABLE = "ACQUIS_PORTAL"
_FIELDS = "id,resources{id,title,format,url,latest,checksum,filesize,last_modified}"
_ALGORITHMS = ("sha1", "sha256", "sha512", "md5")
_NOT_FOUND = 404
_NO_DATE = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One official file to follow: of the resources of a dataset that match, the newest.

    `title` must match the whole of the resource's title, of "title (format)", or of the file name in its address.
    `save_as` names the file when the resource does not.
    """

    name: str
    dataset: str
    title: str
    save_as: str = ""


_ROME = "repertoire-operationnel-des-metiers-et-des-emplois-rome"
_RNCP = "repertoire-national-des-certifications-professionnelles-et-repertoire-specifique"
WANTED = (
    Wanted("rome", _ROME, r"RefRomeCsv[\w.-]*\.zip|Toutes les données du ROME \(csv\)", "RefRomeCsv.zip"),
    Wanted("rncp-csv", _RNCP, r"export-fiches-csv-[\w-]+\.zip"),
    Wanted("rncp-xml", _RNCP, r"export-fiches-rncp-v4-1-[\w-]+\.zip"),
    Wanted("rs-xml", _RNCP, r"export-fiches-rs-v4-1-[\w-]+\.zip"),
)


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of a dataset. `checksum` is `algorithm:value`; what the portal does not say is None."""

    title: str
    format: str
    url: str
    checksum: str | None
    size: int | None
    modified: datetime | None

    @property
    def url_name(self) -> str:
        """File name in the address."""
        return PurePosixPath(urlsplit(self.url).path).name

    @property
    def age(self) -> tuple[date, datetime, str]:
        """What orders resources from the oldest: the date in the name, then the last change."""
        day = date_in_name(self.title) or date_in_name(self.url_name) or date.min
        return (day, self.modified or _NO_DATE, self.title)


class Portal:
    """The API of data.gouv.fr, or of the address in ACQUIS_PORTAL."""

    def __init__(self, base_url: str | None = None, patience: Patience | None = None) -> None:
        self.base_url = (base_url or os.environ.get(_VARIABLE) or PORTAL).rstrip("/")
        self.patience = patience or Patience()
        self._datasets: dict[str, list[Resource]] = {}

    def newest(self, wanted: Wanted) -> Resource:
        """Find the newest resource that matches. Raises PullError when there is none, or no answer."""
        found = [resource for resource in self.resources(wanted.dataset) if _matches(resource, wanted)]
        if not found:
            raise PullError(PullProblem.NO_RESOURCE, {"page": page(wanted.dataset), "title": wanted.title})
        return max(found, key=lambda resource: resource.age)

    def resources(self, dataset: str) -> list[Resource]:
        """List the resources of a dataset, asked for once. Raises PullError when the portal does not give them."""
        if dataset not in self._datasets:
            self._datasets[dataset] = self._ask(dataset)
        return self._datasets[dataset]

    def _ask(self, dataset: str) -> list[Resource]:
        url = f"{self.base_url}/api/1/datasets/{dataset}/"
        try:
            document = self._json(url)
        except requests.exceptions.JSONDecodeError as error:
            raise PullError(PullProblem.NOT_JSON, {"url": url}) from error
        except requests.RequestException as error:
            raise failure(error, url) from error
        listed = document.get("resources") if isinstance(document, dict) else None
        if not isinstance(listed, list):
            raise PullError(PullProblem.BAD_ANSWER, {"url": url})
        return [resource for item in listed if isinstance(item, dict) and (resource := _resource(item))]

    def _json(self, url: str) -> Any:
        for attempt in self.patience.retries():
            with attempt, self.patience.get(url, {"X-Fields": _FIELDS}) as response:
                response.raise_for_status()
                return response.json()
        return None


def page(dataset: str) -> str:
    """Page where a person finds a dataset."""
    return f"{PORTAL}/datasets/{dataset}/"


def failure(error: requests.RequestException, url: str) -> PullError:
    """The error of a request that failed."""
    problem = PullProblem.BAD_ADDRESS if isinstance(error, ValueError) else PullProblem.REQUEST
    if isinstance(error, requests.HTTPError) and error.response is not None:
        status = error.response.status_code
        problem = PullProblem.NOT_FOUND if status == _NOT_FOUND else PullProblem.STATUS
        return PullError(problem, {"url": url, "status": status})
    if isinstance(error, requests.Timeout):
        problem = PullProblem.TIMEOUT
    elif isinstance(error, requests.exceptions.ChunkedEncodingError):
        problem = PullProblem.CUT
    elif isinstance(error, requests.ConnectionError):
        problem = PullProblem.NO_CONNECTION
    return PullError(problem, {"url": url, "said": str(error)})


def _matches(resource: Resource, wanted: Wanted) -> bool:
    title = resource.title.strip()
    names = (title, f"{title} ({resource.format})", resource.url_name)
    return any(re.fullmatch(wanted.title, name, re.IGNORECASE) for name in names)


def _resource(item: dict[str, Any]) -> Resource | None:
    """Read a resource; None when it has no address."""
    url = item.get("url") or item.get("latest")
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        return None
    size = item.get("filesize")
    return Resource(
        title=str(item.get("title") or ""), format=str(item.get("format") or "").lower(), url=url,
        checksum=_checksum(item.get("checksum")), size=size if isinstance(size, int) and size > 0 else None,
        modified=_moment(item.get("last_modified")),
    )  # fmt: skip


def _checksum(given: Any) -> str | None:
    if not isinstance(given, dict) or given.get("type") not in _ALGORITHMS or not given.get("value"):
        return None
    return f"{given['type']}:{given['value']}"


def _moment(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
