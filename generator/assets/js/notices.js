// Notices. By the phone's own clock, one that has ended says so; it stays, since ended is not safe. A clock that is
// behind marks nothing. And pages that were kept before a notice came get what the worker has heard since.
(function () {
  function mark() {
    [].forEach.call(document.querySelectorAll('.ntc[data-u]'), function (one) {
      var words = one.nextElementSibling;
      if (!words || !words.content || / over/.test(one.className)) return;
      if (Date.now() / 1000 < +one.getAttribute('data-u')) return;
      one.className += ' over';
      one.insertBefore(document.importNode(words.content, true), one.children[1]);
    });
  }

  function inner(key, said) {
    var rows = said.list.filter(function (row) {
      return key === 'all' || key === 'listed' || key === row.hazard;
    });
    var shown = key === 'listed' ? rows : rows.slice(0, said.most);
    var cut = shown.length < rows.length;
    var html = shown.map(function (row) {
      var text = key === 'listed' ? row.html : row.brief;
      cut = cut || (key !== 'listed' && text !== row.html);
      return text + (row.over ? '<template>' + row.over + '</template>' : '');
    }).join('');
    return html && cut ? html + '<p><a class="more" href="' + said.page + '"></a></p>' : html;
  }

  // Our own HTML, from our own site, made by what makes the pages; parsed apart, where nothing of it runs or loads.
  function fill(room, html, title) {
    var nodes = new DOMParser().parseFromString(html, 'text/html').body;
    while (room.firstChild) room.removeChild(room.firstChild);
    while (nodes.firstChild) room.appendChild(document.adoptNode(nodes.firstChild));
    [].forEach.call(room.querySelectorAll('.more'), function (link) { link.textContent = title; });
  }

  document.addEventListener('notices', function (event) {
    [].forEach.call(document.querySelectorAll('[data-nt]'), function (room) {
      fill(room, inner(room.getAttribute('data-nt'), event.detail), event.detail.title);
    });
    mark();
  });
  mark();
})();
