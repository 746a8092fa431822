// What was found, under the box. Everything is written as text: nothing typed or found becomes markup.
(function (own) {
  'use strict';
  var FIRST = 8, NEAREST = 3;
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

  // On a page about one thing its name says more than "Now"; a question says it itself.
  function nameOf(entry) {
    var subject = /^[^/]+\/[^/]+\//.test(entry.url) && entry.url.indexOf('questions/');
    return subject && entry.page && entry.page !== entry.title ? entry.page + ' \u00b7 ' + entry.title : entry.title;
  }

  function titled(tag, entry) {
    var made = element(tag, '', entry.title);
    if (entry.lang) made.lang = entry.lang;
    return made;
  }

  // A number to tap, with all that must not be parted from it; its name leads to what is known of it.
  function plateOf(entry) {
    var item = element('li'), name = link(entry, 'nm');
    name.appendChild(titled('b', entry));
    name.appendChild(element('small', '', entry.proof));
    item.appendChild(name);
    var plate = element('a', 'plate ch' + (entry.grade === 'c' ? ' gc' : '') + (entry.number.length > 12 ? ' many' : ''));
    plate.href = entry.href;
    var number = element('b', 'n', entry.number);
    number.dir = 'ltr';
    plate.appendChild(number);
    item.appendChild(plate);
    return item;
  }

  function row(entry, units) {
    var rings = entry.number && /^tel:[+0-9*#,]+$/.test(entry.href), item = rings ? plateOf(entry) : element('li', 'hit');
    if (!rings) {
      var made = link(entry, ''), name = titled('b', entry), line = own.lineOf(entry, units);
      name.textContent = nameOf(entry);
      made.appendChild(name);
      if (line && line !== entry.title) made.appendChild(element('small', 'line', line));
      // Of two sections with one name: where each stands.
      else if (entry.page && name.textContent.indexOf(entry.page)) made.appendChild(element('small', 'line', entry.page));
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

  // What comes after the first screen; made only when somebody asks for it.
  function folded(entries, units) {
    var more = element('button', 'btn alone', place.getAttribute('data-more') + ' ' + entries.length);
    more.type = 'button';
    more.addEventListener('click', function () {
      place.removeChild(more);
      listed(entries, units, place);
    });
    return more;
  }

  // While a query stands, the page is the answer to it; the plates stay where nothing was found.
  function alone(query, nothing) {
    var main = place.parentNode;
    main.classList.toggle('sought', !!query);
    main.classList.toggle('nought', !!nothing);
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
    alone(last.trim());
    if (!last.trim()) {
      place.textContent = '';
      return;
    }
    var found = own.find(index, last), most = found.near ? NEAREST : FIRST;
    var told = !found.entries.length ? 'none' : found.near ? 'near' : 'count';
    alone(last, told === 'none');
    say(place.getAttribute('data-' + told) + (told === 'count' ? ' ' + found.entries.length : ''));
    if (told === 'count') place.firstChild.className += ' vh';
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
