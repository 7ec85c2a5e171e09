"""Pull: the latest official files, from the portal to a folder."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import pooch
import requests

from referentials.download import Report, download
from referentials.portal import WANTED, Portal, PullError, Resource, Wanted, explain, page

if TYPE_CHECKING:
    from referentials.build import Progress

__all__ = ["Outcome", "PullError", "Pulled", "pull"]

_INCOMING = ".incoming"
"""Folder, beside the files, of what is being downloaded; a cut download goes on from there."""


class Outcome(StrEnum):
    """What became of one official file."""

    DOWNLOADED = "downloaded"
    UP_TO_DATE = "up_to_date"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Pulled:
    """One official file: where it is now, or why it is not (`reason`, in French)."""

    name: str
    outcome: Outcome
    file: Path | None = None
    url: str = ""
    reason: str = ""


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
        known = ", ".join(wanted.name for wanted in WANTED)
        raise PullError(f"Fichier inconnu : {', '.join(sorted(unknown))}. Noms possibles : {known}.")
    portal, report = portal or Portal(), progress or (lambda what, share: None)
    chosen = [wanted for wanted in WANTED if not only or wanted.name in only]
    pulled = []
    for rank, wanted in enumerate(chosen):
        report(f"recherche de {wanted.name}", rank / len(chosen))
        pulled.append(_pull(folder, portal, wanted, report, rank / len(chosen), 1 / len(chosen)))
    if all(one.outcome is Outcome.FAILED for one in pulled):
        raise PullError(_by_hand(portal, chosen, pulled))
    report("fichiers à jour", 1.0)
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
            report(f"téléchargement de {path.name}", start + width * (min(done / size, 1.0) if size else 0.5))

        _fetch(path, resource, _part(folder, wanted, resource), portal, got)
    except PullError as error:
        reason = str(error)
    except requests.RequestException as error:
        reason = explain(error, resource.url if resource else portal.base_url)
    except ValueError:
        reason = "la somme de contrôle du fichier reçu n'est pas celle que le portail annonce ; relancez plus tard"
    except OSError as error:
        reason = f"écriture impossible dans {folder} ({error.strerror or error})"
    else:
        return Pulled(wanted.name, Outcome.DOWNLOADED, path, resource.url)
    return Pulled(wanted.name, Outcome.FAILED, None, resource.url if resource else "", reason)


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


def _by_hand(portal: Portal, chosen: list[Wanted], pulled: list[Pulled]) -> str:
    reasons = "\n".join(f"  {one.name} : {one.reason}" for one in pulled)
    pages = "\n".join(f"  {page(dataset)}" for dataset in dict.fromkeys(wanted.dataset for wanted in chosen))
    return (
        f"Aucun fichier officiel n'a pu être téléchargé depuis {portal.base_url} :\n{reasons}\n"
        f"Sur une machine reliée à internet, téléchargez-les depuis ces pages :\n{pages}\n"
        "puis lancez « acquis referentials import FICHIERS »."
    )
