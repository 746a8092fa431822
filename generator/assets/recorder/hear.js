// What a second speaker heard is kept on the page and saved as one file. Nothing is sent.
(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('data').textContent);
  var places = {};
  data.rows.forEach(function (row) {
    var place = document.getElementById('r-' + row.id);
    if (!place) return;
    var audio = document.createElement('audio');
    audio.controls = true;
    audio.preload = 'none';
    audio.src = row.sound;
    place.insertBefore(audio, place.firstChild);
    places[row.id] = place.querySelector('textarea');
  });
  var save = document.getElementById('save'), by = document.getElementById('by');
  if (!save) return;
  by.oninput = function () { save.disabled = !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(by.value); };
  save.onclick = function () {
    var rows = data.rows.map(function (row) {
      return { id: row.id, mark: row.mark, back: places[row.id].value };
    });
    var answer = JSON.stringify({ advisory_heard: data.advisory_heard, language: data.language, by: by.value, rows: rows });
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([answer], { type: 'application/json' }));
    link.download = 'heard-' + data.language + '-' + by.value + '.json';
    link.click();
  };
})();
