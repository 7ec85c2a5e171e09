"""Pull: the latest official files, from the portal to a folder."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pooch
import requests

from referentials.download import Report, download
from referentials.errors import PullError, PullProblem
from referentials.portal import WANTED, Portal, Resource, Wanted, failure, page
from referentials.progress import Doing, Progress, Work, unheard

_INCOMING = ".incoming"
"""Folder, beside the files, of what is being downloaded; a cut download goes on from there."""


class Outcome(StrEnum):
    """What became of one official file."""

    DOWNLOADED = "downloaded"
    UP_TO_DATE = "up_to_date"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Pulled:
    """One official file: where it is now, or why it is not."""

    name: str
    outcome: Outcome
    file: Path | None = None
    url: str = ""
    failure: PullError | None = None


def pull(
    folder: Path,
    portal: Portal | None = None,
    progress: Progress | None = None,
    only: Collection[str] = (),
) -> list[Pulled]:
    """Bring the newest official files to `folder`; `only` limits it to some names of `portal.WANTED`.

    A file that did not change is not downloaded again, one that fails does not stop the others. Files of earlier
    days are left in place. Raises PullError when no file at all could be had.
    """
    unknown = set(only) - {wanted.name for wanted in WANTED}
    if unknown:
        known = [wanted.name for wanted in WANTED]
        raise PullError(PullProblem.UNKNOWN_NAMES, {"names": sorted(unknown), "known": known})
    portal, report = portal or Portal(), progress or unheard
    chosen = [wanted for wanted in WANTED if not only or wanted.name in only]
    pulled = []
    for rank, wanted in enumerate(chosen):
        report(Doing(Work.LOOKING_FOR, wanted.name), rank / len(chosen))
        pulled.append(_pull(folder, portal, wanted, report, rank / len(chosen), 1 / len(chosen)))
    if all(one.outcome is Outcome.FAILED for one in pulled):
        pages = list(dict.fromkeys(page(wanted.dataset) for wanted in chosen))
        failures = {one.name: one.failure for one in pulled}
        raise PullError(PullProblem.NOTHING, {"portal": portal.base_url, "failures": failures, "pages": pages})
    report(Doing(Work.UP_TO_DATE), 1.0)
    return pulled


def _pull(folder: Path, portal: Portal, wanted: Wanted, report: Progress, start: float, width: float) -> Pulled:
    """Bring one file; `start` and `width` place it in the whole progress."""
    resource = None
    try:
        resource = portal.newest(wanted)
        path = folder / file_name(resource, wanted)
        if _is_current(path, resource):
            return Pulled(wanted.name, Outcome.UP_TO_DATE, path, resource.url)
        size = resource.size

        def got(done: int) -> None:
            report(Doing(Work.DOWNLOADING, path.name), start + width * (min(done / size, 1.0) if size else 0.5))

        _fetch(path, resource, _part(folder, wanted, resource), portal, got)
    except PullError as error:
        why = error
    except requests.RequestException as error:
        why = failure(error, resource.url if resource else portal.base_url)
    except ValueError:
        why = PullError(PullProblem.CHECKSUM)
    except OSError as error:
        why = PullError(PullProblem.WRITING, {"folder": folder, "said": error.strerror or str(error)})
    else:
        return Pulled(wanted.name, Outcome.DOWNLOADED, path, resource.url)
    return Pulled(wanted.name, Outcome.FAILED, None, resource.url if resource else "", why)


def _part(folder: Path, wanted: Wanted, resource: Resource) -> Path:
    """Where a download waits to be complete; what was left of an older resource is removed."""
    identity = hashlib.sha256(f"{resource.url} {resource.checksum} {resource.modified}".encode()).hexdigest()[:12]
    part = folder / _INCOMING / f"{wanted.name}.{identity}.part"
    for old in part.parent.glob(f"{wanted.name}.*.part"):
        if old != part:
            old.unlink()
    return part


def _fetch(path: Path, resource: Resource, part: Path, portal: Portal, report: Report) -> None:
    """Download, then give the file the date of the resource, which says later whether it changed."""
    download(resource.url, path, resource.checksum, part, portal.patience, report)
    if resource.modified:
        os.utime(path, (resource.modified.timestamp(),) * 2)


def _is_current(path: Path, resource: Resource) -> bool:
    """Whether the file is already here: same checksum or, where the portal gives none, same date and size."""
    if not path.is_file():
        return False
    if resource.checksum:
        algorithm, value = resource.checksum.split(":")
        return str(pooch.file_hash(str(path), alg=algorithm)).lower() == value.lower()
    status = path.stat()
    same_size = resource.size in (None, status.st_size)
    same_date = resource.modified is not None and abs(status.st_mtime - resource.modified.timestamp()) < 1
    return same_date and same_size


def file_name(resource: Resource, wanted: Wanted) -> str:
    """Name of the local file: a plain file name, whatever the portal says.

    >>> file_name(Resource("../../x/export.zip", "zip", "https://a/b", None, None, None), Wanted("n", "d", "t"))
    'export.zip'
    """
    for name in (resource.title, resource.url_name):
        plain = re.sub(r"[^\w.-]+", "_", re.split(r"[/\\]", name.strip())[-1]).lstrip(".")
        if re.fullmatch(r"[\w.-]+\.(zip|xml|csv|json)", plain):
            return plain
    return wanted.save_as or f"{wanted.name}.zip"
