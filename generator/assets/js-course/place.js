// A course has its place in the address. What else is in the page leaves it there: the jump to the content goes to
// the look that is seen, and another language opens at the same look, which has the same number there.
(function () {
  function here() {
    return document.querySelector('.look:target');
  }
  function tell() {
    Array.prototype.forEach.call(document.querySelectorAll('.langs a'), function (link) {
      link.hash = here() ? here().id : '';
    });
  }
  document.querySelector('.skip').addEventListener('click', function (event) {
    var look = here();
    if (!look) return;
    event.preventDefault();
    look.tabIndex = -1;
    look.focus();
  });
  // Where the page can be hidden, no look stays behind in the history: "back" would open it again.
  document.querySelector('main').addEventListener('click', function (event) {
    var link = document.querySelector('.hide') && event.target.closest('a[href^="#"]');
    if (!link) return;
    event.preventDefault();
    location.replace(link.href);
  });
  addEventListener('hashchange', tell);
  tell();
})();
