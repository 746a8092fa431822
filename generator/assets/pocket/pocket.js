// The phone's own clock tells when the page is past its date. Its numbers are still to be tried.
(function () {
  var old = document.getElementById('old');
  var now = new Date();
  var two = function (n) { return (n < 10 ? '0' : '') + n; };
  var day = now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
  if (old && day >= old.getAttribute('data-until')) old.hidden = false;
})();
