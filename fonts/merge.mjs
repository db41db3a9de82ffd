// Joins slices of one TrueType font into one file: glyphs are appended, the components of composed glyphs renumbered,
// character map and metrics written anew. Hinting and layout tables are left out; paper does not use them.

export function mergeSlices(slices) {
  const glyphs = [];
  const metrics = [];
  const characters = new Map();
  const opened = slices.map(tables);
  for (const slice of opened) append(slice, glyphs, metrics, characters);
  const maxp = Buffer.from(opened[0].maxp);
  for (let at = 6; at < maxp.length; at += 2) {
    maxp.writeUInt16BE(Math.max(...opened.map((slice) => slice.maxp.readUInt16BE(at))), at);
  }
  return fontFile({ ...opened[0], maxp }, glyphs, metrics, [...characters].sort((a, b) => a[0] - b[0]));
}

function tables(file) {
  const found = {};
  for (let i = 0; i < file.readUInt16BE(4); i++) {
    const at = 12 + 16 * i;
    const start = file.readUInt32BE(at + 8);
    found[file.toString("latin1", at, at + 4)] = file.subarray(start, start + file.readUInt32BE(at + 12));
  }
  return found;
}

function append(slice, glyphs, metrics, characters) {
  const base = glyphs.length;
  const count = slice.maxp.readUInt16BE(4);
  const long = slice.head.readInt16BE(50) === 1;
  const measured = slice.hhea.readUInt16BE(34);
  const location = (i) => (long ? slice.loca.readUInt32BE(4 * i) : 2 * slice.loca.readUInt16BE(2 * i));
  for (let i = 0; i < count; i++) {
    const glyph = Buffer.from(slice.glyf.subarray(location(i), location(i + 1)));
    if (glyph.length && glyph.readInt16BE(0) < 0) renumber(glyph, base);
    glyphs.push(glyph);
    const advance = slice.hmtx.readUInt16BE(4 * Math.min(i, measured - 1));
    const bearing = i < measured ? slice.hmtx.readInt16BE(4 * i + 2) : slice.hmtx.readInt16BE(2 * (measured + i));
    metrics.push([advance, bearing]);
  }
  for (const [character, glyph] of mapped(slice.cmap)) {
    if (glyph && !characters.has(character)) characters.set(character, base + glyph);
  }
}

function renumber(glyph, base) {
  for (let at = 10, more = true; more; ) {
    const flags = glyph.readUInt16BE(at);
    glyph.writeUInt16BE(glyph.readUInt16BE(at + 2) + base, at + 2);
    at += 4 + (flags & 0x01 ? 4 : 2) + (flags & 0x08 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0);
    more = (flags & 0x20) !== 0;
  }
}

function* mapped(cmap) {
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const at = cmap.readUInt32BE(4 + 8 * i + 4);
    const format = cmap.readUInt16BE(at);
    if (format === 12) yield* groups(cmap, at);
    if (format === 4) yield* segments(cmap, at);
  }
}

function* groups(cmap, at) {
  for (let i = 0; i < cmap.readUInt32BE(at + 12); i++) {
    const [from, to, glyph] = [0, 4, 8].map((offset) => cmap.readUInt32BE(at + 16 + 12 * i + offset));
    for (let character = from; character <= to; character++) yield [character, glyph + character - from];
  }
}

function* segments(cmap, at) {
  const size = cmap.readUInt16BE(at + 6);
  for (let i = 0; i < size; i += 2) {
    const to = cmap.readUInt16BE(at + 14 + i);
    const from = cmap.readUInt16BE(at + 16 + size + i);
    const delta = cmap.readUInt16BE(at + 16 + 2 * size + i);
    const rangeAt = at + 16 + 3 * size + i;
    const range = cmap.readUInt16BE(rangeAt);
    for (let character = from; character <= to && character < 0xffff; character++) {
      const glyph = range ? cmap.readUInt16BE(rangeAt + range + 2 * (character - from)) : character;
      yield [character, range && !glyph ? 0 : (glyph + delta) & 0xffff];
    }
  }
}

function fontFile(first, glyphs, metrics, characters) {
  const head = Buffer.from(first.head);
  head.writeUInt32BE(0, 8);
  head.writeInt16BE(1, 50);
  const hhea = Buffer.from(first.hhea);
  hhea.writeUInt16BE(glyphs.length, 34);
  const maxp = Buffer.from(first.maxp);
  maxp.writeUInt16BE(glyphs.length, 4);
  const post = Buffer.from(first.post.subarray(0, 32));
  post.writeUInt32BE(0x00030000, 0);

  const hmtx = Buffer.alloc(4 * glyphs.length);
  const loca = Buffer.alloc(4 * (glyphs.length + 1));
  const outlines = [];
  let end = 0;
  glyphs.forEach((glyph, i) => {
    hmtx.writeUInt16BE(metrics[i][0], 4 * i);
    hmtx.writeInt16BE(metrics[i][1], 4 * i + 2);
    const padded = Buffer.concat([glyph, Buffer.alloc((4 - (glyph.length % 4)) % 4)]);
    outlines.push(padded);
    end += padded.length;
    loca.writeUInt32BE(end, 4 * (i + 1));
  });
  return assemble({
    "OS/2": first["OS/2"], cmap: characterMap(characters), glyf: Buffer.concat(outlines), head, hhea, hmtx, loca, maxp,
    name: first.name, post,
  });
}

function characterMap(characters) {
  const runs = [];
  for (const [character, glyph] of characters) {
    const run = runs.at(-1);
    if (run && run[1] + 1 === character && run[2] + character - run[0] === glyph) run[1] = character;
    else runs.push([character, character, glyph]);
  }
  const cmap = Buffer.alloc(12 + 16 + 12 * runs.length);
  cmap.writeUInt16BE(1, 2);
  cmap.writeUInt16BE(3, 4);
  cmap.writeUInt16BE(10, 6);
  cmap.writeUInt32BE(12, 8);
  cmap.writeUInt16BE(12, 12);
  cmap.writeUInt32BE(16 + 12 * runs.length, 16);
  cmap.writeUInt32BE(runs.length, 24);
  runs.forEach((run, i) => run.forEach((value, k) => cmap.writeUInt32BE(value, 28 + 12 * i + 4 * k)));
  return cmap;
}

function assemble(content) {
  const names = Object.keys(content).sort();
  const power = Math.floor(Math.log2(names.length));
  const header = Buffer.alloc(12 + 16 * names.length);
  header.writeUInt32BE(0x00010000, 0);
  header.writeUInt16BE(names.length, 4);
  header.writeUInt16BE(16 * 2 ** power, 6);
  header.writeUInt16BE(power, 8);
  header.writeUInt16BE(16 * (names.length - 2 ** power), 10);
  const parts = [header];
  let at = header.length;
  names.forEach((name, i) => {
    const padded = Buffer.concat([content[name], Buffer.alloc((4 - (content[name].length % 4)) % 4)]);
    header.write(name, 12 + 16 * i, "latin1");
    header.writeUInt32BE(checksum(padded), 16 + 16 * i);
    header.writeUInt32BE(at, 20 + 16 * i);
    header.writeUInt32BE(content[name].length, 24 + 16 * i);
    parts.push(padded);
    at += padded.length;
  });
  const file = Buffer.concat(parts);
  const headAt = file.readUInt32BE(20 + 16 * names.indexOf("head"));
  file.writeUInt32BE((0xb1b0afba - checksum(file)) >>> 0, headAt + 8);
  return file;
}

function checksum(bytes) {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 4) sum = (sum + bytes.readUInt32BE(i)) >>> 0;
  return sum;
}
