r"""How people ask what an application form may not ask, by topic and language.

Patterns match whole words of text that `unlawful.plain` has made plain: small letters a to z
without accents, digits, single spaces. `ü` is there as "u" or, spelled out, as "ue". Every language
is tried on every text, because a form in German may well ask for a "CV with photo".
"""

from enum import StrEnum


class Topic(StrEnum):
    PAY_HISTORY = "pay_history"
    AGE = "age"
    PHOTO = "photo"
    NATIONALITY = "nationality"
    FAMILY = "family"


_EN_PAY = (
    r"(?:salary|salaries|pay|wages?|compensation|remuneration|earnings|income|ctc|pay ?slips?)"
)
_EN_PAST = (
    r"(?:current|present|previous|last|latest|past|prior|former|most recent|existing|today s)"
)
_EN_BETWEEN = (
    r"(?:(?:annual|yearly|monthly|weekly|hourly|gross|net|total|base|basic|fixed|year s|years|"
    r"month s|months|job s|employer s|position s|role s|job|employer|position|role|and|or|"
    r"desired|expected|\d+) ){0,4}"
)
_DE_PAY = (
    r"(?:\w*gehalts?|\w*gehalter|\w*loehne|\w*lohn|verdienst|\w*einkommen|vergutung|verguetung|"
    r"bezuge|bezuege|bezahlung|gehaltsabrechnung|lohnabrechnung)"
)
_DE_PAST = (
    r"(?:aktuell\w*|derzeitig\w*|jetzig\w*|gegenwa?e?rtig\w*|bisherig\w*|letzt\w*|vorherig\w*|"
    r"fru?e?her\w*|momentan\w*|heutig\w*|vorig\w*)"
)
_ES_PAY = r"(?:salario|sueldo|retribucion|remuneracion|paga)"
_ES_PAST = r"(?:actual|actuales|anterior|anteriores|ultim[oa]s?|previ[oa]|pasado|presente|vigente)"
_NL_PAY = r"(?:\w*salaris|\w*loon|\w*inkomen|beloning|verdiensten|loonstrook|loonstrookje)"
_NL_PAST = r"(?:huidige?|vorige?|laatste?|vroegere|afgelopen|eerdere|bestaande|laatstverdiende)"
_PT_PAY = r"(?:salario|ordenado|vencimento|remuneracao|retribuicao)"
_PT_PAST = r"(?:atual|actual|atuais|anterior|anteriores|ultim[oa]s?|previo|passado|presente)"
_EN_SEND = r"(?:upload|attach|send|include|add|provide|share|submit|enclose)"
_EN_PICTURE = r"(?:photo|photograph|picture|portrait|headshot|selfie)"
_EN_KIND_OF = r"(?:recent |current |passport |professional |profile |colou?r |own )*"

WORDS: dict[Topic, dict[str, tuple[str, ...]]] = {
    Topic.PAY_HISTORY: {
        "en": (
            rf"{_EN_PAST} {_EN_BETWEEN}{_EN_PAY}",
            rf"{_EN_PAY} histor(?:y|ies)",
            rf"{_EN_PAY} (?:at|in|with|from|of) (?:your |the )?(?:\w+ )?{_EN_PAST}",
            r"how much (?:money )?(?:do|did) you (?:currently |now )?(?:earn|make|get paid)",
            r"what (?:do|did) you (?:currently |now |presently )?earn",
            r"(?:are|were) you (?:currently |now |presently )?(?:being )?"
            r"(?:earning|paid)(?! (?:search|media|ads?|advertising|social))",
            r"(?:currently|now|presently) earn(?:ing)?",
            r"what you (?:currently |now |have )?(?:earn|earned)",
            rf"what (?:is|was) your {_EN_BETWEEN}{_EN_PAY}"
            r"(?! (?:expect|requirement|range|goal|wish|idea|target|aspiration|ambition))",
        ),
        "de": (
            rf"{_DE_PAST} (?:\w+ ){{0,2}}{_DE_PAY}",
            rf"{_DE_PAY} (?:\w+ ){{0,2}}{_DE_PAST} (?:\w+ )?"
            r"(?:stelle|arbeitgeber\w*|position|job|anstellung|arbeitsstelle)",
            r"gehaltshistorie|lohnhistorie|gehaltsverlauf|gehaltsentwicklung|gehaltsnachweise?",
            r"(?:was|wie ?viel) (?:verdienen|verdienten|verdienst|verdientest) (?:sie|du)",
            r"(?:haben sie|hast du) (?:\w+ ){0,4}verdient",
        ),
        "es": (
            rf"{_ES_PAY} (?:\w+ ){{0,3}}{_ES_PAST}",
            rf"{_ES_PAST} (?:\w+ )?{_ES_PAY}",
            r"ingresos (?:\w+ )?(?:actuales|anteriores)|ultimas? (?:\w+ )?nominas?",
            r"(?:historial|historico|historia) (?:salarial|retributivo|de (?:salarios|sueldos))",
            r"cuanto (?:dinero )?(?:ganas|ganabas|gana|ganaba|cobras|cobrabas|cobra|cobraba)",
            r"que (?:sueldo|salario) (?:\w+ )?"
            r"(?:ganas|gana|tienes|tiene|tenias|tenia|cobras|cobra|percibes|percibe|recibes)",
        ),
        "nl": (
            rf"{_NL_PAST} (?:\w+ ){{0,2}}{_NL_PAY}",
            rf"{_NL_PAY} (?:\w+ ){{0,3}}{_NL_PAST} (?:\w+ )?(?:baan|werkgever|functie|werk)",
            r"salarishistorie|salarisgeschiedenis|loonhistorie|salarisverleden|laatstverdiende?",
            r"(?:hoeveel|wat) (?:verdien|verdient|verdiende) (?:je|jij|u)",
        ),
        "pt": (
            rf"{_PT_PAY} (?:\w+ ){{0,3}}{_PT_PAST}",
            rf"{_PT_PAST} (?:\w+ )?{_PT_PAY}",
            r"rendimentos? (?:\w+ )?(?:atual|actual|atuais|actuais|anterior|anteriores)",
            r"historico (?:salarial|remuneratorio|de (?:salarios|vencimentos))",
            r"quanto (?:dinheiro |e que )?(?:ganhas?|ganhavas?|recebes?|recebias?)",
        ),
    },
    Topic.AGE: {
        "en": (
            r"dates? of birth|birth ?dates?|dob|(?:year|day|month) of birth|birth ?year",
            r"your birth ?day|were you born|you were born",
            r"how old (?:are|will|were) you|your (?:current |exact )?age(?! groups? of)",
            r"(?:what|which) age (?:are you|is the applicant|do you have)",
            r"(?:what|which) age (?:group|range|bracket|band) (?:are you|do you|applies)",
            r"are you (?:over|under|above|below|older than|younger than|at most|at least|between) "
            r"\d\d(?! (?:k?m|miles|minutes|hours|days|weeks|months|percent|people|euros?))",
            r"(?:over|under|above|below) \d\d years (?:old|of age)",
        ),
        "de": (
            r"geburtsdat(?:um|en)|geburtstag|geburtsjahr|geboren am",
            r"(?:bist du|sind sie|wurden sie|wurdest du) (?:\w+ ){0,2}geboren",
            r"wie alt (?:bist|sind|waren) (?:du|sie)|lebensalter",
            r"(?:ihr|dein) alter(?= (?:an|in|und|bitte|angeben|nennen|mit)|$)",
            r"welches alter (?:haben|hast)|(?:welcher|ihrer|deiner) altersgruppe",
            r"(?:sind sie|bist du) (?:ju?e?nger|a?e?lter) als \d\d",
        ),
        "es": (
            r"(?:fecha|ano|dia) de (?:\w+ )?nacimiento|cuando (?:naciste|nacio|ha nacido)",
            r"cuantos anos (?:tienes|tiene|tiene usted)"
            r"(?! (?:de|en|con|como|usando|programando|trabajando|haciendo|dirigiendo))",
            r"(?:tu|su|cual es la) edad|que edad (?:tienes|tiene)|edad actual",
            r"(?:tu|su) (?:cumpleanos|(?:rango|grupo|franja) de edad)",
            r"(?:eres|es usted|es) (?:mayor|menor) de \d\d",
        ),
        "nl": (
            r"geboortedatum|geboortejaar|geboortedag|geboren op",
            r"(?:ben je|bent u) (?:\w+ ){0,3}geboren|hoe oud (?:ben|bent|is)",
            r"(?:je|jouw|uw) (?:leeftijd|verjaardag|leeftijdscategorie|leeftijdsgroep)",
            r"welke leeftijd (?:heb|heeft|hebt)",
            r"(?:leeftijdsgroep|leeftijdscategorie) (?:val|valt|behoor|behoort)",
            r"(?:ben je|bent u) (?:\w+ )?(?:jonger|ouder) dan \d\d",
        ),
        "pt": (
            r"(?:data|ano|dia) de (?:\w+ )?nascimento|quando (?:nasceu|nasceste)|nascid[oa] em",
            r"quantos anos (?:tem|tens)(?! (?:de|em|com|como|na|no|a|usando|trabalhando))",
            r"(?:sua|tua|qual e a) idade|que idade (?:tem|tens)|idade (?:atual|actual)",
            r"(?:seu|teu) aniversario|(?:sua|tua) faixa etaria",
            r"(?:e|es) (?:maior|menor) de \d\d",
        ),
    },
    Topic.PHOTO: {
        "en": (
            rf"{_EN_PICTURE}s? of (?:you|yourself|your face|the applicant)",
            rf"your {_EN_KIND_OF}{_EN_PICTURE}(?! (?:of|editing|shoots?|portfolio|work|library|"
            r"archive|gear|equipment|projects?|that|which|essay|series))",
            rf"(?:passport|application|cv|resume) {_EN_PICTURE}s?",
            rf"{_EN_SEND} (?:us )?(?:(?:a|an|one|your) )?{_EN_KIND_OF}{_EN_PICTURE}"
            r"(?! (?:of|you|that|which|from|showing|portfolio|essay|series|story|editing))",
            rf"(?:with|including) (?:a |an |your )?{_EN_KIND_OF}{_EN_PICTURE}$",
        ),
        "de": (
            r"lichtbild|bewerbungs(?:foto|bild)|pass(?:foto|bild)|portra?e?i?tfoto|profil(?:foto|bild)",
            r"(?:foto|bild) von (?:ihnen|dir|dir selbst|sich)",
            r"(?:ihr|dein|ein|mit) (?:aktuelles |eigenes |neues |aktuellem )?foto"
            r"(?! (?:von|ihr\w+|dein\w+|ein\w*|aus|das|dem|der|zu|bearbeit\w*))",
        ),
        "es": (
            r"foto(?:grafia)? (?:tuya|suya|personal|reciente|carnet|tamano carnet|actual)",
            r"foto(?:grafia)? de (?:ti|usted|carnet|pasaporte|perfil|tu cara|su cara|rostro)",
            r"(?:tu|su|una|con) (?:\w+ )?foto(?:grafia)?"
            r"(?! (?:de|que|en|con|sobre|tomada|hecha|para|publicada|digital|profesional))",
        ),
        "nl": (
            r"pasfoto|profielfoto|portretfoto|sollicitatiefoto",
            r"foto van (?:jezelf|uzelf|jou|u)",
            r"(?:je|jouw|uw|een|met) (?:recente |eigen |actuele )?foto"
            r"(?! (?:van|die|uit|bewerken|waar|met|over|voor|waarop))",
        ),
        "pt": (
            r"foto(?:grafia)? (?:tipo passe|recente|atual|actual|pessoal)",
            r"foto(?:grafia)? de (?:passe|passaporte|perfil|si|ti|rosto|voce)",
            r"(?:sua|tua|uma|com) (?:\w+ )?foto(?:grafia)?"
            r"(?! (?:d[aeo]s?|que|em|com|sobre|tirada|para|digital|profissional))",
        ),
    },
    Topic.NATIONALITY: {
        "en": (
            r"nationality(?! (?:law|act))",
            r"(?:your|what|which|current|dual|country of) (?:\w+ )?citizenship",
            r"are you (?:a |an )?(?:\w+ ){0,2}(?:citizen|national)(?= of| or|$)",
            r"(?:which|what) country are you (?:a citizen|from)|country are you a citizen",
            r"country of (?:origin|birth)|place of birth|birth ?place|where were you born",
            r"where are you (?:originally )?from",
            r"(?:which|what) passports?|passports? do you (?:hold|have)",
        ),
        "de": (
            r"nationalita?e?t|staatsangeho?e?rigkeit(?:en)?|staatsbu?e?rgerschaft(?:en)?",
            r"(?:sind sie|bist du) (?:\w+ ){0,2}(?:staats|eu |unions)bu?e?rger(?:in)?",
            r"geburtsort|geburtsland|herkunftsland",
            r"woher (?:kommen|stammen) sie|woher (?:kommst|stammst) du",
            r"welche[nr]? pa(?:ss|sse|esse)",
        ),
        "es": (
            r"nacionalidad|(?:tu|su|que|doble) ciudadania",
            r"(?:eres|es usted|es) (?:\w+ )?ciudadan[oa]",
            r"lugar de nacimiento|pais de (?:origen|nacimiento)",
            r"de que pais (?:eres|es|vienes|viene)|de donde (?:eres|es usted|vienes)|que pasaporte",
        ),
        "nl": (
            r"nationaliteit|staatsburgerschap|(?:ben je|bent u) (?:\w+ ){0,2}staatsburger",
            r"geboorteplaats|geboorteland|land van herkomst",
            r"waar komt? (?:je|jij|u) (?:oorspronkelijk )?vandaan|welke? paspoort(?:en)?",
        ),
        "pt": (
            r"nacionalidade|naturalidade|(?:sua|tua|que|dupla) cidadania",
            r"(?:e|es) (?:\w+ )?cidada(?:o)?(?= |$)",
            r"local de nascimento|pais de (?:origem|nascimento)",
            r"de que pais (?:e|es|vem|vens)|que passaporte",
        ),
    },
    Topic.FAMILY: {
        "en": (
            r"(?:marital|civil|family|relationship) status|maiden name",
            r"married or (?:single|unmarried)|single or married",
            r"are you (?:\w+ )?(?:married|divorced|widowed|pregnant|expecting(?= a |$))",
            r"are you a (?:single )?(?:parent|mother|father|mum|mom|dad)",
            r"(?:do|will) you (?:currently |already |plan to |intend to |want to )?have "
            r"(?:any |small |young |little |minor )*(?:children|kids|a (?:husband|wife|spouse|"
            r"family|baby))(?! (?:in|on|under|to) )",
            r"(?:how many|number of) (?:children|kids|dependents|dependants)"
            r"(?= do you have$| have you$|$)",
            r"your (?:husband|wife|spouse|pregnancy|children|kids)",
            r"plan(?:ning)? to (?:have (?:a )?(?:baby|babies|children|kids|child)|"
            r"(?:become|get) pregnant|start a family|get married)",
            r"planning (?:a |your )?(?:pregnancy|family)|your family plan(?:s|ning)",
        ),
        "de": (
            r"familienstand|zivilstand|familia?e?re situation|verheiratet|verwitwet",
            r"(?:sind sie|bist du) (?:\w+ ){0,2}(?:ledig|geschieden|schwanger|alleinerziehend)",
            r"ledig oder|ma?e?dchenname|geburtsname|ihre?e? ehe(?:partner|frau|mann)",
            r"(?:haben sie|hast du) (?:bereits |schon |kleine |eigene )*"
            r"(?:kinder|ein kind|eine familie)(?= und| oder| zu hause| die|$)",
            r"wie ?viele kinder (?:haben sie|hast du)$|anzahl (?:der |ihrer |deiner )?kinder$",
            r"kinderwunsch|kinderzahl|familienplanung|(?:ihre|deine) schwangerschaft",
            r"(?:planen sie|planst du) (?:\w+ ){0,2}(?:kinder|familie|nachwuchs|zu heiraten)",
        ),
        "es": (
            r"estado civil|(?:estado|situacion) familiar|cargas familiares|apellido de solter[oa]",
            r"(?:estas|esta|esta usted|eres|es usted) (?:\w+ )?"
            r"(?:casad[oa]|solter[oa]|divorciad[oa]|viud[oa]|embarazada)",
            r"casad[oa] o (?:\w+ )?solter[oa]|solter[oa] o (?:\w+ )?casad[oa]",
            r"(?:tienes|tiene|tener) (?:\w+ )?(?:hij[oa]s?|pareja|espos[oa]|marido)",
            r"(?:cuantos|numero de) hij[oa]s|(?:tu|su) (?:embarazo|espos[oa]|marido|conyuge)",
        ),
        "nl": (
            r"burgerlijke (?:staat|stand)|gezinssituatie|gezinssamenstelling|meisjesnaam",
            r"(?:ben je|bent u) (?:\w+ ){0,2}(?:getrouwd|gehuwd|gescheiden|zwanger|ongehuwd|"
            r"vrijgezel|alleenstaande?)",
            r"(?:getrouwd|gehuwd) of",
            r"(?:heb je|heeft u|hebt u) (?:al |jonge |kleine |eigen )*"
            r"(?:kinderen|een gezin)(?= en| of| thuis|$)",
            r"hoeveel kinderen (?:heb je|heeft u|hebt u)$|kinderwens",
            r"(?:je|jouw|uw) (?:zwangerschap|echtgenoot|echtgenote)|(?:jouw|uw) kinderen",
        ),
        "pt": (
            r"estado civil|situacao familiar|agregado familiar|nome de solteir[oa]",
            r"(?:e|es|esta|estas) (?:\w+ )?"
            r"(?:casad[oa]|solteir[oa]|divorciad[oa]|viuv[oa]|gravida)",
            r"casad[oa] ou (?:\w+ )?solteir[oa]|solteir[oa] ou (?:\w+ )?casad[oa]",
            r"(?:tem|tens|ter) (?:\w+ )?(?:filh[oa]s?|conjuge|espos[oa]|marido)(?! d[aeo]s?)",
            r"(?:quantos|numero de) filh[oa]s|(?:sua|tua|seu|teu) (?:gravidez|espos[oa]|marido)",
        ),
    },
}

# Words that ask for something only when they are the whole question.
WHOLE_LABEL: dict[Topic, dict[str, tuple[str, ...]]] = {
    Topic.PAY_HISTORY: {},
    Topic.AGE: {
        "en": (r"(?:your )?age(?: in years| group| range| bracket| band)?|birth ?day|born",),
        "de": (r"alter(?: in jahren)?|jahrgang|altersgruppe",),
        "es": (r"edad(?: en anos)?|cumpleanos",),
        "nl": (r"leeftijd(?: in jaren)?|leeftijdsgroep|verjaardag",),
        "pt": (r"idade(?: em anos)?|aniversario|faixa etaria",),
    },
    Topic.PHOTO: {
        "en": (rf"(?:a |an |your |applicant )?{_EN_KIND_OF}{_EN_PICTURE}s?",),
        "de": (r"(?:\w+ )?fotos?",),
        "es": (r"(?:tu |su )?foto(?:grafia)?",),
        "nl": (r"(?:\w+ )?foto",),
        "pt": (r"(?:sua |tua )?foto(?:grafia)?",),
    },
    Topic.NATIONALITY: {
        "en": (r"citizenships?|passport(?: country)?|nationalities",),
        "de": (r"nationalita?e?ten|herkunft",),
        "es": (r"ciudadania|nacionalidades",),
        "nl": (r"nationaliteiten|herkomst",),
        "pt": (r"cidadania|nacionalidades",),
    },
    Topic.FAMILY: {
        "en": (r"married|children|kids|pregnan(?:t|cy)|(?:husband|wife|spouse)(?: s name)?",),
        "de": (r"kinder|ledig|schwanger(?:schaft)?|ehepartner",),
        "es": (r"hijos|casad[oa](?: a)?|embarazo|embarazada|conyuge",),
        "nl": (r"kinderen|getrouwd|gehuwd|zwanger(?:schap)?|aantal kinderen",),
        "pt": (r"filhos|casad[oa](?: a)?|gravidez|gravida|conjuge",),
    },
}

# Choices that can only be answers to a question about family.
WHOLE_CHOICE: dict[str, tuple[str, ...]] = {
    "en": (r"(?:un)?married|divorced|widow(?:ed|er)?|(?:in a )?civil partnership|pregnant",),
    "de": (r"verheiratet|geschieden|verwitwet|ledig|schwanger",),
    "es": (r"(?:casad|divorciad|viud|solter)[oa](?: [oa])?|embarazada",),
    "nl": (r"(?:on)?gehuwd|getrouwd|gescheiden|weduwe|weduwnaar|zwanger",),
    "pt": (r"(?:casad|divorciad|viuv|solteir)[oa](?: [oa])?|gravida",),
}

# Whether somebody has reached an age that the law asks for says neither how old they are nor when
# they were born; it is the way out that the reason names.
LEGAL_AGE: dict[str, tuple[str, ...]] = {
    "en": (
        r"(?:at least|over|above|older than|minimum age(?: of| is)?) (?:1[4-9]|2[01])"
        r"(?: years(?: old| of age)?)?(?: old)?",
        r"(?:1[4-9]|2[01])(?: years(?: old| of age)?)? (?:or|and) (?:older|over|above)",
        r"(?:of )?(?:legal|minimum) (?:working )?age",
    ),
    "de": (
        r"(?:mindestens|u?e?ber|a?e?lter als) (?:1[4-9]|2[01])(?: jahren?)?(?: alt)?",
        r"(?:1[4-9]|2[01]) jahren? oder a?e?lter|volljahrig|volljaehrig|mindestalter",
    ),
    "es": (
        r"mayor(?:es)? de (?:1[4-9]|2[01]|edad)(?: anos)?|mayoria de edad|edad minima",
        r"(?:al menos|mas de) (?:1[4-9]|2[01]) anos",
    ),
    "nl": (
        r"(?:minstens|minimaal|ouder dan|boven de) (?:1[4-9]|2[01])(?: jaar)?(?: oud)?",
        r"(?:1[4-9]|2[01]) jaar of ouder|meerderjarig|minimumleeftijd",
    ),
    "pt": (
        r"maior(?:es)? de (?:1[4-9]|2[01]|idade)(?: anos)?|maioridade|idade minima",
        r"(?:pelo menos|mais de) (?:1[4-9]|2[01]) anos",
    ),
}

# Help may well say that something is *not* wanted: "Please do not send a photo."
NEGATIONS: dict[str, tuple[str, ...]] = {
    "en": ("not", "never", "no", "without", "don t", "dont"),
    "de": ("nicht", r"keine?\w?", "ohne"),
    "es": ("no", "sin", "nunca"),
    "nl": ("niet", "geen", "zonder"),
    "pt": ("nao", "sem", "nunca"),
}
