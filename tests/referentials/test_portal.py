"""The portal's answers become resources, and the newest one is found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from referentials.errors import PullError
from referentials.portal import PORTAL, WANTED, Portal
from tests.support.errors import refused
from tests.support.portal_server import QUICK, RNCP, ROME, FakePortal, serving

BY_NAME = {wanted.name: wanted for wanted in WANTED}


@pytest.fixture
def fake() -> Iterator[FakePortal]:
    """A portal on a local port."""
    with serving() as portal:
        yield portal


def test_the_newest_export_is_the_one_with_the_latest_date_in_its_name(fake: FakePortal) -> None:
    """Neither the order of the list nor the last change decides."""
    for day in ("2026-08-25", "2026-08-26", "2025-12-31"):
        fake.publish(RNCP, f"export-fiches-csv-{day}.zip", b"x")
    fake.datasets[RNCP]["resources"][0]["last_modified"] = "2026-09-01T00:00:00"
    assert Portal(fake.url, QUICK).newest(BY_NAME["rncp-csv"]).title == "export-fiches-csv-2026-08-26.zip"


def test_each_export_is_told_from_its_neighbours(fake: FakePortal) -> None:
    """RNCP and RS, versions 3 and 4.1, CSV and XML live in one dataset."""
    for kind in ("rncp-v3-0", "rncp-v4-1", "rs-v4-0", "rs-v4-1", "csv"):
        fake.publish(RNCP, f"export-fiches-{kind}-2026-08-26.zip", b"x")
    portal = Portal(fake.url, QUICK)
    titles = [portal.newest(BY_NAME[name]).title for name in ("rncp-csv", "rncp-xml", "rs-xml")]
    assert titles == [f"export-fiches-{kind}-2026-08-26.zip" for kind in ("csv", "rncp-v4-1", "rs-v4-1")]
    assert [path for path, _ in fake.asked] == [f"/api/1/datasets/{RNCP}/"]


def test_rome_is_the_csv_among_three_resources_of_one_title(fake: FakePortal) -> None:
    """France Travail serves it under an address without file name, checksum or size."""
    for kind in ("json", "csv", "xml"):
        fake.publish(
            ROME, "Toutes les données du ROME", b"x", format=kind, url=f"{fake.url}/open-data/{kind}", checksum=None,
            filesize=None, last_modified="2026-06-18T07:30:44Z",
        )  # fmt: skip
    found = Portal(fake.url, QUICK).newest(BY_NAME["rome"])
    assert (found.url, found.checksum, found.size) == (f"{fake.url}/open-data/csv", None, None)
    assert found.modified == datetime(2026, 6, 18, 7, 30, 44, tzinfo=UTC)


def test_a_resource_is_also_found_by_the_file_name_in_its_address(fake: FakePortal) -> None:
    """Titles are typed by people."""
    fake.publish(ROME, "Archive", b"x", url=f"{fake.url}/files/RefRomeCsv_v461.zip?x=1", format="")
    assert Portal(fake.url, QUICK).newest(BY_NAME["rome"]).url_name == "RefRomeCsv_v461.zip"


def test_what_a_resource_lacks_or_has_wrong_is_unknown(fake: FakePortal) -> None:
    """Odd checksum, size and date are left out; a resource without web address is not one."""
    name = "export-fiches-csv-2026-08-26.zip"
    fake.publish(RNCP, name, b"x", checksum={"type": "crc32", "value": "1"}, filesize="12", last_modified="hier")
    fake.publish(RNCP, name, b"x", url="ftp://x", latest=None)
    fake.datasets[RNCP]["resources"].append("not a resource")
    (found,) = Portal(fake.url, QUICK).resources(RNCP)
    assert (found.checksum, found.size, found.modified) == (None, None, None)


def test_a_server_error_is_tried_again(fake: FakePortal) -> None:
    """Two failures, then the answer."""
    fake.publish(RNCP, "export-fiches-csv-2026-08-26.zip", b"x")
    fake.fail(f"/api/1/datasets/{RNCP}/", 500, 503)
    assert len(Portal(fake.url, QUICK).resources(RNCP)) == 1
    assert len(fake.asked) == 3


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (b'{"resources": [', "JSON lisible"),
        (b"<html>Maintenance</html>", "JSON lisible"),
        ({"message": "x"}, "« resources » absente"),
        ([], "« resources » absente"),
        ({"resources": []}, "aucune ressource de .* ne porte le nom attendu"),
    ],
)
def test_an_unexpected_answer_is_an_error_that_says_so(fake: FakePortal, document: object, message: str) -> None:
    """Broken JSON, a page of maintenance, another form, a dataset emptied."""
    fake.datasets[RNCP] = document
    with refused(PullError, message):
        Portal(fake.url, QUICK).newest(BY_NAME["rncp-csv"])


def test_an_unknown_dataset_is_asked_for_once(fake: FakePortal) -> None:
    """404 will not pass on its own: no retry."""
    with refused(PullError, r"introuvable \(404\)"):
        Portal(fake.url, QUICK).resources("nothing")
    assert len(fake.asked) == 1


@pytest.mark.parametrize(
    ("url", "message"), [("http://127.0.0.1:1", "connexion .* impossible"), ("portail", "pas une adresse valide")]
)
def test_a_portal_out_of_reach_is_an_error_that_says_so(url: str, message: str) -> None:
    """Nothing listening, or an address that is none."""
    with refused(PullError, message):
        Portal(url, QUICK).resources(RNCP)


def test_the_address_comes_from_the_argument_then_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """ACQUIS_PORTAL names a mirror; data.gouv.fr is the default."""
    assert Portal().base_url == PORTAL
    monkeypatch.setenv("ACQUIS_PORTAL", "http://mirror/")
    assert Portal().base_url == "http://mirror"
    assert Portal("http://other").base_url == "http://other"
