// The final test of a course: in the place of the fixed draw as many questions as it has, by chance, of all
// that the page holds; the first answer that somebody opens counts. Nothing is stored, nothing is sent: who
// comes back begins anew.
(function () {
  var list = document.querySelector('.picked');
  if (!list) return;
  var test = list.parentNode, again = test.querySelector('[data-again]');
  var score = test.querySelector('[data-score] > p');
  var count = +list.getAttribute('data-count'), needed = +list.getAttribute('data-needed');
  var bank = Array.prototype.slice.call(document.querySelectorAll('.look.question'));

  // A copy of a question as it stands in its module, closed.
  function asked(look) {
    var item = document.createElement('li'), title = document.createElement('h3');
    var words = look.querySelector('h2').cloneNode(true), answers = look.querySelector('.answers').cloneNode(true);
    while (words.firstChild) title.appendChild(words.firstChild);
    Array.prototype.forEach.call(answers.querySelectorAll('details'), function (one) { one.open = false; });
    item.appendChild(title);
    item.appendChild(answers);
    return item;
  }

  function draw() {
    var left = bank.slice(), number;
    list.textContent = '';
    for (number = 0; number < count && left.length; number++) {
      list.appendChild(asked(left.splice(Math.floor(Math.random() * left.length), 1)[0]));
    }
    score.hidden = again.hidden = true;
  }

  function tell() {
    var right = list.querySelectorAll('[data-answered=right]').length, reached = right >= needed;
    if (list.querySelectorAll('[data-answered]').length < list.children.length) return;
    score.querySelector('[data-right]').textContent = right;
    score.querySelector('[data-reached]').hidden = !reached;
    score.querySelector('[data-below]').hidden = reached;
    score.hidden = again.hidden = false;
  }

  // Opened by a finger, a key or a reader of screens: all come by here. It does not bubble.
  list.addEventListener('toggle', function (event) {
    var item = event.target.closest('.picked > li');
    if (!event.target.open || item.hasAttribute('data-answered')) return;
    item.setAttribute('data-answered', event.target.className === 'right' ? 'right' : 'other');
    tell();
  }, true);

  again.addEventListener('click', function () {
    draw();
    test.scrollIntoView();
    list.querySelector('summary').focus({ preventScroll: true });
  });

  // Whoever was faster than this script keeps what stands there.
  if (!list.querySelector('details[open]')) draw();
})();
