const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** First names that are no ordinary words: common in England, old and young, and of the languages spoken here. */
export const FIRST_NAMES = list(
  `aaron abdul abdullah abigail adam adrian agnes ahmed aisha alan albert alex alexander alexandra alfie ali alice
  alison amanda amelia amir amy andrea andrew angela anita ann anna anne annie anthony archie arthur asif audrey ava
  barbara barry beatrice ben benjamin bernard beryl beth betty bhavna brenda brian bridget bruce callum cameron carl
  caroline catherine cathy cecil charles charlie charlotte cheryl chloe chris christine christopher claire clare colin
  connor craig cyril damian daniel danielle daphne darren dave david dawid deborah debbie denise dennis derek diana diane
  donald donna doreen doris dorothy dylan eddie edith edna edward eileen elaine eleanor elizabeth ella ellen elsie emily
  emma eric ernest ethan ethel eva evelyn evie ewa fatima fiona florence francis frances fred freddie frederick gareth
  gary gavin geoff geoffrey george georgia georgina gerald geraldine gertrude gillian gladys glenys gordon graham greg
  gurpreet gwen hannah harold harriet hassan hazel heidi helen henry hilda howard hugh hussein ian ibrahim imran irene
  isaac isabel isabella isla ivor jackie jacob jacqueline jake james jamie jan jane janet janice jasmine jason jean jeff
  jennifer jenny jeremy jessica jill jim jimmy joan joanna joanne joe joel john jonathan jordan joseph josephine josh
  joshua joyce juan judith judy julia julian julie karen karl kate katherine kathleen kathy katie keith kelly kenneth
  kevin khadija kieran kim kirsty krzysztof kyle laura lauren lawrence leah lee leonard leslie lewis liam linda lisa liz
  louis louise lucas lucy luke lynn lynne mabel maggie malcolm mandy marcus margaret maria marie marion marjorie martha
  martin mary mason matthew maureen mavis megan mei mia michael michelle mike mildred millie miriam mohammad mohammed
  moira molly monica muhammad muriel nadia nancy natalie natasha neil nicholas nicola nigel noah nora norma norman
  oliver olivia oscar owen pamela patricia patrick paul paula pauline peter philip phyllis piotr polly priya rachel ralph
  rebecca reginald rhys richard rita robert roger ronald rosemary rosie roy russell ruth ryan sally sam samantha samuel
  sandra sara sarah scott sean sebastian shane sharon sheila shirley sidney simon sophia sophie stacey stanley stella
  stephanie stephen steve steven stuart susan suzanne sylvia tariq terence teresa terry thelma theo theresa thomas tim
  timothy tina toby tom tomasz tommy tony tracey tracy trevor vera vernon veronica victoria vincent vivian vivien walter
  wanda wayne wendy wilfred william winifred xavier yasmin yusuf yvonne zac zach zainab zara zoe`,
);

/** Ordinary words that are first names as well: names only beside a relative, or where a capital says so. */
export const WORDS_THAT_ARE_NAMES = list(
  `amber angel april art august autumn basil bill carol charity chase cliff constance daisy dale dawn dean drew eve faith
  fern frank gene ginger glen grace grant guy harry heath heather holly hope iris ivy jack jade joy june ken lance les
  lily mark max may melody mercy miles nick olive pat patience pearl penny phil poppy prudence ray rich rob robin rose
  ross ruby rusty sandy sky stew sue summer ted val victor violet wade will`,
);
