// The way back from bzip2: bytes in, bytes out. Written from the description of the format; it reads what
// generator/products/search/packed.py writes, and stops with an error at anything else.
self.advisorySearch = {};
(function (own) {
  'use strict';

  function Bits(bytes) {
    this.bytes = bytes;
    this.at = 0;
    this.held = 0;
    this.count = 0;
  }
  Bits.prototype.take = function (wanted) {
    var value = 0;
    while (wanted > 0) {
      if (!this.count) {
        if (this.at >= this.bytes.length) throw new Error('the index breaks off');
        this.held = this.bytes[this.at++];
        this.count = 8;
      }
      var taken = Math.min(wanted, this.count);
      this.count -= taken;
      wanted -= taken;
      value = value * (1 << taken) + ((this.held >> this.count) & ((1 << taken) - 1));
    }
    return value;
  };

  function symbolsOf(bits) {
    var ranges = bits.take(16), symbols = [];
    for (var high = 0; high < 16; high++) {
      if (ranges & (0x8000 >> high)) {
        var row = bits.take(16);
        for (var low = 0; low < 16; low++) if (row & (0x8000 >> low)) symbols.push(high * 16 + low);
      }
    }
    return symbols;
  }

  function toFront(list, place) {
    var found = list[place];
    list.splice(place, 1);
    list.unshift(found);
    return found;
  }

  // Which table is in use, for each fifty codes.
  function selectorsOf(bits, tables, count) {
    var order = [], found = [];
    for (var n = 0; n < tables; n++) order.push(n);
    for (n = 0; n < count; n++) {
      var place = 0;
      while (bits.take(1)) if (++place >= tables) throw new Error('the index is damaged');
      found.push(toFront(order, place));
    }
    return found;
  }

  // A table of codes, canonical: for each length the first code, and the symbols in order.
  function tableOf(bits, size) {
    var lengths = [], length = bits.take(5);
    for (var n = 0; n < size; n++) {
      while (bits.take(1)) length += bits.take(1) ? -1 : 1;
      lengths.push(length);
    }
    var table = { first: [], offset: [], count: [], symbols: [] }, code = 0;
    for (length = 1; length <= 20; length++) {
      table.first[length] = code;
      table.offset[length] = table.symbols.length;
      for (n = 0; n < size; n++) if (lengths[n] === length) table.symbols.push(n);
      table.count[length] = table.symbols.length - table.offset[length];
      code = (code + table.count[length]) * 2;
    }
    return table;
  }

  function symbolOf(bits, table) {
    for (var code = 0, length = 1; length <= 20; length++) {
      code = code * 2 + bits.take(1);
      var place = code - table.first[length];
      if (place < table.count[length]) return table.symbols[table.offset[length] + place];
    }
    throw new Error('the index is damaged');
  }

  // The last column of the sorted block.
  function columnOf(bits, most) {
    var symbols = symbolsOf(bits), end = symbols.length + 1, tables = [];
    var tableCount = bits.take(3), selectors = selectorsOf(bits, tableCount, bits.take(15));
    while (tables.length < tableCount) tables.push(tableOf(bits, end + 1));
    var column = new Uint8Array(most), size = 0, run = 0, worth = 1, coded = 0;
    for (;;) {
      var symbol = symbolOf(bits, tables[selectors[Math.floor(coded++ / 50)]]);
      if (symbol < 2) {
        run += worth << symbol;
        worth *= 2;
        continue;
      }
      for (; run; run--) column[size++] = symbols[0];
      worth = 1;
      if (symbol === end) return column.subarray(0, size);
      column[size++] = toFront(symbols, symbol - 1);
    }
  }

  function unsorted(column, origin) {
    var size = column.length, next = new Uint32Array(size), starts = new Uint32Array(257), n;
    for (n = 0; n < size; n++) starts[column[n] + 1]++;
    for (n = 1; n < 257; n++) starts[n] += starts[n - 1];
    for (n = 0; n < size; n++) next[starts[column[n]]++] = n;
    var block = new Uint8Array(size), at = next[origin];
    for (n = 0; n < size; n++) {
      block[n] = column[at];
      at = next[at];
    }
    return block;
  }

  // Four equal bytes are followed by how many more there are.
  function unrolled(block, out) {
    for (var n = 0, same = 0, last = -1; n < block.length; n++) {
      var byte = block[n];
      if (same === 4) {
        for (; byte; byte--) out.push(last);
        same = 0;
        last = -1;
        continue;
      }
      same = byte === last ? same + 1 : 1;
      last = byte;
      out.push(byte);
    }
  }

  own.unpack = function (bytes) {
    var bits = new Bits(bytes), out = [];
    if (bits.take(24) !== 0x425a68) throw new Error('the index is of another kind');
    var most = (bits.take(8) - 48) * 100000;
    for (;;) {
      var high = bits.take(24), low = bits.take(24);
      bits.take(32); // a sum to check by; a damaged file is noticed by its first line
      if (high === 0x177245 && low === 0x385090) return new Uint8Array(out);
      if (high !== 0x314159 || low !== 0x265359 || bits.take(1)) throw new Error('the index is damaged');
      var origin = bits.take(24);
      unrolled(unsorted(columnOf(bits, most), origin), out);
    }
  };
})(self.advisorySearch);
