// What one model of receipt printer understands: facts about the device, as resources/printers says them.

export type Charset = 'cp866' | 'windows-1251';

export interface PrinterProfile {
  /** the file's name without `.json` */
  id: string;
  name: string;
  /** where the facts come from; nothing here says that a device was tried */
  checked: 'from documentation' | 'assumed';
  source: string;
  /** width of the roll, mm */
  paper: 80 | 58;
  /** dots an inch, and dots across what can be printed */
  dpi: number;
  dots: number;
  /** letters across the paper in the usual font and in the small one; null when the small font is not to be used */
  columns: number;
  fineColumns: number | null;
  /** the code page with Russian letters and its number in ESC t */
  codePage: { charset: Charset; number: number };
  /** it starts in a mode where two bytes are one Chinese character, which FS . ends */
  chinese: boolean;
  /** `native`: it draws the code itself; `raster`: it gets a picture */
  qr: 'native' | 'raster';
  barcode: 'native' | 'raster';
  cut: 'full' | 'partial' | 'none';
  /** the connector's pin of a cash drawer; null without one */
  drawer: 2 | 5 | null;
  /** what it answers: nothing, its state at any time (DLE EOT), or also that everything before is printed (GS r) */
  status: 'none' | 'state' | 'confirms';
}
