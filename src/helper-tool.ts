import type { z } from 'zod';
import type { Engine } from './engine.ts';
import { ToolError } from './errors.ts';
import { inputMistakes } from './input/mistakes.ts';
import type { Page } from './report/page.ts';
import type { Report } from './report/report.ts';
import type { StoredResult } from './results.ts';

/** A tool that looks at the engine instead of at a vendor. */
export interface HelperTool {
  name: string;
  title: string;
  description: string;
  schema: z.ZodType;
  run(args: Record<string, unknown>, engine: Engine): Promise<HelperAnswer>;
}

/** A report to be rendered, or a page of one table of a stored result. */
export type HelperAnswer = { report: Report } | { page: Page; result: StoredResult };

export function defineHelper<Input>(spec: {
  name: string;
  title: string;
  description: string;
  input: z.ZodObject & z.ZodType<Input>;
  run(input: NoInfer<Input>, engine: Engine): Promise<HelperAnswer>;
}): HelperTool {
  const { name, title, description, input } = spec;
  return {
    ...{ name, title, description, schema: input },
    async run(args, engine) {
      const parsed = input.safeParse(args, { reportInput: true });
      if (parsed.success) return spec.run(parsed.data, engine);
      const mistakes = inputMistakes(parsed.error.issues, input).map((one) => `- ${one}`);
      throw new ToolError('input', [`${name}: the arguments need a change:`, ...mistakes].join('\n'));
    },
  };
}
