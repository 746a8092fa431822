// Passing on: the page, a phrase, a text. With the phone's own menu where it has one; else as text to
// copy or to send. Without scripts the link at the foot of a page sends its numbers as a text message.
(function () {
  var page = document.querySelector('.pass');
  if (!page) return;

  function said(element) {
    return element ? element.textContent.replace(/\s+/g, ' ').trim() : '';
  }

  function label(name) {
    return page.getAttribute('data-' + name);
  }

  // As short as a server understands it. Opened from a disk, the page has no address but that of the site,
  // and where that is not decided, none: a path on this phone helps nobody and tells its owner's name.
  function address(fragment) {
    var canonical = document.querySelector('link[rel=canonical]');
    var own = /^http/.test(location.protocol) ? location.href : canonical ? canonical.href : '';
    own = own.split('#')[0].replace(/\/index\.html$/, '/');
    return own && own + (fragment ? '#' + fragment : '');
  }

  // Older than navigator.clipboard, and it works where that is not allowed.
  function copied(area, copy) {
    area.select();
    if (document.execCommand('copy')) copy.textContent = label('copied');
  }

  // Text to copy, for browsers without a menu of their own, such as those inside chat apps. *message*: address of
  // what goes as a text message, empty when nothing may; without it the text does.
  function offer(after, text, message) {
    var old = document.querySelector('.passed');
    if (old) old.remove();
    var box = document.createElement('div'), area = document.createElement('textarea');
    var copy = document.createElement('button'), sms = document.createElement('a');
    box.className = 'passed';
    area.className = 'typed';
    area.readOnly = true;
    area.rows = 4;
    area.value = text;
    area.setAttribute('aria-label', label('show'));
    copy.type = 'button';
    copy.className = 'btn';
    copy.textContent = label('copy');
    copy.addEventListener('click', function () { copied(area, copy); });
    sms.className = 'btn';
    sms.href = message || 'sms:?body=' + encodeURIComponent(text);
    sms.textContent = label('sms');
    [area, copy].concat(message === '' ? [] : sms).forEach(function (part) { box.appendChild(part); });
    after.parentNode.insertBefore(box, after.nextSibling);
    area.focus();
    area.select();
  }

  function pass(from, title, lines, url, message) {
    var text = lines.filter(Boolean).join('\n');
    function byHand() {
      offer(from, [text, url].filter(Boolean).join('\n'), message);
    }
    if (!navigator.share) return byHand();
    var shared = { title: title, text: text };
    if (url) shared.url = url;
    navigator.share(shared).catch(function (error) {
      if (error.name !== 'AbortError') byHand();
    });
  }

  function button(className) {
    var made = document.createElement('button'), words = document.createElement('span');
    var picture = page.querySelector('svg');
    made.type = 'button';
    made.className = className;
    if (picture) made.appendChild(picture.cloneNode(true));
    words.textContent = label('show');
    made.appendChild(words);
    return made;
  }

  page.addEventListener('click', function (event) {
    event.preventDefault();
    // A text that people may send by chat; as a text message goes only what the link itself has.
    var has = document.querySelector('[data-text]'), text = has && has.getAttribute('data-text');
    pass(page, document.title, [text || document.title], address(), text ? page.href : undefined);
  });

  // The page of texts: each is copied or passed on letter by letter, with nothing added.
  [].forEach.call(document.querySelectorAll('.sent'), function (sent) {
    var row = document.createElement('p'), copy = document.createElement('button'), text = sent.textContent;
    row.className = 'choices passing';
    copy.type = 'button';
    copy.className = 'btn';
    copy.textContent = label('copy');
    copy.addEventListener('click', function () {
      var area = document.createElement('textarea');
      area.value = text;
      area.className = 'away';
      row.appendChild(area);
      copied(area, copy);
      area.remove();
      copy.focus();
    });
    row.appendChild(copy);
    if (navigator.share) {
      var share = button('btn');
      share.addEventListener('click', function () { pass(row, document.title, [text], '', ''); });
      row.appendChild(share);
    }
    sent.parentNode.insertBefore(row, sent.nextSibling);
  });

  // A phrase: below the sign, which fills the screen.
  function onSign() {
    var sign = document.querySelector('.full:target');
    if (!sign || sign.querySelector('.passing')) return;
    var made = button('btn passing'), typed = sign.querySelector('.typed');
    made.addEventListener('click', function () {
      var own = typed && typed.value;
      pass(made, said(sign.querySelector('.mine')), [said(sign.querySelector('.shown')), own, said(sign.querySelector('.mine'))], address(sign.id));
    });
    sign.appendChild(made);
  }
  addEventListener('hashchange', onSign);
  onSign();
})();
