"""Step 2: content/campaigns/ → problems: wrong length or order of posts, ids, dangerous words.

Rules ``campaign-post``, ``dangling-reference`` and ``carry``. Posts stay on telephones, and those
are searched: names of files, titles and words say nothing of status or of what endangers (CARE 13,
28, 49).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...load import Content, Host
from ...model import PHASES, Contact, standing
from ...model.campaigns import MOST_CHARACTERS, Campaign, CampaignPost, PostInCountry
from ...problems import Problem
from ...text.plain import PLACEHOLDER
from ..every import check
from ..tables import words_pattern
from ..walk import ContentPlace, Options, places, top
from .references import dangling
from .safety import carried_words, word_lists

_ROOM_OF_ONE = 40
"""Characters that stand for a placeholder: a name and its number."""
_TAIL = 50
"""Characters for the code and the mark of a draft."""


@check
def check_campaigns(content: Content, _options: Options) -> Iterator[Problem]:
    """Each campaign names what is there, in an order, and says what a telephone may hold."""
    carried = carried_words(content)
    for file, campaign in content.of_kind(Campaign):
        whole = top(content, file)
        yield from _names(whole, campaign, carried)
        yield from _out_of_order(whole, campaign)
    for place in places(content):
        if isinstance(place.visit.model, CampaignPost) and not place.visit.is_withdrawn:
            yield from _post(content, place, place.visit.model, carried)


def _names(whole: ContentPlace, campaign: Campaign, carried: re.Pattern[str]) -> Iterator[Problem]:
    """Look at what is seen without reading: the name of the file, the title, the ids of posts."""
    name = whole.visit.path[0]
    seen = {(): name, ("title",): campaign.title} | {("posts", key): key for key in campaign.posts}
    for keys, words in seen.items():
        if match := carried.search(words.replace("-", " ")):
            yield whole.problem(
                keys,
                "carry",
                f'"{match[0]}" tells others what the campaign is about',
                "Choose a neutral name: what to do, not about what.",
                key=True,
            )


def _out_of_order(whole: ContentPlace, campaign: Campaign) -> Iterator[Problem]:
    before = (0, "")
    for key, post in campaign.posts.items():
        now = (post.day, post.hour)
        if now < before:
            yield whole.problem(
                ("posts", key, "day"),
                "campaign-post",
                f"the post is sent on day {now[0]} at {now[1]}, before the one above it",
                "Put the posts in the order in which they are sent, or correct the day.",
            )
        before = max(now, before)


def _post(
    content: Content, place: ContentPlace, post: CampaignPost, carried: re.Pattern[str]
) -> Iterator[Problem]:
    if post.piece is not None:
        yield from _piece(content, place, post.piece)
        return
    text = post.text or ""
    if post.carry is None:
        yield place.problem(
            ("text",),
            "carry",
            "nobody has judged these words for those who search telephones",
            'Judge them for a policeman, a boss and both borders, then write "carry: sent".',
        )
    if match := carried.search(PLACEHOLDER.sub(" ", text)):
        yield place.problem(
            ("text",),
            "carry",
            f'"{match[0]}" must not be in what people keep on telephones',
            "Reword the text without it.",
        )
    hazards = _told(content)
    if post.card not in (None, "numbers", *hazards):
        yield dangling(place, ("card",), "card of a hazard", str(post.card), hazards)
    for slug, here in post.countries.items():
        if slug not in content.known_hosts:
            yield dangling(
                place, ("countries", slug), "host country", slug, content.known_hosts, key=True
            )
        elif (host := content.hosts.get(slug)) and host.has("assistance", "insurance"):
            yield from _here(place, host, here, slug)
    yield from _too_long(content, place, post)


def _here(place: ContentPlace, host: Host, here: PostInCountry, slug: str) -> Iterator[Problem]:
    contacts = host.assistance.contacts
    found: list[Contact] = []
    for number, key in enumerate(here.contacts):
        keys = ("countries", slug, "contacts", str(number))
        contact = contacts.get(key)
        if contact is None:
            yield dangling(place, keys, f"contact of {slug}", key, contacts)
            continue
        found.append(contact)
        if contact.carry == "page" or contact.sensitive:
            yield place.problem(
                keys,
                "carry",
                f'"{key}" of {slug} is for pages only; its number may not be sent',
                f'Name another contact, or set "carry: sent" at {key} when somebody has judged it.',
            )
    state_lines = words_pattern(word_lists()["state-lines"])
    if found and state_lines.search(found[0].label) and not found[0].national_emergency:
        yield place.problem(
            ("countries", slug, "contacts", "0"),
            "state-line",
            f'"{found[0].label}" stands first and may check papers',
            "Name somebody whom it is safe to ask before it.",
        )
    if here.scheme is None:
        return
    scheme = host.insurance.schemes.get(here.scheme)
    at = ("countries", slug, "scheme")
    if scheme is None:
        yield dangling(place, at, f"scheme of {slug}", here.scheme, host.insurance.schemes)
    elif scheme.carry == "page":
        yield place.problem(
            at,
            "carry",
            f'"{here.scheme}" of {slug} is for pages only',
            f'Leave it out, or set "carry: sent" at {here.scheme} when somebody has judged it.',
        )


def _too_long(content: Content, place: ContentPlace, post: CampaignPost) -> Iterator[Problem]:
    own = len(PLACEHOLDER.sub("x" * _ROOM_OF_ONE, post.text or "")) + _TAIL
    longest, where = own, ""
    for slug, here in post.countries.items():
        host = content.hosts.get(slug)
        if host is None or not host.has("assistance", "insurance"):
            continue
        contacts = [
            host.assistance.contacts[k] for k in here.contacts if k in host.assistance.contacts
        ]
        length = own + sum(len(c.label) + len(c.number or "") + 2 for c in contacts)
        scheme = host.insurance.schemes.get(here.scheme or "")
        if scheme is not None and scheme.deadline is not None:
            length += len(scheme.title) + len(scheme.deadline.words) + _ROOM_OF_ONE
        if length > longest:
            longest, where = length, f" in {slug}"
    if longest > MOST_CHARACTERS:
        yield place.problem(
            ("text",),
            "campaign-post",
            f"the post has about {longest} characters{where}; people read {MOST_CHARACTERS}",
            "Shorten the text, write two posts of it, or name fewer contacts.",
        )


def _told(content: Content) -> frozenset[str]:
    """Return the hazards of which a piece or a card may tell."""
    hidden = {slug for slug, hazard in content.hazards.items() if hazard.sensitive}
    return content.slugs("hazards") - hidden


def _piece(content: Content, place: ContentPlace, piece: str) -> Iterator[Problem]:
    """The piece is there in one country at least: where it is not, the post is left out."""
    first, _, second = piece.partition(".")
    if first in ("numbers", "need"):
        can_be = piece == "numbers" or (first == "need" and bool(second))
    else:
        can_be = first in _told(content) and second in PHASES
    campaign = place.visit.owners[0]
    wanted = (isinstance(campaign, Campaign) and campaign.hosts) or content.known_hosts
    hosts = [content.hosts[slug] for slug in wanted if slug in content.hosts]
    # Of countries that are left out here nobody knows what they have.
    all_here = len(hosts) == len(wanted)
    if can_be and (not all_here or any(_has(content, host, first, second) for host in hosts)):
        return
    yield place.problem(
        ("piece",),
        "dangling-reference",
        f'there is no piece "{piece}"',
        'Write "numbers", a hazard and a time ("flood.before"), or a need of referrals.yaml '
        '("need.pay").',
    )


def _has(content: Content, host: Host, first: str, second: str) -> bool:
    if first == "numbers":
        return True
    if first == "need":
        return second in host.referrals
    if first not in content.hazards or not host.has("hazards"):
        return True  # It could not be read: that has a problem of its own.
    if first not in host.hazards.hazards:
        return False
    own = standing(host.hazards.hazards[first].messages)
    messages = [*standing(content.hazards[first].messages), *own]
    return any(m.stage in PHASES[second] and m.carry != "page" for m in messages)
