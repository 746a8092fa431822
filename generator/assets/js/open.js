// A link to something folded opens it. Browsers of today do that by themselves, older ones with this. Whoever
// opened the page at such a link came before this script: the first turn is its own.
(function () {
  function open() {
    var place = null, fold;
    try {
      place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch (_error) {}
    for (fold = place && place.closest('details:not([open])'); fold; fold = fold.parentNode.closest('details:not([open])')) {
      fold.open = true;
      place.scrollIntoView();
    }
  }
  addEventListener('hashchange', open);
  // Paper cannot open anything. Browsers that leave folded what is folded get it opened, all but the sources.
  addEventListener('beforeprint', function () {
    [].forEach.call(document.querySelectorAll('main details:not([open]):not(#sources)'), function (fold) { fold.open = true; });
  });
  open();
})();
