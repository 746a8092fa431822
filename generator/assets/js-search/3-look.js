// The index as entries, and which of them say what was typed.
(function (own) {
  'use strict';
  var MOST_SYLLABLES = 40;
  var MOST_RESULTS = 120;
  var LEAST = 1e-6;

  own.read = function (text) {
    var lines = text.split('\n'), index = { entries: [], synonyms: [], common: {} }, page = null;
    if (lines[0] !== '3') throw new Error('the index is of another kind');
    lines.slice(1).forEach(function (line) {
      var row = line.split('\t'), kind = row.shift();
      if (kind === 'S') index.synonyms.push(row.map(own.normal));
      else if (kind === 'W') for (var at = 0; at + 1 < row.length; at += 2) index.common[row[at]] = row[at + 1];
      else if (kind === 'P') page = { folder: row[0], title: row[1] || '', links: (row[2] || '').split(' ').filter(Boolean), number: page ? page.number + 1 : 0 };
      else if (kind === 'E') index.entries.push(entryOf(row, page));
    });
    // What a page names in lists of links is found by the page as a whole.
    index.entries.forEach(function (entry) {
      if (entry.whole) entry.links.forEach(function (place) {
        var other = index.entries[parseInt(place, 36)];
        if (other) entry.said += other.named + other.digits + ' ';
      });
    });
    index.plain = corpusOf(index.entries, function (text) { return text; });
    return index;
  };

  function entryOf(row, page) {
    var entry = {
      url: page.folder + (row[0] ? '#' + row[0] : ''), whole: !row[0], page: page.title, leaf: page.number, title: row[1] || '',
      lang: row[3] || '', number: row[4] || '', proof: row[5] || '', grade: row[6] || '',
      links: page.links,
    };
    entry.digits = own.digits(entry.number);
    entry.href = row[7] || (entry.number && 'tel:' + entry.digits);
    entry.named = ' ' + own.normal(entry.title) + ' ';
    entry.said = entry.named + own.normal(entry.page) + ' ' + (row[2] || '') + ' ' + entry.digits + ' ';
    entry.size = entry.said.length;
    return entry;
  }

  // What the entries say, one after the other, as *as* writes it; and what was found there before.
  function corpusOf(entries, as) {
    var starts = [], whole = '';
    entries.forEach(function (entry) {
      starts.push(whole.length);
      whole += as(entry.said) + '\n';
    });
    return {
      whole: whole, starts: starts, found: {}, tight: [],
      names: entries.map(function (entry) { return as(entry.named); }),
      texts: entries.map(function (entry) { return as(entry.said); }),
    };
  }

  // Which texts hold *piece*: a Latin word by its beginning, one syllable as a word, others anywhere.
  function holding(corpus, piece, alone) {
    if (Object.prototype.hasOwnProperty.call(corpus.found, piece)) return corpus.found[piece];
    var wanted = !own.isUnspaced(piece) ? ' ' + piece : alone ? ' ' + piece + ' ' : piece, held = null, text = 0;
    for (var at = corpus.whole.indexOf(wanted); at >= 0; at = corpus.whole.indexOf(wanted, at)) {
      while (text + 1 < corpus.starts.length && corpus.starts[text + 1] <= at) text++;
      held = held || { in: new Uint8Array(corpus.starts.length), count: 0 };
      held.in[text] = 1;
      held.count++;
      if (++text >= corpus.starts.length) break;
      at = corpus.starts[text];
    }
    return (corpus.found[piece] = held);
  }

  // The pieces that a word can be made of, and who holds them.
  function piecesOf(corpus, syllables) {
    var found = [];
    if (syllables.length === 1) {
      [syllables[0], stem(syllables[0])].forEach(function (text) {
        var held = text && holding(corpus, text);
        if (held) found.push({ from: 0, to: 1, text: text, held: held });
      });
      return found;
    }
    syllables.forEach(function (_one, from) {
      for (var to = from + 1, text = ''; to <= syllables.length; to++) {
        text += syllables[to - 1];
        var held = holding(corpus, text, to === from + 1);
        if (held) found.push({ from: from, to: to, text: text, held: held });
        else if (to > from + 1) break;
      }
    });
    return found;
  }

  // "floods", "flooded", "flooding" also mean "flood".
  function stem(word) {
    var found = own.isUnspaced(word) ? null : /^(.{4,}?)(?:s|es|ed|ing)$/.exec(word);
    return found && found[1];
  }

  // Whether a word that was left out of the texts stands on a page.
  function stands(pages, number) {
    return (parseInt(pages[number >> 2] || '0', 16) >> (number & 3)) & 1;
  }

  // How much of a word one text holds, in as few pieces as can be.
  function fit(word, text, leaf) {
    var best = [{ covered: 0, pieces: [] }];
    for (var at = 0; at < word.size; at++) {
      better(best, at + 1, best[at].covered, best[at].pieces);
      word.starting[at].forEach(function (piece) {
        if (piece.pages) {
          if (stands(piece.pages, leaf)) better(best, piece.to, best[at].covered + piece.to - at, best[at].pieces);
        } else if (piece.held.in[text]) {
          better(best, piece.to, best[at].covered + piece.to - at, best[at].pieces.concat(piece));
        }
      });
    }
    return best[word.size];
  }

  function better(best, at, covered, pieces) {
    var known = best[at];
    if (!known || covered > known.covered || (covered === known.covered && pieces.length < known.pieces.length)) {
      best[at] = { covered: covered, pieces: pieces };
    }
  }

  function wordOf(corpus, common, typed) {
    var syllables = own.syllables(typed).slice(0, MOST_SYLLABLES);
    var word = { size: syllables.length, starting: syllables.map(function () { return []; }) };
    piecesOf(corpus, syllables).forEach(function (piece) { word.starting[piece.from].push(piece); });
    syllables.forEach(function (_one, from) {
      for (var to = from + 1, text = ''; to <= syllables.length; to++) {
        text += syllables[to - 1];
        if (Object.prototype.hasOwnProperty.call(common, text)) word.starting[from].push({ to: to, pages: common[text] });
      }
    });
    return word;
  }

  // Scores of entries for *typed*, already in normal form; *whole* tells which say all of it.
  function lookFor(index, corpus, typed, common) {
    var words = typed.split(' ').filter(Boolean).map(function (word) { return wordOf(corpus, common, word); });
    var size = words.reduce(function (sum, word) { return sum + word.size; }, 0), count = index.entries.length;
    return index.entries.map(function (entry, place) {
      var covered = 0, pieces = 0, worth = 0, row = '';
      words.forEach(function (word) {
        var found = fit(word, place, entry.leaf);
        covered += found.covered;
        found.pieces.forEach(function (piece) {
          var named = corpus.names[place].indexOf(own.isUnspaced(piece.text) ? piece.text : ' ' + piece.text) >= 0;
          pieces++;
          row += piece.text;
          worth += Math.log(1 + count / piece.held.count) * (named ? 1.5 : 1) * (piece.to - piece.from);
        });
      });
      // Of nothing but words that stand everywhere: the pages that have them all, after all others.
      if (!pieces && entry.whole && covered === size) return { entry: entry, whole: true, score: LEAST };
      if (!pieces) return null;
      if (!corpus.tight[place]) corpus.tight[place] = corpus.texts[place].replace(/ /g, '');
      if (pieces > 1 && corpus.tight[place].indexOf(row) >= 0) worth *= 4;
      if (entry.named === ' ' + typed + ' ') worth *= 2;
      else if (entry.named.indexOf(' ' + typed) === 0) worth *= 1.4;
      if (entry.whole || entry.number) worth *= 1.2;
      return { entry: entry, whole: covered === size, covered: covered, pieces: pieces, size: size, words: words.length, score: worth / (1 + 0.45 * pieces) / (1 + entry.size / 4000) };
    });
  }

  // What was typed, and the same in other words.
  function wordings(index, typed) {
    var found = [typed];
    index.synonyms.forEach(function (group) {
      group.forEach(function (word) {
        var at = own.isUnspaced(word) ? typed.indexOf(word) : (' ' + typed + ' ').indexOf(' ' + word + ' ');
        if (at < 0) return;
        group.forEach(function (other) {
          if (other !== word && found.length < 8) {
            found.push((typed.slice(0, at) + other + typed.slice(at + word.length)).trim());
          }
        });
      });
    });
    return found;
  }

  function byNumber(index, typed) {
    var digits = own.digits(typed);
    if (digits.replace('+', '').length < 2 || /[^0-9 +]/.test(typed)) return [];
    return index.entries.filter(function (entry) {
      var at = entry.digits.indexOf(digits);
      return at === 0 || (at > 0 && digits.length > 3);
    })
      .map(function (entry) { return { entry: entry, whole: true, score: 1000 - entry.digits.length }; });
  }

  function skeletons(index, typed) {
    var bare = own.skeleton(typed), size = bare.replace(/ /g, '').length;
    // In Zawgyi a vowel stands before its letter.
    var least = /[\u1060-\u1097]|(^| )\u1031/.test(typed) ? 2 : 3;
    if (size < least) return [];
    index.bare = index.bare || corpusOf(index.entries, own.skeleton);
    // Letter by letter would find anything.
    return lookFor(index, index.bare, bare, {}).filter(function (row) {
      return row && row.whole && row.pieces * least <= row.size;
    });
  }

  function merged(lists) {
    var best = [];
    lists.forEach(function (list, turn) {
      list.forEach(function (row) {
        if (!row) return;
        var score = turn ? row.score * 0.4 : row.score;
        var known = best.filter(function (other) { return other.entry === row.entry; })[0];
        if (!known) best.push({ entry: row.entry, whole: row.whole, score: score });
        else if (row.whole > known.whole || (row.whole === known.whole && score > known.score)) {
          known.whole = row.whole;
          known.score = score;
        }
      });
    });
    return best.sort(function (one, other) { return other.score - one.score; });
  }

  // Entries for *query*, the best first: all that say the whole of it; else, as "near", what comes close.
  own.find = function (index, query) {
    var typed = own.normal(query.slice(0, 200));
    if (!typed) return { near: false, entries: [] };
    var number = byNumber(index, typed);
    var found = merged([number].concat(wordings(index, typed).map(function (words) {
      return wholeOf(index, words, index.common);
    })));
    // Nothing better than pages that have the words somewhere: before them those that have them in their titles.
    if (!found.length || found[0].score <= LEAST) found = merged([wholeOf(index, typed, {}), found]);
    if (found.length) return { near: false, entries: spread(found).slice(0, MOST_RESULTS).map(entryIn) };
    var close = skeletons(index, typed);
    if (!close.length) close = lookFor(index, index.plain, typed, index.common).filter(isClose);
    return { near: true, entries: merged([close]).slice(0, 8).map(entryIn) };
  };

  // Two sections of a page are enough to find it: others have their turn.
  function spread(rows) {
    var seen = {};
    return rows.filter(function (row) {
      var page = row.entry.url.split('#')[0];
      seen[page] = (seen[page] || 0) + 1;
      return row.entry.number || seen[page] <= 2;
    });
  }

  function wholeOf(index, typed, common) {
    return lookFor(index, index.plain, typed, common).filter(function (row) { return row && row.whole; });
  }

  // Half of what was typed, in pieces that mean something.
  function isClose(row) {
    return row && row.covered * 2 >= row.size && (row.pieces * 3 <= row.covered || row.words > 1);
  }

  function entryIn(row) {
    return row.entry;
  }
})(self.advisorySearch);
