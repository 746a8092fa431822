// Asks for each line in turn, records, plays back, keeps what was said on this device, gives back one ZIP. Nothing is sent.
(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('data').textContent), rows = data.rows;
  var LONGEST = 60000;
  function by(id) { return document.getElementById(id); }
  var have = {}, at = 0, recorder = null, stream = null, base = null, link = null, kept = true;

  // --- what is kept when the page is closed -------------------------------------------------------

  function store(mode, act) {
    return new Promise(function (done, failed) {
      if (!base) return failed();
      var change = base.transaction('kept', mode), asked = act(change.objectStore('kept'));
      change.oncomplete = function () { done(asked && asked.result); };
      change.onerror = change.onabort = failed;
    });
  }
  function keep(name, value) {
    return store('readwrite', function (place) { return place.put(value, data.id + ' ' + name); }).catch(function () {
      // A private window keeps nothing: the reader is told before she leaves.
      kept = false;
      by('not-kept').hidden = false;
    });
  }
  function load() {
    return new Promise(function (done, failed) {
      var asked = indexedDB.open('advisory-recordings', 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore('kept'); };
      asked.onsuccess = function () { base = asked.result; done(); };
      asked.onerror = failed;
    }).then(function () {
      return Promise.all([
        store('readonly', function (place) { return place.getAllKeys(); }),
        store('readonly', function (place) { return place.getAll(); }),
      ]);
    }).then(function (found) {
      found[0].forEach(function (name, number) {
        if (name.indexOf(data.id + ' ')) return;
        var own = name.slice(data.id.length + 1);
        if (own === 'who') {
          by('handle').value = found[1][number].handle;
          by('adult').checked = by('agreed').checked = true;
          have.day = found[1][number].day;
        } else have[own] = found[1][number];
      });
    }).catch(function () {
      kept = false;
      by('not-kept').hidden = false;
    });
  }

  // --- one line -----------------------------------------------------------------------------------

  function words(id, text) {
    by(id).textContent = text;
    by(id).hidden = !text;
  }
  function sound(row) { return have[row.key]; }
  function count() { return rows.filter(sound).length; }

  function show() {
    var row = rows[at], mine = sound(row);
    words('say', row.words || row.source);
    by('say').lang = row.words ? data.language : 'en';
    by('say').dir = row.words ? by('line').getAttribute('data-direction') : 'ltr';
    words('source', row.words && row.words !== row.source ? row.source : '');
    words('beside', row.beside);
    by('own-words').hidden = !!row.words;
    by('value').hidden = (row.words || row.source).indexOf('[') < 0;
    words('number', (at + 1) + ' / ' + rows.length);
    by('record').textContent = recorder ? '\u25a0 Stop' : mine ? '\u25cf Again' : '\u25cf Record';
    by('record').classList.toggle('on', !!recorder);
    by('back').disabled = !!recorder || at === 0;
    by('next').disabled = !!recorder || at === rows.length - 1;
    by('other').disabled = !!recorder;
    var audio = by('hear');
    if (link) URL.revokeObjectURL(link);
    link = mine ? URL.createObjectURL(new Blob([mine.bytes], { type: mine.type })) : null;
    audio.hidden = !link;
    if (link) audio.src = link;
    else audio.removeAttribute('src');
    by('done').max = rows.length;
    by('done').value = count();
    words('counted', count() + ' of ' + rows.length + ' lines recorded');
    by('give').disabled = !!recorder || !count();
    [].forEach.call(by('list').children, function (item, number) {
      var button = item.firstChild;
      button.className = sound(rows[number]) ? 'have' : '';
      button.disabled = !!recorder;
      if (number === at) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    });
  }
  function go(where) {
    at = Math.max(0, Math.min(rows.length - 1, where));
    words('fault', '');
    show();
  }
  function take(row, blob, type) {
    return new Response(blob).arrayBuffer().then(function (bytes) {
      have[row.key] = { bytes: bytes, type: type };
      return keep(row.key, have[row.key]);
    }).then(show);
  }

  function start() {
    words('fault', '');
    if (!navigator.mediaDevices || !self.MediaRecorder) return noMicrophone();
    var row = rows[at];
    // What makes calls clear makes speech hollow; the level is set later.
    (stream ? Promise.resolve(stream) : navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: true },
    })).then(function (found) {
      stream = found;
      var parts = [], timer;
      recorder = new self.MediaRecorder(stream, { audioBitsPerSecond: 64000 });
      recorder.ondataavailable = function (event) { if (event.data.size) parts.push(event.data); };
      recorder.onstop = function () {
        var type = recorder.mimeType || parts[0].type;
        clearTimeout(timer);
        recorder = null;
        take(row, new Blob(parts, { type: type }), type);
      };
      recorder.start();
      timer = setTimeout(stop, LONGEST);
      show();
    }).catch(noMicrophone);
  }
  function stop() { if (recorder) recorder.stop(); }
  function noMicrophone() {
    words('fault', 'This browser gives no microphone to this page. Allow it, or use "Phone\u2019s recorder" below.');
  }

  // --- the ZIP ------------------------------------------------------------------------------------

  function ending(type) {
    var kinds = { webm: 'webm', ogg: 'ogg', mp4: 'm4a', 'x-m4a': 'm4a', m4a: 'm4a', aac: 'm4a', wav: 'wav', 'x-wav': 'wav', wave: 'wav', amr: 'amr', mpeg: 'mp3', mp3: 'mp3' };
    return kinds[(/^(?:audio|video)\/([\w-]+)/.exec(type) || [])[1]];
  }
  function pack() {
    var files = [], lines = [];
    rows.forEach(function (row, number) {
      var mine = sound(row), end = mine && ending(mine.type);
      if (!end) return;
      var name = ('00' + (number + 1)).slice(-3) + '.' + end;
      lines.push({ key: row.key, digest: row.digest, file: name });
      files.push({ name: name, data: new Uint8Array(mine.bytes) });
    });
    var manifest = {
      advisory_recordings: data.advisory_recordings, language: data.language, speaker: by('handle').value,
      consent: have.day, adult: by('adult').checked, agreed: by('agreed').checked, lines: lines,
    };
    files.unshift({ name: 'manifest.json', data: new TextEncoder().encode(JSON.stringify(manifest)) });
    return self.storedZip(files);
  }
  function give() {
    var name = 'recordings-' + data.language + '-' + by('handle').value + '.zip', made = document.createElement('a');
    made.href = URL.createObjectURL(pack());
    made.download = name;
    made.click();
    words('given', 'Saved as ' + name + '. Give this file to whoever asked you. Then delete it from this device, here and among the downloads.');
    by('forget').hidden = false;
  }

  // --- the buttons --------------------------------------------------------------------------------

  function ready() {
    var agreed = by('adult').checked && by('agreed').checked && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(by('handle').value);
    by('begin').disabled = !agreed || by('handle').value.length > 48;
  }
  function begin() {
    have.day = have.day || new Date().toISOString().slice(0, 10);
    keep('who', { handle: by('handle').value, day: have.day });
    by('ask').hidden = true;
    by('line').hidden = false;
    go(Math.max(0, rows.findIndex(function (row) { return !sound(row); })));
  }
  rows.forEach(function (_row, number) {
    var item = document.createElement('li'), button = document.createElement('button');
    button.type = 'button';
    button.textContent = number + 1;
    button.onclick = function () { go(number); };
    item.appendChild(button);
    by('list').appendChild(item);
  });
  ['handle', 'adult', 'agreed'].forEach(function (id) { by(id).addEventListener('input', ready); });
  by('begin').onclick = begin;
  by('record').onclick = function () { if (recorder) stop(); else start(); };
  by('back').onclick = function () { go(at - 1); };
  by('next').onclick = function () { go(at + 1); };
  by('other').onchange = function () {
    var file = by('other').files[0];
    if (!file) return;
    if (ending(file.type)) take(rows[at], file, file.type);
    else words('fault', 'This is no sound that we can read. Record it as m4a, ogg, wav, amr or mp3.');
    by('other').value = '';
  };
  by('give').onclick = give;
  by('forget').onclick = function () {
    store('readwrite', function (place) { return place.clear(); }).catch(function () {});
    have = {};
    words('given', 'Deleted from this page.');
    show();
  };
  addEventListener('beforeunload', function (event) {
    if (recorder || (!kept && count())) event.preventDefault();
  });
  load().then(ready);
})();
