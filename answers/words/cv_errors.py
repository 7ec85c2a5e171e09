"""What keeps a CV from being made, signed, registered or revoked, in French."""

from __future__ import annotations

from collections.abc import Mapping

from answers.cv.errors import CvError, CvFault
from answers.words.surfaces import Names
from passport.proof.pdf.errors import SigningError, SigningProblem

_SIGNING: Mapping[str, str] = {
    SigningProblem.KEY: "{where} ne s'ouvre pas : ce n'est pas un PKCS#12 avec une clé privée, ou le mot de passe est "
    "autre. Donnez-le par la variable ACQUIS_CV_PASSPHRASE.",
    SigningProblem.UNREADABLE: "{where} ne se lit pas ({said}).",
    SigningProblem.TOKEN: "Le module PKCS#11 n'a pu signer avec « {where} » ({said}). Vérifiez le module, le nom du "
    "jeton, celui de la clé et le code (variable ACQUIS_CV_PIN).",
    SigningProblem.STAMPER: "L'autorité d'horodatage {where} ne répond pas comme elle le doit ({said}).",
    SigningProblem.TRUST: "{where} ne contient aucun certificat lisible (PEM ou DER).",
    SigningProblem.REVOCATIONS: "{where} ne se lit pas : ce n'est pas une liste de révocations (DER ou PEM).",
    SigningProblem.LONG_TERM: "Il manque un certificat ou une liste de révocations pour le long terme ({said}).",
    SigningProblem.DOCUMENT: "Ce document ne peut être signé : ce n'est pas un PDF, ou il l'est déjà. {said}",
    SigningProblem.EXISTS: "{where} contient déjà une autorité : choisissez un autre dossier.",
}
_FAULT: Mapping[str, str] = {
    CvFault.UNKNOWN_RECORD: "Le passeport n'a aucune ligne {said}. Vérifiez les identifiants donnés.",
    CvFault.NOTHING_LEFT: "Il ne reste aucune ligne à montrer : gardez-en au moins une.",
    CvFault.TOO_LONG: "Ce CV ne tient pas en deux pages, même sans ce qui peut en être laissé de côté (compétences, "
    "puis lignes que vous n'avez pas nommées) : nommez moins de lignes, ou raccourcissez intitulés, titre, contact.",
    CvFault.UNPRINTABLE: "La police des CV n'a pas de quoi écrire « {said} » : elle a l'alphabet latin, le grec et le "
    "cyrillique, sans emoji. Écrivez autrement le nom, le titre, le contact ou la ligne, ou laissez la ligne de côté.",
    CvFault.REGISTER: "Le registre des CV {where} ne se lit pas ou ne s'écrit pas ({said}).",
    CvFault.TAKEN: "Un autre CV a pris entre-temps la place {said} de la liste de révocations : recommencez.",
    CvFault.UNKNOWN_CV: "Le registre {where} n'a pas de CV {said}. Celui d'un passeport gardé dans un coffre "
    "est révoqué par son titulaire (holder:ID).",
    CvFault.ALREADY_REVOKED: "Ce CV est déjà révoqué, depuis le {said}.",
    CvFault.OTHER_NAME: "Le nom d'un CV du coffre est celui de l'identité du titulaire : n'en changez que "
    "l'ordre, les accents, les majuscules, ou les prénoms montrés. Une identité se rectifie au coffre.",
    CvFault.STANDING_WORDS: "« {said} » ne peut figurer au nom, au titre ou aux coordonnées du CV : ce sont les "
    "mots ou les signes (garanti, attesté, évalué par un jury, ✓…) par lesquels il dit ce qui est garanti. Ôtez-les.",
    CvFault.STANDING_LINE: "« {said} » (ligne {where}) : une ligne que personne n'atteste ne peut porter les mots ou "
    "les signes par lesquels le CV dit ce qui est garanti. Corrigez-la, ou laissez-la de côté.",
    CvFault.UNREADABLE: "{where} ne se lit pas ou ne s'écrit pas ({said}).",
}


def signing_told(error: SigningError, _: Names) -> str:
    """Why nothing was signed, or checked."""
    return _SIGNING[error.problem].format(where=error.where or "La clé", said=error.said or "sans plus de détail")


def cv_fault_told(error: CvError, _: Names) -> str:
    """Why no CV was made or revoked."""
    return _FAULT[error.fault].format(where=error.where, said=error.said)
