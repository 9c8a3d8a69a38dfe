import { existsSync, readdirSync } from 'node:fs';

/** Addresses that no page stands for; languages stand before one. */
const WITHOUT_PAGE = ['health', 'metrics', 'ready', 'cy'];

/** The words that stand in the addresses of our own pages, from the folder that holds them. */
export function readRouteWords(pagesFolder: string): ReadonlySet<string> {
  if (!existsSync(pagesFolder)) return new Set(WITHOUT_PAGE);
  const parts = readdirSync(pagesFolder, { recursive: true }).flatMap((name) => String(name).split(/[/\\]/));
  const words = parts.map((part) => part.replace(/\.(astro|ts)$/, '')).filter((part) => !part.includes('['));
  return new Set([...WITHOUT_PAGE, ...words]);
}
