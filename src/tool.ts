import type { z } from 'zod';
import type { Chart } from './chart.ts';
import type { DateRule } from './input/dates.ts';
import type { Masks } from './report/mask.ts';
import type { Comparison, Periods } from './report/periods.ts';
import type { Report } from './report/report.ts';
import type { Price, PropertyName, Request, Vendor } from './vendor.ts';

export type { Chart } from './chart.ts';
export type { Cell, Column, Report, Table } from './report/report.ts';
export type { Price, Request, Vendor } from './vendor.ts';

/** One endpoint as data and pure functions, in the order of the data's journey. `Input` is parsed, its dates resolved. */
export interface ToolSpec<Input, Answer> {
  // say it
  name: string;
  title: string;
  description: string;
  vendor: Vendor;
  /** Path template, for messages: `/api/3/chart/{chart}/query`. */
  endpoint: string;

  // ask it
  /** A strict object; `detail`, `compare` where there is one, and `dry_run` where the price follows from a formula, are added to it. */
  input: z.ZodObject & z.ZodType<Input>;
  /** How `start` and `end` are filled in and checked; absent when the endpoint takes no dates. */
  dates?: DateRule;
  /** Rules between arguments, and with `compare` where it is set: sentences that say what to change; none when all is well. */
  check?(input: NoInfer<Input>, how?: Comparison): string[];
  /** What was changed or assumed about the input without refusing it; shown among the notes. */
  remarks?(input: NoInfer<Input>): string[];

  /** Whether the question or its answer is about single users, beside those that group by or name what identifies them. */
  personal?(input: NoInfer<Input>): boolean;

  // price it
  cost?(input: NoInfer<Input>): number;
  /** The pool in which its calls are counted beside the rest. */
  pool?: string;
  /** Inputs that ask nearly the same for less, best first; the engine prices them and names those that fit. */
  rewrites?(input: NoInfer<Input>, cost: (input: NoInfer<Input>) => number): Rewrite<NoInfer<Input>>[];
  /** Inputs of consecutive dates that fit and whose answers `merge` joins to the same answer, or null: only where that is exact. */
  split?(input: NoInfer<Input>, room: Room<NoInfer<Input>>): NoInfer<Input>[] | null;

  // send it
  request(input: NoInfer<Input>): Request;
  /** Another request when this one was answered with an error status, or null. */
  fallback?(status: number, request: Request, input: NoInfer<Input>): Request | null;
  /** The next page's request after these pages, or null at the end. */
  next?(pages: readonly NoInfer<Answer>[], request: Request, input: NoInfer<Input>): Request | null;

  // receive it
  response: z.ZodType<Answer>;
  /** The answers of the parts as the one that was asked for; throws ToolError where they do not join without a doubt. */
  merge?(answers: readonly NoInfer<Answer>[], parts: readonly NoInfer<Input>[], input: NoInfer<Input>): NoInfer<Answer>;

  /** Which users and events every figure of the answer is about, cleaned; null for all. It begins the answer. */
  scope?(input: NoInfer<Input>, masks: Masks): string | null;

  // tell it; `pages` has one answer unless the endpoint has pages
  report(
    pages: readonly [NoInfer<Answer>, ...NoInfer<Answer>[]],
    input: NoInfer<Input>,
    context: ReportContext,
  ): Report;
  /** What changed between the answers of two ranges, neither of them empty; the report of `now` is shown below it. */
  compare?(
    now: Side<NoInfer<Input>, NoInfer<Answer>>,
    before: Side<NoInfer<Input>, NoInfer<Answer>>,
    periods: Periods,
  ): Change;
  /** What of its answers people would rather look at, the most telling first. */
  charts?: readonly Chart[];
  /** The names that the question takes from the project; looked up only when it fails by one, or finds nothing. */
  names?(input: NoInfer<Input>): Names;
}

/** Names that only the owners of a project know to be right. */
export interface Names {
  events: readonly string[];
  properties: readonly PropertyName[];
}

/** One of two answers that are compared. */
export interface Side<Input, Answer> {
  pages: readonly [Answer, ...Answer[]];
  input: Input;
  context: ReportContext;
  report: Report;
}

/**
 * What a comparison adds to the report of the later range: sentences on the change, the table of both, its own notes,
 * and what of either was not read.
 */
export interface Change extends Pick<Report, 'headline' | 'partial' | 'tables' | 'notes'> {
  /** No change of any figure is told, so that it does not matter how the ranges are aligned. */
  declined?: boolean;
}

export type Input<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape, z.core.$strict>>;

/** A cheaper input, with the change in the asker's terms: `"start": "2026-08-01"`. */
export interface Rewrite<Input> {
  change: string;
  input: Input;
}

/** What one query may cost. */
export interface Room<Input> {
  most: number;
  cost(input: Input): number;
}

/** What a report may know beside the answer and the input. */
export interface ReportContext {
  /** When the answer was fetched. */
  now: Date;
  /** YYYY-MM-DD and YYYY-MM-DDTHH:MM at that moment in the vendor's zone. */
  today: string;
  localTime: string;
  zone: string;
  /** What end users' ids, names and the like are shown as; e-mail addresses in the answer are masked by then. */
  masks: Masks;
  /** In how many parts the answer was asked, where one query would have been too dear. */
  parts?: number;
}

/** A tool whose types are closed over: what the catalogue lists and the engine runs. */
export interface Tool {
  name: string;
  title: string;
  description: string;
  vendor: Vendor;
  endpoint: string;
  schema: z.ZodType;
  dates: DateRule | undefined;
  pool: string | undefined;
  charts: readonly Chart[];
  /** Whether `dry_run` is among its arguments. */
  dryRun: boolean;
  /** Parses completed arguments; throws ToolError of kind input with every mistake named. */
  bind(args: Record<string, unknown>): Call;
}

/** One tool with one parsed input. */
export interface Call {
  input: Readonly<Record<string, unknown>>;
  remarks: readonly string[];
  price: Price;
  /** Cheaper questions with their cost, in order of preference. */
  rewrites(): { change: string; cost: number }[];
  /** Calls of at most this cost each, whose answers are the answer together; null where it cannot be split exactly. */
  split(most: number): Call[] | null;
  request: Request;
  fallback(status: number, request: Request): Request | null;
  /** Throws ToolError of kind vendor that names the key where the answer drifted from its shape. */
  next(bodies: readonly unknown[], request: Request): Request | null;
  /** `parts` are the inputs that the bodies answer, where the call was split. */
  report(
    bodies: readonly unknown[],
    context: ReportContext,
    parts?: readonly Readonly<Record<string, unknown>>[],
  ): Report;
  /** The same question of an earlier range, where `compare` was asked for. */
  compared?: Compared;
  names: Names;
  /** About single users: its answer stays in the process unless their data is to be shown. */
  personal: boolean;
}

/** The other half of a call that compares. */
export interface Compared {
  how: Comparison;
  periods: Periods;
  base: Call;
  report(now: Received, before: Received): Report;
}

/** What was fetched for a call; `parts` are the inputs that the bodies answer, where it was split. */
export interface Received {
  bodies: readonly unknown[];
  context: ReportContext;
  parts?: readonly Readonly<Record<string, unknown>>[] | undefined;
}
