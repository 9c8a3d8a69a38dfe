import { fileURLToPath } from 'node:url';
import { dev } from 'astro';
import type { Connect, Plugin } from 'vite';
import { fillDemo } from './fill-demo.ts';
import { openApp } from '#src/server/app.ts';
import { addSearches } from '#src/features/insight/commands.ts';
import { addVisits } from '#src/features/visits/commands.ts';
import { SCHEDULE } from '#src/jobs/schedule.ts';
import { CannotStart } from '#src/server/config/cannot-start.ts';
import { readConfig } from '#src/server/config/config.ts';
import { newReference } from '#src/server/http/reference.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Where Astro's development server looks for what `npm start` hands to pages as `Astro.locals`. */
const LOCALS = Symbol.for('astro.locals');

/** Gives every request the app. Headers, host and origin checks come with `npm start` only. */
function giveLocals(app: object): Plugin {
  const give: Connect.NextHandleFunction = (request, _response, next) => {
    const clientAddress = request.socket.remoteAddress ?? '';
    const keep = (): void => undefined; // nothing is kept while developing
    Reflect.set(request, LOCALS, { app, requestId: newReference(), clientAddress, keep });
    next();
  };
  return { name: 'give-locals', configureServer: (server) => void server.middlewares.use(give) };
}

try {
  const config = readConfig(process.env, ROOT);
  const app = await openApp(
    config,
    ROOT,
    fillDemo,
    { searches: addSearches, visits: addVisits },
    {
      list: SCHEDULE,
      isOn: false,
      start: () => false,
    },
  );
  await dev({ root: ROOT, server: { port: config.port }, vite: { plugins: [giveLocals(app)] } });
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  console.error(error.message);
  process.exit(1);
}
