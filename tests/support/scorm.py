"""Courses as packages: what a build makes of them, and a learning platform (scorm-again) that plays one in a browser."""

from __future__ import annotations

import mimetypes
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass, replace
from io import BytesIO
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Frame, Page, Route

from generator.localise.advisory import Advisory
from generator.localise.records.base import BaseRecord
from generator.localise.records.courses import CourseRecord
from generator.localise.records.staff_plan import StaffRecord
from generator.localise.texts import Text
from generator.products.courses import packages
from generator.products.staff.consent import shown
from generator.products.target import Target
from generator.products.teaching import course_code
from support.example import ROOT

RUNTIME = ROOT / "node_modules/scorm-again/dist/scorm12.min.js"
ADDRESS = "https://lms.test/"


# --- what is made ---------------------------------------------------------------------------------


def staff_of(advisory: Advisory) -> StaffRecord:
    assert advisory.staff is not None
    return advisory.staff


def with_course(advisory: Advisory, course: CourseRecord) -> Advisory:
    """*advisory* with *course* alone."""
    return replace(advisory, staff=replace(staff_of(advisory), courses={course.id: course}))


def each_text(value: Any, change: Callable[[Text], Text]) -> Any:
    """The same tree with other texts."""
    if isinstance(value, Text):
        return change(value)
    if isinstance(value, BaseRecord) and is_dataclass(value):
        names = [one.name for one in fields(value)]
        return replace(value, **{name: each_text(getattr(value, name), change) for name in names})
    if isinstance(value, Mapping):
        return {key: each_text(one, change) for key, one in value.items()}
    return tuple(each_text(one, change) for one in value) if isinstance(value, tuple) else value


def targets_of(*advisories: Advisory) -> dict[str, Target]:
    return {
        target.path: target
        for target in packages.plan(advisories, may_show=shown, code_of=course_code)
    }


def made(advisory: Advisory, ending: str, course: str = "listening") -> bytes:
    """The bytes of the one file of *advisory* that ends so."""
    path = next(path for path in targets_of(advisory) if path.endswith(f".{course}.{ending}"))
    return targets_of(advisory)[path].make()[path]


def unpacked(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# --- a learning platform --------------------------------------------------------------------------

_PLATFORM = """<!doctype html><title>Platform</title><script src="runtime.js"></script><script>
window.calls = [];
window.start = kept => {
  const api = new Scorm12API({autocommit: false, logLevel: 'NONE'});
  if (kept) api.loadFromJSON(kept);
  window.API = {};
  for (const name of ['Initialize', 'Finish', 'GetValue', 'SetValue', 'Commit']) {
    window.API['LMS' + name] = (...given) => {
      const answer = api['LMS' + name](...given);
      window.calls.push([name, ...given, String(answer), Number(api.LMSGetLastError())]);
      return answer;
    };
  }
};
</script>"""
_FRAME = """address => new Promise(done => {
  const frame = document.createElement('iframe');
  frame.src = address; frame.onload = () => done(); frame.width = 800; frame.height = 900;
  document.body.appendChild(frame);
})"""


@dataclass
class Play:
    """A package that is being played."""

    context: BrowserContext
    platform: Page
    sco: Frame
    faults: list[str] = field(default_factory=list)
    """What the browser's console says is wrong."""

    @property
    def calls(self) -> list[list[Any]]:
        """Name, arguments, answer and error of each call, in order."""
        return list(self.platform.evaluate("window.calls"))

    @property
    def told(self) -> Mapping[str, str]:
        """What the platform was told last, by element."""
        return {call[1]: call[2] for call in self.calls if call[0] == "SetValue"}

    @property
    def errors(self) -> list[list[Any]]:
        return [call for call in self.calls if call[-1] != 0]

    @property
    def page(self) -> int:
        """Number of the look that is seen."""
        (look,) = self.sco.locator(".look:visible").all()
        return int((look.get_attribute("id") or "").removeprefix("p"))

    def go_to_the_end(self) -> None:
        while self.sco.locator("#next").is_enabled():
            self.sco.locator("#next").click()

    def answer(self, how: Literal["right", "wrong"]) -> None:
        """Answer the drawn questions, and hand in."""
        wanted = "[data-right]" if how == "right" else ":not([data-right])"
        for question in self.sco.locator("fieldset:visible").all():
            question.locator(f"input{wanted}").first.check()
        self.sco.locator("#hand-in").click()

    def leave(self) -> None:
        """Close the page, as platforms do."""
        self.sco.evaluate("location.href = 'about:blank'")
        self.platform.wait_for_function("window.calls.some(call => call[0] === 'Finish')")


@contextmanager
def played(
    browser: Browser,
    package: bytes,
    kept: Mapping[str, Any] | None = None,
    *,
    before: str = "",
) -> Iterator[Play]:
    """Open a package in a platform that knows *kept* of an earlier session; *before* is run in the platform."""
    context = browser.new_context(viewport={"width": 900, "height": 1000})
    context.route("**/*", _server(unpacked(package)))
    platform = context.new_page()
    faults: list[str] = []
    platform.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    platform.on("pageerror", lambda error: faults.append(str(error)))
    platform.goto(ADDRESS)
    platform.evaluate("kept => window.start(kept)", kept)
    platform.evaluate(f"() => {{ {before} }}")
    platform.evaluate(_FRAME, f"{ADDRESS}sco/index.html")
    sco = next(frame for frame in platform.frames if "/sco/index.html" in frame.url)
    yield Play(context, platform, sco, faults)
    context.close()


def _server(files: Mapping[str, bytes]) -> Callable[[Route], None]:
    """Answer as a strict platform would: it lets no script run that stands inside a page."""
    policy = {"Content-Security-Policy": "script-src 'self'; style-src 'self'"}

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(ADDRESS)
        kind = mimetypes.guess_type(name)[0] or "text/html"
        if name == "":
            route.fulfill(body=_PLATFORM, content_type="text/html")
        elif name == "runtime.js":
            route.fulfill(path=RUNTIME, content_type="text/javascript")
        elif name.removeprefix("sco/") in files:
            body = files[name.removeprefix("sco/")]
            route.fulfill(body=body, content_type=f"{kind}; charset=utf-8", headers=policy)
        else:
            route.abort()

    return answer


def kept_of(told: Mapping[str, str]) -> dict[str, Any]:
    """What a platform keeps for the next session."""
    core = {name: told[f"cmi.core.{name}"] for name in ("lesson_location", "lesson_status")}
    return {"core": core, "suspend_data": told["cmi.suspend_data"]}


def names_of(calls: Sequence[Sequence[Any]]) -> list[str]:
    return [call[0] for call in calls]
