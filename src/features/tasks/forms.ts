import { z } from 'zod';
import { TASK_OUTCOME_NAMES } from './rules.ts';

export const CloseTaskForm = z.object({
  outcome: z.enum(TASK_OUTCOME_NAMES, 'Choose what became of the task'),
});

/** Which tasks are listed, read from the address. */
export const TaskListForm = z.object({
  state: z.enum(['open', 'done']).catch('open'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
