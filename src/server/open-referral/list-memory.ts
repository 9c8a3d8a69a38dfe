/** What is in a list of the feed, for as long as nothing it was made from has changed. */
export type ListMemory<Key> = (
  generation: string,
  name: string,
  find: () => Promise<readonly Key[]>,
) => Promise<readonly Key[]>;

/** Whoever pages through lists asks for a few of them again and again. */
const MOST_LISTS = 16;

/**
 * Remembers the keys of lists by name: putting ten thousand in order takes longer than reading a page of them. With a
 * new generation all are forgotten, of too many the one asked for longest ago, and one that failed at once.
 */
export function createListMemory<Key>(most = MOST_LISTS): ListMemory<Key> {
  let generation = '';
  let lists = new Map<string, Promise<readonly Key[]>>();
  return (wanted, name, find) => {
    if (wanted !== generation) [generation, lists] = [wanted, new Map()];
    const mine = lists;
    const keys = mine.get(name) ?? find();
    mine.delete(name);
    mine.set(name, keys);
    keys.catch(() => mine.delete(name));
    const [oldest] = mine.keys();
    if (mine.size > most && oldest !== undefined) mine.delete(oldest);
    return keys;
  };
}
