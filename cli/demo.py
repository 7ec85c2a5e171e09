"""`acquis demo`: what acquis does, on an invented passport: an analysis, then its CV, signed and verified."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING

from cli.analyse import Given, read_profile, tell
from cli.common import AsOf, Json, console

if TYPE_CHECKING:
    from passport.document.model import Passport
    from recommend.engine import Engine
    from recommend.profile.profile import Profile

EXAMPLE, TARGET, ISSUERS = "vente-benevolat.json", "D1106", "issuers.json"
STEPS = 3
NEEDED = ("typst", "pyhanko", "segno")
"""Libraries of the extra `sign`."""
_AUTHORITY, _SIGNER = "acquis, autorité de démonstration", "acquis, démonstration"


def demo(as_of: AsOf = None, json_: Json = False) -> None:
    """Montrer ce que fait acquis, sur un passeport inventé et le référentiel d'essai : analyse, CV signé et vérifié."""
    from cli.examples import example

    read = read_profile(example(EXAMPLE), as_of, Given("teaching", issuers=example(ISSUERS)))
    tell(read, TARGET, steps=STEPS, show_all=False, json_=json_)
    if json_:
        return
    if any(find_spec(name) is None for name in NEEDED):
        console().print('\nPour en établir le CV signé, et le vérifier : pip install "acquis[sign]".', markup=False)
        return
    _signed_cv(*read)


def _signed_cv(engine: Engine, passport: Passport, profile: Profile) -> None:
    """The CV of the passport, signed by a throw-away authority, then verified as whoever receives it would."""
    from answers.cv.check import check_cv
    from answers.cv.content import CvChoice
    from answers.cv.issue import Issuing, issue_cv
    from cli.cv_files import write_file
    from cli.render.cv import render_demo
    from passport.proof.certificates import ROOT, make_authority
    from passport.proof.pdf import KeyFile, Signing, read_trust
    from referentials.home import home

    folder = home() / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    authority = make_authority(_AUTHORITY, _SIGNER, datetime.now(UTC))
    issuing = Issuing(signing=Signing(key=KeyFile(content=authority.signer, where=_SIGNER)))
    issued = issue_cv(passport, profile, engine.catalogue, CvChoice(), issuing)
    write_file(folder / "cv.pdf", issued.file)
    write_file(folder / ROOT, authority.root)
    found = check_cv(issued.file, read_trust([folder / ROOT]), datetime.now(UTC))
    render_demo(console(), issued, found, folder)
