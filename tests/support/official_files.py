"""Small invented archives in the official formats, to test readers without the real data."""

from __future__ import annotations

import zipfile
from pathlib import Path

Member = tuple[str, str]

ROME: dict[str, str] = {
    "grand_domaine": '"code_grand_domaine","libelle_grand_domaine"\n"D","Commerce"\n',
    "domaine_professionnel": '"code_domaine_professionnel","libelle_domaine_professionnel"\n"D11","Détail"\n',
    "referentiel_code_rome": (
        '"code_rome","code_fiche_metier","code_ogr","libelle_rome","transition_eco","transition_num",'
        '"transition_demo","emploi_reglemente","emploi_cadre","code_rome_parent"\n'
        '"D1106","1","9","Vendeur / Vendeuse","Emploi Blanc","N","","O","N","D1106"\n'
        '"D1107","2","10","Grossiste en l\'\'état","","","","","","D1106"\n'
    ),
    "referentiel_appellation": (
        '"code_ogr","libelle_appellation_long","libelle_appellation_court","code_rome","classification","peu_usite"\n'
        '"101","Vendeur / Vendeuse","Vendeur / Vendeuse","D1106","PRINCIPALE","N"\n'
        '"102","Crémier / Crémière","Crémier / Crémière","D1106","SYNONYME","O"\n'
    ),
    "referentiel_competence": (
        '"code_ogr","nature","libelle_competence","definition","code_ogr_macro_comp","code_macro_comp","cat_comp",'
        '"sous_cat_comp","transition_eco","transition_num","libelle_heterogeneite","libelle_origine"\n'
        '"201","Compétence","Tenir l\'\'étal","","301","","Savoir-faire","Technique","","N","",""\n'
        '"202","Compétence","Rendre la monnaie","","","","Savoir-faire","Technique","O","","",""\n'
        '"301","Macro-compétence","Vendre","","","4A1","Savoir-faire","Technique","","","Homogène",""\n'
    ),
    "referentiel_savoir": (
        '"code_ogr_savoir","libelle_savoir","categorie_savoir","sous_categorie_savoir"\n"401","Fromages","Produits","Frais"\n'
    ),
    "referentiel_contexte_travail": (
        '"code_ogr","libelle_cont_travail","code_type_cont_trav","libelle_type_cont_trav"\n"501","Froid","1","Conditions"\n'
    ),
    "coherence_item": (
        '"code_rome","code_ogr","coeur_metier"\n"D1106","201","Principale"\n"D1106","202",""\n"D1106","301",""\n'
        '"D1106","401","Émergente"\n"D1106","501",""\n"D1107","202",""\n"D1106","999",""\n'
    ),
    "rubrique_mobilite": '"code_rome","code_rome_cible","numero_ordre"\n"D1106","D1107","1"\n"D1107","D1106","x"\n',
    "texte": (
        '"code_rome","code_compo_bloc","libelle_type_texte","position_phrase","libelle_texte"\n'
        '"D1106","3","definition","2","Il conseille."\n"D1106","3","definition","1","Il vend."\n'
    ),
}


def rome_archive(path: Path, changes: dict[str, str | None] | None = None, version: str = "460") -> Path:
    """Write a ROME 4 archive; `changes` replaces members by table name, None leaves one out."""
    members = {**ROME, **(changes or {})}
    files = {f"unix_{name}_v{version}_utf8.csv": text for name, text in members.items() if text is not None}
    return archive(path, {**files, "version.txt": "Date de publication : 18/09/2025\n"})


def archive(path: Path, members: dict[str, str]) -> Path:
    """Write a zip archive of UTF-8 texts."""
    with zipfile.ZipFile(path, "w") as out:
        for name, text in members.items():
            out.writestr(name, text)
    return path


def rncp_archive(path: Path, day: str = "2026_02_01", **tables: str) -> Path:
    """Write a France compétences archive; keyword names are table names as in the file names."""
    return archive(path, {f"export_fiches_CSV_{name}_{day}.csv": text for name, text in tables.items()})


STANDARD = (
    '"Id_Fiche";"Numero_Fiche";"Intitule";"Abrege_Libelle";"Abrege_Intitule";"Nomenclature_Europe_Niveau";'
    '"Date_Decision";"Date_Effet";"Date_Fin_Enregistrement";"Type_Enregistrement";"Validation_Partielle";"Actif"\n'
    '"";"RNCP1";"Vendeur en crémerie";"TP";"Titre professionnel";"NIV3";"";"";"31/12/2027";"Enregistrement de droit";'
    '"";"ACTIVE"\n'
    '"";"RS2";"Hygiène";"";"";"";"";"";"";"";"";"INACTIVE"\n'
)
