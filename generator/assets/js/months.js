// This month has a broad edge. The clock may be wrong: all months are there without it.
(function () {
  document.querySelectorAll('[data-month="' + (new Date().getMonth() + 1) + '"]').forEach(function (cell) {
    cell.setAttribute('aria-current', 'date');
  });
})();
