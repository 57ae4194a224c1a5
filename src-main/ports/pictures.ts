// Makes a picture only a person can read, against guessing machines.

export interface PictureCodes {
  /** An SVG and the text in it (digits; compared without spaces). */
  make(): { svg: string; text: string };
}
