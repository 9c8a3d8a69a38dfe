import type { Audience } from '#db/vocabulary.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words that carry no meaning of their own in a search; dropped last, and only when something else is left. */
export const FILLER = list(
  'a about after again all am an and any anybody anyone anything are as ask at be because been before being but by can cannot cant come could did didnt do does doesnt doing dont down each every find for from get getting give go goes going gone got had has hasnt have havent he hed hell help helping hello her here hers hes hi him his how i id if ill im in into is isnt it its ive just keep know like local look looking make many may maybe me more most much my myself need needed needing needs new no not now of off ok on or our out over own person people please put really s say see she shes should so some somebody someone something somewhere still such support t take than thank thanks that thats the their them then there these they theyre thing things this those to too try trying up us use ve very want wanted wanting wants was wasnt we were weve what whats when where which while who whos why will with without wont would you your service services near nearby nearest close around since till until til cos cuz coz whilst let lets letting youre theyve theyd wed youve youd gonna wanna gotta innit anymore properly always never ever even yet already also quite bit lot lots loads stuff else gets made makes making comes coming came said says told tell tells asked asking looks looked keeps kept puts took takes taking gave gives another other others everything everyone everybody noone nowhere sort kind idea ideas ta cheers arent werent couldnt wouldnt shouldnt hadnt aint okay yes nor within per via re seem seems seemed away',
);

/** Who it is about. Says a little, but must never lead the search: "mum fell over" is about falling. */
export const RELATIONS = list(
  'mum mums mother mam mom dad dads father nan nans nana gran grans grandma grandmother grandad granddad grandpa grandfather husband husbands wife wifes partner boyfriend girlfriend son sons daughter daughters brother sister aunt auntie uncle friend friends neighbour neighbours parent parents relative man woman lady bloke guy guys old year years day days week time lad lads kid boy boys girl girls granny nannan nanny grandads grandmas grandson granddaughter grandchild stepson stepdaughter stepdad stepmum nephew niece aunts aunties hubby missus mate mates ex fella chap inlaws folks gentleman month months hour hours one two three four five six seven eight nine ten twice once lives ones little',
);

/** What people write for whom a service is meant. */
const WORDS_OF_AUDIENCES: Partial<Record<Audience, string>> = {
  carers: 'carer carers caring',
  disabled_people: 'disabled disability wheelchair',
  people_with_dementia: 'dementia alzheimers',
  autistic_people: 'autistic autism aspergers adhd',
  deaf_people: 'deaf deafness bsl',
  people_with_sight_loss: 'blind sight',
  parents_and_families: 'parent parents mums dads toddler toddlers baby babies families',
  young_people: 'teenager teenagers teen teens young youth student',
  older_people: 'elderly older pensioner pensioners oap retired nan nana gran grandma grandad granddad',
  women: 'women woman womens female girls ladies',
  men: 'men mens male lads blokes fellas',
  lgbtq_people: 'lgbt lgbtq gay lesbian bisexual trans transgender queer nonbinary',
  veterans: 'veteran veterans army navy raf forces military',
  refugees_and_migrants: 'refugee refugees asylum migrant migrants ukrainian afghan syrian',
  people_in_recovery: 'recovery sober',
  people_without_a_home: 'homeless homelessness rough',
  bereaved_people: 'bereaved bereavement widow widowed widower grief',
};
/** The audience a word speaks of: a service for exactly them is then the better match. */
export const AUDIENCE_WORDS: ReadonlyMap<string, Audience> = new Map(
  Object.entries(WORDS_OF_AUDIENCES).flatMap(([audience, words]) =>
    words.split(' ').map((word) => [word, audience as Audience] as const),
  ),
);
