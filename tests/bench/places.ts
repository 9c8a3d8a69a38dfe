import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureApart } from './processes.ts';

/** Databases of a made-up place, each written when it is first asked for, alone in a data folder of its own. */
export interface Places {
  small(): Promise<string>; // the file, 10,000 services
  large(): Promise<string>; // 100,000
  copyOfSmall(): Promise<string>; // for what changes it
  remove(): void;
}

const SMALL = 10_000;
const LARGE = 100_000;

/** Makes places in a temporary folder, which `remove` takes away. */
export function openPlaces(): Places {
  const root = mkdtempSync(join(tmpdir(), 'front-door-bench-'));
  const made = new Map<string, Promise<string>>();
  const fileIn = (name: string): string => {
    mkdirSync(join(root, name), { recursive: true });
    return join(root, name, 'front-door.sqlite');
  };
  const make = (name: string, size: number): Promise<string> => {
    const file = fileIn(name);
    const known = made.get(name) ?? measureApart('fill', [file, size]).then(() => file);
    made.set(name, known);
    return known;
  };
  const small = (): Promise<string> => make('small', SMALL);
  return {
    small,
    large: () => make('large', LARGE),
    async copyOfSmall() {
      const copy = fileIn('copy');
      copyFileSync(await small(), copy);
      return copy;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
