import { describe, expect, test } from 'vitest';
import { MessageChannel } from 'node:worker_threads';
import { collectPieces, memoryOf, piecesOf, sendPieces, type Piece } from '#src/search/building/hand-over.ts';
import { openIndex } from '#src/search/building/open.ts';
import { packIndex } from '#src/search/building/pack.ts';
import { ask, PLACES, SERVICES, SOURCES } from '../mini/directory.ts';

const packed = () => packIndex({ ...SOURCES, services: SERVICES });
const many = () => {
  const places = Array.from({ length: 1000 }, (_, at) => ({
    ...(PLACES[0] ?? { kind: 'town' as const, latitude: 0, longitude: 0, areaName: null }),
    name: `Town ${at}`,
  }));
  return packIndex({ ...SOURCES, services: SERVICES, places: [...PLACES, ...places] });
};

describe('handing an index over', () => {
  test('what arrives through a port answers as what was sent', async () => {
    const sent = packed();
    const before = ask(openIndex(sent.packed, sent.gazetteer, SOURCES).index, 'q=food near tarnbury');
    const { port1, port2 } = new MessageChannel();
    sendPieces(port1, piecesOf(sent.packed, sent.gazetteer));
    const collect = collectPieces();
    const arrived = await new Promise<ReturnType<typeof packed>>((resolve) => {
      port2.on('message', (piece: Piece) => {
        const all = collect(piece);
        if (all === null) port2.postMessage('next');
        else resolve(all);
      });
      port2.postMessage('next');
    });
    port2.close();
    expect(arrived.gazetteer).toEqual(packed().gazetteer);
    expect(ask(openIndex(arrived.packed, arrived.gazetteer, SOURCES).index, 'q=food near tarnbury')).toEqual(
      before,
    );
    expect(sent.packed.records.bytes, 'its memory went over, it was not copied').toHaveLength(0);
  });

  test('a large gazetteer comes in pieces, and is whole again', () => {
    const { packed: index, gazetteer } = many();
    const collect = collectPieces();
    const pieces = [...piecesOf(index, gazetteer)];
    expect(Math.max(...pieces.map((piece) => ('entries' in piece ? piece.entries.length : 0)))).toBeLessThan(
      400,
    );
    const whole = pieces.map((piece) => collect(piece));
    expect(whole.slice(0, -1).every((answer) => answer === null)).toBe(true);
    expect(whole.at(-1)?.gazetteer).toEqual(gazetteer);
  });

  test('all memory is named once, however deep it lies and however often it is shown', () => {
    const bytes = new Uint8Array(4);
    const value = {
      a: bytes,
      b: { c: [1, 2], d: bytes.subarray(1), e: new Float64Array(2) },
      f: null,
      g: 'x',
    };
    expect(memoryOf(value)).toEqual([bytes.buffer, value.b.e.buffer]);
  });

  test('every typed array of an index is handed over', () => {
    const { packed: index } = packed();
    const memory = new Set(memoryOf(index));
    for (const part of [index.text.weights, index.facts.name, index.venues.x, index.openTimes[0]?.from]) {
      expect(memory.has(part?.buffer as ArrayBuffer)).toBe(true);
    }
  });
});
