import type { Path } from './json';

/** Where in a text, which is JSON, the value of each path stands: [from, to). */
export function placesIn(text: string): Map<Path, readonly [from: number, to: number]> {
  const reader = new Reader(text);
  reader.value('');
  return reader.places;
}

/** The place of a path, or of the nearest thing around it. */
export function placeOf(text: string, path: Path): readonly [from: number, to: number] {
  const places = placesIn(text);
  let wanted = path;
  while (wanted && !places.has(wanted)) wanted = wanted.replace(/(\.[^.[\]]+|\[\d+\]|^[^.[\]]+)$/, '');
  return places.get(wanted) ?? [0, 0];
}

/** Reads JSON that is known to be well-formed, noting where each value stands. */
class Reader {
  readonly places = new Map<Path, readonly [number, number]>();
  private i = 0;

  constructor(private readonly text: string) {}

  value(path: Path): void {
    this.space();
    const from = this.i;
    const first = this.text[this.i];
    if (first === '{') this.members((name) => this.value(path ? `${path}.${name}` : name));
    else if (first === '[') this.elements(path);
    else this.scalar();
    this.places.set(path, [from, this.i]);
  }

  private members(read: (name: string) => void): void {
    this.i += 1;
    for (this.space(); this.text[this.i] !== '}'; this.space()) {
      const from = this.i;
      this.scalar();
      const name = String(JSON.parse(this.text.slice(from, this.i)));
      this.space();
      this.i += 1; // the colon
      read(name);
      this.comma();
    }
    this.i += 1;
  }

  private elements(path: Path): void {
    this.i += 1;
    this.space();
    for (let n = 0; this.text[this.i] !== ']'; n += 1) {
      this.value(`${path}[${n}]`);
      this.comma();
      this.space();
    }
    this.i += 1;
  }

  private scalar(): void {
    const rest = this.text.slice(this.i);
    const [found] = /^("(?:[^"\\]|\\.)*"|[^\s,\]}:]+)/.exec(rest) ?? [' '];
    this.i += found.length;
  }

  private comma(): void {
    this.space();
    if (this.text[this.i] === ',') this.i += 1;
  }

  private space(): void {
    while (/\s/.test(this.text[this.i] ?? '')) this.i += 1;
  }
}
