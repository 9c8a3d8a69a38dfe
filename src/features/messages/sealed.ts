import { z } from 'zod';
import type { MessageContent as Words } from './types.ts';

/** The words of a message as they were sealed into the outbox. */
export const MessageContent = z.object({
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  markdown: z.string().nullable(),
}) satisfies z.ZodType<Words>;
export type MessageContent = Words;
