"""Words of a CV, in French and in English: headings, dates, durations, what a line rests on, the sentences above."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from answers.words.kinds import KIND_NAMES
from passport.document.model import ExperienceKind
from passport.document.standing import Standing
from recommend.profile.evidence import Guarantee

NARROW, NO_BREAK = "\u202f", "\u00a0"
_FRENCH = (
    (re.compile(r"\s*([;!?»%])"), rf"{NARROW}\1"),
    (re.compile(r"«\s*"), f"«{NARROW}"),
    (re.compile(r"(?<=\w|»|\))\s+:"), f"{NO_BREAK}:"),
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r"(?<=\d) (?=\d{3}\b|ans?\b|mois\b|h\b)"), NO_BREAK),
)
"""What French wants before and within its signs (Lexique des règles typographiques de l'Imprimerie nationale)."""
_ENGLISH = ((re.compile(r"(?<=\w)'(?=\w)"), "’"),)

_MONTHS_FR = ["janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
_MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"]
_FULL_FR = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
]  # fmt: skip
_FULL_EN = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip

_KINDS_EN: Mapping[str, str] = MappingProxyType(
    {
        ExperienceKind.EMPLOYMENT: "employment",
        ExperienceKind.SELF_EMPLOYMENT: "self-employed",
        ExperienceKind.INTERNSHIP: "internship",
        ExperienceKind.APPRENTICESHIP: "apprenticeship",
        ExperienceKind.CIVIC_SERVICE: "civic service",
        ExperienceKind.APPRENTICESHIP_MENTORING: "apprenticeship mentor",
        ExperienceKind.VOLUNTEERING: "volunteering",
        ExperienceKind.CAREGIVING: "care of a relative",
        ExperienceKind.MILITARY_RESERVE: "military reserve",
        ExperienceKind.POLICE_RESERVE: "police reserve",
        ExperienceKind.CIVIC_RESERVE: "civic reserve",
        ExperienceKind.HEALTH_RESERVE: "health reserve",
        ExperienceKind.VOLUNTEER_FIREFIGHTER: "volunteer firefighter",
        ExperienceKind.MANDATE: "elected office",
        ExperienceKind.OTHER: "other experience",
    }
)
_LANGUAGES = {
    "fr": "français|French", "en": "anglais|English", "es": "espagnol|Spanish", "de": "allemand|German",
    "it": "italien|Italian", "pt": "portugais|Portuguese", "ar": "arabe|Arabic", "nl": "néerlandais|Dutch",
    "ru": "russe|Russian", "zh": "chinois|Chinese", "ja": "japonais|Japanese", "ko": "coréen|Korean",
    "tr": "turc|Turkish", "pl": "polonais|Polish", "ro": "roumain|Romanian", "uk": "ukrainien|Ukrainian",
    "fa": "persan|Persian", "ps": "pachto|Pashto", "ber": "berbère|Berber", "wo": "wolof|Wolof",
    "bm": "bambara|Bambara", "ff": "peul|Fula", "ln": "lingala|Lingala", "sw": "swahili|Swahili",
    "mg": "malgache|Malagasy", "ti": "tigrinya|Tigrinya", "am": "amharique|Amharic", "so": "somali|Somali",
    "ta": "tamoul|Tamil", "hi": "hindi|Hindi", "ur": "ourdou|Urdu", "bn": "bengali|Bengali",
    "vi": "vietnamien|Vietnamese", "th": "thaï|Thai", "el": "grec|Greek", "sq": "albanais|Albanian",
    "sr": "serbe|Serbian", "hr": "croate|Croatian", "bs": "bosnien|Bosnian", "bg": "bulgare|Bulgarian",
    "hu": "hongrois|Hungarian", "cs": "tchèque|Czech", "sk": "slovaque|Slovak", "sl": "slovène|Slovenian",
    "sv": "suédois|Swedish", "da": "danois|Danish", "no": "norvégien|Norwegian", "fi": "finnois|Finnish",
    "ka": "géorgien|Georgian", "hy": "arménien|Armenian", "he": "hébreu|Hebrew", "ku": "kurde|Kurdish",
    "ca": "catalan|Catalan", "eu": "basque|Basque", "br": "breton|Breton", "oc": "occitan|Occitan",
    "co": "corse|Corsican", "gsw": "alsacien|Alsatian", "gcf": "créole antillais|Antillean Creole",
    "rcf": "créole réunionnais|Réunion Creole", "ht": "créole haïtien|Haitian Creole",
    "fsl": "langue des signes française|French Sign Language", "et": "estonien|Estonian", "lv": "letton|Latvian",
    "lt": "lituanien|Lithuanian", "is": "islandais|Icelandic", "ga": "irlandais|Irish", "mt": "maltais|Maltese",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CvWords:
    """Words of one language."""

    code: str
    months: Sequence[str]
    full_months: Sequence[str]
    kinds: Mapping[str, str]
    typography: Sequence[tuple[re.Pattern[str], str]]
    headings: Mapping[str, str]
    guarantees: Mapping[str, str]
    notes: Mapping[str, str]
    said: Mapping[str, str] = field(repr=False)
    language_rank: int = 0

    def typographic(self, text: str) -> str:
        r"""A text with the spaces and apostrophes that printed text has.

        >>> FRENCH.typographic("Qu'est-ce : « un CV » ?") == "Qu’est-ce\xa0: «\u202fun CV\u202f»\u202f?"
        True
        """
        for pattern, better in self.typography:
            text = pattern.sub(better, text)
        return text

    def month(self, partial: str) -> str:
        """A partial date, to the month: `sept. 2019`."""
        year, _, rest = partial.partition("-")
        return f"{self.months[int(rest[:2]) - 1]}{NO_BREAK}{year}" if rest else year

    def day(self, day: date) -> str:
        """A day, in full letters."""
        name = self.full_months[day.month - 1]
        if self.code == "fr":
            return f"{'1er' if day.day == 1 else day.day}{NO_BREAK}{name}{NO_BREAK}{day.year}"
        return f"{day.day}{NO_BREAK}{name}{NO_BREAK}{day.year}"

    def lasting(self, months: int) -> str:
        """A duration: months under a year and a half, else years."""
        if months < 18:
            return self.said["month" if months == 1 else "months"].format(months)
        years = months // 12
        return self.said["years"].format(years)

    def language(self, code: str) -> str:
        """Name of a language, with its capital."""
        name = _LANGUAGES[code].split("|")[self.language_rank] if code in _LANGUAGES else code
        return name[:1].upper() + name[1:]

    def tell(self, key: str, **said: object) -> str:
        """A sentence."""
        return self.said[key].format(**said)


FRENCH = CvWords(
    code="fr",
    months=_MONTHS_FR,
    full_months=_FULL_FR,
    kinds=MappingProxyType(KIND_NAMES),
    typography=_FRENCH,
    headings={
        "summary": "Profil", "experience": "Parcours", "certification": "Certifications et diplômes",
        "qualification": "Permis et habilitations", "training": "Formations suivies", "language": "Langues",
        "competencies": "Compétences", "verify": "Vérifier ce CV",
    },
    guarantees={
        Guarantee.ASSESSED: "Évaluées par un jury",
        Guarantee.EMPLOYMENT: "Tirées d'une expérience attestée",
        Guarantee.TITLE: "D'un titre attesté",
        Guarantee.NONE: "Déclarées",
    },
    notes={
        Guarantee.ASSESSED: "la certification ou le bloc est attesté par qui l'a délivré",
        Guarantee.EMPLOYMENT: "l'expérience est attestée ; ce qui y a été fait est déduit du métier, ou déclaré",
        Guarantee.TITLE: "le titre est attesté par qui l'a délivré",
        Guarantee.NONE: "d'après le titulaire ; aucune attestation ne les établit",
    },
    said={
        "month": "{} mois", "months": "{} mois", "years": "{} ans",
        "since": "depuis {start}", "span": "{start} – {end}",
        "until": "jusqu'en {end}", "level": "niveau {level}",
        Standing.GUARANTEED: "Garanti", Standing.DECLARED: "Déclaré",
        Standing.UNVERIFIED: "Déclaré ; attestation non vérifiée",
        "by": "{name}, le {day}", "by_then": "{name}, le {day} ; déclaré depuis",
        "bloc": "bloc de « {of} »", "bloc_alone": "bloc de compétences",
        "title": "CV de {name}", "description": "CV n° {id}, établi le {day}",
        "attached": "Contenu signé de ce CV, lisible par une machine",
        "ongoing": "{title} depuis {start}", "past": "{title} pendant {lasting} ({years})",
        "former": "{lasting} comme {title}", "alone": "{main}.", "after": "{main}, après {list}.", "and": " et ",
        "obtained": "Certification « {title} » (niveau {level}) obtenue en {year}.",
        "beside": "Également : {list}.", "able": "Sait notamment {list}.",
        "issued": "Établi le {day} à partir d'un passeport de compétences.",
        "counts": "{guaranteed} lignes sur {all} sont garanties",
        "count": "1 ligne sur {all} est garantie", "counts_none": "Aucune ligne n'est garantie",
        "legend_guaranteed": "Garanti : une preuve signée par l'organisme nommé a été vérifiée.",
        "legend_declared": "Déclaré : par la personne, sans preuve vérifiée.",
        "signed": "La signature du fichier PDF montre toute modification : vérifiez-la. Une impression ne prouve rien.",
        "scan": "Le code mène à {address}, qui dit si ce CV est toujours valable.",
        "id": "CV n° {id}",
        "left": "Faute de place : {list}.",
        "left_lines": "{n} lignes laissées de côté", "left_line": "1 ligne laissée de côté",
        "left_competencies": "{n} autres compétences non montrées", "left_competency": "1 autre compétence non montrée",
        "qr": "Code QR de l'adresse de vérification : {address}",
        "page": "page {page} sur {pages}", "french": "",
        "rests": "{line}", "rests_more": "{line} + {more}",
        "name_declared": "Nom déclaré, non vérifié par l'émetteur du CV", "name_identity": "",
    },
)  # fmt: skip
ENGLISH = CvWords(
    code="en",
    months=_MONTHS_EN,
    full_months=_FULL_EN,
    kinds=_KINDS_EN,
    typography=_ENGLISH,
    headings={
        "summary": "Profile", "experience": "Experience", "certification": "Certifications and diplomas",
        "qualification": "Licences and permits", "training": "Training", "language": "Languages",
        "competencies": "Skills", "verify": "Verify this CV",
    },
    guarantees={
        Guarantee.ASSESSED: "Assessed by a jury",
        Guarantee.EMPLOYMENT: "From attested experience",
        Guarantee.TITLE: "From an attested licence",
        Guarantee.NONE: "Declared",
    },
    notes={
        Guarantee.ASSESSED: "the certification or unit is attested by the body that awarded it",
        Guarantee.EMPLOYMENT: "the experience is attested; what was done in it follows from the trade, or is declared",
        Guarantee.TITLE: "the licence is attested by the body that issued it",
        Guarantee.NONE: "as the holder says; no attestation establishes them",
    },
    said={
        "month": "{} month", "months": "{} months", "years": "{} years",
        "since": "since {start}", "span": "{start} – {end}",
        "until": "until {end}", "level": "French level {level}",
        Standing.GUARANTEED: "Guaranteed", Standing.DECLARED: "Declared",
        Standing.UNVERIFIED: "Declared; attestation not verified",
        "by": "{name}, {day}", "by_then": "{name}, {day}; declared since",
        "bloc": "unit of “{of}”", "bloc_alone": "unit of a certification",
        "title": "CV of {name}", "description": "CV no. {id}, issued on {day}",
        "attached": "Signed content of this CV, machine-readable",
        "ongoing": "{title} since {start}", "past": "{title} for {lasting} ({years})",
        "former": "{lasting} as {title}", "alone": "{main}.", "after": "{main}, after {list}.", "and": " and ",
        "obtained": "Certification “{title}” (French level {level}) in {year}.",
        "beside": "Also: {list}.", "able": "",
        "issued": "Issued on {day} from a French skills passport (passeport de compétences).",
        "counts": "{guaranteed} lines out of {all} are guaranteed",
        "count": "1 line out of {all} is guaranteed", "counts_none": "No line is guaranteed",
        "legend_guaranteed": "Guaranteed: a proof signed by the body named was verified.",
        "legend_declared": "Declared: by the person, without a verified proof.",
        "signed": "The signature of the PDF file shows any change: verify it. A print of it proves nothing.",
        "scan": "The code leads to {address}, which tells whether this CV still stands.",
        "id": "CV no. {id}",
        "left": "For want of room: {list}.",
        "left_lines": "{n} lines left out", "left_line": "1 line left out",
        "left_competencies": "{n} more skills not shown", "left_competency": "1 more skill not shown",
        "qr": "QR code of the address to verify this CV: {address}",
        "page": "page {page} of {pages}",
        "french": "Titles and skills are worded as in the passport and in ROME, the French register of occupations.",
        "rests": "{line}", "rests_more": "{line} + {more}",
        "name_declared": "Name as declared, not verified by who issues the CV", "name_identity": "",
    },
    language_rank=1,
)  # fmt: skip
WORDS: Mapping[str, CvWords] = MappingProxyType({"fr": FRENCH, "en": ENGLISH})
