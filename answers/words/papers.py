"""What became of the things that a document says, as French sentences; and why a document cannot be read."""

from __future__ import annotations

from answers.words.parsers import french_of
from answers.words.passport import FAULT, fault_told
from answers.words.surfaces import NAMES, Names, Surface
from passport.document.errors import Fault
from passport.document.model import ExperienceKind, QualificationKind
from passport.imports.detect import PaperKind
from passport.imports.draft import Imported
from passport.imports.errors import PaperError, PaperProblem
from passport.imports.notes import About, Fate, Note

FATE = {
    Fate.KEPT: "Gardé",
    Fate.MAPPED: "Compris",
    Fate.ASIDE: "Laissé de côté",
    Fate.DOUBTED: "Douteux",
}
KIND = {
    ExperienceKind.EMPLOYMENT: "emploi",
    ExperienceKind.SELF_EMPLOYMENT: "activité indépendante",
    ExperienceKind.INTERNSHIP: "stage",
    ExperienceKind.APPRENTICESHIP: "apprentissage ou alternance",
    ExperienceKind.CIVIC_SERVICE: "service civique",
    ExperienceKind.APPRENTICESHIP_MENTORING: "maître d'apprentissage",
    ExperienceKind.VOLUNTEERING: "bénévolat",
    ExperienceKind.CAREGIVING: "proche aidant",
    ExperienceKind.MILITARY_RESERVE: "réserve militaire",
    ExperienceKind.POLICE_RESERVE: "réserve de la police",
    ExperienceKind.CIVIC_RESERVE: "réserve civique",
    ExperienceKind.HEALTH_RESERVE: "réserve sanitaire",
    ExperienceKind.VOLUNTEER_FIREFIGHTER: "sapeur-pompier volontaire",
    ExperienceKind.MANDATE: "mandat",
    ExperienceKind.OTHER: "autre",
}
HELD = {
    QualificationKind.DRIVING_LICENCE: "permis de conduire",
    QualificationKind.CACES: "CACES",
    QualificationKind.ROAD_PROFESSIONAL: "qualification de conducteur routier",
    QualificationKind.ELECTRICAL: "habilitation électrique",
    QualificationKind.PROFESSIONAL_CARD: "carte ou agrément professionnel",
    QualificationKind.FIRST_AID: "secourisme",
    QualificationKind.OTHER: "autre",
}
SECTION = {
    "experiences": "expérience",
    "trainings": "formation",
    "certifications": "certification",
    "blocs": "bloc de compétences",
    "qualifications": "qualification",
    "languages": "langue",
}
NOTE = {
    About.NAME: "nom du titulaire",
    About.CONTACT: "coordonnées ou état civil : un passeport n'en garde pas, le nom excepté",
    About.PLACE: "lieu : un passeport ne le garde pas",
    About.SKILL: "compétence dite hors d'une expérience : redites-la dans la description de celle où elle a servi",
    About.INTEREST: "centre d'intérêt : si c'est une activité, faites-en une expérience avec ses dates",
    About.SUMMARY: "présentation : un passeport n'en a pas",
    About.REFERENCE: "paroles ou coordonnées d'un tiers",
    About.AWARD: "distinction : un passeport n'a pas de ligne pour elle",
    About.PUBLICATION: "publication : un passeport n'a pas de ligne pour elle",
    About.OTHER: "rien dans un passeport n'y correspond",
    About.HEADER: "ligne qui n'est d'aucune rubrique reconnue",
    About.FRAMEWORK: "code d'un autre référentiel : les mots sont gardés, le code ne l'est pas",
    About.NO_DATE: "sans date de début : donnez au moins une année",
    About.NO_TITLE: "sans intitulé : dites ce que vous y faisiez",
    About.NO_LEVEL: "langue sans niveau : donnez-en un, de A1 à C2",
    About.NO_LANGUAGE: "langue non reconnue",
    About.UNSURE_LEVEL: "ces mots ne disent pas un niveau du cadre européen : donnez-en un, de A1 à C2",
    About.ATTESTATION: "qui l'atteste : sans preuve qui puisse être vérifiée, c'est déclaré par le titulaire",
    About.PROOF: "preuve signée : gardée avec la ligne, elle sera vérifiée au registre des émetteurs à chaque lecture",
    About.SIGNATURE: "signature : sous cette forme elle ne peut être gardée ni vérifiée",
    About.DUPLICATE: "déjà dit à l'identique",
    About.REVERSED: "la fin précède le début : ligne laissée de côté, corrigez les dates",
    About.IMPOSSIBLE: "date qui n'existe pas au calendrier : seul ce qui en tient est gardé",
    About.UNREAD_DATE: "date de fin illisible : ligne laissée de côté, car on ne sait si elle dure encore",
    About.CUT: "texte trop long : coupé à {most} caractères",
    About.KIND: "genre : {kind}",
    About.DATES: "dates : de {start} à {end}",
    About.ONGOING: "dates : depuis {start}, sans fin",
    About.SINGLE_DATE: "une seule date : de {start} à {end}",
    About.LANGUAGE_LEVEL: "niveau {level}",
    About.LOWEST_LEVEL: "plusieurs niveaux : le plus bas, {level}",
    About.CODE: "code {code}, écrit dans l'intitulé",
    About.QUALIFICATION: "genre : {kind}",
}
PAPER = {
    PaperKind.ACQUIS: "Passeport d'acquis",
    PaperKind.JSON_RESUME: "JSON Resume",
    PaperKind.EUROPASS: "CV Europass",
    PaperKind.LINKEDIN: "Archive de LinkedIn",
    PaperKind.ELM: "Attestation européenne (ELM)",
    PaperKind.OPEN_BADGE: "Open Badge",
    PaperKind.PDF: "CV en PDF",
    PaperKind.DOCX: "CV en DOCX",
    PaperKind.TEXT: "CV en texte",
}
PARTS = {
    Fate.MAPPED: "intitulé « {title} », organisation « {organisation} »",
    Fate.DOUBTED: "pris pour l'intitulé « {title} » et l'organisation « {organisation} » : vérifiez",
}
PROBLEM = {
    PaperProblem.UNREADABLE: "fichier introuvable ou illisible ; vérifiez le chemin donné",
    PaperProblem.EMPTY: "fichier vide",
    PaperProblem.TOO_BIG: "fichier de {size} octets, au plus {most} acceptés",
    PaperProblem.LONG_TEXT: "texte de {size} caractères, au plus {most} : ce n'est pas un CV",
    PaperProblem.UNKNOWN: "format non reconnu. Sont lus : JSON Resume, Europass (XML ou JSON), l'archive de LinkedIn, "
    "le modèle européen d'apprentissage (ELM), un Open Badge 3.0, un CV en PDF, DOCX, HTML ou texte, un "
    "passeport d'acquis",
    PaperProblem.OTHER_KIND: "c'est du {found}, et non du {said} : ne dites pas la sorte, ou dites celle qu'il est",
    PaperProblem.ENCODING: "texte illisible : enregistrez le fichier en UTF-8",
    PaperProblem.BAD_XML: "XML mal formé ou refusé ({said})",
    PaperProblem.BAD_CSV: "table mal formée ({said})",
    PaperProblem.BAD_ZIP: "archive abîmée ou tronquée ; exportez-la à nouveau",
    PaperProblem.ENCRYPTED_ZIP: "archive protégée par un mot de passe ; enregistrez-la sans",
    PaperProblem.TOO_LARGE_INSIDE: "archive dont le contenu est démesuré ({member}) ; ce n'est pas un CV",
    PaperProblem.BAD_PDF: "PDF abîmé ou tronqué ; enregistrez-le à nouveau",
    PaperProblem.ENCRYPTED_PDF: "PDF protégé par un mot de passe ; enregistrez-le sans",
    PaperProblem.SCANNED_PDF: "PDF sans texte : une image numérisée. Passez-le par une reconnaissance de caractères "
    "ou donnez le document d'origine",
    PaperProblem.BAD_DOCX: "document Word abîmé ou tronqué ; enregistrez-le à nouveau",
    PaperProblem.OLD_WORD: "ancien format de Word (.doc) ; enregistrez-le en .docx ou en PDF",
    PaperProblem.OTHER_WRITER: "document d'un autre traitement de texte (ODT, RTF, Pages) ; enregistrez-le en .docx ou "
    "en PDF",
    PaperProblem.IMAGE: "image, sans texte. Passez-la par une reconnaissance de caractères ou donnez le document "
    "d'origine",
    PaperProblem.BAD_TOKEN: "jeton (VC-JWT) mal formé",
    PaperProblem.NOTHING: "rien n'y a été trouvé qu'un passeport puisse garder : ni expérience, ni formation, ni "
    "langue avec son niveau",
}


def note_told(note: Note) -> str:
    """What became of one thing, and why."""
    if note.about is About.RECORD:
        return SECTION[str(note.parameters["section"])]
    if note.about is About.PARTS:
        return PARTS[note.fate].format(**note.parameters)
    if note.about is About.INVALID:
        fault = str(note.parameters.get("fault", ""))
        return f"ne peut être une ligne du passeport ({FAULT.get(fault, fault)})"
    said = dict(note.parameters)
    if note.about is About.KIND:
        said["kind"] = KIND[ExperienceKind(str(said["kind"]))]
    if note.about is About.QUALIFICATION:
        said["kind"] = HELD[QualificationKind(str(said["kind"]))]
    return NOTE[note.about].format(**said)


def note_line(note: Note) -> str:
    """The same on one line: where, what was written, what became of it."""
    where = ", ".join(filter(None, (note.place.path, f"ligne {note.place.line}" if note.place.line else "")))
    said = f"« {note.said} »" if note.said else ""
    record = f" [{note.record}]" if note.record else ""
    return f"{' : '.join(filter(None, (where, said)))} → {note_told(note)}{record}".removeprefix(" ")


def paper_told(error: PaperError, names: Names) -> str:
    """Why nothing can be read of a file."""
    where = f"{error.file} : " if error.file else ""
    fault = error.parameters.get("fault")
    if error.problem is PaperProblem.BAD_JSON and isinstance(fault, Fault):
        surface = next(surface for surface in Surface if NAMES[surface] is names)
        return f"{where}{fault_told(fault, surface)}."
    return f"{where}{PROBLEM[error.problem].format(**french_of(error.parameters))}."


def heading_told(imported: Imported) -> str:
    """What was read, and how many lines of a passport were made of it."""
    rows = len(imported.passport.records)
    proofs = sum(bool(record.attestation.proofs) for record in imported.passport.records)
    made = f"{rows} ligne{'s' if rows > 1 else ''} de passeport"
    kept = f"{proofs} avec une preuve à vérifier, le reste est déclaré" if proofs else "tout est déclaré"
    return f"{PAPER[PaperKind(imported.kind)]} : {made}, {kept}. Relisez avant de vous en servir."


def unwritten(file: str, said: str) -> str:
    """That the passport could not be written."""
    return f"{file} ne peut être écrit ({said})."
