import { existsSync, readdirSync } from 'node:fs';

/** Addresses that no page stands for. */
const WITHOUT_PAGE = ['health', 'metrics', 'ready'];

/** The words that stand in the addresses of our own pages, from the folder that holds them; `before`: what may stand before them. */
export function readRouteWords(pagesFolder: string, before: readonly string[] = []): ReadonlySet<string> {
  if (!existsSync(pagesFolder)) return new Set([...WITHOUT_PAGE, ...before]);
  const parts = readdirSync(pagesFolder, { recursive: true }).flatMap((name) => String(name).split(/[/\\]/));
  const words = parts.map((part) => part.replace(/\.(astro|ts)$/, '')).filter((part) => !part.includes('['));
  return new Set([...WITHOUT_PAGE, ...before, ...words]);
}
