// Words that are spelt nearly like one that was typed.
(function (own) {
  'use strict';

  function gramsOf(word) {
    var padded = '  ' + word + ' ', grams = {};
    for (var at = 0; at + 3 <= padded.length; at++) grams[padded.slice(at, at + 3)] = true;
    return Object.keys(grams);
  }

  // Words to compare with, made when first needed: Latin ones of all texts; of scripts without spaces runs of two or
  // three syllables of titles and synonyms.
  function vocabularyOf(index) {
    var words = {}, vocabulary = { words: [], sizes: [], by: {} };
    function add(text) {
      text.split(' ').forEach(function (word) {
        if (!own.isUnspaced(word)) {
          if (word.length > 3 && /^[^0-9]+$/.test(word)) words[word] = true;
          return;
        }
        var parts = own.syllables(word);
        parts.forEach(function (part, at) {
          for (var to = at + 1, run = part; to < Math.min(at + 3, parts.length); to++) words[run += parts[to]] = true;
        });
      });
    }
    index.entries.forEach(function (entry) {
      add(own.tight(entry.named));
      entry.said.split(' ').forEach(function (word) { if (!own.isUnspaced(word)) add(word); });
    });
    index.synonyms.forEach(function (group) { group.forEach(add); });
    Object.keys(words).forEach(function (word, place) {
      var grams = gramsOf(word);
      vocabulary.words.push(word);
      vocabulary.sizes.push(grams.length);
      grams.forEach(function (gram) { (vocabulary.by[gram] = vocabulary.by[gram] || []).push(place); });
    });
    return vocabulary;
  }

  // The words of the index that are spelt most like *word*.
  own.alike = function (index, word) {
    var vocabulary = index.vocabulary = index.vocabulary || vocabularyOf(index), shared = {}, grams = gramsOf(word);
    if (word.length < 4 || /[0-9]/.test(word) || own.isShort(word)) return [];
    grams.forEach(function (gram) {
      if (Object.prototype.hasOwnProperty.call(vocabulary.by, gram)) vocabulary.by[gram].forEach(function (place) { shared[place] = (shared[place] || 0) + 1; });
    });
    return Object.keys(shared).map(function (place) {
      return { word: vocabulary.words[place], alike: 2 * shared[place] / (grams.length + vocabulary.sizes[place]) };
    }).filter(function (one) { return one.alike >= 0.45 && one.word !== word; })
      .sort(function (one, other) { return other.alike - one.alike; }).slice(0, 2);
  };
})(self.advisorySearch);
