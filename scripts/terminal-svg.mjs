// A terminal's output as SVG: the few SGR codes that the program prints, light or dark as the reader's system has it.
// Pure: the same text gives the same picture.
const size = { font: 14, advance: 8.43, line: 20, margin: 18, bar: 34 };

/** Foregrounds by SGR code: light, dark. */
const colours = {
  31: ['#c0261c', '#ff8078'],
  32: ['#1a6f37', '#84d89a'],
  33: ['#8a5a00', '#f2c063'],
  34: ['#2160b0', '#82b4ff'],
  36: ['#0a6c78', '#6fd3de'],
};

/**
 * @param {string} text - what the terminal shows
 * @param {{ columns: number, title: string }} options - lines longer than `columns` go on in the next row, broken between words
 */
export function terminalSvg(text, { columns, title }) {
  const rows = text.trimEnd().split('\n').flatMap((line) => broken(cells(line), columns));
  const width = Math.ceil(columns * size.advance + 2 * size.margin);
  const height = size.bar + rows.length * size.line + size.margin;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">
<style>
${style()}
</style>
<rect class="panel" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="9"/>
${[0, 1, 2].map((index) => `<circle class="button" cx="${size.margin + 4 + index * 18}" cy="${size.bar / 2}" r="5"/>`).join('')}
${rows.flatMap((row, index) => (row.length === 0 ? [] : [`<text y="${size.bar + (index + 1) * size.line - 6}">${runs(row).join('')}</text>`])).join('\n')}
</svg>
`;
}

function style() {
  const shades = (index) => Object.entries(colours).map(([code, both]) => `.c${code}{fill:${both[index]}}`).join('');
  return `text{font:${size.font}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;white-space:pre;fill:#1f242b}
.panel{fill:#fbfbfc;stroke:#d0d5dc}.button{fill:#d0d5dc}.bold{font-weight:bold}.dim{fill:#69727d}
${shades(0)}
@media(prefers-color-scheme:dark){text{fill:#e1e5ea}.panel{fill:#15191e;stroke:#343b45}.button{fill:#3d4550}.dim{fill:#8b96a3}${shades(1)}}`;
}

/** A colour code, or a character. */
const tokens = new RegExp(`${String.fromCharCode(27)}\\[([\\d;]*)m|([^])`, 'gu');

/** Each character with the classes that the codes before it switched on. */
function cells(line) {
  const all = [];
  let [bold, dim, colour] = [false, false, 0];
  for (const [, codes, character] of line.matchAll(tokens)) {
    if (character !== undefined) {
      all.push({ character, classes: [bold ? 'bold' : '', dim ? 'dim' : '', colour === 0 ? '' : `c${colour}`].filter((name) => name !== '').join(' ') });
      continue;
    }
    for (const code of codes.split(';').map(Number)) {
      if (code === 0) [bold, dim, colour] = [false, false, 0];
      else if (code === 1) bold = true;
      else if (code === 2) dim = true;
      else if (code === 22) [bold, dim] = [false, false];
      else if (code === 39) colour = 0;
      else if (code in colours) colour = code;
      else throw new Error(`SGR ${code} has no picture`);
    }
  }
  return all;
}

function broken(line, columns) {
  const rows = [];
  let rest = line;
  while (rest.length > columns) {
    const blank = rest.slice(0, columns + 1).findLastIndex(({ character }) => character === ' ');
    const end = blank > 0 ? blank : columns;
    rows.push(rest.slice(0, end));
    rest = rest.slice(blank > 0 ? end + 1 : end);
  }
  return [...rows, rest];
}

/** Neighbours of the same classes together, each run at its own column: fonts of another width keep the columns. */
function runs(row) {
  const all = [];
  row.forEach((cell, column) => {
    const last = all.at(-1);
    if (last && last.classes === cell.classes) last.text += cell.character;
    else all.push({ ...cell, column, text: cell.character });
  });
  return all.filter(({ text }) => text.trim() !== '').map(({ classes, column, text }) => {
    const start = text.length - text.trimStart().length;
    const shown = text.trim();
    const x = +(size.margin + (column + start) * size.advance).toFixed(2);
    const name = classes === '' ? '' : ` class="${classes}"`;
    return `<tspan x="${x}" textLength="${+([...shown].length * size.advance).toFixed(2)}" lengthAdjust="spacingAndGlyphs"${name}>${escaped(shown)}</tspan>`;
  });
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
