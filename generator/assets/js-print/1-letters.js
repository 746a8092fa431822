// What is typed in any script, as it is compared and dialled: digits 0-9, letters of the West.
(function (own) {
  'use strict';
  // Zero of each script; the other nine follow it. Full-width ones are known to normalize().
  var ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810];

  function digit(letter) {
    var code = letter.charCodeAt(0);
    var zero = ZEROS.filter(function (first) { return code >= first && code < first + 10; })[0];
    return zero ? String(code - zero) : letter;
  }

  own.plain = function (text) {
    return text.normalize('NFKC').replace(/[^\x00-\x7f]/g, digit);
  };
})(self.advisoryPrint = {});
