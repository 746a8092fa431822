"""Step 4, search: words that people type around what they look for, by language.

"What to do", "how", "please": they stand on every page, so a search passes over them while there is anything else.
Written by a machine, like ``content/synonyms.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...localise.advisory import Advisory

FILLERS: dict[str, tuple[str, ...]] = {
    "en": (
        "a", "an", "and", "am", "any", "are", "at", "be", "but", "can", "can i", "could", "do", "does", "for", "from",
        "get", "give", "has", "have", "help", "how", "how to", "i", "if", "in", "is", "it", "me", "mean", "meaning",
        "my", "need", "now", "of", "on", "or", "our", "please", "should", "so", "that", "the", "then", "there",
        "they", "this", "to", "under", "us", "want", "was", "we", "what", "what do", "what to do", "what to say",
        "what say", "when", "where", "which", "who", "will", "with", "you",
    ),
    "es": (
        "a", "al", "ayuda", "como", "con", "cual", "cuando", "de", "del", "desde", "donde", "el", "en", "es", "esta",
        "este", "estoy", "hacer", "hay", "la", "las", "le", "lo", "los", "me", "mi", "mis", "necesito", "nos", "para",
        "pero", "por", "puede", "puedo", "q", "q hago", "que", "que hacer", "que hago", "queda", "quiero", "se", "ser",
        "si", "soy", "su", "sus", "tengo", "todavia", "todos", "un", "una", "va", "voy", "y", "ya", "yo",
    ),
    "my": (
        "ဘယ်လို", "ဘာလုပ်", "ဘာလုပ်ရမလဲ", "ဘာလုပ်မလဲ", "ဘာအရင်လုပ်", "ဘာပြော", "ဘာပြောရမလဲ", "ဘယ်မှာ", "ဘယ်သွား", "ဘယ်",
        "ကယ်ပါ", "အကူအညီ", "ရမလား", "ရလား", "လား", "လို့ရလား", "လို့", "နေပြီ", "ပြီ", "ရင်", "တော့မယ်", "တော့", "ချင်တယ်",
        "တယ်", "ပါ", "တွေ", "က", "ကို", "မှာ", "ထဲ", "ထဲမှာ", "နဲ့", "ခေါ်", "လုပ်", "ဘာ", "နေ", "ရမလဲ", "ဘယ်လောက်",
    ),
    "th": (
        "ทำไง", "ทำยังไง", "ทำอย่างไร", "ยังไง", "อย่างไร", "ไหม", "มั้ย", "ช่วยด้วย", "ช่วยยังไง", "ช่วย", "ที่ไหน", "อยู่ไหน", "ได้ไหม",
        "ครับ", "ค่ะ", "คะ", "อยาก", "ขอ", "ต้อง", "ใน", "ที่", "ของ", "และ", "จะ",
    ),
}  # fmt: skip


def fillers_of(advisory: Advisory) -> Iterator[str]:
    """Yield what a search in *advisory* passes over: fillers, and the name of the country where everybody is."""
    yield from FILLERS.get(advisory.locale, ())
    yield str(advisory.country.name)
    yield advisory.host.replace("-", " ")
    yield advisory.host.rpartition("-")[2]
