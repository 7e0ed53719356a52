import { z } from 'zod';
import type { ConfiguredVendor } from '../../src/config.ts';
import type { Engine } from '../../src/engine.ts';
import { defineHelper } from '../../src/helper-tool.ts';
import { localClock } from '../../src/input/dates.ts';
import { noteOf } from '../../src/report/note.ts';
import type { Cell, Report, Table } from '../../src/report/report.ts';
import { chartmogul } from '../../src/vendors/chartmogul.ts';

/** What is set up, what is missing, what day it is for each vendor, and how much quota is left. */
export const status = defineHelper({
  name: 'metrics_status',
  title: 'Status of metrics-mcp',
  description:
    'Which vendors are set up, missing or wrong settings by name, region, time zone, today’s date there, and quota used and left. ' +
    'Call it first when a tool is missing or refuses.',
  input: z.strictObject({}),
  run: async (_, engine) => ({ report: await tell(engine) }),
});

async function tell(engine: Engine): Promise<Report> {
  const { vendors, problems } = engine.config;
  const ready = vendors.filter(({ state }) => state === 'ready');
  const settings = vendors.flatMap(settingLines);
  return {
    headline: [summary(vendors), ...settings],
    tables: [vendorTable(engine), await quotaTable(engine, ready)],
    notes: [
      ...problems.map(noteOf('doubt')),
      ...(await quotaNotes(engine, ready)).map(noteOf('doubt')),
      ...ready.flatMap(assumedZone).map(noteOf('assumed')),
      noteOf('reading')(
        engine.config.showPersonalData
          ? "End users' personal data is shown (METRICS_MCP_SHOW_PII=true)."
          : maskedText(ready),
      ),
    ],
  };
}

function summary(vendors: readonly ConfiguredVendor[]): string {
  const ready = vendors.filter(({ state }) => state === 'ready');
  if (ready.length > 0) return `Set up: ${ready.map(({ vendor }) => vendor.title).join(', ')}.`;
  const begun = vendors.some(({ state }) => state !== 'unset');
  return begun
    ? 'No vendor is set up whole yet.'
    : 'No vendor is set up yet: every tool is listed and says which variables it needs.';
}

/** Customers at ChartMogul are businesses. */
function maskedText(ready: readonly ConfiguredVendor[]): string {
  const names = ready.some(({ vendor }) => vendor.id === chartmogul.id);
  const shown = names ? ", ChartMogul's customer names shown but for e-mail addresses" : '';
  return `End users' ids, names, e-mails and the like are masked${shown} (METRICS_MCP_SHOW_PII).`;
}

function settingLines({ vendor, state, missing, problems }: ConfiguredVendor): string[] {
  if (state === 'ready') return [];
  const verdict = state === 'unset' ? 'not set up' : state === 'incomplete' ? 'half set up' : 'set up wrongly';
  const needs = missing.length > 0 ? ` Missing: ${missing.join(', ')}.` : '';
  return [`${vendor.title} is ${verdict}.${needs}${problems.map((one) => ` ${one}`).join('')}`];
}

function assumedZone({ vendor, connection }: ConfiguredVendor): string[] {
  if (connection?.zoneAssumed !== true) return [];
  const zone = vendor.settings.find(({ name }) => name.endsWith('_TIMEZONE'))?.name;
  return [
    `${vendor.title}: time zone ${connection.zone} is assumed; set ${zone ?? 'its time zone'} to the one of the project.`,
  ];
}

function vendorTable({ config, clock }: Engine): Table {
  const rows = config.vendors.map(({ vendor, state, connection }): Cell[] => [
    vendor.title,
    state,
    connection?.zone ?? null,
    connection === undefined ? null : localClock(new Date(clock.now()), connection.zone).today,
    connection === undefined
      ? null
      : Object.entries(connection.facts)
          .map(([name, value]) => `${name}: ${value}`)
          .join('; ') || 'none',
  ]);
  const columns = ['vendor', 'state', 'zone', 'today', 'facts'].map((name) => ({ name, type: 'label' as const }));
  return { name: 'vendors', title: 'what is set up', columns, rows, show: 10 };
}

async function quotaNotes({ limiter }: Engine, ready: readonly ConfiguredVendor[]): Promise<string[]> {
  const keys = ready.flatMap(({ vendor: { title }, connection }) =>
    connection === undefined ? [] : [{ title, key: connection.fingerprint, limits: connection.limits }],
  );
  return limiter.notes(keys);
}

async function quotaTable({ limiter }: Engine, ready: readonly ConfiguredVendor[]): Promise<Table> {
  const rows = await Promise.all(
    ready.map(async ({ vendor, connection }) => {
      const usage = connection === undefined ? [] : await limiter.usage(connection.fingerprint, connection.limits);
      return usage.map(({ limit, used, left, most, nextRoomSeconds }): Cell[] => [
        vendor.title,
        limit,
        used,
        left,
        most,
        nextRoomSeconds,
      ]);
    }),
  );
  const columns = [
    { name: 'vendor', type: 'label' as const },
    { name: 'limit', type: 'label' as const },
    { name: 'used', type: 'count' as const },
    { name: 'left', type: 'count' as const },
    { name: 'most', type: 'count' as const },
    { name: 'next_room', type: 'seconds' as const },
  ];
  return { name: 'quota', title: `used by ${limiter.scope}`, columns, rows: rows.flat(), show: 12 };
}
