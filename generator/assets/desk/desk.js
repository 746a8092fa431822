// The desk: starts Decap CMS with our forms, and shows beside each form what the checks say of it.
(() => {
  "use strict";
  // Read by Decap CMS, whose script comes after this one.
  window.CMS_MANUAL_INIT = true;
  const here = new URL(".", location.href);
  const LOOK_AGAIN = 700;
  const css = `body{font:16px/1.5 system-ui,sans-serif;margin:1rem;color:#111}
    h2{font-size:1.1rem} ul{padding:0;list-style:none} li{margin:0 0 .8rem;padding:.4rem .8rem;border-left:5px solid #b00020}
    li.warning{border-color:#a60} button{font:inherit;border:0;background:none;padding:0;color:#00c;text-decoration:underline;cursor:pointer;text-align:left}
    .none{border-left:5px solid #060;padding:.4rem .8rem} .wait{color:#555}`;

  const ask = async (action, params) => {
    const answer = await fetch(new URL("api/v1", here), {
      method: "POST",
      headers: { "Content-Type": "application/json; charset=utf-8" },
      body: JSON.stringify({ action, params }),
    });
    return answer.ok ? answer.json() : { checking: false, here: [], elsewhere: [] };
  };

  // Why the last save was refused, or what it kept of others: Decap CMS shows that for eight seconds only.
  let told = "";
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (...words) => {
    const answer = await plainFetch(...words);
    if (String(words[1] && words[1].body).includes('"action":"persistEntry"')) {
      const row = await answer.clone().json().catch(() => ({}));
      const kept = (row.kept || []).join(", ");
      told = row.error || (kept && `Saved. Somebody else changed other fields meanwhile, which stay: ${kept}.`);
      window.dispatchEvent(new Event("advisory-saved"));
    }
    return answer;
  };

  // The deepest field on the way of *keys* that the form shows: one inside a closed list is found by the list.
  const control = (keys) => {
    let found = null;
    let area = document;
    for (const key of keys) {
      const labels = [...area.querySelectorAll(`label[for^="${CSS.escape(key)}-field-"]`)];
      const label = labels.find((one) => one.offsetParent);
      if (!label) continue;
      found = label;
      area = label.closest('[class*="ControlContainer"]') || label.parentElement || area;
    }
    return found;
  };

  const goTo = (keys) => {
    const label = control(keys);
    if (!label) return;
    for (const old of document.querySelectorAll(".advisory-marked")) old.classList.remove("advisory-marked");
    label.classList.add("advisory-marked");
    label.scrollIntoView({ block: "center" });
    const input = document.getElementById(label.htmlFor);
    if (input) input.focus({ preventScroll: true });
  };

  // What is saved goes into a file of this machine; nothing is published by it.
  const rename = (phrases) => {
    Object.assign(phrases.editor.editorToolbar, {
      publish: "Save", publishNow: "Save into the file", publishing: "Saving …", published: "Saved",
      publishAndCreateNew: "Save and begin another", publishAndDuplicate: "Save and begin a copy",
      backCollection: "%{collectionLabel}",
    });
    Object.assign(phrases.editor.editorControlPane.widget, { regexPattern: "%{fieldLabel}: %{pattern}." });
    Object.assign(phrases.editor.editor, {
      confirmLoadBackup: "What you typed last time was not saved. Go on with it?",
    });
    phrases.collection.collectionTop.newButton = "Add a %{collectionLabel}";
    phrases.collection.sidebar.collections = "Forms";
    Object.assign(phrases.ui.toast, {
      onFailToPersist: "%{details}", entrySaved: "Saved into the file.",
      missingRequiredField: "Something that is needed is missing: look for the red words.",
    });
  };

  const words = (level) => (level === "error" ? "Error" : "Look at this");

  const problems = () => window.createClass({
    getInitialState() {
      return { known: null };
    },
    componentDidMount() {
      this.live = true;
      told = "";
      this.look();
      this.again = () => this.look();
      window.addEventListener("advisory-saved", this.again);
    },
    componentWillUnmount() {
      this.live = false;
      window.removeEventListener("advisory-saved", this.again);
    },
    async look() {
      const path = this.props.entry.get("path");
      if (!path || !this.live) return;
      const known = await ask("problems", { path }).catch(() => null);
      if (!this.live) return;
      this.setState({ known });
      if (known && known.checking) setTimeout(() => this.look(), LOOK_AGAIN);
    },
    row(problem, n) {
      const field = problem.field.join(" › ").replaceAll("_", " ");
      const link = problem.field.length
        ? window.h("button", { type: "button", "data-field": problem.field.join("."), onClick: () => goTo(problem.field) }, field)
        : null;
      return window.h("li", { key: n, className: problem.level },
        window.h("strong", {}, words(problem.level)), link ? ": " : "", link, window.h("br"), problem.words);
    },
    render() {
      const { known } = this.state;
      if (!this.props.entry.get("path")) return window.h("p", { className: "wait" }, "Save, and the checks say here what is missing.");
      if (!known) return window.h("p", { className: "wait" }, "The desk does not answer. Is “advisory desk” still running?");
      const parts = [];
      if (told) parts.push(window.h("ul", { key: "told" }, window.h("li", { id: "advisory-told" }, told)));
      parts.push(window.h("h2", { key: "title" }, "What the checks say of the saved entry"));
      if (known.checking) parts.push(window.h("p", { key: "wait", className: "wait" }, "Checking …"));
      if (known.here.length) parts.push(window.h("ul", { key: "here" }, known.here.map(this.row)));
      else if (!known.checking) parts.push(window.h("p", { key: "none", className: "none" }, "No problem in this entry."));
      if (known.elsewhere.length) {
        const rows = known.elsewhere.slice(0, 5).map((one, n) => window.h("li", { key: n, className: one.level }, one.words));
        parts.push(window.h("h2", { key: "else" }, `In the rest of its file: ${known.elsewhere.length}`));
        parts.push(window.h("ul", { key: "rows" }, rows));
      }
      if (known.page) {
        // Where `advisory serve` shows the site on this machine: the desk itself asks it for nothing.
        const link = window.h("a", { href: `http://localhost:8000/${known.page}`, target: "_blank", rel: "noopener noreferrer" }, "See it on its page");
        parts.push(window.h("p", { key: "page", className: "wait" }, link, " (while “advisory serve” runs)"));
      }
      return window.h("div", { id: "advisory-problems" }, parts);
    },
  });

  const start = async () => {
    const config = await (await fetch(new URL("config.json", here))).json();
    window.CMS.registerPreviewStyle(css, { raw: true });
    // The address is the key: there is nobody to log in as.
    localStorage.setItem("decap-cms-user", JSON.stringify({ backendName: "proxy" }));
    rename(window.CMS.getLocale("en"));
    const Problems = problems();
    for (const collection of config.collections) window.CMS.registerPreviewTemplate(collection.name, Problems);
    const saved = () => setTimeout(() => window.dispatchEvent(new Event("advisory-saved")));
    window.CMS.registerEventListener({ name: "postSave", handler: saved });
    window.CMS.init({ config });
  };
  window.addEventListener("load", start);
})();
