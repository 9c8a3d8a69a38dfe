/** Measures how well searches are answered. What judges lives with the tests: it is no part of what is served. */
const { href } = new URL('../../tests/judge/command.ts', import.meta.url);
const { judgeCommand } = (await import(href)) as { judgeCommand: (args: string[]) => Promise<void> };
await judgeCommand(process.argv.slice(2));
