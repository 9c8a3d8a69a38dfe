import type { Sector } from '#db/vocabulary.ts';
import { MOST_IDEAS } from '#src/features/easy-read/rules.ts';
import type { Idea } from '#src/features/easy-read/types.ts';
import type { EasyReadRecord } from '#src/features/services/record.ts';
import type { ServiceFacts } from './facts.ts';
import { costIdea, helpIdeas, joinIdeas, phoneIdeas, spaceIdeas } from './join.ts';
import { ideaOf, sentenceWith } from './sentences.ts';
import { nextIdea, whenIdeas } from './when.ts';
import { accessIdeas, whereIdeas } from './where.ts';
import { whoIdeas } from './who.ts';

/** Some ideas under one heading. */
export interface IdeaPart {
  title: string;
  ideas: readonly Idea[];
}

/** A service in easy read. */
export interface ServiceIdeas {
  parts: readonly IdeaPart[];
  /** All of them, without their headings. */
  ideas: readonly Idea[];
  /** True when the organisation wrote the first part; else all is made from facts. */
  isOwn: boolean;
  /** Which people with learning disabilities read its own text; null: none that we know of. */
  testedBy: string | null;
}

const MOST_NEEDS = 3;

const SECTORS: Readonly<Record<Sector, { picture: string; sentences: readonly string[] }>> = {
  statutory: { picture: 'council', sentences: ['It is a public service, like the council or a hospital.'] },
  voluntary: {
    picture: 'charity',
    sentences: ['They are a **charity**.', 'A charity is a group that is there to help people.'],
  },
  community: { picture: 'people-talking', sentences: ['They are a group of people who live here.'] },
  social_enterprise: { picture: 'office', sentences: ['They are a business that helps people.'] },
  private: { picture: 'office', sentences: ['They are a company.'] },
};

/**
 * A service in easy read: what the organisation wrote itself, then only what may have changed since; without that, fixed
 * sentences made from what is known. No text of the standard page is used: domain.md 4.2.
 */
export function serviceIdeas(facts: ServiceFacts, own: EasyReadRecord | null): ServiceIdeas {
  const parts = (own === null ? partsOf(facts) : partsBeside(facts, own)).filter(
    ({ ideas }) => ideas.length > 0,
  );
  return {
    parts,
    ideas: parts.flatMap(({ ideas }) => ideas),
    isOwn: own !== null,
    testedBy: own?.testedBy ?? null,
  };
}

function partsOf(facts: ServiceFacts): IdeaPart[] {
  return [
    { title: 'What it is', ideas: whatIdeas(facts) },
    { title: 'Who can go', ideas: whoIdeas(facts) },
    { title: 'When', ideas: whenIdeas(facts) },
    { title: 'Where', ideas: whereIdeas(facts) },
    { title: 'Money', ideas: [costIdea(facts.price)] },
    { title: 'How to join', ideas: joinIdeas(facts) },
    { title: 'Help for you', ideas: [...helpIdeas(facts), ...accessIdeas(facts)] },
  ];
}

const partsBeside = (facts: ServiceFacts, own: EasyReadRecord): IdeaPart[] => [
  { title: 'About this service', ideas: own.ideas },
  {
    title: 'Today',
    ideas: [
      ...(facts.isClosedForNow ? [ideaOf('stop', 'It is closed now.', 'Ask them first.')] : []),
      ...(facts.next === null || facts.isClosedForNow ? [] : [nextIdea(facts.next, facts.now)]),
      ...spaceIdeas(facts),
      ...phoneIdeas(facts.phones),
    ],
  },
];

function whatIdeas({ needs, organisation, sector }: ServiceFacts): Idea[] {
  return [
    ...needs
      .slice(0, MOST_NEEDS)
      .map(({ name, picture }, index) =>
        ideaOf(picture, sentenceWith(index === 0 ? 'It helps with this:' : 'It also helps with this:', name)),
      ),
    ideaOf(SECTORS[sector].picture, sentenceWith('Who runs it:', organisation), ...SECTORS[sector].sentences),
  ];
}

/** The parts on as many screens as they need, each of at most 15 ideas; a part stays whole where it can. */
export function screensOf(parts: readonly IdeaPart[], most = MOST_IDEAS): IdeaPart[][] {
  const screens: IdeaPart[][] = [];
  let room = 0;
  for (const part of parts.flatMap((each) => inPieces(each, most))) {
    const screen = screens.at(-1);
    if (screen === undefined || part.ideas.length > room) {
      screens.push([part]);
      room = most - part.ideas.length;
    } else {
      screen.push(part);
      room -= part.ideas.length;
    }
  }
  return screens;
}

function inPieces({ title, ideas }: IdeaPart, most: number): IdeaPart[] {
  const pieces: IdeaPart[] = [];
  for (let from = 0; from < ideas.length; from += most)
    pieces.push({ title, ideas: ideas.slice(from, from + most) });
  return pieces;
}
