import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ROOT, commandEnv } from '../../support/server.ts';

export interface Ended {
  code: number | null; // null: by a signal
  out: string;
  err: string;
}

export interface Running {
  process: ChildProcess;
  ended: Promise<Ended>;
}

/** Runs a command of src/cli as people do, with the data in this folder and sources allowed on this machine. */
export function startCommand(name: string, args: readonly string[], dataFolder: string): Running {
  const child = spawn(process.execPath, [join(ROOT, 'src', 'cli', `${name}.ts`), ...args], {
    cwd: ROOT,
    env: commandEnv({ FRONT_DOOR_DATA: dataFolder, FRONT_DOOR_ALLOW_PRIVATE_SOURCES: 'on' }),
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended: Ended = { code: null, out: '', err: '' };
  child.stdout.on('data', (data: Buffer) => (ended.out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (ended.err += data.toString()));
  return {
    process: child,
    ended: new Promise((resolve) => child.on('close', (code) => resolve({ ...ended, code }))),
  };
}

/** The same, waiting for its end. */
export const runCommand = (name: string, args: readonly string[], dataFolder: string): Promise<Ended> =>
  startCommand(name, args, dataFolder).ended;
