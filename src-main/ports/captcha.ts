// Makes captchas: pictures that a person can read and a guessing program cannot.

export interface CaptchaMaker {
  /** A PNG in base64 and the text in it (digits; compared without spaces). */
  make(): { png: string; text: string };
}
