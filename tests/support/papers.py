"""Invented documents of every kind that a passport is made from."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from tests.support.data import ROOT

PAPERS = ROOT / "tests" / "passport" / "papers"

JSON_RESUME: dict[str, Any] = {
    "basics": {"name": "Camille Exemple", "email": "camille@example.org", "location": {"city": "Tours"}},
    "work": [
        {
            "name": "Boulangerie Aux Pains Imaginaires",
            "position": "Vendeuse en boulangerie",
            "startDate": "2019-09",
            "endDate": "2023-06-30",
            "summary": "<p>Accueil des clients</p>",
            "highlights": ["Tenue de la caisse"],
            "location": "Tours",
        },
        {"name": "Garage Fictif", "position": "Stage mécanicien", "startDate": "2018", "endDate": "2018"},
        {"name": "Sans date", "position": "Livreur"},
    ],
    "volunteer": [{"organization": "Le Panier Partagé", "position": "Trieuse", "startDate": "2021-01", "endDate": ""}],
    "education": [
        {
            "institution": "Lycée Inventé",
            "studyType": "Bac pro",
            "area": "Commerce",
            "startDate": "2016",
            "endDate": "2018-07",
        },
    ],
    "certificates": [{"name": "SST", "date": "2022-05-01", "issuer": "INRS fictif"}],
    "skills": [{"name": "Caisse", "keywords": ["HACCP"]}],
    "languages": [
        {"language": "English", "fluency": "B1"},
        {"language": "Espagnol", "fluency": "bilingue"},
    ],
}

SKILLS_PASSPORT = """<?xml version="1.0" encoding="UTF-8"?>
<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass" locale="fr"><LearnerInfo>
<Identification><PersonName><FirstName>Camille</FirstName><Surname>Exemple</Surname></PersonName>
<ContactInfo><Email><Contact>camille@example.org</Contact></Email></ContactInfo></Identification>
<WorkExperienceList><WorkExperience>
<Period><From year="2019" month="--09" day="---02"/><To year="2023" month="--06"/></Period>
<Position><Label>Vendeuse en boulangerie</Label></Position>
<Activities>&lt;ul&gt;&lt;li&gt;Tenir la caisse&lt;/li&gt;&lt;li&gt;Servir&lt;/li&gt;&lt;/ul&gt;</Activities>
<Employer><Name>Boulangerie Fictive</Name><ContactInfo><Address><Contact><Municipality>Tours</Municipality>
<Country><Code>FR</Code></Country></Contact></Address></ContactInfo></Employer></WorkExperience>
<WorkExperience><Period><From year="2024"/><Current>true</Current></Period><Position><Label>Cariste</Label></Position>
<Employer><Name>Entrepôt Inventé</Name><ContactInfo><Address><Contact><Country><Code>BE</Code></Country></Contact>
</Address></ContactInfo></Employer></WorkExperience></WorkExperienceList>
<EducationList><Education><Period><From year="2016"/><To year="2018"/></Period><Title>Bac pro Commerce</Title>
<Organisation><Name>Lycée Inventé</Name></Organisation></Education></EducationList>
<Skills><Linguistic><MotherTongueList><MotherTongue><Description><Code>fr</Code></Description></MotherTongue>
</MotherTongueList><ForeignLanguageList><ForeignLanguage><Description><Code>en</Code><Label>anglais</Label></Description>
<ProficiencyLevel><Listening>B2</Listening><Writing>B1</Writing></ProficiencyLevel></ForeignLanguage>
</ForeignLanguageList></Linguistic><Computer><Description>Excel</Description></Computer>
<Driving><Description><Licence>B</Licence></Description></Driving></Skills></LearnerInfo></SkillsPassport>
"""

SKILLS_PASSPORT_JSON: dict[str, Any] = {
    "SkillsPassport": {
        "LearnerInfo": {
            "Identification": {"PersonName": {"FirstName": "Camille", "Surname": "Exemple"}},
            "WorkExperience": [
                {
                    "Period": {"From": {"Year": 2019, "Month": 9}, "To": {"Year": 2023, "Month": 6}},
                    "Position": {"Label": "Vendeuse en boulangerie"},
                    "Activities": "<p>Tenir la caisse</p>",
                    "Employer": {"Name": "Boulangerie Fictive"},
                }
            ],
            "Education": [{"Period": {"From": {"Year": 2016}, "To": {"Year": 2018}}, "Title": "Bac pro Commerce"}],
            "Skills": {
                "Linguistic": {
                    "ForeignLanguage": [{"Description": {"Code": "en"}, "ProficiencyLevel": {"Reading": "A2"}}]
                },
                "Driving": {"Description": ["B", "C"]},
            },
        }
    }
}

CANDIDATE = """<?xml version="1.0" encoding="UTF-8"?>
<Candidate xmlns="http://www.europass.eu/1.0" xmlns:oa="http://www.openapplications.org/oagis/9"
 xmlns:hr="http://www.hr-xml.org/3" xmlns:eures="http://www.europass_eures.eu/1.0">
<CandidatePerson><PersonName><oa:GivenName>Camille</oa:GivenName><hr:FamilyName>Exemple</hr:FamilyName></PersonName>
<hr:BirthDate>1990-01-01</hr:BirthDate><PrimaryLanguageCode>fra</PrimaryLanguageCode></CandidatePerson>
<CandidateProfile><EmploymentHistory><EmployerHistory><hr:OrganizationName>Boulangerie Fictive</hr:OrganizationName>
<PositionHistory><PositionTitle>Vendeuse en boulangerie</PositionTitle><eures:EmploymentPeriod>
<eures:StartDate><hr:FormattedDateTime>2019-09</hr:FormattedDateTime></eures:StartDate>
<eures:EndDate><hr:FormattedDateTime>2023-06-30</hr:FormattedDateTime></eures:EndDate>
<hr:CurrentIndicator>false</hr:CurrentIndicator></eures:EmploymentPeriod>
<oa:Description>&lt;p&gt;Tenir la caisse&lt;/p&gt;</oa:Description><City>Tours</City><Country>fr</Country>
</PositionHistory></EmployerHistory></EmploymentHistory>
<EducationHistory><EducationOrganizationAttendance><hr:OrganizationName>Lycée Inventé</hr:OrganizationName>
<AttendancePeriod><StartDate><hr:FormattedDateTime>2016</hr:FormattedDateTime></StartDate><Ongoing>true</Ongoing>
</AttendancePeriod><EducationDegree><hr:DegreeName>Bac pro Commerce</hr:DegreeName></EducationDegree>
</EducationOrganizationAttendance></EducationHistory>
<PersonQualifications><PersonCompetency><CompetencyID>eng</CompetencyID><hr:TaxonomyID>language</hr:TaxonomyID>
<CompetencyDimension><eures:Score><hr:ScoreText>B2</hr:ScoreText></eures:Score></CompetencyDimension></PersonCompetency>
<PersonCompetency><hr:CompetencyName>Excel</hr:CompetencyName><hr:TaxonomyID>skill</hr:TaxonomyID></PersonCompetency>
</PersonQualifications></CandidateProfile></Candidate>
"""

LINKEDIN = {
    "Profile.csv": "First Name,Last Name,Address,Headline\nCamille,Exemple,12 rue des Essais,Vendeuse\n",
    "Positions.csv": (
        "Company Name,Title,Description,Location,Started On,Finished On\n"
        'Boulangerie Fictive,Vendeuse en boulangerie,"Tenir la caisse, servir",Tours,Sep 2019,Jun 2023\n'
        "Entrepôt Inventé,Cariste,,Lyon,Jul 2023,\n"
    ),
    "Education.csv": "School Name,Start Date,End Date,Notes,Degree Name\nLycée Inventé,2016,2018,,Bac pro\n",
    "Certifications.csv": "Name,Url,Authority,Started On,Finished On,License Number\nSST,,INRS,May 2022,,1\n",
    "Skills.csv": "Name\nCaisse\n",
    "Languages.csv": "Name,Proficiency\nEnglish,Limited working proficiency\nFrench,Native or bilingual proficiency\n",
    "Volunteering.csv": (
        "Company Name,Role,Cause,Started On,Finished On,Description\nLe Panier Partagé,Trieuse,,Jan 2021,,\n"
    ),
    "messages.csv": "FROM,TO\nx,y\n",
}

ELM: dict[str, Any] = {
    "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
    "issuer": {"legalName": {"en": "Invented University"}},
    "issued": "2024-02-01T00:00:00Z",
    "credentialSubject": {
        "fullName": {"en": "Camille Exemple"},
        "dateOfBirth": "1990-01-01",
        "hasClaim": {
            "type": "LearningAchievement",
            "title": {"en": "Retail", "fr": "Commerce de détail"},
            "awardedBy": {"awardingBody": {"legalName": {"en": "Invented University"}}, "awardingDate": "2023-06-30"},
            "specifiedBy": {"learningOutcome": [{"title": {"fr": "Tenir une caisse"}}]},
            "influencedBy": {"temporal": {"startDate": "2022-09-01", "endDate": "2023-06-15"}},
        },
    },
    "proof": {"type": "DataIntegrityProof"},
}

BADGE: dict[str, Any] = {
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"type": ["Profile"], "name": "Ligue Inventée"},
    "validFrom": "2023-04-05T00:00:00Z",
    "credentialSubject": {
        "achievement": {
            "name": "Animer un atelier",
            "description": "Prépare et anime un atelier.",
            "criteria": {"narrative": "Deux ateliers animés."},
            "alignment": [{"targetName": "Animation", "targetFramework": "Cadre", "targetCode": "A1"}],
        }
    },
}

CV = """Camille EXEMPLE
12 rue des Essais
37000 Tours - 06 12 34 56 78

Expérience professionnelle
09/2019 – 06/2023 : Vendeuse en boulangerie, Boulangerie Aux Pains Imaginaires, Tours
- Accueil des clients et tenue de la caisse
Été 2018 : Stage en école maternelle - École Inventée - Rezé

Bénévolat
Depuis 2021 : Trésorière, Association des Essais

Formation
2018 : Bac pro Commerce, Lycée Inventé

Langues
Anglais : B1, espagnol bilingue
Permis : B
Compétences : Excel
"""


def token(document: Mapping[str, Any]) -> bytes:
    """A credential as a VC-JWT, with a signature that is none."""
    parts = [json.dumps(part).encode() for part in ({"alg": "ES256"}, document)] + [b"no signature"]
    return b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """An archive of these members, at a date that does not change."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(lines: Iterable[str], table: Iterable[Iterable[str]] = ()) -> bytes:
    """A Word document of paragraphs (those that begin with « • » are of a list), then of a table."""
    import docx as word

    document = word.Document()
    for line in lines:
        listed = line.startswith("• ")
        document.add_paragraph(line.removeprefix("• "), style="List Bullet" if listed else None)
    rows = [list(row) for row in table]
    if rows:
        cells = document.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                cells.cell(at, column).text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(pieces: Iterable[tuple[float, float, str]], *, extra: str = "") -> bytes:
    """A PDF of one page: each text at its place, in points from the bottom left; `extra`: in the trailer."""
    content = "BT /F1 10 Tf " + " ".join(f"1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj" for x, y, text in pieces) + " ET"
    stream = content.encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    out, places = b"%PDF-1.4\n", list[int]()
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, extra.encode(), len(out))
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
