// Writes a ZIP that only stores: sounds are small already. Names are ASCII of our own. Times are left out: 1 January 1980.
self.storedZip = (function () {
  'use strict';
  var table = [], n, k, c;
  for (n = 0; n < 256; n++) {
    for (c = n, k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    table[n] = c >>> 0;
  }
  function crc(bytes) {
    var sum = 0xffffffff;
    for (var i = 0; i < bytes.length; i++) sum = table[(sum ^ bytes[i]) & 255] ^ (sum >>> 8);
    return (sum ^ 0xffffffff) >>> 0;
  }
  function header(fields) {
    // Pairs of a number and how many bytes it has, the lowest first.
    var bytes = [];
    fields.forEach(function (field) {
      for (var i = 0; i < field[1]; i++) bytes.push(Math.floor(field[0] / Math.pow(256, i)) & 255);
    });
    return new Uint8Array(bytes);
  }
  // files: [{name, data: Uint8Array}] → Blob
  return function (files) {
    var parts = [], list = [], at = 0, size = 0;
    files.forEach(function (file) {
      var name = new TextEncoder().encode(file.name), sum = crc(file.data), length = file.data.length;
      var same = [[20, 2], [0, 2], [0, 2], [0, 2], [33, 2], [sum, 4], [length, 4], [length, 4], [name.length, 2], [0, 2]];
      var local = header([[0x04034b50, 4]].concat(same));
      parts.push(local, name, file.data);
      list.push(header([[0x02014b50, 4], [20, 2]].concat(same, [[0, 2], [0, 2], [0, 2], [0, 4], [at, 4]])), name);
      size += 46 + name.length;
      at += local.length + name.length + length;
    });
    var end = header([[0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [at, 4], [0, 2]]);
    return new Blob(parts.concat(list, [end]), { type: 'application/zip' });
  };
})();
