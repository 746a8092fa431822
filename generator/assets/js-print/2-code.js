// The code of a paper, typed in any way: found on this page, or on that of the paper's language.
(function (own) {
  'use strict';
  var form = document.querySelector('[data-codes]');
  if (!form) return;
  var box = form.querySelector('input');
  var CODE = /^([a-z]{2})(.+)(\d{6})([0-9a-f]{4})$/;
  // Letters that look the same on a Cyrillic keyboard.
  var ALIKE = { а: 'a', в: 'b', с: 'c', е: 'e', н: 'h', і: 'i', ј: 'j', к: 'k', м: 'm', о: 'o', р: 'p', ѕ: 's', т: 't', у: 'y', х: 'x' };

  function bare(text) {
    var letters = own.plain(text).toLowerCase().replace(/[^\x00-\x7f]/g, function (letter) { return ALIKE[letter] || ''; }).replace(/[^a-z0-9]/g, '');
    // Its last ten are digits and a to f: what looks like 0 or 1 there, is.
    return letters.slice(0, -10) + letters.slice(-10).replace(/o/g, '0').replace(/[il]/g, '1');
  }

  function here(typed) {
    return Array.prototype.filter.call(document.querySelectorAll('.codes > [id]'), function (code) {
      return bare(code.id) === typed;
    })[0];
  }

  // Its page in the paper's language, or nothing: the longest tag with which its languages begin.
  function elsewhere(typed) {
    var parts = CODE.exec(typed);
    if (!parts || parts[1] !== form.getAttribute('data-codes').toLowerCase()) return null;
    return Array.prototype.reduce.call(document.querySelectorAll('.choices a[hreflang]'), function (best, link) {
      var tag = bare(link.hreflang);
      return parts[2].indexOf(tag) === 0 && (!best || tag.length > bare(best.hreflang).length) ? link : best;
    }, null);
  }

  function unknown() {
    location.hash = 'unknown';
  }

  function answer(text) {
    var typed = bare(text);
    var found = here(typed);
    var link = found ? null : elsewhere(typed);
    if (found) location.hash = found.id;
    else if (link) location.href = link.href + '#' + typed;
    else unknown();
  }

  // An address that somebody typed, or that another language sent on.
  function addressed() {
    var raw;
    try {
      raw = decodeURIComponent(location.hash.slice(1));
    } catch (_error) {
      return;
    }
    if (!raw || document.getElementById(raw)) return;
    var found = here(bare(raw));
    if (found) location.replace('#' + found.id);
    else if (CODE.test(bare(raw))) location.replace('#unknown');
  }

  form.hidden = false;
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    if (bare(box.value)) answer(box.value);
  });
  addEventListener('hashchange', addressed);
  addressed();
})(self.advisoryPrint);
