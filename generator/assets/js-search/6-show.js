// What was found, under the box. Everything is written as text: nothing typed or found becomes markup.
(function (own) {
  'use strict';
  var FIRST = 20, NEAREST = 3;
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

  // A number is a plate to tap, with all that must not be parted from it.
  function plateOf(entry) {
    var item = element('li'), plate = element('a', 'plate row' + (entry.grade === 'c' ? ' gc' : ''));
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

  function row(entry, units) {
    var rings = entry.number && /^tel:[+0-9*#,]+$/.test(entry.href), item = rings ? plateOf(entry) : element('li', 'hit');
    if (!rings) {
      var made = link(entry, ''), words = element('span');
      words.appendChild(titled('b', entry));
      if (entry.page && entry.page !== entry.title) words.appendChild(element('small', '', entry.page));
      var line = own.lineOf(entry, units);
      if (line && line !== entry.title) words.appendChild(element('small', 'line', line));
      made.appendChild(words);
      item.appendChild(made);
    }
    var caution = entry.caution || (entry.state && askFirst());
    if (caution) item.appendChild(element('p', 'care', caution));
    return item;
  }

  function askFirst() {
    var safe = index.safe[0];
    return safe ? place.getAttribute('data-guard') + ' ' + safe.title + ' ' + safe.number : '';
  }

  // Entries one after the other. Before the first number of the state: whom to ask without danger.
  function listed(entries, units, into) {
    var list = element('ul', 'numbers'), asked = !index.safe.length;
    entries.forEach(function (entry) {
      if (entry.state && !asked) {
        asked = true;
        if (list.firstChild) into.appendChild(list);
        into.appendChild(element('p', 'cap', place.getAttribute('data-guard')));
        list = element('ul', 'numbers');
        index.safe.forEach(function (safe) { list.appendChild(row(safe, [])); });
      }
      list.appendChild(row(entry, units));
    });
    if (list.firstChild) into.appendChild(list);
  }

  // What comes after the first screens, folded; made only when somebody opens it.
  function folded(entries, units) {
    var box = element('details', 'rest'), made = false;
    box.appendChild(element('summary', '', '+ ' + entries.length));
    box.addEventListener('toggle', function () {
      if (!made) listed(entries, units, box);
      made = true;
    });
    return box;
  }

  // Where all dangers are listed, for whom the words did not lead anywhere.
  function happening() {
    var item = element('p'), made = element('a', 'inl', place.getAttribute('data-now-words'));
    made.href = place.getAttribute('data-now');
    item.appendChild(made);
    return item;
  }

  function show() {
    if (!index || box.value === last) return;
    last = box.value;
    if (!last.trim()) {
      place.textContent = '';
      return;
    }
    var found = own.find(index, last), most = found.near ? NEAREST : FIRST;
    var told = !found.entries.length ? 'none' : found.near ? 'near' : 'count';
    say(place.getAttribute('data-' + told) + (told === 'count' ? ' ' + found.entries.length : ''));
    listed(found.entries.slice(0, most), found.units, place);
    if (found.entries.length > most) place.appendChild(folded(found.entries.slice(most), found.units));
    if (told !== 'count') place.appendChild(happening());
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
