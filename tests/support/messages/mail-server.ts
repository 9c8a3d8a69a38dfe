import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';
import type { MailConfig } from '#src/server/config/mail.ts';

export interface ReceivedMail {
  from: string;
  to: string[];
  source: string;
  messageId: string;
}

export interface MailServer {
  port: number;
  received: ReceivedMail[];
  config: MailConfig;
  /** Cuts every connection there is, as a program that is killed does. */
  breakOff(): void;
  stop(): Promise<void>;
}

const listening = (server: SMTPServer, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });

/** A real mail server on a free port, stopped when the test ends. `options` decide what it refuses. */
export async function startMailServer(options: SMTPServerOptions = {}, port = 0): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, callback) {
      void text(stream).then((source) => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          source,
          messageId: /^Message-ID: (\S+)/im.exec(source)?.[1] ?? '',
        });
        callback();
      });
    },
    ...options,
  });
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => sockets.add(socket));
  const taken = await listening(server, port);
  // A client that breaks off is what some tests are about.
  server.on('error', () => undefined);
  let isStopped = false;
  const stop = async (): Promise<void> => {
    if (isStopped) return;
    isStopped = true;
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  onTestFinished(stop);
  const breakOff = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return { port: taken, received, config: mailTo(taken), breakOff, stop };
}

/** The settings that send emails to a mail server on this machine. */
export const mailTo = (port: number): MailConfig => ({
  channel: 'smtp',
  from: { name: 'Front Door', address: 'hello@directory.example.org' },
  smtp: { host: '127.0.0.1', port, isSecure: false, needsTls: false, user: null, password: null },
  notify: null,
});

/** What a mail server answers with: its number and words. */
export const answer = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });
