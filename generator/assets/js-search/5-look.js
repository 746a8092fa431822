// Which entries say what was typed, the best first.
(function (own) {
  'use strict';
  var MOST_SYLLABLES = 40;
  var MOST_RESULTS = 120;
  // What counts how much, set by trying with what people typed (tests/products/search/test_needs.py).
  var WEIGHTS = {
    title: 2.2, // of a word in the title of a section, and
    above: 1.5, // in the name of its page, against one in the text
    lead: 4, // of the section that a group of synonyms leads to first,
    turn: 0.2, // less for each that it names before
    synonym: 0.85, // of another word of the group than the one that was typed
    page: 0.6, // how far the rest of the page makes up for what a section does not say
    whole: 1.6, // of a page as a whole,
    places: 40, // less if it has many sections
    hazard: 4, // of the page of a hazard that is named,
    led: 1.5, // or, where another word of the query leads elsewhere,
    cover: 0.8, // less if its name says more than that
    now: 1.3, // of what to do now, there
    other: 0.25, // of another hazard: its scales and advice are about another thing
    all: 1.3, // of what says every word
    line: 0.3, // how much hangs on the words being in one sentence
    phrase: 3, // of the words in the order in which they were typed
    named: 10, // of a contact whose name was typed, against
    number: 0.5, // other contacts: advice comes before them
    size: 12000, // in letters: a long text says a word by chance
  };
  // By the first folder: phrases to show, and pages that say for one group of people what stands elsewhere.
  var KINDS = { show: 0.35, work: 0.75, print: 0.4, where: 0.85, prepare: 0.8, people: 0.6 };

  // A piece of a query and who holds it: a Latin word by its beginning, one syllable as a word, others anywhere.
  function pieceOf(corpus, text, alone, worth) {
    var unspaced = own.isUnspaced(text), wanted = unspaced ? own.tight(text) : ' ' + text, held;
    if (unspaced && alone) held = own.holding(corpus.spaced, ' ' + text + ' ');
    else held = own.holding(unspaced ? corpus.tight : corpus.spaced, wanted);
    if (!held) return null;
    return { text: text, wanted: wanted, held: held, whole: unspaced ? held : own.holding(corpus.spaced, wanted + ' '), worth: worth };
  }

  // Of a word typed without spaces: the longest pieces that stand in texts, from each of its syllables.
  function piecesFrom(corpus, syllables) {
    return syllables.map(function (_one, from) {
      var row = [];
      for (var to = from + 1, text = ''; to <= syllables.length; to++) {
        text += syllables[to - 1];
        var piece = pieceOf(corpus, text, to === from + 1, 1);
        if (piece) row.push({ to: to, piece: piece });
        else if (to > from + 1) break;
      }
      return row;
    });
  }

  // "floods", "flooded", "flooding" also mean "flood"; "corté" and "cortado" mean the same.
  function stem(index, word) {
    if (own.isUnspaced(word)) return word;
    for (var n = 0; n < index.endings.length; n++) {
      var ending = index.endings[n], size = word.length - ending.length;
      if (size >= (ending === 's' ? 3 : 4) && word.slice(size) === ending) return word.slice(0, size);
    }
    return word;
  }

  // A unit of a query: what was typed, or words that mean the same. Any of them will do.
  function unitOf(index, corpus, texts, lead, whole) {
    var unit = { pieces: [], count: 0, from: null }, held = new Uint8Array(corpus.count), n;
    texts.forEach(function (text, place) {
      var piece = pieceOf(corpus, text, own.isShort(text), place ? WEIGHTS.synonym : 1);
      if (!piece && texts.length === 1 && own.syllables(text).length > 1) piece = pieceOf(corpus, text, false, 0.95);
      if (!piece && !place && stem(index, text) !== text) piece = pieceOf(corpus, stem(index, text), false, 0.95);
      if (piece) unit.pieces.push(piece);
    });
    if (lead) unit.pieces.push(unit.lead = lead);
    var syllables = own.syllables(texts[0]);
    if (!whole && texts.length === 1 && syllables.length > 1 && !unit.pieces.length) return inPieces(corpus, syllables.slice(0, MOST_SYLLABLES));
    unit.pieces.forEach(function (piece) { for (n = 0; n < held.length; n++) held[n] |= piece.held.in[n]; });
    for (n = 0; n < held.length; n++) unit.count += held[n];
    unit.worth = rare(corpus, unit.count);
    return unit;
  }

  function rare(corpus, count) {
    return Math.log(1 + corpus.count / Math.max(count, 1));
  }

  // A word that stands nowhere as a whole: what its pieces are worth together, wherever they stand.
  function inPieces(corpus, syllables) {
    var unit = { pieces: [], from: piecesFrom(corpus, syllables) }, everywhere = null;
    unit.from.forEach(function (row) {
      row.forEach(function (one) {
        one.piece.rare = rare(corpus, one.piece.held.count);
        unit.pieces.push(one.piece);
      });
    });
    everywhere = segmented(unit, function () { return true; }, function () { return 1; });
    // Of a syllable that stands nowhere nothing can be said.
    unit.most = everywhere.value + (syllables.length - everywhere.covered) * 2;
    unit.worth = unit.most / syllables.length;
    return unit;
  }

  // How much of *unit* the text at *place* says, from 0 to 1, and how much more it counts for where it stands.
  function fit(corpus, unit, place) {
    if (unit.from) return fitInPieces(corpus, unit, place);
    var best = { share: 0, worth: 0 };
    unit.pieces.forEach(function (piece) {
      if (!piece.held.in[place]) return;
      var share = piece.worth * (piece.whole && piece.whole.in[place] ? 1 : 0.5);
      var worth = share * weightOf(corpus, piece, place);
      if (worth > best.worth) best = { share: share, worth: worth };
    });
    return best;
  }

  function weightOf(corpus, piece, place) {
    if (!piece.text) return WEIGHTS.lead * Math.max(0.4, 1 - WEIGHTS.turn * piece.turns[place]);
    return corpus.names[place].indexOf(piece.wanted) >= 0 ? WEIGHTS.title : corpus.above[place].indexOf(piece.wanted) >= 0 ? WEIGHTS.above : 1;
  }

  // A word in as few pieces as can be: many small ones say little.
  function fitInPieces(corpus, unit, place) {
    var found = segmented(unit, function (piece) { return piece.held.in[place]; }, function (piece) { return weightOf(corpus, piece, place); });
    if (!found.count) return { share: 0, worth: 0 };
    var share = found.value / unit.most / (1 + 0.15 * (found.count - 1));
    return { share: share, worth: share * found.weight / found.covered };
  }

  function segmented(unit, holds, weight) {
    var best = [{ covered: 0, count: 0, weight: 0, value: 0 }];
    unit.from.forEach(function (row, from) {
      var so = best[from];
      better(best, from + 1, so);
      row.forEach(function (one) {
        if (!holds(one.piece)) return;
        var size = one.to - from;
        better(best, one.to, { covered: so.covered + size, count: so.count + 1, weight: so.weight + size * weight(one.piece), value: so.value + size * one.piece.rare });
      });
    });
    return best[unit.from.length];
  }

  function better(best, at, other) {
    var known = best[at];
    if (!known || other.covered > known.covered || (other.covered === known.covered && other.count < known.count)) best[at] = other;
  }

  // The parts of *text*, with where they stand in it. Spaces inside a script that sets none do not count.
  function partsOf(index, text) {
    var parts = [], at = 0;
    text.split(' ').forEach(function (word) {
      own.parts(word).forEach(function (part) {
        parts.push({ text: part, stem: stem(index, part), from: at, to: at += part.length });
      });
      at++;
    });
    return parts;
  }

  // The words of the groups by the stem of their first part. "cut hand" and "cut my hand" are the same: words that
  // stand around others are left out of a phrase while two others remain.
  function keysOf(index) {
    var keys = {};
    index.around = {};
    index.fillers.forEach(function (word) { if (own.parts(word).length === 1) index.around[word] = true; });
    index.synonyms.concat([index.fillers]).forEach(function (group, number) {
      var isFiller = number === index.synonyms.length;
      group.forEach(function (word) {
        if (!word) return;
        var parts = partsOf(index, word), said = parts.filter(function (part) { return own.isUnspaced(part.text) || !isAround(index, part); });
        var key = { group: number, word: word, exact: isFiller, loose: !isFiller && (said.length > 1 || said.length === parts.length) };
        key.parts = key.loose ? said : parts;
        (keys[' ' + key.parts[0].stem] = keys[' ' + key.parts[0].stem] || []).push(key);
      });
    });
    return keys;
  }

  function isAround(index, part) {
    return Object.prototype.hasOwnProperty.call(index.around, part.text);
  }

  // Where *key* ends among *parts* if it begins at *from*; between its parts may stand words of no weight.
  function endOf(index, key, parts, from) {
    var at = from, letters = 0, alike = 0;
    for (var n = 0; n < key.parts.length; n++) {
      while (n && key.loose && at < parts.length && !same(key, n, parts[at]) && isAround(index, parts[at])) at++;
      if (at >= parts.length || !same(key, n, parts[at])) return null;
      alike += parts[at].text !== key.parts[n].text;
      letters += parts[at].text.length;
      at++;
    }
    return { last: at, size: letters - alike / 10 };
  }

  function same(key, n, part) {
    return key.exact ? key.parts[n].text === part.text : key.parts[n].stem === part.stem;
  }

  // Where the words of the groups stand in what was typed, the longest first, none across another.
  function spansOf(index, typed) {
    var parts = partsOf(index, typed), spans = [], taken = [];
    index.keys = index.keys || keysOf(index);
    parts.forEach(function (part, from) {
      (index.keys[' ' + part.stem] || []).forEach(function (key) {
        var end = endOf(index, key, parts, from);
        if (end) spans.push({ first: from, last: end.last, size: end.size, from: part.from, to: parts[end.last - 1].to, group: key.group, word: key.word });
      });
    });
    spans.sort(function (one, other) { return other.size - one.size; });
    return spans.filter(function (span) {
      for (var n = span.first; n < span.last; n++) if (taken[n]) return false;
      for (n = span.first; n < span.last; n++) taken[n] = true;
      return true;
    }).sort(function (one, other) { return one.from - other.from; });
  }

  function unitsOf(index, corpus, typed, spans) {
    var units = [], at = 0;
    function plain(text) {
      text.split(' ').filter(Boolean).forEach(function (word) { units.push(unitOf(index, corpus, [word])); units[units.length - 1].typed = word; });
    }
    spans.forEach(function (span) {
      var group = index.synonyms[span.group];
      plain(typed.slice(at, span.from));
      if (group) units.push(unitOf(index, corpus, [span.word].concat(group.filter(function (word) { return word !== span.word; })), index.leads[span.group]));
      at = span.to;
    });
    plain(typed.slice(at));
    return units;
  }

  // Hazards that a query names: a scale belongs to one of them, and "level 3" of another means another thing.
  function hazardsIn(index, corpus, units) {
    var named = {}, any = false;
    index.entries.forEach(function (entry, place) {
      if (!entry.whole || entry.url.indexOf('hazards/') !== 0) return;
      var title = corpus.names[place];
      units.forEach(function (unit) {
        unit.pieces.forEach(function (piece) {
          if (!piece.text || !piece.held.in[place] || title.indexOf(piece.wanted) < 0 || (unit.from && piece.text.length < 4)) return;
          // How much of its name: "flood" is a flood before it is a flash flood.
          unit.hazard = true;
          named[entry.url] = Math.max(named[entry.url] || 0, piece.text.length / title.trim().length);
          any = true;
        });
      });
    });
    return any ? named : null;
  }

  // Entries for units, the best first.
  function ranked(index, corpus, units, typed) {
    var total = sum(units, function (unit) { return unit.worth; }), rows = [], hazards = hazardsIn(index, corpus, units);
    var phrase = own.holding(corpus.tight, own.tight(' ' + typed + ' '));
    index.pages.forEach(function (page) {
      var most = units.map(function () { return 0; });
      var fits = page.places.map(function (place) {
        return units.map(function (unit, n) {
          var one = fit(corpus, unit, place);
          most[n] = Math.max(most[n], one.share);
          return one;
        });
      });
      var onPage = sum(units, function (unit, n) { return unit.worth * most[n]; }) / total;
      if (!onPage) return;
      var hazard = hazards && units.some(function (unit) { return leadsPast(unit, page); }) ? WEIGHTS.led : WEIGHTS.hazard;
      page.places.forEach(function (place, at) {
        var entry = index.entries[place];
        var share = sum(units, function (unit, n) { return unit.worth * fits[at][n].share; }) / total;
        var worth = sum(units, function (unit, n) { return unit.worth * fits[at][n].worth; });
        var score = worth * (share + WEIGHTS.page * (onPage - share)) / (1 + entry.size / WEIGHTS.size);
        if (units.length > 1 && phrase && phrase.in[place]) score *= WEIGHTS.phrase;
        if (entry.named === ' ' + typed + ' ') score *= 2;
        else if (entry.named.indexOf(' ' + typed) === 0) score *= 1.4;
        if (entry.number) score *= isNamed(corpus, units, place) ? WEIGHTS.named : WEIGHTS.number;
        var all = says(fits[at]);
        if (entry.whole) {
          score = Math.max(score * 1.2, WEIGHTS.whole * total * onPage / (1 + page.places.length / WEIGHTS.places));
          all = all || onPage > 0.99;
          if (hazards && hazards[page.folder]) score *= hazard * (1 - WEIGHTS.cover + WEIGHTS.cover * hazards[page.folder]);
        } else if (hazards && hazards[page.folder] && /#now$/.test(entry.url)) score *= WEIGHTS.now;
        if (all) score *= WEIGHTS.all;
        if (hazards && /^hazards\/./.test(entry.url) && !hazards[page.folder]) score *= WEIGHTS.other;
        score *= KINDS[entry.url.split('/')[0]] || 1;
        if (score) rows.push({ entry: entry, score: score, all: all, share: share });
      });
    });
    rows.sort(byScore);
    // Words that stand in one sentence belong together.
    rows.slice(0, 60).forEach(function (row) { row.score *= 1 - WEIGHTS.line + WEIGHTS.line * inOneLine(row.entry, units, total); });
    return rows.sort(byScore);
  }

  // "rent after earthquake" is about the rent.
  function leadsPast(unit, page) {
    return unit.lead && !unit.hazard && !page.places.some(function (place) { return unit.lead.held.in[place]; });
  }

  function byScore(one, other) {
    return other.score - one.score;
  }

  function inOneLine(entry, units, total) {
    var most = worthOf(own.indexed(entry.title), units);
    own.sentences(entry.text).forEach(function (sentence) { most = Math.max(most, worthOf(own.indexed(sentence), units)); });
    return most / total;
  }

  // How much of *units* one sentence says.
  function worthOf(sentence, units) {
    var said = ' ' + sentence + ' ', tight = own.tight(said);
    return sum(units, function (unit) {
      return unit.pieces.reduce(function (found, piece) {
        if (!piece.text) return found;
        var says = (own.isUnspaced(piece.text) && !own.isShort(piece.text) ? tight : said).indexOf(piece.wanted) >= 0;
        var share = !says ? 0 : unit.from ? Math.min(1, piece.rare * own.syllables(piece.text).length / unit.most) : piece.worth;
        return Math.max(found, unit.worth * share);
      }, 0);
    });
  }

  // Whether a query is but the name of a contact: then somebody wants to call.
  function isNamed(corpus, units, place) {
    return units.length === 1 && units[0].pieces.some(function (piece) {
      return piece.text && corpus.names[place].trim() === piece.wanted.trim();
    });
  }

  function says(fits) {
    return fits.every(function (one) { return one.share >= 0.5; });
  }

  function sum(list, worth) {
    return list.reduce(function (total, one, n) { return total + worth(one, n); }, 0);
  }

  // Entries with a number that was typed, with or without blanks: a contact's, then one in a text.
  function byNumber(index, typed) {
    var alone = !/[^0-9 ]/.test(typed), digits = (typed.match(/[0-9][0-9 ]*/g) || []).map(own.digits)
      .reduce(function (longest, run) { return run.length > longest.length ? run : longest; }, '').replace(/^00(?=[1-9])/, '');
    if (digits.length < (alone ? 2 : 7)) return [];
    var rows = index.entries.filter(function (entry) {
      var known = entry.digits.replace('+', ''), at = known.indexOf(digits), tail = known.length - digits.length;
      // With the code of the country: the last eight digits are those of the number at home.
      return at === 0 || (at > 0 && (digits.length > 5 || (at === tail && digits.length > 3))) || (digits.length > 9 && known.length > 8 && known.slice(-8) === digits.slice(-8));
    }).sort(function (one, other) { return one.digits.length - other.digits.length; });
    if (digits.length > 3) {
      var wanted = new RegExp('(^|[^0-9])' + digits);
      index.joined = index.joined || index.entries.map(function (entry) { return entry.said.replace(/([0-9]) (?=[0-9])/g, '$1'); });
      index.entries.forEach(function (entry, place) {
        if (rows.indexOf(entry) < 0 && wanted.test(index.joined[place])) rows.push(entry);
      });
    }
    return rows.map(function (entry) { return { entry: entry, all: true }; });
  }

  // There a vowel stands before its letter. (Its other letters are those of Shan and Karen in Unicode.)
  function isZawgyi(typed) {
    return /(^| )\u1031/.test(typed);
  }

  function skeletons(index, typed) {
    var bare = own.skeleton(typed), size = bare.replace(/ /g, '').length;
    var least = isZawgyi(typed) || /[\u1060-\u1097]/.test(typed) ? 2 : 3;
    if (size < least) return [];
    index.bare = index.bare || own.corpusOf(index.entries, own.skeleton);
    // Each word as a whole: in pieces anything would be found.
    var units = bare.split(' ').filter(Boolean).map(function (word) { return unitOf(index, index.bare, [word], null, true); });
    return ranked(index, index.bare, units, bare).filter(function (row) { return row.all; });
  }

  // The query with each word that stands nowhere written as the one most like it; empty when none is.
  function respelt(index, units, typed) {
    var words = typed, changed = false;
    units.forEach(function (unit) {
      if (!unit.typed || (unit.pieces.length && !unit.from)) return;
      var near = own.alike(index, unit.typed)[0];
      if (!near) return;
      words = (' ' + words + ' ').replace(' ' + unit.typed + ' ', ' ' + near.word + ' ').trim();
      changed = true;
    });
    return changed ? words : '';
  }

  function look(index, typed) {
    var units = unitsOf(index, index.plain, typed, spansOf(index, typed));
    // Nothing but words that stand around others: then they are what somebody looks for.
    if (!units.length) units = unitsOf(index, index.plain, typed, []);
    return { units: units, rows: ranked(index, index.plain, units, typed) };
  }

  // Entries for *query*, the best first: all that say the whole of it; else, as "near", what comes close.
  own.find = function (index, query) {
    var typed = own.normal(query.slice(0, 200));
    if (!typed) return { near: false, entries: [], units: [] };
    var found = look(index, typed);
    var numbers = byNumber(index, typed), near = !numbers.length && (isZawgyi(typed) || !found.rows.some(function (row) { return row.all; }));
    if (!near) return { near: false, entries: spread(merged(numbers, worthwhile(found.rows)), MOST_RESULTS), units: found.units };
    var close = skeletons(index, typed), again = respelt(index, found.units, typed);
    if (again) found = both(found, look(index, again));
    close = merged(close, worthwhile(found.rows));
    return { near: true, entries: spread(close, 8), units: found.units };
  };

  // What was found for two spellings: each entry by the one that fits it better.
  function both(one, other) {
    var rows = one.rows.concat(other.rows).sort(byScore), seen = [];
    rows = rows.filter(function (row) { return seen.indexOf(row.entry) < 0 && seen.push(row.entry); });
    return { units: one.units.concat(other.units), rows: rows };
  }

  // Not what says a small part where something says far more.
  function worthwhile(rows) {
    return rows.filter(function (row) { return row.all || row.score > 0.2 * rows[0].score; });
  }

  function merged(first, rows) {
    return first.concat(rows.filter(function (row) {
      return first.every(function (other) { return other.entry !== row.entry; });
    }));
  }

  // Two sections of a page are enough to find it: others have their turn.
  function spread(rows, most) {
    var seen = {};
    return rows.filter(function (row) {
      var page = row.entry.leaf.number;
      seen[page] = (seen[page] || 0) + 1;
      return row.entry.number || seen[page] <= 2;
    }).slice(0, most).map(function (row) { return row.entry; });
  }

  // The sentence of *entry* that says most of the units, whole: one without its "not" would say the opposite.
  own.lineOf = function (entry, units) {
    var best = '', most = 0, sentences = own.sentences(entry.text);
    sentences.forEach(function (sentence) {
      var worth = worthOf(own.indexed(sentence), units);
      if (worth > most) { most = worth; best = sentence; }
    });
    // Found by its title: what the section begins with. A page as a whole begins with many things.
    if (!best && !entry.whole && !entry.number) best = sentences.filter(function (sentence) { return sentence.length > 24; })[0] || '';
    return best;
  };
})(self.advisorySearch);
