"""Each picture that stands for an action has one written meaning, and says if readers knew it."""

import re

from support.example import ROOT
from support.real import real_content

from generator.model.walk import walk_models

TABLE = (ROOT / "docs/reference/pictures.md").read_text("utf-8")
ROWS = re.findall(
    r"^\| ([a-z-]+) \| .+? \| .*? \| (untested|.*\d.*) \|$", TABLE, flags=re.MULTILINE
)
ICONS = {path.stem for path in (ROOT / "generator/assets/icons").glob("*.svg")}


def test_each_picture_of_the_content_has_its_meaning_written_down():
    content = real_content()
    host = content.hosts["thailand"]
    # These name a service or a danger and ask for nothing.
    labels = {contact.icon for contact in host.assistance.contacts.values()}
    labels |= {hazard.icon for hazard in content.hazards.values()}
    used = {
        visit.model.picture
        for file in content.files.values()
        for visit in walk_models(file.model)
        # A picture of a course says itself what it shows.
        if isinstance(getattr(visit.model, "picture", None), str)
    }
    written = {name for name, _tested in ROWS}
    assert used - labels - {"call"} <= written
    assert written <= ICONS
