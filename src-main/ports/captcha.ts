// Makes captchas: pictures that a person can read and a guessing program cannot.

export interface CaptchaMaker {
  /** An SVG and the text in it (digits; compared without spaces). */
  make(): { svg: string; text: string };
}
