/**
 * A reason not to start that a person can mend: a wrong setting, a port in use, a folder that cannot be written.
 * Its message is one sentence and is all they see; anything else that goes wrong at the start shows its stack.
 */
export class CannotStart extends Error {}
