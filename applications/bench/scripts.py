"""What a load client sends: requests with blanks, and what fills the blanks. Knows no Django.

The same requests go through Django's test client once, to count what they cost, and through the
load client many times. A blank is written {{so}}: in a path or a body it stands for the value of
that name, which is the same in all requests of one operation.
"""

import uuid
from dataclasses import asdict, dataclass, field
from typing import Any

Values = dict[str, str]


@dataclass(frozen=True)
class Request:
    """One request. `body` is Latin-1 text, so that a file in it survives JSON."""

    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    expects: int = 200

    def filled(self, values: Values) -> tuple[str, bytes]:
        """Return the path and the body with all blanks filled."""
        return _fill(self.path, values), _fill(self.body, values).encode("latin-1")


@dataclass(frozen=True)
class Script:
    """An operation of one or more requests on one connection.

    `rows` are the values to go round by; with `moves` each connection keeps one row to itself and
    turns it over after every operation: next version, stages exchanged.
    """

    name: str
    requests: list[Request]
    rows: list[Values] = field(default_factory=lambda: [{}])
    moves: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Script":
        requests = [Request(**request) for request in stored["requests"]]
        return cls(stored["name"], requests, stored["rows"], stored["moves"])


@dataclass
class Supply:
    """Fills the blanks of one script: row after row, and a number and a form key never used."""

    script: Script
    number: int = 0

    def values(self, connection: int) -> Values:
        """Return the values of the next operation on a connection, counted from 0."""
        self.number += 1
        rows = self.script.rows
        row = rows[(connection if self.script.moves else self.number) % len(rows)]
        return {"number": f"{self.number:09}", "form_key": str(uuid.uuid4()), **row}

    def done(self, connection: int) -> None:
        """Note that the last operation of a connection took place."""
        if self.script.moves:
            rows = self.script.rows
            row = rows[connection % len(rows)]
            row["from"], row["to"] = row["to"], row["from"]
            row["version"] = str(int(row["version"]) + 1)


def _fill(text: str, values: Values) -> str:
    for name, value in values.items():
        text = text.replace("{{" + name + "}}", value)
    return text
