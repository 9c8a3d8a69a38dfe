/**
 * A stored list after a person edited it as texts, one for each item: an item whose text is still there stays whole,
 * with what the text does not show; another text becomes a new item. When nothing changed the list is the stored one.
 */
export function itemsAfter<Item>(
  stored: readonly Item[],
  textOfItem: (item: Item) => string,
  typed: readonly string[],
  make: (text: string) => Item,
): Item[] {
  const shown = stored.filter((item) => textOfItem(item) !== '');
  const isSame =
    shown.length === typed.length && shown.every((item, index) => textOfItem(item) === typed[index]);
  if (isSame) return [...stored];
  const left = [...shown];
  return typed.map((text) => {
    const at = left.findIndex((item) => textOfItem(item) === text);
    const [kept] = at < 0 ? [] : left.splice(at, 1);
    return kept ?? make(text);
  });
}
