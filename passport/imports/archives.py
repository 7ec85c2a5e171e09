"""Archives that are bounded before they are read: few members, of a size and a ratio that papers have."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable

from passport.imports.errors import PaperError, PaperProblem

MEMBERS, MEMBER_BYTES, RATIO = 2_000, 30_000_000, 200
"""Members at most; bytes of one; how many times larger than packed, beyond a megabyte."""


def members(data: bytes, file: str) -> dict[str, zipfile.ZipInfo]:
    """Members of an archive by their names, those of macOS aside. Raises PaperError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise PaperError(PaperProblem.BAD_ZIP, file) from error
    named = [one for one in found if one.filename and not one.filename.endswith("/")]
    kept = {one.filename: one for one in named if "__MACOSX" not in one.filename}
    _bound(kept.values(), file)
    return {name: one for name, one in kept.items() if not name.rsplit("/", 1)[-1].startswith("._")}


def read_member(data: bytes, member: zipfile.ZipInfo, file: str) -> bytes:
    """Bytes of a member, never more than it says. Raises PaperError."""
    if member.flag_bits & 1:
        raise PaperError(PaperProblem.ENCRYPTED_ZIP, file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(member) as opened:
            found = opened.read(MEMBER_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise PaperError(PaperProblem.BAD_ZIP, file) from error
    if len(found) > MEMBER_BYTES:
        raise PaperError(PaperProblem.TOO_LARGE_INSIDE, file, {"member": member.filename})
    return found


def _bound(found: Iterable[zipfile.ZipInfo], file: str) -> None:
    total = 0
    for rank, one in enumerate(found):
        total += one.file_size
        swollen = one.file_size > 1_000_000 and one.file_size > RATIO * max(one.compress_size, 1)
        if rank >= MEMBERS or one.file_size > MEMBER_BYTES or total > 4 * MEMBER_BYTES or swollen:
            raise PaperError(PaperProblem.TOO_LARGE_INSIDE, file, {"member": one.filename})
