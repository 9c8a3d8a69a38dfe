import { describe, expect, test } from 'vitest';
import { createListMemory } from '#src/server/open-referral/list-memory.ts';

/** A memory, and a way to ask it that tells how often something had to be found. */
function asked(most?: number) {
  const memory = createListMemory<string>(most);
  const found: string[] = [];
  const ask = (generation: string, name: string) =>
    memory(generation, name, () => {
      found.push(`${generation}:${name}`);
      return Promise.resolve([`${name} of ${generation}`]);
    });
  return { memory, found, ask };
}

describe('the memory of lists', () => {
  test('finds a list once, also when two ask at the same time', async () => {
    const { ask, found } = asked();
    const both = await Promise.all([ask('1', 'a'), ask('1', 'a')]);
    expect(both).toEqual([['a of 1'], ['a of 1']]);
    await ask('1', 'a');
    expect(found).toEqual(['1:a']);
  });

  test('forgets everything once something has changed', async () => {
    const { ask, found } = asked();
    await ask('1', 'a');
    expect(await ask('2', 'a')).toEqual(['a of 2']);
    expect(await ask('1', 'a')).toEqual(['a of 1']);
    expect(found).toEqual(['1:a', '2:a', '1:a']);
  });

  test('of too many forgets the one asked for longest ago', async () => {
    const { ask, found } = asked(2);
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await ask('1', name);
    expect(found).toEqual(['1:a', '1:b', '1:c', '1:b']);
  });

  test('does not keep a failure', async () => {
    const { memory, ask } = asked();
    await expect(memory('1', 'a', () => Promise.reject(new Error('locked')))).rejects.toThrow('locked');
    expect(await ask('1', 'a')).toEqual(['a of 1']);
  });
});
