// "Hide page": the neutral page takes the place of this one, so that "back" does not open it again.
// Without scripts it is a link like any other.
(function () {
  document.addEventListener('click', function (event) {
    var link = event.target.closest('.hide a');
    if (link) {
      event.preventDefault();
      location.replace(link.href);
    }
  });
})();
