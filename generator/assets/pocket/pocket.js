// The phone's own clock tells when the page is past its date. Its numbers are still to be tried.
(function () {
  var old = document.getElementById('old');
  var now = new Date();
  var two = function (n) { return (n < 10 ? '0' : '') + n; };
  var day = now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
  if (old && day >= old.getAttribute('data-until')) old.hidden = false;
  // And when a notice has ended. It stays: that it ended does not mean that it is safe now.
  [].forEach.call(document.querySelectorAll('.ntc[data-u]'), function (one) {
    var words = one.nextElementSibling;
    if (!words || !words.content || now / 1000 < +one.getAttribute('data-u')) return;
    one.className += ' over';
    one.insertBefore(document.importNode(words.content, true), one.children[1]);
  });
})();
