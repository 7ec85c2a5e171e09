"""The newest official files are brought to a folder, whatever the network does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from answers.words.imports import pull_told
from answers.words.progress import doing_told
from referentials.errors import PullError
from referentials.portal import Portal
from referentials.progress import Doing
from referentials.pull import Outcome, Pulled, pull
from tests.support.errors import refused
from tests.support.portal_server import QUICK, RNCP, ROME, Cut, FakePortal, Moved, serving

CSV, XML, RS = (f"export-fiches-{kind}-2026-08-26.zip" for kind in ("csv", "rncp-v4-1", "rs-v4-1"))
BODY = bytes(range(256)) * 2000
PART = 3 << 16
"""Bytes received before a cut; a multiple of what is written at once."""


@pytest.fixture
def fake() -> Iterator[FakePortal]:
    """A portal that publishes one CSV export."""
    with serving() as portal:
        portal.publish(RNCP, CSV, BODY)
        yield portal


def pull_csv(fake: FakePortal, folder: Path) -> Pulled:
    (pulled,) = pull(folder, Portal(fake.url, QUICK), only=["rncp-csv"])
    return pulled


def names(folder: Path) -> list[str]:
    """Files in the folder, partial downloads included."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_every_official_file_is_downloaded_once(fake: FakePortal, tmp_path: Path) -> None:
    """Four files from two datasets; the second time nothing is downloaded."""
    fake.publish(RNCP, XML, b"xml")
    fake.publish(RNCP, RS, b"rs")
    fake.publish(ROME, "RefRomeCsv_v461.zip", b"rome")
    first = pull(tmp_path / "new" / "folder", Portal(fake.url, QUICK))
    assert [(one.name, one.outcome) for one in first] == [
        (name, Outcome.DOWNLOADED) for name in ("rome", "rncp-csv", "rncp-xml", "rs-xml")
    ]
    assert [one.file.read_bytes() for one in first if one.file] == [b"rome", BODY, b"xml", b"rs"]
    fake.asked.clear()
    second = pull(tmp_path / "new" / "folder", Portal(fake.url, QUICK))
    assert {one.outcome for one in second} == {Outcome.UP_TO_DATE}
    assert [one.file for one in second] == [one.file for one in first]
    assert not [path for path, _ in fake.asked if path.startswith("/resources")]


def test_a_changed_file_is_downloaded_again(fake: FakePortal, tmp_path: Path) -> None:
    """Same name, another checksum."""
    pull_csv(fake, tmp_path)
    fake.datasets.clear()
    fake.publish(RNCP, CSV, b"corrected")
    assert pull_csv(fake, tmp_path).outcome is Outcome.DOWNLOADED
    assert (tmp_path / CSV).read_bytes() == b"corrected"


def test_without_checksum_the_date_and_size_say_whether_a_file_changed(fake: FakePortal, tmp_path: Path) -> None:
    """As for ROME, whose archive the portal only points to."""
    resource = fake.datasets[RNCP]["resources"][0]
    resource.update(checksum=None, filesize=None)
    assert pull_csv(fake, tmp_path).outcome is Outcome.DOWNLOADED
    assert pull_csv(fake, tmp_path).outcome is Outcome.UP_TO_DATE
    resource["filesize"] = 3
    assert pull_csv(fake, tmp_path).outcome is Outcome.DOWNLOADED
    resource.update(filesize=None, last_modified="2026-08-27T02:00:00+00:00")
    assert pull_csv(fake, tmp_path).outcome is Outcome.DOWNLOADED
    resource["last_modified"] = None
    assert pull_csv(fake, tmp_path).outcome is Outcome.DOWNLOADED


def test_a_file_under_an_address_without_name_gets_a_plain_one(fake: FakePortal, tmp_path: Path) -> None:
    """ROME comes from …/open-data/csv."""
    fake.files["/open-data/csv"] = b"rome"
    fake.publish(ROME, "Toutes les données du ROME", b"", format="csv", url=f"{fake.url}/open-data/csv", checksum=None)
    (pulled,) = pull(tmp_path, Portal(fake.url, QUICK), only=["rome"])
    assert pulled.file == tmp_path / "RefRomeCsv.zip"
    assert pulled.file.read_bytes() == b"rome"


def test_a_server_error_is_tried_again(fake: FakePortal, tmp_path: Path) -> None:
    """500 twice, then the file."""
    fake.fail(f"/resources/{CSV}", 500, 502)
    assert pull_csv(fake, tmp_path).outcome is Outcome.DOWNLOADED
    assert fake.downloads(CSV) == ["", "", ""]


def test_a_cut_download_goes_on_from_where_it_was(fake: FakePortal, tmp_path: Path) -> None:
    """Only the missing bytes are asked for, within one pull."""
    fake.fail(f"/resources/{CSV}", Cut(PART))
    assert pull_csv(fake, tmp_path).outcome is Outcome.DOWNLOADED
    first, second = fake.downloads(CSV)
    assert (first, second) == ("", f"bytes={PART}-")
    assert (tmp_path / CSV).read_bytes() == BODY
    assert names(tmp_path) == [CSV]


def test_a_later_pull_goes_on_too(fake: FakePortal, tmp_path: Path) -> None:
    """The network failed for good: what was received waits for the next day."""
    fake.fail(f"/resources/{CSV}", Cut(PART), 500, 500)
    with refused(PullError, "répond par l'erreur 500"):
        pull_csv(fake, tmp_path)
    assert len(names(tmp_path)) == 1
    fake.asked.clear()
    assert pull_csv(fake, tmp_path).outcome is Outcome.DOWNLOADED
    assert fake.downloads(CSV) == [f"bytes={PART}-"]
    assert names(tmp_path) == [CSV]


def test_what_was_received_of_another_version_is_not_mixed_in(fake: FakePortal, tmp_path: Path) -> None:
    """The file was republished in between: it starts again, and the old part is removed."""
    fake.fail(f"/resources/{CSV}", Cut(PART), 500, 500)
    with pytest.raises(PullError):
        pull_csv(fake, tmp_path)
    fake.datasets.clear()
    fake.publish(RNCP, CSV, BODY[::-1])
    fake.asked.clear()
    pull_csv(fake, tmp_path)
    assert fake.downloads(CSV) == [""]
    assert (tmp_path / CSV).read_bytes() == BODY[::-1]
    assert names(tmp_path) == [CSV]


def test_a_server_without_ranges_sends_the_whole_again(fake: FakePortal, tmp_path: Path) -> None:
    """The answer 200 replaces what was received."""
    fake.knows_ranges = False
    fake.fail(f"/resources/{CSV}", Cut(PART))
    pull_csv(fake, tmp_path)
    assert (tmp_path / CSV).read_bytes() == BODY


def test_a_refused_range_starts_again(fake: FakePortal, tmp_path: Path) -> None:
    """416 (the part is longer than the file) throws the part away."""
    fake.datasets[RNCP]["resources"][0]["checksum"] = None
    fake.fail(f"/resources/{CSV}", Cut(PART), 500, 500)
    with pytest.raises(PullError):
        pull_csv(fake, tmp_path)
    fake.files[f"/resources/{CSV}"] = b"short"
    fake.asked.clear()
    assert pull_csv(fake, tmp_path).outcome is Outcome.DOWNLOADED
    assert fake.downloads(CSV) == [f"bytes={PART}-", ""]
    assert (tmp_path / CSV).read_bytes() == b"short"


def test_a_wrong_checksum_keeps_the_former_file(fake: FakePortal, tmp_path: Path) -> None:
    """The bytes received are thrown away; the reason says so."""
    pull_csv(fake, tmp_path)
    fake.datasets[RNCP]["resources"][0]["checksum"]["value"] = "0" * 40
    fake.files[f"/resources/{CSV}"] = b"damaged"
    with refused(PullError, "somme de contrôle"):
        pull_csv(fake, tmp_path)
    assert (tmp_path / CSV).read_bytes() == BODY
    assert names(tmp_path) == [CSV]


def test_a_redirect_is_followed(fake: FakePortal, tmp_path: Path) -> None:
    """As from the permanent addresses of the portal."""
    fake.files["/elsewhere"] = BODY
    fake.fail(f"/resources/{CSV}", Moved(f"{fake.url}/elsewhere"))
    assert pull_csv(fake, tmp_path).outcome is Outcome.DOWNLOADED
    assert (tmp_path / CSV).read_bytes() == BODY


def test_one_file_that_fails_does_not_stop_the_others(fake: FakePortal, tmp_path: Path) -> None:
    """The result of each says what became of it, and why."""
    fake.publish(RNCP, XML, b"xml")
    del fake.files[f"/resources/{XML}"]
    pulled = {one.name: one for one in pull(tmp_path, Portal(fake.url, QUICK))}
    assert {name: one.outcome for name, one in pulled.items()} == {
        "rome": Outcome.FAILED, "rncp-csv": Outcome.DOWNLOADED, "rncp-xml": Outcome.FAILED, "rs-xml": Outcome.FAILED,
    }  # fmt: skip
    said = {name: pull_told(one.failure) for name, one in pulled.items() if one.failure}
    assert "introuvable (404)" in said["rome"]
    assert f"{XML} est introuvable (404)" in said["rncp-xml"]
    assert "ne porte le nom attendu" in said["rs-xml"]
    assert fake.downloads(XML) == [""]


def test_offline_the_message_says_what_to_do_by_hand(tmp_path: Path) -> None:
    """It names the pages and the command; nothing is written."""
    with pytest.raises(PullError) as caught:
        pull(tmp_path / "folder", Portal("http://127.0.0.1:1", QUICK))
    message = pull_told(caught.value)
    for fragment in ("connexion", f"data.gouv.fr/datasets/{RNCP}/", f"/datasets/{ROME}/", "referentials import"):
        assert fragment in message
    assert not (tmp_path / "folder").exists()


@pytest.mark.parametrize("title", ["../../outside/export.zip", "..\\..\\export.zip", "/etc/export.zip"])
def test_no_title_escapes_the_folder(fake: FakePortal, tmp_path: Path, title: str) -> None:
    """What the portal writes is data, not a path."""
    fake.datasets[RNCP]["resources"][0]["title"] = title
    pulled = pull_csv(fake, tmp_path / "in")
    assert pulled.file == tmp_path / "in" / "export.zip"
    assert names(tmp_path) == ["export.zip"]


def test_a_folder_that_cannot_be_written_is_a_reason(fake: FakePortal, tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    with refused(PullError, "écriture impossible"):
        pull_csv(fake, tmp_path / "taken")


def test_progress_goes_from_nothing_to_the_end(fake: FakePortal, tmp_path: Path) -> None:
    """Shares grow, within 0 and 1, and name the file."""
    seen: list[tuple[Doing, float]] = []
    pull(tmp_path, Portal(fake.url, QUICK), lambda what, share: seen.append((what, share)))
    shares = [share for _, share in seen]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert f"téléchargement de {CSV}" in [doing_told(what) for what, _ in seen]


def test_an_unknown_name_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    """Before anything is asked."""
    with refused(PullError, r"nsf.*rome, rncp-csv, rncp-xml, rs-xml"):
        pull(tmp_path, Portal("http://127.0.0.1:1", QUICK), only=["nsf"])


def test_an_old_file_of_the_same_name_is_not_mistaken_for_the_new_one(fake: FakePortal, tmp_path: Path) -> None:
    """A file left there by hand, of the same date: its checksum decides."""
    (tmp_path / CSV).write_bytes(b"other")
    os.utime(tmp_path / CSV, (1_787_709_602,) * 2)
    assert pull_csv(fake, tmp_path).outcome is Outcome.DOWNLOADED
