import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import type { JobProcess } from './ticker.ts';

/** Jobs give way to the server where there are not enough processors. */
const NICENESS = 10;
const COMPLAINT_CHARACTERS = 2000;

/** Runs `src/cli/job.ts` for a job, only if due unless somebody asked for it, in a process of its own with this one's environment. */
export function startJobProcess(root: string, name: string, runId: string, onlyWhenDue: boolean): JobProcess {
  const child = spawn(
    process.execPath,
    [join(root, 'src', 'cli', 'job.ts'), name, ...(onlyWhenDue ? ['--if-due'] : []), '--run', runId],
    { cwd: root, env: process.env, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  giveWay(child.pid);
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-COMPLAINT_CHARACTERS);
  });
  return {
    kill: (signal) => void child.kill(signal),
    ended: new Promise((resolve) => {
      child.once('error', (error) => resolve({ code: 1, signal: null, complaint: error.message }));
      child.once('close', (code, signal) => resolve({ code, signal, complaint }));
    }),
  };
}

function giveWay(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, NICENESS);
  } catch {
    // It has ended already, or this system does not allow it: it runs all the same.
  }
}
