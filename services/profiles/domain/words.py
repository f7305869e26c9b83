"""Names as they are searched and sorted: without case and accents."""

import re
import unicodedata

PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
WORD = re.compile(r"[^\W_]+")
LONGEST, MOST = 40, 8


def folded(text: str) -> str:
    """The text in lower case without accents."""
    bare = "".join(part for part in unicodedata.normalize("NFKD", text) if not unicodedata.combining(part))
    return bare.casefold().translate(PLAIN)


def words(text: str) -> list[str]:
    """The distinct words of a text, folded; at most eight of forty letters."""
    return list(dict.fromkeys(word[:LONGEST] for word in WORD.findall(folded(text))))[:MOST]
