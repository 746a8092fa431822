// The copy on the phone: asks the worker to keep this country's pages, shows what it tells, deletes it.
// Nothing is stored but the copy. Which pages, and why: docs/explanation/offline.md.
(function () {
  var workers = navigator.serviceWorker;
  var own = document.currentScript;
  // A worker has a server's address: opened from a disk, nothing is offered that cannot be.
  if (!workers || !own || !/^http/.test(location.protocol)) return;
  var root = new URL('../', own.src);
  // Pages for those who assist stand one folder deeper. They hear what every page of the country hears, and keep
  // nothing unasked: neither their own list, which is asked for where its button is, nor what readers keep.
  var address = location.pathname.slice(root.pathname.length);
  var path = address.replace(/^([\w-]+\/)staff\//, '$1');
  var button = document.querySelector('button[data-keep]');
  var asked = button && button.getAttribute('data-set');
  // The page that stands in has the address of what was asked for: it says itself whose numbers it shows.
  var standing = document.getElementById('offline');
  var set = asked || (standing && standing.getAttribute('data-set')) || (/^[\w-]+\/[\w-]+\//.exec(path) || [])[0];
  if (!set) return;
  var all = false;

  function slow() {
    var link = navigator.connection;
    return !!link && (link.saveData || /2g/.test(link.effectiveType));
  }
  function each(selector, act, within) {
    [].forEach.call((within || document).querySelectorAll(selector), act);
  }
  function kb(bytes) {
    return Math.max(1, Math.round(bytes / 1000)) + ' KB';
  }
  function words(id) {
    // The neutral page behind "Hide page" has none: nothing is written into it.
    var found = document.getElementById(id);
    return found && found.content ? document.importNode(found.content, true) : document.createDocumentFragment();
  }
  // The worker of a site above this one, on the same address, answers here too, and keeps another copy.
  function ours(found) {
    return found && found.scope === root.href ? found : null;
  }
  function ask(message, told) {
    return workers.register(root.href + 'sw.js', { updateViaCache: 'none' }).then(function (found) {
      return found.active ? found : workers.ready;
    }).then(function (found) {
      var channel = new MessageChannel();
      channel.port1.onmessage = function (event) { told(event.data); };
      message.set = set;
      found.active.postMessage(message, [channel.port2]);
    });
  }

  // A number that is right no longer: it must not ring, and it must not look as if it would.
  function cross(gone) {
    each('a[href^="tel:"]', function (link) {
      if (!Object.prototype.hasOwnProperty.call(gone, link.getAttribute('href'))) return;
      var instead = gone[link.getAttribute('href')];
      var dead = document.createElement('span');
      dead.className = link.className + ' gone';
      while (link.firstChild) dead.appendChild(link.firstChild);
      dead.appendChild(words('w-gone'));
      link.parentNode.replaceChild(dead, link);
      if (!instead) return;
      var next = document.createElement('a');
      // As large as what it replaces. How far it is proved is not known here: the edge says so.
      var plate = /\bplate\b/.test(link.className);
      next.className = plate ? 'plate gc' + (instead[1].length > 6 ? ' long longer' : instead[1].length > 4 ? ' long' : '') : 'tel';
      next.href = instead[0];
      var digits = plate ? next.appendChild(document.createElement('span')) : next;
      if (plate) digits.className = 'n';
      digits.dir = 'ltr';
      digits.textContent = instead[1];
      dead.parentNode.insertBefore(next, dead.nextSibling);
    });
  }
  // Also what comes later: what a search finds.
  function crossAlways(gone) {
    cross(gone);
    if (!Object.keys(gone).length || !window.MutationObserver) return;
    new MutationObserver(function () { cross(gone); }).observe(document.body, { childList: true, subtree: true });
  }

  function notices(said) {
    said.page = root.href + set + 'notices/index.html';
    document.dispatchEvent(new CustomEvent('notices', { detail: said }));
  }

  function show(told) {
    if (told.gone) crossAlways(told.gone);
    if (told.notices) notices(told.notices);
    if (!told.state || told.state === 'none') return;
    if (told.state === 'new') all = told.all;
    if (!button) {
      if (told.state === 'new' && !document.querySelector('.renew')) {
        var main = document.querySelector('main');
        main.insertBefore(words('w-new'), main.firstChild);
      }
      return;
    }
    button.hidden = false;
    button.className = told.state === 'new' ? 'btn dark' : 'btn';
    button.disabled = told.state === 'working';
    each('[data-when]', function (part) {
      part.hidden = part.getAttribute('data-when') !== told.state;
    }, button);
    if (told.bytes) each('[data-kb]', function (part) { part.textContent = kb(told.bytes); });
    if (told.state === 'working') {
      var bar = button.querySelector('progress');
      bar.max = told.of || 1;
      bar.value = told.done;
    }
    if (told.day) {
      // As it is: a phone without words for its reader's language would write an English month.
      each('[data-day]', function (part) { part.textContent = told.day; });
    }
    if (told.renewed) location.reload();
  }

  if (button) {
    button.hidden = false;
    button.onclick = function () {
      var renew = button.classList.contains('dark');
      window.name = '';
      ask({ want: 'keep', all: renew ? all : true }, function (told) {
        told.renewed = renew && (told.state === 'kept' || told.state === 'start');
        show(told);
        each('[data-forget]', function (part) { part.hidden = false; });
      }).catch(function () { show({ state: 'failed' }); });
    };
  }
  each('[data-forget]', function (part) {
    part.onclick = function () {
      // Not kept again while this tab stays on the site; nothing of that outlives the tab.
      window.name = 'no-copy';
      ask({ want: 'forget' }, function () {
        each('[data-forget]', function (other) { other.hidden = true; });
        each('[data-forgot]', function (other) { other.hidden = false; });
        if (button) show({ state: 'start' });
      });
    };
  });

  // After everything else, so that no page waits for it. A copy is asked about at once: it may show a
  // number that was withdrawn.
  function start() {
    setTimeout(function () {
      workers.getRegistration(root.href).then(function (nearest) {
        var found = ours(nearest);
        if (found) each('[data-forget]', function (part) { part.hidden = false; });
        if (window.name === 'no-copy' || (slow() && !found)) return;
        var fonts = window.performance.getEntriesByType('resource').map(function (one) { return one.name; });
        return ask({ want: 'check', all: address === path && !slow(), also: fonts }, function (told) {
          show(told);
          each('[data-forget]', function (part) { part.hidden = false; });
        });
      }).catch(function () { /* No worker here (private window, full phone): the pages work without. */ });
    }, workers.controller ? 0 : 1000);
  }
  if (document.readyState === 'complete') start();
  else addEventListener('load', start);
})();
