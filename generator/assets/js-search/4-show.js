// What was found, under the box. Everything is written as text: nothing typed or found becomes markup.
(function (own) {
  'use strict';
  var FIRST = 20;
  var form = document.querySelector('[data-seek]');
  if (!form) return;
  var box = form.querySelector('input'), place = document.getElementById('found'), index = null, last = null;

  function element(tag, className, text) {
    var made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function say(text) {
    place.textContent = '';
    place.appendChild(element('p', 'cap', text));
  }

  function link(entry, className) {
    var made = element('a', className);
    // The file of the page: opened from a disk, the address of a folder shows a list of files.
    made.href = '../' + entry.url.replace(/#|$/, 'index.html$&');
    return made;
  }

  function titled(tag, entry) {
    var made = element(tag, '', entry.title);
    if (entry.lang) made.lang = entry.lang;
    return made;
  }

  function row(entry) {
    var item = element('li');
    if (entry.number && /^tel:[+0-9*#,]+$/.test(entry.href)) {
      var plate = element('a', 'plate row' + (entry.grade === 'c' ? ' gc' : ''));
      plate.href = entry.href;
      plate.appendChild(titled('span', entry));
      var number = element('b', 'n', entry.number);
      number.dir = 'ltr';
      plate.appendChild(number);
      plate.appendChild(element('small', 'pf', entry.proof));
      item.appendChild(plate);
      var about = link(entry, 'about');
      about.appendChild(element('span', 'vh', entry.title));
      item.appendChild(about);
      return item;
    }
    item.className = 'hit';
    var made = link(entry, ''), words = element('span');
    words.appendChild(titled('b', entry));
    if (entry.page && entry.page !== entry.title) words.appendChild(element('small', '', entry.page));
    made.appendChild(words);
    item.appendChild(made);
    return item;
  }

  // What comes after the first screens, folded; made only when somebody opens it.
  function folded(entries) {
    var box = element('details', 'rest'), list = element('ul', 'numbers');
    box.appendChild(element('summary', '', '+ ' + entries.length));
    box.addEventListener('toggle', function () {
      if (list.parentNode) return;
      entries.forEach(function (entry) { list.appendChild(row(entry)); });
      box.appendChild(list);
    });
    return box;
  }

  function show() {
    if (!index || box.value === last) return;
    last = box.value;
    if (!last.trim()) {
      place.textContent = '';
      return;
    }
    var found = own.find(index, last), list = element('ul', 'numbers');
    var told = !found.entries.length ? 'none' : found.near ? 'near' : 'count';
    say(place.getAttribute('data-' + told) + (told === 'count' ? ' ' + found.entries.length : ''));
    found.entries.slice(0, FIRST).forEach(function (entry) { list.appendChild(row(entry)); });
    if (found.entries.length) place.appendChild(list);
    if (found.entries.length > FIRST) place.appendChild(folded(found.entries.slice(FIRST)));
  }

  function textOf(packed) {
    var raw = atob(packed), bytes = new Uint8Array(raw.length);
    for (var n = 0; n < raw.length; n++) bytes[n] = raw.charCodeAt(n);
    return new TextDecoder().decode(own.unpack(bytes));
  }

  own.begin = function () {
    try {
      index = own.read(textOf(self.advisoryIndex));
      show();
      if (!box.value) place.textContent = '';
    } catch (_error) {
      say(place.getAttribute('data-failed'));
    }
  };

  var waiting;
  box.addEventListener('input', function () {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    box.blur();
    show();
  });
})(self.advisorySearch);
