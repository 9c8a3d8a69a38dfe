import { once } from 'node:events';
import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createAfterAnswers } from '#src/server/http/after-answer.ts';

/** Answers one request as `answer` says; gives what whoever asked got, or null when they went away. */
async function served(
  answer: (response: ServerResponse) => void,
  { goAway = false } = {},
): Promise<string | null> {
  const server = createServer((_, response) => answer(response)).listen(0);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const asked = request({ port: (server.address() as AddressInfo).port, agent: false });
  asked.on('error', () => undefined);
  asked.end();
  if (goAway) {
    await once(server, 'request');
    asked.destroy();
    return null;
  }
  const [response] = (await once(asked, 'response')) as [AsyncIterable<Buffer>];
  let text = '';
  for await (const chunk of response) text += chunk.toString();
  return text;
}

test('what an answer sets off begins once it has gone out', async () => {
  const after = createAfterAnswers();
  const order: string[] = [];
  const text = await served((response) => {
    after.add(response, 'AAAA-BBBB', async () => void order.push('task'));
    response.on('finish', () => order.push('answer'));
    response.end('done');
  });
  expect(text).toBe('done');
  await expect.poll(() => order).toEqual(['answer', 'task']);
});

test('it is done too when whoever asked has gone away', async () => {
  const after = createAfterAnswers();
  let done = false;
  await served((response) => after.add(response, 'AAAA-BBBB', async () => void (done = true)), {
    goAway: true,
  });
  await expect.poll(() => done).toBe(true);
});

test('stopping waits for it, and for what it sets off meanwhile', async () => {
  const after = createAfterAnswers();
  let finish = (): void => undefined;
  let begun = false;
  await served((response) => {
    after.add(response, 'AAAA-BBBB', () => {
      begun = true;
      return new Promise<void>((resolve) => (finish = resolve));
    });
    response.end();
  });
  await expect.poll(() => begun).toBe(true);
  let settled = false;
  const stopping = after.settled().then(() => (settled = true));
  await Promise.resolve();
  expect(settled).toBe(false);
  finish();
  await stopping;
  expect(settled).toBe(true);
});

test('a failure goes to the log under the request’s number, and stopping goes on', async () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  onTestFinished(() => written.mockRestore());
  const after = createAfterAnswers();
  await served((response) => {
    after.add(response, 'AAAA-BBBB', () => Promise.reject(new Error('The mail was not made')));
    response.end();
  });
  const lines = (): string => written.mock.calls.map(([line]) => String(line)).join('');
  await expect.poll(lines).toContain('"requestId":"AAAA-BBBB"');
  expect(lines()).toContain('The mail was not made');
  await after.settled();
});
