// The index as entries and as long strings, in which pieces of a query are looked for.
(function (own) {
  'use strict';

  own.read = function (text) {
    var lines = text.split('\n'), index = { entries: [], synonyms: [], fillers: [], endings: [], limits: [], safe: [], pages: [] }, page = null, blocks = [], leads = [], said = 0;
    if (lines[0] !== '5') throw new Error('the index is of another kind');
    lines.slice(1).forEach(function (line) {
      var row = line.split('\t'), kind = row.shift();
      if (kind === 'S') {
        index.synonyms.push(row.filter(function (word) { return word[0] !== '#'; }).map(own.normal));
        leads.push(row.filter(function (word) { return word[0] === '#'; }).map(function (word) { return word.slice(1); }));
      }
      else if (kind === 'O') index.fillers = row.map(own.normal);
      else if (kind === 'V') index.endings = row;
      else if (kind === 'L') index.limits = row.map(own.normal);
      else if (kind === 'G') index.safe = row.map(function (place) { return parseInt(place, 36); });
      else if (kind === 'P') {
        page = { folder: row[0], title: row[1] || '', links: (row[2] || '').split(' ').filter(Boolean), number: index.pages.length, places: [], size: 0 };
        index.pages.push(page);
      } else if (kind === 'E') {
        page.places.push(index.entries.length);
        index.entries.push(entryOf(row, page));
      } else if (kind === 'B') blocks.push(row[0]);
      else if (kind === 'T') say(index.entries[said++], row[0] || '', blocks);
    });
    // What a page names in lists of links is found by the page as a whole.
    index.entries.forEach(function (entry) {
      if (entry.whole) entry.leaf.links.forEach(function (place) {
        var other = index.entries[parseInt(place, 36)];
        if (other) entry.said += other.named + other.digits + ' ';
      });
      entry.size = entry.said.length;
      entry.leaf.size += entry.size;
    });
    index.safe = index.safe.map(function (place) { return index.entries[place]; }).filter(Boolean);
    // Sections that a group leads to, whatever they say.
    index.leads = leads.map(function (names) {
      var held = { in: new Uint8Array(index.entries.length), count: 0 }, turns = {};
      names.forEach(function (places, turn) {
        places.split(' ').forEach(function (place) {
          place = parseInt(place, 36);
          if (!(place < held.in.length) || held.in[place]) return;
          held.in[place] = 1;
          held.count++;
          turns[place] = turn;
        });
      });
      return held.count ? { text: '', wanted: null, held: held, whole: held, worth: 1, turns: turns } : null;
    });
    index.plain = own.corpusOf(index.entries, function (text) { return text; });
    return index;
  };

  function entryOf(row, page) {
    var entry = {
      url: page.folder + (row[0] ? '#' + row[0] : ''), whole: !row[0], page: page.title, leaf: page, title: row[1] || '',
      lang: row[2] || '', number: row[3] || '', proof: row[4] || '', grade: row[5] || '', caution: row[7] || '', state: row[8] === 's',
    };
    entry.digits = own.digits(entry.number);
    entry.href = row[6] || (entry.number && 'tel:' + entry.digits);
    entry.named = ' ' + own.indexed(entry.title) + ' ';
    entry.above = ' ' + own.indexed(page.title) + ' ';
    return entry;
  }

  function say(entry, text, blocks) {
    text = text.replace(/\u001d([0-9a-z]+)/g, function (_all, number) { return blocks[parseInt(number, 36)]; });
    entry.text = text;
    // A mark of its own keeps the end of one and the beginning of the next apart.
    entry.said = entry.named + '| ' + entry.above + '| ' + own.indexed(text) + ' | ' + entry.digits + ' ';
  }

  // What the entries say, one after the other, as *as* writes it: with spaces for short words, without for long.
  own.corpusOf = function (entries, as) {
    var corpus = { spaced: stringOf(entries, function (entry) { return as(entry.said); }) };
    corpus.tight = stringOf(entries, function (entry) { return own.tight(as(entry.said)); });
    corpus.names = entries.map(function (entry) { return ' ' + own.tight(as(entry.named)) + ' '; });
    corpus.above = entries.map(function (entry) { return ' ' + own.tight(as(entry.above)) + ' '; });
    corpus.count = entries.length;
    return corpus;
  };

  function stringOf(entries, as) {
    var whole = '', starts = [];
    entries.forEach(function (entry) {
      starts.push(whole.length);
      whole += as(entry) + '\n';
    });
    return { whole: whole, starts: starts, found: {} };
  }

  // Which texts hold *wanted*, as it stands there.
  own.holding = function (string, wanted) {
    if (Object.prototype.hasOwnProperty.call(string.found, wanted)) return string.found[wanted];
    var held = null, text = 0, starts = string.starts;
    for (var at = string.whole.indexOf(wanted); at >= 0; at = string.whole.indexOf(wanted, at)) {
      while (text + 1 < starts.length && starts[text + 1] <= at) text++;
      held = held || { in: new Uint8Array(starts.length), count: 0 };
      held.in[text] = 1;
      held.count++;
      if (++text >= starts.length) break;
      at = starts[text];
    }
    return (string.found[wanted] = held);
  };
})(self.advisorySearch);
