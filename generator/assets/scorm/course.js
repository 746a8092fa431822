// A course on one page: one look at a time, cases and questions to try, a final test, and what a learning platform
// (SCORM 1.2) is told: page, points, passed or not, time. Nothing else, and nothing is stored here.
(function () {
  'use strict';
  var root = document.documentElement;
  var began = Date.now();
  var api = null;
  var ended = false;
  var looks, main, now, status;

  // Before the first word is drawn: without a script all looks are read below each other.
  root.className += ' js';

  function byId(id) { return document.getElementById(id); }
  function all(query, inside) { return Array.from((inside || document).querySelectorAll(query)); }

  // --- the learning platform -----------------------------------------------------------------------

  function above(place) {
    // A platform may itself stand in a page of somebody else, which we may not ask.
    try {
      for (var steps = 0; place && steps < 20; steps += 1) {
        if (place.API) return place.API;
        if (place.parent === place) return null;
        place = place.parent;
      }
    } catch (e) {}
    return null;
  }

  function opened() {
    try {
      return window.top.opener || window.opener;
    } catch (e) {
      return window.opener;
    }
  }

  // A platform that fails is its makers' business: the course can be read to its end.
  function safely(doing) {
    try { return String(doing()); } catch (e) { return ''; }
  }
  function tell(name, value) { if (api) safely(function () { return api.LMSSetValue('cmi.' + name, String(value)); }); }
  function ask(name) { return api ? safely(function () { return api.LMSGetValue('cmi.' + name); }) : ''; }

  function time() {
    var seconds = Math.min(Math.floor((Date.now() - began) / 1000), 35999999);
    var digits = function (number, count) { return String(number).padStart(count, '0'); };
    return digits(Math.floor(seconds / 3600), 4) + ':' + digits(Math.floor(seconds / 60) % 60, 2) + ':' + digits(seconds % 60, 2);
  }

  function keep() {
    if (!api || ended) return;
    tell('core.session_time', time());
    safely(function () { return api.LMSCommit(''); });
  }

  function begin() {
    api = above(window) || above(opened());
    if (api && safely(function () { return api.LMSInitialize(''); }) !== 'true') api = null;
    status = ask('core.lesson_status');
    if (status === 'not attempted' || status === '') {
      status = 'incomplete';
      tell('core.lesson_status', status);
    }
  }

  function end() {
    if (!api || ended) return;
    // Otherwise the bookmark may be lost: it is kept for who comes back, not for who is done.
    tell('core.exit', status === 'passed' ? '' : 'suspend');
    keep();
    ended = true;
    safely(function () { return api.LMSFinish(''); });
  }

  // --- one look at a time ----------------------------------------------------------------------------

  function numbered(text) {
    var number = parseInt(text, 10);
    return number >= 1 && number <= looks.length ? number : 0;
  }

  function show(number) {
    now = number;
    looks.forEach(function (look, at) { look.classList.toggle('on', at + 1 === number); });
    byId('at').textContent = number + ' / ' + looks.length;
    byId('back').disabled = number === 1;
    byId('next').disabled = number === looks.length;
    tell('core.lesson_location', number);
    tell('suspend_data', number);
    keep();
    // Opened from a disk, the address is the only bookmark.
    if (!api) {
      try { history.replaceState(null, '', '#p' + number); } catch (e) {}
    }
  }

  function go(number) {
    if (!numbered(number) || number === now) return;
    show(number);
    window.scrollTo(0, 0);
    looks[number - 1].querySelector('h2').focus();
  }

  function listen() {
    byId('back').addEventListener('click', function () { go(now - 1); });
    byId('next').addEventListener('click', function () { go(now + 1); });
    addEventListener('hashchange', function () { go(numbered(location.hash.slice(2))); });
    all('.choices button').forEach(function (button) {
      button.addEventListener('click', function () {
        button.setAttribute('aria-expanded', 'true');
        button.parentNode.classList.add('on');
        // The story goes on whatever was chosen.
        button.parentNode.parentNode.parentNode.classList.add('tried');
      });
    });
  }

  // --- the final test ----------------------------------------------------------------------------------

  function shuffled(things) {
    for (var last = things.length - 1; last > 0; last -= 1) {
      var other = Math.floor(Math.random() * (last + 1));
      var thing = things[last];
      things[last] = things[other];
      things[other] = thing;
    }
    return things;
  }

  function draw() {
    var count = parseInt(main.dataset.drawn, 10);
    shuffled(all('fieldset', byId('drawn'))).forEach(function (question, at) {
      question.className = at < count ? 'on' : '';
      question.disabled = false;
      all('input', question).forEach(function (input) { input.checked = false; });
      all('.answer', question).forEach(function (answer) { answer.className = 'answer'; });
      byId('drawn').appendChild(question);
    });
    byId('result').hidden = true;
    byId('hand-in').hidden = false;
  }

  function handIn() {
    var questions = all('fieldset.on', byId('drawn'));
    var open = questions.filter(function (question) { return !question.querySelector('input:checked'); });
    byId('left').firstElementChild.hidden = !open.length;
    if (open.length) {
      open[0].querySelector('input').focus();
      return;
    }
    var right = questions.filter(function (question) { return question.querySelector('input:checked[data-right]'); }).length;
    questions.forEach(function (question) {
      question.disabled = true;
      all('input:checked, input[data-right]', question).forEach(function (input) {
        input.parentNode.parentNode.classList.add('on');
      });
    });
    judge(right, questions.length);
  }

  function judge(right, count) {
    var points = count ? Math.floor(100 * right / count) : 0;
    var passes = points >= parseInt(main.dataset.pass, 10);
    byId('points').textContent = right + ' / ' + count;
    byId('passed').hidden = !passes;
    byId('failed').hidden = passes;
    byId('hand-in').hidden = true;
    byId('result').hidden = false;
    byId('result').focus();
    // Who has passed and plays again loses nothing.
    if (status === 'passed' && !passes) return;
    status = passes ? 'passed' : 'failed';
    tell('core.score.min', 0);
    tell('core.score.max', 100);
    tell('core.score.raw', points);
    tell('core.lesson_status', status);
    keep();
  }

  document.addEventListener('DOMContentLoaded', function () {
    main = document.querySelector('main');
    looks = all('.look');
    begin();
    listen();
    draw();
    byId('hand-in').addEventListener('click', handIn);
    byId('again').addEventListener('click', function () { draw(); go(looks.length); byId('drawn').querySelector('input').focus(); });
    show(numbered(ask('core.lesson_location')) || numbered(ask('suspend_data')) || (api ? 0 : numbered(location.hash.slice(2))) || 1);
    addEventListener('pagehide', end);
    // A page that a browser kept whole and shows again has said good-bye to the platform.
    addEventListener('pageshow', function (event) { if (event.persisted) location.reload(); });
  });
})();
