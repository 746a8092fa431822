// The search of the page "find": nothing of it is loaded before somebody touches its box, or comes with
// words in the address (find/#q=flood).
(function () {
  var form = document.querySelector('[data-seek]');
  if (!form) return;
  var box = form.querySelector('input');
  var place = document.getElementById('found');
  var asked = false;

  function script(source, then) {
    var made = document.createElement('script');
    made.src = source;
    made.onload = then;
    made.onerror = function () {
      asked = false;
      place.textContent = place.getAttribute('data-failed');
    };
    document.head.appendChild(made);
  }

  function load() {
    if (asked) return;
    asked = true;
    place.textContent = place.getAttribute('data-wait');
    script(form.getAttribute('data-code'), function () {
      script(form.getAttribute('data-seek'), function () {
        self.advisorySearch.begin();
      });
    });
  }

  function address() {
    var found = /^#q=(.*)$/.exec(location.hash);
    if (location.hash === '#q') box.focus();
    if (!found) return;
    try {
      box.value = decodeURIComponent(found[1]).slice(0, 200);
    } catch (_error) {
      return;
    }
    box.dispatchEvent(new Event('input'));
    load();
  }

  box.addEventListener('focus', load);
  // Before the search is here, what is sent waits for it.
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    load();
  });
  addEventListener('hashchange', address);
  // This script comes after the page: what somebody typed before it was here stands.
  if (!box.value) address();
  if (document.activeElement === box || box.value) load();
})();
