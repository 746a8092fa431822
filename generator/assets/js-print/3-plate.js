// The plate of a helper: what is typed stands on each of them, and is gone with the page.
(function (own) {
  'use strict';
  var form = document.querySelector('[data-plate]');
  if (!form) return;

  function shown(box) {
    return box.type === 'tel' ? own.plain(box.value).replace(/[^0-9+()*# -]/g, '') : box.value;
  }

  function show() {
    Array.prototype.forEach.call(form.querySelectorAll('input'), function (box) {
      Array.prototype.forEach.call(document.querySelectorAll('[data-shows="' + box.id + '"]'), function (place) {
        place.textContent = shown(box);
      });
    });
  }

  function clear() {
    form.reset();
    show();
  }

  form.hidden = false;
  form.addEventListener('input', show);
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    window.print();
  });
  // Browsers fill in again what stood there, after a reload and on the way back.
  addEventListener('pagehide', clear);
  addEventListener('pageshow', clear);
  clear();
})(self.advisoryPrint);
