// The search of the pages that list countries: hides what does not fit. The words stand in the page, so
// nothing is loaded; what was typed is compared and never shown.
(function () {
  var box = document.getElementById('land');
  if (!box) return;
  var said = document.getElementById('lands-found');
  var list = document.getElementById('lands');
  var groups = all(list, '.group');

  function all(place, what) {
    return Array.prototype.slice.call(place.querySelectorAll(what));
  }

  // Small letters without accents, blanks and what nobody sees.
  function plain(text) {
    return text.normalize('NFKD').toLowerCase()
      .replace(/[\u0300-\u036f\u200b-\u200f\u2060\ufeff\s.,()'’|-]/g, '');
  }

  // Bare Burmese letters, without vowels and marks: nearly the same in Zawgyi, and with a slip in a vowel.
  function bare(text) {
    return text.replace(/\u1004\u103a\u1039/g, '').replace(/[^\u1000-\u1021]/g, '');
  }

  function names(element) {
    return element.getAttribute('data-names').split('|');
  }

  function fits(name, typed) {
    var whole = plain(name);
    if (!whole || !typed) return false;
    if (whole.indexOf(typed) === 0) return true;
    if (typed.length > 2) {
      if (whole.indexOf(typed) > 0) return true;
      // "Republic of Korea", "ประเทศมาเลเซีย": the name stands inside of what was typed.
      return whole.length > (/^[a-z]+$/.test(whole) ? 3 : 2) && typed.indexOf(whole) >= 0;
    }
    return name.split(/[\s(]+/).some(function (word) { return plain(word).indexOf(typed) === 0; });
  }

  function nearly(name, typed) {
    return typed.length > 1 && bare(name).indexOf(typed) === 0;
  }

  function found(test, typed) {
    var lands = [];
    groups.forEach(function (group) {
      var whole = names(group).some(function (name) { return test(name, typed); });
      all(group, '.land').forEach(function (land) {
        if (whole || names(land).some(function (name) { return test(name, typed); })) lands.push(land);
      });
    });
    return lands;
  }

  function look() {
    var typed = plain(box.value), asked = box.value.trim() !== '';
    var lands = typed ? found(fits, typed) : [];
    if (!lands.length && bare(box.value)) lands = found(nearly, bare(box.value));
    groups.forEach(function (group) {
      var left = 0;
      all(group, '.land').forEach(function (land) {
        // What finds nothing hides nothing.
        land.hidden = lands.length > 0 && lands.indexOf(land) < 0;
        if (!land.hidden) left++;
      });
      group.hidden = !left;
    });
    said.textContent = !asked ? '' : lands.length
      ? said.getAttribute('data-count') + ' ' + lands.length : said.getAttribute('data-none');
  }

  box.addEventListener('input', look);
  box.form.addEventListener('submit', function (event) {
    event.preventDefault();
    var link = list.querySelector('.group:not([hidden]) .land:not([hidden]) a[href]');
    if (box.value.trim() && link) link.focus();
  });
  // This script comes after the page: what somebody typed before it was here stands.
  if (box.value) look();
})();
