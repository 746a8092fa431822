"""Turns of phrase that readers took for something else: each is found where a reader found it, and not in its mend."""

from __future__ import annotations

import re

import pytest
from support.each import each

from generator.check.tables import table
from generator.check.translations.meaning import misread
from generator.check.translations.pair import TranslationPair
from generator.model import Glossary
from generator.po.glossary import TermFinder

NO_TERMS = TermFinder(Glossary())

READ = [
    ("my", "Do not pull on the belly of a baby.", "မွေးကင်းစကလေးရဲ့ ဗိုက်ကို ဆွဲမတင်ပါနဲ့။", "တစ်နှစ်အောက် ကလေးရဲ့ ဗိုက်ကို ဆွဲမဖိပါနဲ့။"),
    ("my", "Do not burn charcoal.", "အခန်းထဲမှာ မီးသွေး မမီးမွှေးပါနဲ့။", "အခန်းထဲမှာ မီးသွေး မီးမမွှေးပါနဲ့။"),
    ("my", "Never call the embassy unasked.", "သူမတောင်းဘဲ သံရုံးကို မခေါ်ပါနဲ့။", "သူ မတောင်းဘဲ သံရုံးကို မခေါ်ပါနဲ့။"),
    ("my", "If you cannot give breaths, press at least.", "လေမမှုတ်နိုင်ရင် အနည်းဆုံး ဖိပါ။", "လေမမှုတ်နိုင်ရင် ရင်ဘတ်ကိုပဲ ဆက်ဖိပါ။"),
    ("my", "6 level teaspoons of sugar.", "သကြား လက်ဖက်ရည်ဇွန်း အပြည့် 6 ဇွန်း။", "သကြား လက်ဖက်ရည်ဇွန်း 6 ဇွန်း။ ဇွန်းကို အညီ ချိန်ပါ။"),
    ("my", "Are you in danger now? Say yes or no only.", "အခု အန္တရာယ် ရှိနေလား။ ဟုတ် ဒါမှမဟုတ် မဟုတ်ဘူး ပဲ ပြောပါ။", "အခု အန္တရာယ် ရှိနေလား။ ‘ရှိတယ်’ ဒါမှမဟုတ် ‘မရှိဘူး’ လို့ပဲ ပြောပါ။"),
    ("my", "If somebody comes, say: wrong number.", "တစ်ယောက်ယောက် လာရင် ပြောပါ: နံပါတ်မှားနေတယ်။", "တစ်ယောက်ယောက် လာရင် ပြောပါ: ဖုန်းမှားနေတယ်။"),
    ("my", "A message in a chat is no alarm.", "ချက်ထဲက စာက သတိပေးချက် မဟုတ်ပါဘူး။", "ဖုန်းထဲက စာက သတိပေးချက် မဟုတ်ပါဘူး။"),
    ("my", "Keep out of the sun from 11 to 16 o'clock.", "11 နာရီကနေ 16 နာရီအထိ နေပူထဲ မနေပါနဲ့။", "11:00 ကနေ ညနေပိုင်း 16:00 အထိ နေပူထဲ မနေပါနဲ့။"),
    ("my", "We know of no promise.", "စာရွက်စာတမ်း မစစ်ဘူးဆိုတဲ့ ကတိ ရှိတယ်လို့ မသိပါဘူး။", "စာရွက်စာတမ်း စစ်နိုင်ပါတယ်။ မစစ်ဘူးလို့ ဘယ်သူမှ ကတိပေးထားတာ မတွေ့ရသေးပါဘူး။"),
    ("my", "Ask about papers after.", "စာရွက်စာတမ်းကို နောက်မှ မေးပါ။", "စာရွက်စာတမ်းအကြောင်း နောက်မှ မေးပါ။"),
    ("my", "Leave before the way out is under water.", "ထွက်ပေါက် ရေမမြုပ်ခင် ထွက်ပါ။", "ထွက်မယ့်လမ်း ရေမဖုံးခင် ထွက်ပါ။"),
    ("my", "Say the place or a landmark.", "နေရာ ဒါမှမဟုတ် မှတ်တိုင် ပြောပါ။", "နေရာ ဒါမှမဟုတ် ထင်ရှားတဲ့အရာ ပြောပါ။"),
    ("my", "I speak …", "ကျွန်ုပ် ပြောတဲ့စကား …", "ကိုယ်ပြောတဲ့စကား …"),
    ("my", "Choose a word that is not your name.", "သင့်နာမည်မဟုတ်တဲ့ စကားလုံး ရွေးပါ။", "ကိုယ့်နာမည်မဟုတ်တဲ့ စကားလုံး ရွေးပါ။"),
    ("my", "No reader has tested the pictures yet.", "ပုံတွေကို စာဖတ်သူတွေနဲ့ မစမ်းရသေးပါ။", "ပုံတွေကို စာဖတ်သူတွေနဲ့ မစမ်းရသေးပါဘူး။"),
    ("my", "Get to safety.", "ဘေးလွတ်ရာ သွားပါ။", "ဘေးကင်းရာ သွားပါ။"),
    ("my", "Do not burn gas.", "ဂက်စ် မီးမမွှေးပါနဲ့။", "ဂတ်စ် မီးမမွှေးပါနဲ့။"),
    ("th", "Are you in danger right now?", "ตอนนี้คุณอันตรายไหม", "ตอนนี้คุณอยู่ในอันตรายไหม"),
    ("th", "Call if it does not come out.", "โทร ถ้าไม่ออก", "โทร ถ้าของที่ติดคอไม่หลุด"),
    ("th", "Switch off the current first.", "ปิดไฟก่อน", "ตัดไฟก่อน"),
    ("th", "Nobody may ask for money, work or sex for it.", "ห้ามใครขอเงิน แรงงาน หรือเรื่องเพศ", "ไม่มีใครมีสิทธิเรียกเงิน ให้ทำงานให้ หรือขอมีเพศสัมพันธ์"),
    ("th", "Register at the municipality. If you have no papers, ask first.", "ลงทะเบียนที่เทศบาล ถ้าไม่มีเอกสาร ให้ถามก่อน", "ลงทะเบียนที่เทศบาล แต่ถ้าไม่มีเอกสาร ให้ถามก่อน"),
    ("th", "Until 15 o'clock.", "จนถึง 15 น.", "จนถึง 15:00 น."),
    ("th", "It depends.", "แล้วแต่กรณี. ถามก่อน", "แล้วแต่กรณี ถามก่อน"),
    ("th", "I know of no promise.", "ฉันไม่รู้ว่ามีใครสัญญาว่าจะไม่ตรวจ", "เท่าที่ฉันรู้ ไม่มีใครสัญญาว่าจะไม่ตรวจ"),
    ("th", "I tell you where we go.", "ฉันบอกคุณว่าเราไปไหน", "ฉันจะบอกคุณว่าเราไปไหน"),
    ("th", "If you fear your army.", "ถ้ากลัวกองทัพของตัวเอง", "ถ้ากลัวกองทัพของประเทศตัวเอง"),
    ("th", "Offices of this state", "หน่วยงานของรัฐที่นี่", "หน่วยงานของประเทศนี้"),
    ("th", "Hold the eye open.", "เปิดตาไว้", "ใช้นิ้วถ่างเปลือกตาไว้"),
    ("th", "Is somebody in danger now?", "ตอนนี้มีใครอันตรายไหม", "ตอนนี้มีใครอยู่ในอันตรายไหม"),
    ("th", "Give no drink to a person who is not fully awake.", "อย่าให้คนที่ไม่รู้สึกตัวดีดื่มอะไร", "อย่าให้คนที่ซึม หรือไม่ค่อยรู้สึกตัว ดื่มอะไร"),
    ("es", "Expect more shocks.", "Espere más temblores.", "Puede temblar otra vez."),
    ("es", "Hold the head still. Only danger is a reason to move the person.", "Sostenga quieta la cabeza. Muévala solo si hay peligro.", "Sostenga quieta la cabeza. Mueva a la persona solo si hay peligro."),
    ("es", "Leave early", "Salga temprano", "Salga con tiempo"),
    ("es", "Reach out a stick.", "Alcance un palo.", "Alcáncele un palo."),
    ("es", "The boss keeps my papers.", "El patrón guarda mis papeles.", "El patrón se quedó con mis papeles."),
    ("es", "Never go into a closed roof space.", "Nunca se meta en un espacio cerrado bajo el techo.", "Nunca se meta entre el cielo falso (plafón) y el techo."),
    ("es", "Until the person is clear again.", "Hasta que la persona esté clara de nuevo.", "Hasta que la persona ya no esté confundida."),
    ("es", "This notice was wrong.", "Está mal, no le haga caso.", "Este aviso está mal, no le haga caso."),
    ("es", "You can say stop on any day.", "Puede decir que paremos cualquier día.", "Cualquier día puede decir que paremos."),
    ("es", "Drink before you are thirsty.", "Tome antes de tener sed.", "Tome agua antes de tener sed."),
    ("es", "Put it 5 to 7 centimetres away.", "Póngalo a 5 a 7 centímetros.", "Póngalo de 5 a 7 centímetros."),
    ("es", "We know of no promise that papers are not checked.", "No sabemos de ninguna promesa de que no revisen papeles.", "No sabemos de nadie que haya prometido que no se revisan papeles: puede que los revisen."),
    ("es", "Leave before the way out is under water.", "Salga antes de que la salida quede bajo el agua.", "Salga antes de que el agua tape el camino de salida."),
    ("es", "A battery smokes: get out at once. Do not fight it.", "Si una batería echa humo: salga de inmediato. No la apague usted.", "Si una batería echa humo: salga de inmediato. No trate de apagar el fuego."),
    ("es", "Ask that the child is heard on asylum first.", "Pida que primero se escuche a la niña o al niño sobre refugio.", "Pida que primero se escuche la petición de refugio de la niña o del niño."),
]  # fmt: skip
"""Language, English, the translation as a reader found it, the translation as it was mended."""


def faults(source: str, translation: str, locale: str) -> list[str]:
    pair = TranslationPair(source, translation, locale, NO_TERMS, trusted=True)
    return [rule for _, rule, _, _ in misread(pair)]


@pytest.mark.parametrize(("locale", "source", "faulty", "mended"), READ)
def test_a_turn_is_found_where_a_reader_found_it(
    locale: str, source: str, faulty: str, mended: str
) -> None:
    assert faults(source, faulty, locale) == ["misread"]
    assert faults(source, mended, locale) == []


def test_each_turn_of_the_list_has_its_line() -> None:
    for locale, turns in each(table("misread.yaml").items()):
        for turn in each(turns):
            lines = [source + "\n" + bad for tag, source, bad, _ in READ if tag == locale]
            assert any(
                re.search(turn["find"], line.partition("\n")[2])
                and re.search(turn.get("source", ""), line.partition("\n")[0])
                for line in lines
            ), turn


def test_the_same_words_pass_where_they_say_what_they_say() -> None:
    assert faults("A new baby feeds badly.", "မွေးကင်းစကလေး နို့စို့မကောင်းဘူး။", "my") == []
    assert faults("Any helper can do it.", "ဘယ်ကူညီသူမဆို လုပ်နိုင်ပါတယ်။", "my") == []
    assert faults("Drive with the lights on.", "ขับช้า ๆ และเปิดไฟ", "th") == []
    assert faults("Ask immigration.", "ถาม ตม. ก่อน", "th") == []
    assert faults("Plan hard work for the early morning.", "Trabaje temprano.", "es") == []
