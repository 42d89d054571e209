"""The words that head the sections of a résumé, in five languages.

Compared word by word without case, accents, punctuation or "and". What is not listed is no heading:
a section that stays empty is better than one with somebody else's words in it.
"""

import re
from enum import StrEnum

from applications.candidates.rules import fold


class Section(StrEnum):
    """What a heading announces. OTHER are the sections that no profile has."""

    WORK = "work"
    SKILLS = "skills"
    PROUD_OF = "proud_of"
    LINKS = "links"
    ABOUT = "about"
    OTHER = "other"


# One line a language: English, German, Spanish, Dutch, Portuguese.
_WORDS: dict[Section, str] = {
    Section.WORK: """
        experience, work experience, professional experience, relevant experience, recent work,
        employment, employment history, work history, career history, professional background,
        berufserfahrung, arbeitserfahrung, praxiserfahrung, berufliche erfahrung, berufspraxis,
        beruflicher werdegang, berufliche stationen, werdegang,
        experiencia, experiencia laboral, experiencia profesional, trayectoria profesional,
        trayectoria laboral, historial laboral,
        ervaring, werkervaring, relevante werkervaring, professionele ervaring, loopbaan,
        experiência profissional, experiências profissionais, percurso profissional,
        histórico profissional, trajetória profissional
    """,
    Section.SKILLS: """
        skills, technical skills, key skills, core skills, professional skills, competencies,
        core competencies, areas of expertise, expertise, technologies, tech stack, tools,
        kenntnisse, fähigkeiten, fachkenntnisse, kompetenzen, kernkompetenzen, it kenntnisse,
        edv kenntnisse, technische kenntnisse,
        habilidades, habilidades técnicas, competencias, competencias técnicas, aptitudes,
        conocimientos, conocimientos técnicos,
        vaardigheden, technische vaardigheden, competenties, kennis,
        competências, competências técnicas, conhecimentos, conhecimentos técnicos, aptidões
    """,
    Section.PROUD_OF: """
        achievements, key achievements, selected achievements, accomplishments, highlights,
        key accomplishments, what i am proud of, proud of,
        erfolge, wichtigste erfolge, worauf ich stolz bin,
        logros, principales logros, de qué estoy orgulloso, de qué estoy orgullosa,
        prestaties, belangrijkste prestaties, waar ik trots op ben,
        realizações, principais realizações, conquistas, do que me orgulho
    """,
    Section.LINKS: """
        links, portfolio, websites, online profiles, web links,
        webseiten, online profile, internetseiten,
        enlaces, portafolio, perfiles en línea,
        online profielen,
        portefólio, ligações, portfólio
    """,
    Section.ABOUT: """
        summary, professional summary, executive summary, career summary, profile, about, about me,
        professional profile, personal profile, personal statement, objective, career objective,
        zusammenfassung, über mich, kurzprofil, profil, persönliches profil,
        resumen, resumen profesional, perfil, perfil profesional, sobre mí, acerca de mí,
        profiel, persoonlijk profiel, samenvatting, over mij,
        resumo, resumo profissional, perfil profissional, sobre mim
    """,
    Section.OTHER: """
        education, academic background, qualifications, training, courses, certifications,
        certificates, licenses, languages, language skills, interests, hobbies, volunteering,
        volunteer experience, volunteer work, publications, projects, personal projects, awards,
        honors, honours, references, contact, contact details, contact information,
        personal details, personal information, personal data, memberships, patents,
        military service, miscellaneous, additional information,
        ausbildung, bildung, bildungsweg, schulbildung, studium, weiterbildung, weiterbildungen,
        fortbildungen, zertifikate, sprachen, sprachkenntnisse, interessen, hobbys, ehrenamt,
        ehrenamtliches engagement, veröffentlichungen, projekte, auszeichnungen, referenzen,
        kontakt, kontaktdaten, persönliche daten, persönliche angaben, sonstiges, führerschein,
        educación, formación, formación académica, estudios, cursos, certificaciones, idiomas,
        intereses, aficiones, voluntariado, publicaciones, proyectos, premios, referencias,
        contacto, datos personales, datos de contacto, información adicional,
        opleiding, opleidingen, cursussen, certificaten, talen, talenkennis, interesses,
        vrijwilligerswerk, publicaties, projecten, referenties, contactgegevens,
        persoonlijke gegevens, overig, rijbewijs,
        formação, formação académica, formação acadêmica, educação, escolaridade, certificações,
        certificados, línguas, passatempos, publicações, projetos, projectos, prémios, prêmios,
        referências, contato, dados pessoais, informações adicionais
    """,
}
# These also stand within the description of a single job.
_WEAK = """
    achievements, key achievements, selected achievements, accomplishments, key accomplishments,
    highlights, projects, technologies, tech stack, tools, skills, key skills, training, courses,
    certifications, awards, publications, links, portfolio, summary,
    erfolge, wichtigste erfolge, projekte, kenntnisse, weiterbildungen, fortbildungen, zertifikate,
    logros, principales logros, proyectos, habilidades, cursos, certificaciones,
    prestaties, belangrijkste prestaties, projecten, vaardigheden, cursussen,
    realizações, principais realizações, conquistas, projetos, projectos, competências
"""
_CONNECTORS = frozenset({"and", "und", "y", "e", "en"})
_NUMBERING = re.compile(r"^\W*(\d{1,2}[.)]\s+)?")
_CONTINUED = re.compile(r"\([^()]{1,20}\)\s*$")
_SPACED_OUT = re.compile(r"(?:\w {1,4}){3,30}\w")
LONGEST_HEADING = 60


def normalise(heading: str) -> str:
    """Return the words of a heading for comparing: "» Skills & Tools:" becomes "skills tools"."""
    bare = _CONTINUED.sub("", _NUMBERING.sub("", heading)).strip(" :")
    if _SPACED_OUT.fullmatch(bare):
        # Letter-spacing as PDF gives it: where one word ends and the next begins is lost.
        together = fold(bare.replace(" ", ""))
        return _BY_LETTERS.get(together, together)
    return " ".join(word for word in _words(bare) if word not in _CONNECTORS)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _listed(words: str) -> frozenset[str]:
    return frozenset(normalise(heading) for heading in words.split(","))


_BY_LETTERS: dict[str, str] = {}
_SECTION_OF = {heading: section for section, words in _WORDS.items() for heading in _listed(words)}
_WEAK_HEADINGS = _listed(_WEAK)
_BY_LETTERS.update({heading.replace(" ", ""): heading for heading in _SECTION_OF})


def section_of(line: str) -> Section | None:
    """Return what a whole line announces, or None where it is no heading that we know.

    "Skills and tools" is about skills; "Experience and education" is two things, hence OTHER.
    """
    if not line.strip() or len(line) > LONGEST_HEADING:
        return None
    words = normalise(line)
    if (known := _SECTION_OF.get(words)) is not None:
        return known
    parts = {_SECTION_OF.get(part) for part in _parts(line)}
    if None in parts or not parts:
        return None
    return parts.pop() if len(parts) == 1 else Section.OTHER


def is_weak(line: str) -> bool:
    """Whether the heading may also stand within a section about work."""
    return normalise(line) in _WEAK_HEADINGS


def _parts(line: str) -> list[str]:
    parts: list[list[str]] = [[]]
    for word in _words(re.sub(r"[&/+,|]", " and ", line)):
        if word in _CONNECTORS:
            parts.append([])
        else:
            parts[-1].append(word)
    return [" ".join(part) for part in parts if part]
