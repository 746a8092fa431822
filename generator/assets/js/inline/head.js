// In the head of every page, and byte by byte the same there: one hash allows it. Names of one letter,
// since every page carries it: s this script, d the document, r what is asked, c canvas or script.
(function (s, d, r, c) {
  // Has this phone letters for the languages of the page? Then our fonts are not fetched. Asked before the
  // first word is drawn, so that nothing is fetched in vain; where it cannot be asked, they are fetched.
  // Three words for each language: its tag, and the two texts that are measured.
  // generator/products/pages/webfonts.py tells what is asked, and why.
  try {
    r = s.dataset.own.split(' ');
    c = d.createElement('canvas').getContext('2d');
    c.font = '40px sans-serif';
    for (; r[2]; r.splice(0, 3)) if (c.measureText(r[1]).width < 1.2 * c.measureText(r[2]).width) d.documentElement.className += ' fit-' + r[0]
  } catch (e) {}
  // The script of the site is comfort: on a slow network the words come first.
  addEventListener('load', function () {
    setTimeout(function () {
      c = d.createElement('script');
      c.src = s.dataset.next;
      d.head.appendChild(c)
    }, 200)
  })
})(document.currentScript, document);
