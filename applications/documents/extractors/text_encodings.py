"""Encodings that documents name. Python loads each from a file, which the sandbox no longer can."""

import codecs

WESTERN = ("cp1252", "latin-1", "iso8859-15", "mac-roman", "cp437", "cp850")
OTHERS = (
    *("cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
    *("iso8859-2", "iso8859-5", "iso8859-7", "iso8859-9", "koi8-r"),
    *("mac-cyrillic", "mac-greek", "mac-latin2", "mac-turkish"),
    *("cp932", "cp936", "cp949", "cp950", "cp1361", "gb18030", "big5", "euc-jp", "shift-jis"),
)
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "ascii")


def load_all() -> None:
    """Load every encoding of the list that this Python has."""
    for name in (*UNICODE, *WESTERN, *OTHERS):
        try:
            codecs.lookup(name)
        except LookupError:
            continue
