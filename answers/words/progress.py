"""What is being done during long work, in French."""

from __future__ import annotations

from matching.links.between import Linking
from matching.matcher import Deriving
from referentials.progress import Doing, Work

WORK = {
    Work.LOOKING_FOR: "recherche de {}",
    Work.DOWNLOADING: "téléchargement de {}",
    Work.UP_TO_DATE: "fichiers à jour",
    Work.READING: "lecture de {}",
    Work.TABLES: "mise en tables",
    Work.WRITING: "écriture de l'instantané",
    Work.WRITTEN: "instantané écrit",
    Deriving.APPELLATIONS: "lecture des appellations par le modèle",
    Deriving.ITEMS: "lecture des compétences et savoirs",
    Deriving.OCCUPATIONS: "lecture des définitions de métiers",
    Deriving.LINKS: "liens des blocs et du répertoire spécifique aux compétences",
    Deriving.SEARCH: "index de recherche",
    Deriving.READY: "modèle prêt",
    Linking.CARRY: "ce qui se transpose d'une compétence à une autre",
    Linking.NEARNESS: "métiers proches",
    Linking.TAUGHT: "ce qu'enseignent les certifications",
    Linking.LINKED: "liens prêts",
}


def doing_told(doing: Doing) -> str:
    """What is being done."""
    return WORK[doing.work].format(doing.named)
