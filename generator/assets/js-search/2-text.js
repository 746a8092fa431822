// One spelling for what is typed and what is looked through: small letters, digits 0-9, no marks between
// words. Where a script has no spaces, a text is cut at its syllables.
(function (own) {
  'use strict';
  var APART = /[\s.,;:!?()\[\]{}"“”‘’'·…/\\|+*<>=_~`^#@&%၊။–—-]+/g;
  var UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
  var MARKS = /[\u200b\u001c\u001e\u001f]/g;
  var INSIDE = /([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]) (?=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f])/g;
  var ZEROS = [0x1040, 0x1090, 0xe50, 0xed0, 0x17e0, 0x660, 0x6f0, 0xff10];
  var DIGIT = /[\u1040-\u1049\u1090-\u1099\u0e50-\u0e59\u0ed0-\u0ed9\u17e0-\u17e9\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g;
  // "10,000" is one number, however it is typed.
  var THOUSANDS = /([0-9])[.,\u066c](?=[0-9]{3}(?![0-9]))/g;
  // On a phone "do not" is "don't" or "dont".
  var NOT = /(^|[^a-z])(ca|do|does|did|wo|is|are|was|has|have)n['’]?t(?![a-z])/g;
  // Letters of scripts that set no spaces and are not cut into syllables here: each is a part of its own.
  var SIGNS = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[0-9]+|[^0-9\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+/g;
  var SIGN = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
  // Hardly anybody types accents on a phone.
  var LATIN_MARKS = /[\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f]/;
  // Scripts that set no spaces between words.
  var UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]/;
  // A Myanmar letter that opens a syllable: not one that carries an asat or a stack below it.
  var OPENS = /^[\u1000-\u102a\u103f\u104c-\u104f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e\uaa60-\uaa7f](?![\u103b-\u103e\u105e-\u1060\u1082\u1037\u1087]*[\u103a\u1039])/;
  var THAI_OPENS = /[\u0e01-\u0e2e\u0e40-\u0e44\u0e81-\u0eae\u0ec0-\u0ec4\u1780-\u17b3]/;
  var THAI_BEFORE = /[\u0e40-\u0e44\u0ec0-\u0ec4\u17d2]/;

  function digit(letter) {
    var code = letter.charCodeAt(0);
    return String(code - ZEROS.filter(function (zero) { return code >= zero && code < zero + 10; })[0]);
  }

  function negated(_all, before, verb) {
    return before + (verb === 'ca' ? 'cannot' : (verb === 'wo' ? 'will' : verb) + ' not');
  }

  function plain(text) {
    var typed = text.normalize ? text.normalize('NFC') : text;
    typed = typed.replace(UNSEEN, '').replace(DIGIT, digit).toLowerCase().replace(THOUSANDS, '$1').replace(NOT, negated);
    return LATIN_MARKS.test(typed) && typed.normalize ? typed.normalize('NFD').replace(/[\u0300-\u036f]/g, '').normalize('NFC') : typed;
  }

  // Where a syllable begins at *at*.
  function opens(word, at) {
    var letter = word[at], before = word[at - 1];
    if (letter >= '\u1000') return OPENS.test(word.slice(at, at + 8)) && before !== '\u1039';
    return THAI_OPENS.test(letter) && !THAI_BEFORE.test(before);
  }

  own.normal = function (text) {
    return plain(text).replace(APART, ' ').trim();
  };

  // A text of the index: where a short word stands alone is marked, and so are the ends of its blocks.
  own.indexed = function (text) {
    return own.normal(text.replace(MARKS, ' '));
  };

  // Without the spaces inside a script that sets none between words.
  own.tight = function (text) {
    return text.replace(INSIDE, '$1');
  };

  // The sentences of a text of the index, as they are shown; blocks without all of their words are not.
  own.sentences = function (text) {
    return text.split('\u001f')[0].replace(/\u001c[^\u001e]*/g, '').replace(/([.?!]["”’)]?) +|(။) */g, '$1$2\u001e').split('\u001e').filter(Boolean);
  };

  own.digits = function (text) {
    return plain(text).replace(/[^+0-9]/g, '');
  };

  own.isUnspaced = function (word) {
    return UNSPACED.test(word);
  };

  // What is a word of its own in the index, and nothing when it is part of another: packed.py marks such words.
  own.isShort = function (word) {
    if (!own.isUnspaced(word)) return false;
    return word < '\u1000' ? word.length <= 4 : own.syllables(word).length === 1;
  };

  // The smallest parts of a word that are looked for: syllables; of a Latin word itself.
  own.syllables = function (word) {
    if (!own.isUnspaced(word)) return [word];
    var found = [], from = 0;
    for (var at = 1; at < word.length; at++) {
      var change = UNSPACED.test(word[at]) !== UNSPACED.test(word[at - 1]);
      if (change || (UNSPACED.test(word[at]) && opens(word, at))) {
        found.push(word.slice(from, at));
        from = at;
      }
    }
    found.push(word.slice(from));
    return found;
  };

  // The smallest parts of a word by which groups of synonyms are found in a query.
  own.parts = function (word) {
    return SIGN.test(word) ? word.match(SIGNS) : own.syllables(word);
  };

  // Burmese letters alone, without what stands on, under and around them. A text in Zawgyi, the old way to
  // type, has the same ones in nearly the same order; so has a word with a slip in its vowels.
  var STACKED = {};
  'ကခဂဃ-စဆဆဇဈ--ဋဌ--ဏတတထထဒဓနပဖဗဘမ'.split('').forEach(function (letter, place) {
    if (letter !== '-') STACKED[String.fromCharCode(0x1060 + place)] = letter;
  });
  own.skeleton = function (text) {
    return text
      .replace(/\u1004\u103a\u1039/g, '')
      .replace(/[\u1060-\u107c]/g, function (letter) { return STACKED[letter] || ''; })
      .replace(/[\u106a\u106b]/g, 'ဉ').replace(/\u108f/g, 'န').replace(/\u1090/g, 'ရ')
      .replace(/[^\u1000-\u1021 ]/g, '');
  };
})(self.advisorySearch);
