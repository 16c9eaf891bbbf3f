/**
 * What a command cannot do, in one sentence for the person at the keyboard.
 * Exit code 2: they gave something wrong and can put it right; 1: something failed on our side.
 */
export class CommandError extends Error {
  readonly exitCode: 1 | 2;

  constructor(sentence: string, exitCode: 1 | 2 = 1) {
    super(sentence);
    this.name = "CommandError";
    this.exitCode = exitCode;
  }
}
