import { spawn, type ChildProcess } from 'node:child_process';

export interface Step {
  name: string;
  command: string;
  args: string[];
  env?: Readonly<Record<string, string>>;
  after?: string[]; // names of steps that must have passed
  alone?: boolean; // nothing else runs beside it
  report?: string; // where its test counts are written, as JSON
}

export interface StepResult {
  name: string;
  ok: boolean;
  seconds: number;
  report?: string;
  note?: string; // what it wants read although it passed
}

interface Running {
  step: Step;
  child: ChildProcess;
  done: Promise<StepResult & { output: string }>;
}

/**
 * Runs steps in their order, two at a time, and stops at the first that fails. What a step prints is kept
 * together: nothing for one that passes but its name and time, and a line that begins with "note: "; all of it for one
 * that fails.
 */
export async function runSteps(steps: readonly Step[], atOnce = 2): Promise<StepResult[]> {
  const waiting = [...steps];
  const running: Running[] = [];
  const results: StepResult[] = [];
  const isReady = (step: Step): boolean =>
    (step.after ?? []).every((name) => results.some((result) => result.name === name)) &&
    (step.alone !== true || running.length === 0) &&
    !running.some((other) => other.step.alone === true);
  while (waiting.length > 0 || running.length > 0) {
    // A step that must run alone is not overtaken for ever: nothing behind it starts before it.
    const next = waiting.findIndex((step) => isReady(step) || step.alone === true);
    const step = waiting[next];
    if (running.length < atOnce && step !== undefined && isReady(step)) {
      waiting.splice(next, 1);
      running.push(start(step));
      continue;
    }
    if (running.length === 0)
      throw new Error(`Nothing can run before: ${waiting.map(({ name }) => name).join(', ')}`);
    const { output, ...result } = await Promise.race(running.map(({ done }) => done));
    running.splice(
      running.findIndex((one) => one.step.name === result.name),
      1,
    );
    results.push(result);
    console.log(`${result.ok ? '✔' : '✘'} ${result.name}  ${result.seconds.toFixed(1)} s`);
    if (result.ok) continue;
    console.log(output.trimEnd());
    for (const { child } of running) child.kill('SIGTERM');
    await Promise.all(running.map(({ done }) => done));
    return results;
  }
  return results;
}

function start(step: Step): Running {
  const started = performance.now();
  const child = spawn(step.command, step.args, {
    env: { ...neutralEnvironment(), ...step.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const done = new Promise<StepResult & { output: string }>((resolve) => {
    const finish = (ok: boolean): void =>
      resolve({
        name: step.name,
        ok,
        seconds: (performance.now() - started) / 1000,
        report: step.report,
        note: /^note: (.+)$/m.exec(output)?.[1],
        output,
      });
    child.once('error', (error) => {
      output += error.message;
      finish(false);
    });
    child.once('close', (code) => finish(code === 0));
  });
  return { step, child, done };
}

/** This machine's environment without what would make the same check come out differently on another. */
function neutralEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(FRONT_DOOR_.*|PORT|NODE_ENV|FORCE_COLOR)$/.test(name),
  );
  return { ...Object.fromEntries(kept), NO_COLOR: '1' };
}
