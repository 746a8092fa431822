"""Alerts: valid CAP 1.2, Actual only the whole way, Exercise on request alone, and never anything of ours."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from cap_oet import OASIS_EVENT_TERMS_BY_CODE
from lxml import etree
from support.cap import all_texts, faults, text
from support.each import each
from support.example import EXAMPLE, EXAMPLE_LOCALES, ROOT
from support.notices import BEDS, LINE, NAME, NOW, RIVER, write_notice

from generator.build.notice_plans import NoticePlans
from generator.cache.inputs import HostMemo
from generator.load import load_content
from generator.localise.corridors import localisers
from generator.model.fields import HazardSlug
from generator.products.channels.cap import Alert, alerts_of
from generator.products.channels.event_codes import EVENT_CODES, code_name, code_of_hazard

ACTUAL: Mapping[str, Any] = {
    "said": [BEDS, RIVER],
    "draft": None,
    "source": {"office": "flood-office", "at": "2026-11-28T07:20", "link": "open-door-leaflet"},
}
"""What leads to Actual besides signatures: the office's own text, at an address."""


def edit(path: Path, change: Callable[[Any], None]) -> None:
    data = yaml.safe_load(path.read_text("utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The made-up country, whose sentences for notices are all signed, and whose authority agrees."""
    place = Path(shutil.copytree(EXAMPLE, tmp_path / "content"))

    def sign(data: Any) -> None:
        for sentence in data["sentences"].values():
            sentence["signed"] = {"by": "owl", "on": "2026-11-20"}

    edit(place / "notices" / "sentences.yaml", sign)
    agreed = {"authority": "Flood office", "agreed_by": "owl", "agreed_on": "2026-11-01"}
    edit(place / "site.yaml", lambda data: data.update(alerting={"freedonia": agreed}))
    says = [
        "%(office)s wrote at %(moment)s:",
        "Our last word: %(moment)s. We do not know how it is after that. To ask: %(safe_contact)s",
        "This notice was wrong, do not follow it. Withdrawn: %(moment)s.",
        "Our notice went until: %(moment)s. We do not know how it is now. To ask: %(safe_contact)s",
        # The caution of whom to ask travels with the number.
        "Ask for Open Door when a guard answers.",
    ]
    rows = [{"says": one, "by": "owl", "second": "hen", "on": "2026-11-20"} for one in says]
    signed = place / "hosts" / "freedonia" / "signed.yaml"
    signed.write_text(yaml.safe_dump({"signed": rows}, sort_keys=False), "utf-8")
    return place


def alerts(
    content: Path, *locales: str, later: timedelta = timedelta(), allow_draft: bool = False
) -> list[Alert]:
    loaded, problems = load_content(content)
    assert not [problem for problem in problems if problem.level == "error"]
    made = localisers(loaded, EXAMPLE_LOCALES, "freedonia", locales or ("en",), NOW + later)
    return alerts_of(list(made), allow_draft=allow_draft)


def tree_of(alert: Alert) -> etree._Element:
    assert faults(alert.xml.encode()) == []
    return etree.fromstring(alert.xml.encode())


def test_the_whole_way_to_actual(content: Path) -> None:
    write_notice(content, **ACTUAL)
    (alert,) = alerts(content)
    assert (alert.status, alert.lacks) == ("Actual", ())
    assert alert.path == f"alerts/freedonia/{NAME}.cap.xml"
    tree = tree_of(alert)
    assert text(tree, "sender") == "freedonia.test"
    assert text(tree, "info/senderName") == "Freedonia Migrant Desk"
    assert (text(tree, "status"), text(tree, "msgType"), text(tree, "scope")) == (
        "Actual",
        "Alert",
        "Public",
    )
    assert text(tree, "sent") == "2026-11-28T07:20:00+08:00"
    assert text(tree, "info/expires") == "2026-11-28T20:00:00+08:00"
    assert text(tree, "info/eventCode/value") == "OET-081"
    assert all_texts(tree, "info/category") == ["Met", "Safety"]
    assert [text(tree, f"info/{name}") for name in ("urgency", "severity", "certainty")] == [
        "Immediate", "Severe", "Likely",
    ]  # fmt: skip
    first = "Flood office wrote at 28 November 2026 07:20:"
    assert (text(tree, "info/headline") or "") == f"{first} Flood"
    description = text(tree, "info/description") or ""
    assert description.startswith(f"{first} Dry beds: Old Mill (Molino Viejo).")
    assert "EXERCISE" not in alert.xml
    assert text(tree, "info/area/geocode/value") == "SG-01"
    assert text(tree, "info/resource/uri")
    assert alerts(content)[0].xml == alert.xml


WAYS = {
    "no second handle": ({"handles": ["fox"], "said": [RIVER]}, "second handle"),
    "a draft": ({"draft": True}, "draft"),
    "no address": ({"source": {"office": "flood-office", "at": "2026-11-28T07:20"}}, "own text"),
    "by telephone": (
        {"source": {**ACTUAL["source"], "heard": "telephone", "called_back": True}}, "own text",
    ),
    "a free text": ({"free": {"en": "The west bank, too."}}, "free text"),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_without_one_of_its_conditions_it_does_not_leave(content: Path, way: str) -> None:
    fields, why = WAYS[way]
    write_notice(content, **{**ACTUAL, **fields})
    assert alerts(content) == []
    (alert,) = alerts(content, allow_draft=True)
    assert alert.status == "Exercise"
    assert any(why in reason for reason in alert.lacks)
    tree = tree_of(alert)
    for path in ("info/event", "info/headline", "info/description", "info/instruction"):
        for words in each(all_texts(tree, path)):
            assert words.startswith("EXERCISE: ")


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("publisher", None, "Draft"),
        ("site_url", "https://example.org/", "Exercise"),
        ("alerting", None, "Exercise"),
        ("alerting", {"freedonia": {"authority": "x", "agreed_by": "owl", "agreed_on": "2027-01-01"}}, "Exercise"),
    ],
)  # fmt: skip
def test_a_site_that_may_not_warn_does_not(
    content: Path, field: str, value: Any, status: str
) -> None:
    def change(data: Any) -> None:
        data.pop(field)
        data.update({field: value} if value else {})

    edit(content / "site.yaml", change)
    write_notice(content, **ACTUAL)
    assert alerts(content) == []
    (alert,) = alerts(content, allow_draft=True)
    assert alert.status == status
    assert faults(alert.xml.encode()) == []
    assert "example.org" not in alert.xml


def test_one_language_that_is_not_signed_keeps_all_back(content: Path) -> None:
    write_notice(content, **ACTUAL)
    assert len(alerts(content, "en")) == 1
    assert alerts(content, "en", "my") == []
    (alert,) = alerts(content, "en", "my", allow_draft=True)
    assert any("signed in my" in reason for reason in alert.lacks)
    # Nothing is called Burmese that is English.
    assert all_texts(tree_of(alert), "info/language") == ["en"]
    (content / "hosts" / "freedonia" / "signed.yaml").unlink()
    assert alerts(content, "en") == []


def test_what_was_wrong_is_cancelled_and_what_ended_is_updated(content: Path) -> None:
    write_notice(content, **ACTUAL)
    sent = f"freedonia.test,{NAME},2026-11-28T07:20:00+08:00"
    (ended,) = alerts(content, later=timedelta(hours=20))
    tree = tree_of(ended)
    assert (text(tree, "msgType"), text(tree, "references")) == ("Update", sent)
    assert (text(tree, "identifier"), text(tree, "info/urgency")) == (f"{NAME}.ended", "Past")
    assert "We do not know how it is now" in (text(tree, "info/description") or "")
    assert "safe" not in (text(tree, "info/headline") or "")
    write_notice(content, **ACTUAL, withdrawn={"at": "2026-11-28T07:50", "why": "x"})
    (wrong,) = alerts(content)
    tree = tree_of(wrong)
    assert (text(tree, "msgType"), text(tree, "status")) == ("Cancel", "Actual")
    assert text(tree, "references") == sent
    assert "Old Mill" not in wrong.xml
    write_notice(content, **ACTUAL, withdrawn={"at": "2026-11-28T21:00", "why": "x"})
    (late,) = alerts(content, later=timedelta(hours=20))
    assert len((text(tree_of(late), "references") or "").split()) == 2


def test_a_cancel_does_not_wait_for_signatures_of_what_it_takes_back(content: Path) -> None:
    def unsign(data: Any) -> None:
        for sentence in data["sentences"].values():
            sentence.pop("signed")

    edit(content / "notices" / "sentences.yaml", unsign)
    write_notice(content, **ACTUAL)
    assert alerts(content) == []
    write_notice(content, **ACTUAL, withdrawn={"at": "2026-11-28T07:50", "why": "x"})
    assert [one.status for one in alerts(content)] == ["Actual"]


SPOILED = {
    "a severity that is none": ("<severity>Severe<", "<severity>severe<"),
    "a time with Z": ("07:20:00+08:00</sent>", "07:20:00Z</sent>"),
    "no scope": ("<scope>Public</scope>", ""),
    "a space in its name": ("<identifier>2026-11-28-", "<identifier>2026 11 28 "),
    "an update of nothing": (">Alert</msgType>", ">Update</msgType>"),
    "over before it was sent": ("20:00:00+08:00</expires>", "07:00:00+08:00</expires>"),
    "no language": ("<language>en<", "<language>English<"),
    "no code": ("OET-081", "OET-999"),
    "no province": ("<value>SG-01<", "<value>Central<"),
}


@pytest.mark.parametrize("way", SPOILED)
def test_spoiled_alerts_are_refused(content: Path, way: str) -> None:
    write_notice(content, **ACTUAL)
    (alert,) = alerts(content)
    good, bad = SPOILED[way]
    assert good in alert.xml
    assert faults(alert.xml.replace(good, bad).encode()) != []


def test_whatever_stands_on_a_sign_stays_text(content: Path) -> None:
    # Controls that turn letters round are refused when files are read.
    write_notice(content, **ACTUAL, places={"mill": {"sign": "A & B <x> ]]>", "lang": "es"}})
    (alert,) = alerts(content)
    assert "A & B <x> ]]>" in (text(tree_of(alert), "info/description") or "")


def test_a_number_travels_behind_its_caution(content: Path) -> None:
    write_notice(content, **{**ACTUAL, "said": [BEDS, LINE]})
    (alert,) = alerts(content)
    tree = tree_of(alert)
    caution = "Ask for Open Door when a guard answers."
    for path in ("info/description", "info/instruction", "info/contact"):
        words = text(tree, path) or ""
        assert words.index(caution) < words.index("6123 4567")


def test_every_hazard_has_codes_that_are_there_and_none_twice() -> None:
    assert set(EVENT_CODES) == set(HazardSlug.__args__)  # type: ignore[attr-defined]
    codes = [code_name(code) for codes in EVENT_CODES.values() for code in codes]
    assert len(codes) == len(set(codes))
    assert set(codes) <= set(OASIS_EVENT_TERMS_BY_CODE)
    assert code_of_hazard("work-trouble") is None


def test_a_build_writes_what_is_actual_and_its_feed_leads_there(content: Path) -> None:
    def planned() -> dict[str, Any]:
        loaded, _problems = load_content(content)
        plans = NoticePlans(loaded, EXAMPLE_LOCALES, HostMemo("", None))
        return {one.path: one for one in plans.targets("freedonia", ["en"])}

    write_notice(content)
    told = {"en/freedonia/notices.json", "api/v1/freedonia/en/notices.json"}
    assert set(planned()) == told
    write_notice(content, **ACTUAL)
    targets = planned()
    path = f"alerts/freedonia/{NAME}.cap.xml"
    assert set(targets) == {*told, path}
    (data,) = targets[path].make().values()
    assert faults(data) == []
    (page,) = targets["en/freedonia/notices.json"].make().values()
    link = f'type=\\"application/cap+xml\\" href=\\"https://freedonia.test/{path}\\"'
    assert link in page.decode()


def test_an_agreement_for_no_country_of_ours_is_refused(content: Path) -> None:
    agreed = {"authority": "x", "agreed_by": "owl", "agreed_on": "2026-11-01"}
    edit(content / "site.yaml", lambda data: data.update(alerting={"utopia": agreed}))
    _loaded, problems = load_content(content)
    assert any('"utopia" below alerting' in problem.message for problem in problems)


def test_nothing_of_ours_is_actual() -> None:
    site = yaml.safe_load((ROOT / "content" / "site.yaml").read_text("utf-8"))
    assert "alerting" not in site
    assert "publisher" not in site
