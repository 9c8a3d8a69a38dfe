/** What "Exit this page" does and does not do, in easy read: said before the questions of a sensitive request go on. */
export const STAYING_SAFE = [
  { picture: 'door', words: 'You can leave the next pages quickly. Use the red button: Exit this page.' },
  { picture: 'rain', words: 'The button opens a page about the weather.' },
  { picture: 'keyboard', words: 'You can also press the Shift key 3 times.' },
  { picture: 'computer', words: 'Your phone or computer may still show that you were here.' },
  { picture: 'stop', words: 'If you use the button, your answers are gone from here. You start again.' },
] as const;
