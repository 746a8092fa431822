"""What leaflet tests share: advisories whose words are long Burmese or Thai stand-ins.

Translations grow while people work on them; the fit, the text layer and the tags must be right for
whatever words of usual length come. Sentences are the design mock-ups', chosen for stacked letters,
negations and long words; 1.06 letters for each English one, as in those mock-ups.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count

import pypdfium2
from PIL import Image

from generator.load import Content
from generator.load.leaflet_formats import own_formats
from generator.localise.advisory import Advisory
from generator.localise.assembly import advisory_of
from generator.localise.corridors import build_moment
from generator.localise.localiser import Localiser
from generator.localise.texts import TextState
from generator.localise.translator import Translator
from generator.model.leaflet import Leaflet
from generator.products.paper import print_leaflet
from generator.products.paper.layout.fit import Fit
from generator.products.paper.layout.qr import qr_svg
from generator.products.paper.layout.sheet import Draft, draft, left_edges
from generator.products.paper.layout.styles import leaflet_css
from generator.products.paper.names import Paper
from generator.products.paper.pdf.engine import Press
from generator.text.languages import load_languages
from support.example import ROOT
from support.hosts import drafted, printed
from support.real import real_content

EXAMPLE_FORMATS = ROOT / "tests" / "data" / "leaflets"

WORDS: Mapping[str, Mapping[str, str]] = {
    "my": {
        "Thailand": "ထိုင်းနိုင်ငံ",
        "People from Myanmar": "မြန်မာနိုင်ငံက လာသူများ",
        "what to do in danger": "ဘေးကြုံရင်",
        "In an emergency, call": "အရေးပေါ်ဆို ခေါ်ပါ",
        "Ambulance": "လူနာတင်ကား",
        "Fire service": "မီးသတ်",
        "Disaster office": "သဘာဝဘေး",
        "Police": "ရဲ",
        "Issara Institute": "Issara Institute",
        "LPN": "LPN",
        "Disease control": "ရောဂါထိန်း",
        "Department of Employment": "အလုပ်သမားရေးရာ",
        "Draft translation": "မူကြမ်း ဘာသာပြန်",
        "Flood": "ရေကြီး",
        "Earthquake": "ငလျင်",
        "Fire": "မီးလောင်",
        "Landslide": "တောင်ပြို",
        "Tsunami": "ဆူနာမီ",
        "Storm": "မုန်တိုင်း",
        "Burmese": "မြန်မာ",
        "Thai": "ထိုင်း",
        "Free": "အခမဲ့",
        "Name": "အမည်",
        "Phone": "ဖုန်း",
        "Stamp": "တံဆိပ်",
        "Allergies": "ဓာတ်မတည့်တာ",
        "My medicine": "သောက်နေတဲ့ ဆေး",
        "Phone of a helper": "ကူညီပေးမယ့်သူ",
        "Phone of a relative": "ဆွေမျိုး",
        "Helpers near you": "အနီးက မိတ်ဖက်အဖွဲ့",
        "My people": "ကိုယ့်လူရဲ့ ဖုန်း",
        "Code": "ကုဒ်",
        "Go now": "အခုသွားပါ",
        "we read %(days)s days": "%(days)s ရက် ဖတ်ရ",
        "not called yet": "မခေါ်ကြည့်ရသေး",
        "source %(year)s": "အရင်းအမြစ် %(year)s",
        "%(count)s sources": "အရင်းအမြစ် %(count)s ခု",
        "They say they answer in %(language)s": "%(language)sလို ဖြေတယ်လို့ ဆို",
        "Says it answers in %(language)s": "%(language)sလို ဖြေတယ်လို့ ဆို",
        "It is not known whether they answer in %(language)s.": (
            "%(language)sလို ဖြေ၊ မဖြေ မသိရသေးပါ။"
        ),
        "Hand the phone to somebody who speaks %(language)s.": "%(language)sလူကို ခေါ်ခိုင်းပါ။",
        "Show this to somebody who reads %(language)s": "%(language)sလူကို ဒီစာ ပြပါ",
        "Social Security Office": "လူမှုဖူလုံရေးရုံး",
        "Hurt at work: go to %(name.social-security)s now.": (
            "အလုပ်မှာ ထိခိုက်ရင် %(name.social-security)sကို အခု သွားပါ။"
        ),
        "Questions: %(contact.social-security)s, day and night.": (
            "မေးရန် %(contact.social-security)s၊ နေ့ရော ညရော။"
        ),
        "Work stopped by a flood: sign up at %(name.social-security)s now.": (
            "ရေကြီးလို့ အလုပ်ရပ်ရင် %(name.social-security)sမှာ အခု စာရင်းသွင်းပါ။"
        ),
        "Sources read %(day)s": "ဖတ်ထားတာ %(day)s",
        "Newest leaflet:": "နောက်ဆုံးထုတ်",
        "Help is free.": "အကူအညီက အခမဲ့ပါ။",
        "Nobody may ask you for money, work or sex for it.": (
            "ပိုက်ဆံ၊ အလုပ်၊ လိင်ကိစ္စနဲ့ လဲခိုင်းခွင့် ဘယ်သူ့မှာမှ မရှိပါ။"
        ),
        "Write only what police and boss may read.": "ရဲနဲ့ အလုပ်ရှင် ဖတ်မိလည်း ရတာကိုပဲ ရေးပါ။",
        "If your phone sounds a loud alarm": "ဖုန်းက အသံကြီး မြည်ရင်",
        "If you fear your government or army, ask %(safe_contact)s first.": (
            "ကိုယ့်အစိုးရ၊ စစ်တပ်ကို ကြောက်ရရင် %(safe_contact)s ကို အရင်မေးပါ။"
        ),
        "not official": "တရားဝင် မဟုတ်",
        "At hospital, shelter, office: what they ask": "ဆေးရုံ၊ ခိုလှုံရာ၊ ရုံးမှာ ဘာမေးလဲ",
        "Compensation: go now": "လျော်ကြေး၊ အခုသွားပါ",
        "Save your life first. Ask about papers after.": "အသက်ကို အရင်ကယ်ပါ။ စာရွက်စာတမ်းကို နောက်မှ မေးပါ။",
        "Leave before the way out is under water.": "ထွက်ပေါက် ရေမမြုပ်ခင် ထွက်ပါ။",
        "Do not go into deep or moving water.": "စီးနေတဲ့ရေ၊ နက်တဲ့ရေထဲ မဆင်းပါနဲ့။",
        "Climb higher only if you cannot leave.": "ထွက်လို့ မရတော့မှသာ အပေါ်ထပ်၊ ခေါင်မိုးပေါ် တက်ပါ။",
        "Never go into a closed roof space.": "ထွက်ပေါက်မရှိတဲ့ ခေါင်မိုးအောက်ထဲ မဝင်ပါနဲ့။",
        "Do not go near poles or fallen wires.": "လျှပ်စစ်တိုင်၊ ပြုတ်ကျတဲ့ ကြိုးနား မကပ်ပါနဲ့။",
    },
    "th": {
        "Thailand": "ประเทศไทย",
        "People from Myanmar": "คนจากเมียนมา",
        "In an emergency, call": "เหตุฉุกเฉิน โทร",
        "Ambulance": "รถพยาบาล",
        "Fire service": "ดับเพลิง",
        "Disaster office": "ปภ.",
        "Police": "ตำรวจ",
        "Issara Institute": "Issara Institute",
        "LPN": "LPN",
        "Draft translation": "ฉบับร่าง",
        "Flood": "น้ำท่วม",
        "Earthquake": "แผ่นดินไหว",
        "Fire": "ไฟไหม้",
        "Landslide": "ดินถล่ม",
        "Tsunami": "สึนามิ",
        "Storm": "พายุ",
        "Burmese": "พม่า",
        "Thai": "ไทย",
        "Free": "ฟรี",
        "Name": "ชื่อ",
        "Phone": "โทร",
        "Stamp": "ตรา",
        "Allergies": "แพ้",
        "My medicine": "ยา",
        "Phone of a helper": "ผู้ช่วย โทร",
        "Phone of a relative": "ญาติ โทร",
        "Code": "รหัส",
        "Go now": "ไปตอนนี้",
        "Help. There is a flood. We are trapped here.": "ช่วยด้วย! น้ำท่วม เราติดอยู่ที่นี่",
        "I am locked in and cannot get out.": "ฉันถูกขังอยู่ข้างใน ออกไม่ได้",
        "Please call %(ambulance)s and say where we are.": "กรุณาโทร %(ambulance)s แล้วบอกว่าเราอยู่ที่ไหน",
        "There is a fire. Please call %(fire)s.": "ไฟไหม้ กรุณาโทร %(fire)s",
        "We are this many people.": "เรามีกันเท่านี้คน",
        "Where is the shelter?": "ศูนย์พักพิงอยู่ที่ไหน",
        "It hurts very much here.": "เจ็บตรงนี้มาก",
        "Somebody is missing.": "มีคนหายไป",
        "I speak only a little of your language.": "ฉันพูดไทยได้นิดหน่อย",
        "I need an interpreter.": "ฉันต้องการล่าม",
    },
}
SENTENCES: Mapping[str, tuple[str, ...]] = {
    "my": (
        "ကုန်းမြင့်ကို သွားပါ။",
        "ထွက်ခိုင်းရင် မစောင့်ပါနဲ့။",
        "ခြေမျက်စိအထိ စီးနေတဲ့ရေက လူကို လဲစေနိုင်တယ်။",
        "အဝတ်ဝှေ့ပါ၊ မီးပြပါ။",
        "မဖြစ်မနေ ဖြတ်ရရင် ဘွတ်ဖိနပ်စီး၊ ရေမှာပေါ်တဲ့ ပစ္စည်း ကိုင်ပါ။",
        "တံခါးကို အပြင်ကနေ သော့ခတ်ခွင့် မပေးပါနဲ့။",
        "ပျက်စီးတာ ဓာတ်ပုံရိုက်၊ ဘောက်ချာ သိမ်းပါ။",
        "အိမ်ထောင်စုစာရင်းနဲ့ တိုက်ကြည့်လို့ မရတာ ရှိတယ်။",
        "ရွှေ့ပြောင်းအလုပ်သမားတွေရဲ့ ဘာသာစကားနဲ့ လွှင့်တယ်လို့ ဆိုပါတယ်။",
        "ကြက်ခြေနီက လူမျိုး မရွေး ကူညီတယ်လို့ ဆိုတယ်။",
        "ကမ္ဘာ့ယောက်ျား ကျွန်ုပ်တို့ မသိရသေးပါ။",
        "ဝီစီ၊ မီး၊ ခေါက်သံ ၃ ချက်စီ ပေးပါ။",
    ),
    "th": (
        "ไปที่สูง",
        "ถ้าบอกให้ออก อย่ารอ",
        "น้ำไหลแค่ข้อเท้าก็ทำให้ล้มได้",
        "อย่ากลับเข้าไปเอาของ",
        "โทรหมายเลขถัดไป ขอให้คนใกล้ ๆ โทร",
        "เอาชีวิตรอดก่อน เรื่องเอกสารค่อยถามทีหลัง",
        "ยังไม่พบประกาศทางการว่าศูนย์พักพิงรับคนต่างชาติหรือไม่",
        "เป่านกหวีด ฉายไฟ หรือเคาะ 3 ครั้ง ซ้ำ ๆ",
    ),
}
_LENGTH = {"my": 1.06, "th": 0.92}
_PLACEHOLDER = re.compile(r"(%\([a-z0-9_.-]+\)s)")


@dataclass(frozen=True)
class StandIn(Translator):
    """Translates everything into stand-in sentences, about as long as a translation would be."""

    longer: float = 1.0

    def pick(self, domain: str, context: str, msgid: str) -> tuple[str, str, TextState]:
        locale = self.locale
        if locale not in SENTENCES:
            return super().pick(domain, context, msgid)
        if (word := WORDS[locale].get(msgid)) and self.longer == 1.0:
            return word, locale, "draft"
        pieces = _PLACEHOLDER.split(msgid)
        return "".join(_stand_in(p, locale, self.longer) for p in pieces), locale, "draft"


def _stand_in(piece: str, locale: str, longer: float) -> str:
    if piece.startswith("%(") or not re.search(r"\w", piece):
        return piece
    wanted, seed, text = len(piece) * _LENGTH[locale] * longer, sum(map(ord, piece)), ""
    sentences = SENTENCES[locale]
    for number in count(seed):
        sentence = sentences[number % len(sentences)]
        if text and len(text) + len(sentence) / 2 > wanted:
            break
        text = f"{text} {sentence}".strip()
        if len(text) > wanted:
            break
    if len(text) > wanted * 1.3:
        words = text.split(" ")
        while len(words) > 1 and len(" ".join(words)) > wanted:
            words.pop()
        text = " ".join(words)
    before = " " if piece[0] == " " else ""
    return before + text + (" " if piece[-1] == " " else "")


def back_of(leaflet: Leaflet, panel: str) -> str:
    """Name the panel printed on the other face of *panel*.

    The sheet is turned over its short edge, so the first from the left backs the last.
    Source: docs/explanation/folding.md.
    """
    front, back = leaflet.sides
    if panel in back:
        front, back = back, front
    return back[len(back) - 1 - front.index(panel)]


def stand_in(content: Content, locale: str, longer: float = 1.0) -> Advisory:
    """The advisory of the first corridor in *locale*; Burmese and Thai in stand-in sentences."""
    corridor = content.site.corridors[0]
    translator = StandIn(
        tuple(dict.fromkeys((locale, "en"))), {}, longer, whole=content.glossary.whole
    )
    pair = (corridor.origin, corridor.host)
    return advisory_of(Localiser(content, pair, translator, load_languages(), build_moment()))


@cache
def real_draft(locale: str) -> Draft:
    """The real tri-fold in *locale*, not fitted yet; ``my committed``: with our translations."""
    tag, _, words = locale.partition(" ")
    if words == "committed":
        return drafted(Paper("thailand", tag, "trifold"))
    return draft(stand_in(real_content(), tag), own_formats()["trifold"])


@cache
def real_leaflet(locale: str) -> tuple[bytes, Fit]:
    """The real tri-fold in *locale* as PDF, and how it fitted."""
    tag, _, words = locale.partition(" ")
    if words == "committed":
        return printed(Paper("thailand", tag, "trifold"))
    return print_leaflet(real_draft(locale))


def press_for(langs: tuple[str, ...] = ("my", "th", "en")) -> Press:
    """A press with our style sheet for texts in *langs*."""
    return Press(leaflet_css(langs), {"qr.svg": qr_svg("https://example.org/")})


def picture(pdf: bytes, page: int, dots_per_inch: int) -> Image.Image:
    """A page as a picture in colour."""
    scale = dots_per_inch / 72
    return pypdfium2.PdfDocument(pdf)[page].render(scale=scale).to_pil().convert("RGB")


def panel_pictures(pdf: bytes, leaflet: Leaflet, dots_per_inch: int) -> dict[str, Image.Image]:
    """Each panel as a picture, cut out of its side."""
    found = {}
    for page, side in enumerate(leaflet.sides):
        sheet = picture(pdf, page, dots_per_inch)
        unit = sheet.width / float(leaflet.width_mm)
        for name, left in left_edges(leaflet, side).items():
            right = float(left + leaflet.panel_width_mm(name))
            found[name] = sheet.crop(
                (round(float(left) * unit), 0, round(right * unit), sheet.height)
            )
    return found


def folded_picture(pdf: bytes, leaflet: Leaflet, dots_per_inch: int = 80) -> Image.Image:
    """How the folded leaflet looks: in the hand, opened once, turned over, opened whole."""
    panels = panel_pictures(pdf, leaflet, dots_per_inch)
    outside, inside = leaflet.sides
    cover = outside[-1]
    views = [
        [cover],
        # The left panel swings open; the right one still lies folded in and shows its back.
        [inside[0], outside[0]],
        list(inside),
        [outside[1]],
    ]
    gap = dots_per_inch // 3
    widths = [sum(panels[name].width for name in view) for view in views]
    height = panels[cover].height
    whole = Image.new("RGB", (sum(widths) + gap * (len(views) + 1), height + 2 * gap), "#c9c4b8")
    left = gap
    for view, width in zip(views, widths, strict=True):
        at = left
        for name in view:
            whole.paste(panels[name], (at, gap))
            at += panels[name].width
        for name in view[:-1]:  # a crease
            at = left + panels[name].width
            whole.paste("#9a958a", (at, gap, at + 1, gap + height))
        left += width + gap
    return whole
