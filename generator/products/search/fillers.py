"""Step 4, search: what a search must know of a language besides its synonyms.

Fillers are words that people type around what they look for.

"What to do", "how", "please": they are on every page, so a search ignores them while there is
anything else. Written by a machine, like ``content/synonyms.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...localise.advisory import Advisory


def _words(words: str) -> tuple[str, ...]:
    return tuple(words.split(", "))


FILLERS: dict[str, tuple[str, ...]] = {
    "en": _words(
        "a, an, and, am, any, are, at, be, but, can, can i, could, do, does, for, from, get, "
        "give, has, have, help, how, how to, i, if, in, is, it, me, mean, meaning, my, need, now, "
        "of, on, or, our, please, should, so, that, the, then, there, they, this, to, under, us, "
        "want, was, we, what, what do, what to do, what to say, what say, when, where, which, "
        "who, will, with, you"
    ),
    "es": _words(
        "a, al, ayuda, como, con, cual, cuando, de, del, desde, donde, el, en, es, esta, este, "
        "estoy, hacer, hay, la, las, le, lo, los, me, mi, mis, necesito, nos, para, pero, por, "
        "puede, puedo, q, q hago, que, que hacer, que hago, queda, quiero, se, ser, si, soy, su, "
        "sus, tengo, todavia, todos, un, una, va, voy, y, ya, yo"
    ),
    "my": _words(
        "ဘယ်လို, ဘာလုပ်, ဘာလုပ်ရမလဲ, ဘာလုပ်မလဲ, ဘာအရင်လုပ်, ဘာပြော, ဘာပြောရမလဲ, ဘယ်မှာ, ဘယ်သွား, "
        "ဘယ်, ကယ်ပါ, အကူအညီ, ရမလား, ရလား, လား, လို့ရလား, လို့, နေပြီ, ပြီ, ရင်, တော့မယ်, တော့, "
        "ချင်တယ်, တယ်, ပါ, တွေ, က, ကို, မှာ, ထဲ, ထဲမှာ, နဲ့, ခေါ်, လုပ်, ဘာ, နေ, ရမလဲ, ဘယ်လောက်"
    ),
    "th": _words(
        "ทำไง, ทำยังไง, ทำอย่างไร, ยังไง, อย่างไร, ไหม, มั้ย, ช่วยด้วย, ช่วยยังไง, ช่วย, ที่ไหน, "
        "อยู่ไหน, ได้ไหม, ครับ, ค่ะ, คะ, อยาก, ขอ, ต้อง, ใน, ที่, ของ, และ, จะ"
    ),
}

ENDINGS: dict[str, tuple[str, ...]] = {
    "en": _words("ing, ed, es, s"),
    "es": _words(
        "aron, ieron, ando, iendo, ados, adas, idos, idas, aban, amos, ado, ada, ido, ida, aba, "
        "ar, er, ir, an, en, as, es, os, io, a, e, i, o, s"
    ),
}
"""Endings of verbs and of words for several things, without accents, the longest first."""

LIMITS: dict[str, tuple[str, ...]] = {
    "en": _words("but, only, except, unless, if not, without, however, never, otherwise"),
    "es": _words("pero, solo, excepto, salvo, sino, si no, sin, nunca, menos"),
    "my": _words("ဒါပေမဲ့, ဒါပေမယ့်, သို့သော်, မဟုတ်ရင်"),
    "th": _words("แต่, เว้นแต่, ยกเว้น, เฉพาะ, ถ้าไม่, ห้าม"),
}
"""With which a sentence begins that limits or reverses the one before it."""


def fillers_of(advisory: Advisory) -> Iterator[str]:
    """Yield what a search in *advisory* ignores: fillers, and the name of the host country."""
    yield from FILLERS.get(advisory.locale, ())
    yield str(advisory.country.name)
    yield advisory.host.replace("-", " ")
    yield advisory.host.rpartition("-")[2]
