import type { Section } from '#src/features/revisions/sections.ts';
import type { ReportTopic } from './rules.ts';

/** The sections of a service that a topic is about: what the desk compares with the words of a report. */
export const SECTIONS_OF_TOPIC: Readonly<Record<ReportTopic, readonly Section[]>> = {
  closed: ['where', 'when', 'contact'],
  times: ['when', 'where'],
  contact: ['contact'],
  cost: ['cost'],
  'not-as-said': ['name', 'happens', 'people'],
  safety: ['contact'],
  other: ['name', 'happens', 'when', 'where', 'contact'],
};
