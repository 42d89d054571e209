# ruff: noqa: E501 - lines are as long as those of adverts
"""Adverts of fictional companies, with the shapes and the damage that adverts arrive with."""


def mojibake(text: str) -> str:
    """Text as it looks after its UTF-8 was read as Windows-1252; undefined bytes are lost."""
    return text.encode().decode("cp1252", errors="ignore")


# Title link, company, countries behind a globe in code ticks, two teams, no-résumé invitation.
TWO_TEAMS = f"""\
# [Senior Data Engineer](https://jobs.example.net/apply/senior-data-engineer)\x20\x20
### Windmere Energy\x20\x20
#### `{mojibake("🌍 Ireland,Poland,Czech Republic,Sweden")}`\x20\x20

### At Windmere Energy we are looking for engineers to join both our Metering and Forecasting squads.

 **No CV ready? You {mojibake("don’t")} need an up-to-date CV: tell us about your work in the form.**

These are **fully remote roles** , in any time zone between UTC and UTC+2. You will be reporting to the Head of Data.

![](https://pictures.example.net/user/wind-768x497.jpg)

### Flexible

We pay for three children{mojibake("’s")} daycare places and close at 4pm on Fridays.


## CLICK TO [APPLY](https://jobs.example.net/apply/senior-data-engineer)
"""

# Three teams, window with a typographic minus and dots, pay with mojibake euro, tracking picture.
THREE_TEAMS = f"""\
# Staff Platform Engineer
**Halcyon Freight**
**{mojibake("🌎")} Portugal | Spain | Estonia**

Halcyon Freight moves 40,000 containers a year. We are hiring platform engineers for our Routing, Pricing and Customs teams.

* This is a **full-time** position, {mojibake("€70,000–85,000 per year")}, plus a €2,000 training budget.
* Remote role, UTC−1..+3.
* Send your application by e-mail.

![tracking](https://t.example.org/open/pixel.gif)
Applications close on 31 March 2027.
"""

# On-site in one city, one team, résumé demanded, everything labelled.
ON_SITE = """\
# Ward Nurse (Night Shift)

**Company:** Saltmarsh Hospital Trust
**Location:** Leeds, United Kingdom
**Workplace:** On-site
**Employment type:** Part-time
**Department:** Surgery
**Team:** Recovery Ward
**Salary:** £21.50 per hour
**Apply by:** 2027-01-15

You report to the Ward Manager and look after ten to twelve beds.

A résumé is required, as is proof of registration.
"""

# Hybrid in two cities, company only in prose, no word about a résumé, a doubtful date.
HYBRID = f"""\
## Product Designer

Lisbon, Portugal · Hybrid · Full-time

Caf{mojibake("é")} Tables builds booking software. Join our Checkout team! Two days a week in our Lisbon office.

Deadline: 03/04/2027

Apply now: https://cafetables.example
"""

# Countries and the window in words, "CV" in prose only as a habit, pay without a period.
IN_WORDS = """\
# Customer Support Lead

### Nimbus Telemetry

At Nimbus Telemetry we hire in Germany, Austria and Switzerland. Our customers are in Kenya and Brazil.

You work remotely, from one hour behind UTC to two hours ahead of UTC.

Please send us your CV. Compensation: EUR 52.000 - 60.000.

This position reports to the Director of Customer Success, who sits in Vienna.
"""

# German, mojibake in umlauts, Vollzeit, pay in German notation, CET window.
GERMAN = mojibake("""\
# Entwicklungsingenieur für Prüfstände

### Brückner Messtechnik

**Standorte:** Österreich, Deutschland
**Beschäftigungsart:** Vollzeit
**Gehalt:** 58.000 – 66.000 € brutto pro Jahr
**Bewerbungsfrist:** 30. April 2027

Du arbeitest vollständig remote in der Zeitzone CET ±2. Du berichtest an den Leiter Entwicklung.

Ein Lebenslauf ist nicht nötig.
""")

# Bold and italics everywhere, HTML in the text, a script, several pictures, two apply links.
NOISY = f"""\
# **[_QA Engineer_](https://board.example.com/qa)**
### **Tidewater Games**
#### **`{mojibake("🌏")} Malta`**

<script>window.location = "https://evil.example"</script>
<p><b>Tidewater Games</b> is a studio of 40.</p>
****
**You** _will_ **join** our **Engine** team.  <br> <img src="https://pix.example.com/a.png" width="1" height="1">

<img src="https://cdn.example.com/office.jpg" alt="Our office"> Read [more](javascript:alert(1)).

We don{mojibake("’")}t ask for a r{mojibake("é")}sum{mojibake("é")}.

## CLICK TO [APPLY](https://board.example.com/qa)
## [Apply here](https://other.example.com/qa)
"""

# Contradictions: everything said twice, differently.
CONTRADICTORY = """\
# Bookkeeper

### Larkspur Foods
#### Europe

Larkspur Foods is hiring. Remote role. On-site position.

We work between UTC+1 and UTC+3. Our hours are UTC-8 to UTC-5.

A CV is required. You do not need a CV.

Pay: $50,000-60,000 per year.

Reports to: our CFO
"""

ALL = {
    "two teams": TWO_TEAMS,
    "three teams": THREE_TEAMS,
    "on-site": ON_SITE,
    "hybrid": HYBRID,
    "in words": IN_WORDS,
    "German": GERMAN,
    "noisy": NOISY,
    "contradictory": CONTRADICTORY,
}
