import { type Answer, call } from './call.ts';
import type { CallRecord } from './call-log.ts';
import { type CallOptions, type Engine, sceneOf } from './engine.ts';
import { ToolError } from './errors.ts';
import { logFault } from './log.ts';
import { complete } from './names/completion.ts';
import type { Prompt } from './prompt.ts';
import { metered } from './quota/metered.ts';

/** Where a server's requests are answered. */
export interface Desk {
  /** Never rejects. */
  call(tool: string, args: unknown, options: CallOptions): Promise<Answer>;
  /** Throws ToolError of kind input. */
  tell(prompt: string, args: unknown): string;
  /** What may follow what was typed. Nobody waits for these: where they cannot be had there are none. */
  complete(prompt: string, argument: string, typed: string): Promise<string[]>;
}

/** Told of every tool call once it has ended. */
export type OnCall = (call: CallRecord) => void;

export function openDesk(engine: Engine, onCall?: OnCall): Desk {
  return {
    async call(tool, args, options) {
      const { clock } = engine;
      const meter = metered(engine.limiter, clock);
      const began = clock.now();
      const answer = await call(tool, args, { ...engine, limiter: meter.limiter }, options);
      const outcome = options.signal.aborted ? 'cancelled' : (answer.kind ?? 'ok');
      onCall?.({ tool, ...meter.read(), took: clock.now() - began, outcome });
      return answer;
    },
    tell: (prompt, args) => promptNamed(prompt, engine).tell(args, sceneOf(engine)),
    async complete(prompt, argument, typed) {
      const { completes } = promptNamed(prompt, engine).arguments.find(({ name }) => name === argument) ?? {};
      try {
        return completes === undefined ? [] : await complete(typed, completes, engine);
      } catch (fault) {
        logFault(`completing ${argument}`, fault);
        return [];
      }
    },
  };
}

function promptNamed(name: string, { catalogue }: Engine): Prompt {
  const prompt = catalogue.prompts.find((one) => one.name === name);
  if (prompt === undefined) throw new ToolError('input', `There is no prompt "${name.slice(0, 60)}".`);
  return prompt;
}
