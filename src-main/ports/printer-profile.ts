// What one model of receipt printer supports: facts about the device, from resources/printers.

export type Charset = 'cp866' | 'windows-1251';

export interface PrinterProfile {
  /** the file's name without `.json` */
  id: string;
  name: string;
  /** the source of the facts; none of the values means that a device was tested */
  checked: 'from documentation' | 'assumed';
  source: string;
  /** width of the roll, mm */
  paper: 80 | 58;
  /** dots per inch, and dots across the printable width */
  dpi: number;
  dots: number;
  /** characters per line in the normal font and in the small one; null when the small font must not be used */
  columns: number;
  fineColumns: number | null;
  /** the code page with Russian letters and its number in ESC t */
  codePage: { charset: Charset; number: number };
  /** the printer starts in a mode where two bytes are one Chinese character; FS . ends the mode */
  chinese: boolean;
  /** `native`: the printer draws the code itself; `raster`: it gets an image */
  qr: 'native' | 'raster';
  barcode: 'native' | 'raster';
  cut: 'full' | 'partial' | 'none';
  /** the connector's pin of a cash drawer; null without one */
  drawer: 2 | 5 | null;
  /** what it reports: nothing, its state at any time (DLE EOT), or also that everything sent is printed (GS r) */
  status: 'none' | 'state' | 'confirms';
}
