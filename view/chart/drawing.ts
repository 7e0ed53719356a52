/** A chart that was drawn, with what a reader can point at, walk through by keyboard, or switch off. */
export interface Drawing {
  title: string;
  svg: SVGSVGElement;
  series: Series[];
  /** Rows of places, in reading order; most charts have one row, or one column. None where nothing was drawn. */
  stops: Stop[][];
  /** What must be known to read the chart: an axis that does not begin at 0, points left out. */
  remarks: string[];
}

/** What can be switched on and off; a chart of one thing has none. */
export interface Series {
  name: string;
  /** Which colour it has, from 0. */
  colour: number;
  shown: boolean;
  /** Its line is thin. */
  thin?: boolean;
}

/** A place in the chart with the figures there, as printed. */
export interface Stop {
  x: number;
  y: number;
  /** What is drawn there, to be outlined; a point has none. */
  area?: Area;
  title: string;
  /** Without a colour a figure has no mark of its own. */
  figures: { name: string; text: string; colour?: number }[];
}

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What a chart is drawn on. */
export interface Canvas {
  document: Document;
  /** CSS pixels. */
  width: number;
  /** Series that were switched, away from whether they are shown at first. */
  switched: ReadonlySet<string>;
}
