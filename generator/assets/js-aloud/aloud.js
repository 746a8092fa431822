// Reads a step aloud with a voice that is on the phone itself. Python writes the two words that stand in the first line
// (products/pages/assets.py): where the script of the site is, and what the button is called in the language of the page.
// What is spoken never leaves the phone: a voice of the network would send it away, and is not used.
(function (site, name) {
  // Pages that read aloud load this script in the place of the site's, which must come all the same: it strikes out numbers
  // that were withdrawn.
  var own = document.currentScript, next = document.createElement('script');
  next.src = own.src.replace(/[^/]*$/, '') + site;
  document.head.appendChild(next);

  var speech = self.speechSynthesis;
  // Never where the page can be hidden: what is heard cannot be hidden.
  if (!speech || !self.SpeechSynthesisUtterance || document.querySelector('.hide')) return;
  var NOT_SAID = 'sup, svg, audio, button, .src, .voice, .kb, .gone, .pf, [hidden], script, template';
  var NUMBER = '.n, .tel';
  var playing = null;

  // "my" is "my-MM" and, on Android, "my_MM"; it is not "mya" or "en". A script that the page names must be the voice's.
  function fits(tag, voice) {
    var asked = tag.toLowerCase().split('-'), has = voice.lang.toLowerCase().split(/[-_]/);
    return voice.localService === true && asked.every(function (part) { return has.indexOf(part) >= 0; }) && asked[0] === has[0];
  }
  function voiceOf(tag) {
    return speech.getVoices().filter(function (voice) { return fits(tag, voice); })[0];
  }
  function langOf(node) {
    return node.closest('[lang]').lang;
  }

  // What is said of a place in the page: stretches of one language each. A telephone number is said digit by digit.
  function said(node, into) {
    var last = into[into.length - 1], lang, text;
    if (node.nodeType === 3) {
      text = node.data.replace(/[\u2060\u200b\u00ad]/g, '');
      lang = langOf(node.parentNode);
      if (last && (last.lang === lang || !text.trim())) last.text += text;
      else if (text.trim()) into.push({ lang: lang, text: text });
    } else if (node.nodeType === 1 && !node.matches(NOT_SAID)) {
      if (node.matches(NUMBER)) {
        text = ' ' + (node.textContent.match(/[+*#\d]/g) || []).join(', ') + ' ';
        // Digits have no language: in that of the sentence around them.
        if (last) last.text += text;
        else into.push({ lang: langOf(node.parentNode), text: text });
      } else [].forEach.call(node.childNodes, function (child) { said(child, into); });
    }
    return into;
  }

  // What is marked while it is said: the smallest thing that holds a sentence, or a plate.
  function lines(node, into) {
    if (node.matches(NOT_SAID)) return into;
    var whole = node.matches('h2, h3, p, .plate') || [].some.call(node.childNodes, function (child) {
      return child.nodeType === 3 && child.data.trim();
    });
    if (!whole) [].forEach.call(node.children, function (child) { lines(child, into); });
    else {
      var words = said(node, []).filter(function (one) { return /[^\s.,:;()]/.test(one.text); });
      if (words.length) into.push({ node: node, words: words });
    }
    return into;
  }

  function stop() {
    if (!playing) return;
    var was = playing;
    playing = null;
    speech.cancel();
    was.button.setAttribute('aria-pressed', 'false');
    if (was.node) was.node.classList.remove('said-now');
  }

  function mark(now, node) {
    if (now.node === node) return;
    if (now.node) now.node.classList.remove('said-now');
    now.node = node;
    node.classList.add('said-now');
    var box = node.getBoundingClientRect();
    if (box.top < 0 || box.bottom > self.innerHeight - 96) node.scrollIntoView({ block: 'center' });
  }

  function start(block, button) {
    stop();
    // Looked at now: a number may have been struck out since the page was opened.
    var left = [], now = playing = { button: button, node: null };
    lines(block, []).forEach(function (line) {
      line.words.forEach(function (one) { left.push({ node: line.node, lang: one.lang, text: one.text }); });
    });
    button.setAttribute('aria-pressed', 'true');
    (function go() {
      if (playing !== now) return;
      var one = left.shift(), voice = one && voiceOf(one.lang);
      // A voice that is gone in the middle: rather silence than half a step in another language.
      if (!voice) return stop();
      var words = new self.SpeechSynthesisUtterance(one.text.replace(/\s+/g, ' ').trim());
      words.voice = voice;
      words.lang = voice.lang;
      words.onend = go;
      words.onerror = function () { if (playing === now) stop(); };
      now.said = words; // Chromium forgets one that nothing holds, and never tells its end.
      mark(now, one.node);
      speech.speak(words);
    })();
  }

  function picture() {
    var svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    ['M3 9v6h4l5 5V4L7 9zm13.5 3A4.5 4.5 0 0 0 14 8v8a4.5 4.5 0 0 0 2.5-4M14 3.2v2.1a7 7 0 0 1 0 13.4v2.1a9 9 0 0 0 0-17.6', 'M5 5h14v14H5z'].forEach(function (shape) {
      var path = document.createElementNS(svg.namespaceURI, 'path');
      path.setAttribute('d', shape);
      svg.appendChild(path);
    });
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('class', 'i');
    svg.setAttribute('aria-hidden', 'true');
    return svg;
  }

  function offer(block, place, first) {
    // A step with a sentence that no voice here can say has no button: half of a step may be its opposite.
    var found = lines(block, []);
    var whole = found.length && found.every(function (line) {
      return line.words.every(function (one) { return voiceOf(one.lang); });
    });
    if (!whole || place.querySelector('.aloud')) return;
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'aloud';
    button.setAttribute('aria-label', name);
    button.setAttribute('aria-pressed', 'false');
    button.appendChild(picture());
    button.addEventListener('click', function () {
      if (playing && playing.button === button) stop();
      else start(block, button);
    });
    place.classList.add('loud');
    place.insertBefore(button, first ? place.firstChild : null);
  }

  function offers() {
    if (!voiceOf(document.documentElement.lang)) return;
    [].forEach.call(document.querySelectorAll('.steps > li, section.now'), function (block) {
      offer(block, block.querySelector('h2'), false);
    });
    // Not inside the bar that opens them: one tap would do two things.
    [].forEach.call(document.querySelectorAll('.stage .said'), function (block) { offer(block, block, true); });
  }

  // Many phones tell their voices late, and some only after they were asked once.
  if (speech.addEventListener) speech.addEventListener('voiceschanged', offers);
  else speech.onvoiceschanged = offers;
  document.addEventListener('visibilitychange', function () { if (document.hidden) stop(); });
  addEventListener('pagehide', stop);
  offers();
})
