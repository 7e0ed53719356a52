import type { Offer } from '../offer.ts';
import { version } from '../version.ts';

/** The commands, in the order in which help lists them. */
export const commands = ['call', 'tools', 'doctor', 'completion', 'token', 'help'] as const;

/** All that there is, a line each. */
export const usage = `metrics-mcp ${version}: metric questions answered, as an MCP server and on the command line

  metrics-mcp                          MCP server on stdio, as clients start it
  metrics-mcp --http                   MCP server for a team: Streamable HTTP at /mcp, with /healthz and /readyz
      --host H --port N                where it listens: 127.0.0.1 and 3000 unless said otherwise; port 0 is any
      --tokens FILE                    who may call, a line name:hash each; a must where other machines reach it
      --allow-host NAME                a host name that it answers to, beside localhost; may be given several times
  metrics-mcp token NAME               a new token on stderr, and its line for that file on stdout
  metrics-mcp call TOOL [name=value…]  one question, its answer on stdout
      --table NAME                     that table whole, instead of the text; --csv or --json for programs
      --chart FILE                     its chart too, in a file that ends in .svg or .html
  metrics-mcp tools [TOOL] [--json]    the tools, or one with its inputs
  metrics-mcp doctor [--json]          settings, reachability of each vendor, quota; the snippet for a client
      --client NAME                    for another client than Claude Desktop
  metrics-mcp completion SHELL         completes all this with the Tab key, in bash, zsh or fish
  metrics-mcp help [COMMAND]           this, or more about one of them

  --demo                               with any of them: simulated vendors, every result marked DEMO DATA
  --help, --version

Settings are environment variables; metrics-mcp doctor lists them.
Exit codes of all commands: 0 done; 1 tried, and failed; 2 the command line is wrong, and nothing was tried; of doctor
also 3: nothing is set up.
`;

/** More about one command; undefined where there is none of that name. */
export function helpOn(command: string, offer: Offer, clients: readonly string[]): string | undefined {
  const tool = offer.tools.find(({ inputSchema }) => 'interval' in (inputSchema.properties ?? {}))?.name ?? 'TOOL';
  const texts: Readonly<Record<string, string>> = {
    call: callHelp(tool),
    tools: toolsHelp(tool),
    doctor: doctorHelp(clients),
    completion: completionHelp,
    token: tokenHelp,
    help: usage,
    http: usage,
  };
  return Object.hasOwn(texts, command) ? texts[command] : undefined;
}

function callHelp(tool: string): string {
  return `metrics-mcp call TOOL [ARGUMENT…] [--table NAME] [--csv | --json | --chart FILE] [--demo]

One question, as an assistant would ask it, with its answer on stdout. Arguments are the tool's inputs, which
metrics-mcp tools TOOL lists, each written as one of these; what comes later wins:

  name=value       text; JSON where it begins with [, { or " and is JSON; numbers and true or false where the tool wants them
  name=a name=b    a list
  '{"name": …}'    several inputs as one JSON object
  @FILE, -         such an object from a file, or from stdin; on Windows the way for JSON, whose quotes its shells take away

  --table NAME     that table of the answer, whole, instead of the text
  --csv, --json    that table, or the first one, for programs; what one must know about it is then on stderr
  --chart FILE     writes the answer's chart too: a picture where FILE ends in .svg, a page with figures to point at, series to
                   switch and the whole table where it ends in .html; neither needs a network. With --table NAME it is
                   the chart of that table, without it the first that the answer can draw. A file that stands there is replaced

While it waits for the vendor or the quota it says so on stderr. Colours are for terminals alone; NO_COLOR=1 takes them away.

Exit code: 0 an answer; 1 the answer is an error (on stdout; with --csv and --json on stderr) or lacks the table or chart that was
asked for; 2 the command line is wrong (an option, the tool's name, words that are no arguments), which is told on stderr
before anything is asked.

  metrics-mcp call ${tool} start=-14d interval=daily --demo
  metrics-mcp call ${tool} start=2026-08-01 end=2026-08-31 --csv > august.csv
  metrics-mcp call ${tool} start=-30d --chart users.html --demo
`;
}

function toolsHelp(tool: string): string {
  return `metrics-mcp tools [TOOL] [--json] [--demo]

The tools with what they answer, as clients are told: those of vendors that are set up, or all where none is. With the name
of one, whatever is set up, its inputs: their kind, what they may be, what they mean.

  --json           name, title, description and JSON Schema of the input, as MCP's tools/list

  metrics-mcp tools ${tool}
`;
}

function doctorHelp(clients: readonly string[]): string {
  return `metrics-mcp doctor [--client NAME] [--json] [--demo]

Says what is set, unset or malformed (never its value; hosts and files of the way to the network without logins), asks each vendor that is set up one cheap question through
the quota, compares its clock with this machine's, and prints the snippet that adds this very installation to a client.

  --client NAME    ${clients.join(', ')}
  --json           the same for programs

Exit code: 0 all that is set up works; 1 something that is set up does not; 2 the command line is wrong; 3 nothing is set up.
`;
}

const completionHelp = `metrics-mcp completion bash|zsh|fish

A script on stdout that completes commands, tools, their inputs and what these may be. Once and for all:

  bash   echo 'eval "$(metrics-mcp completion bash)"' >> ~/.bashrc
  zsh    echo 'eval "$(metrics-mcp completion zsh)"' >> ~/.zshrc          (below the line with compinit)
  fish   metrics-mcp completion fish > ~/.config/fish/completions/metrics-mcp.fish
`;

const tokenHelp = `metrics-mcp token NAME

A new token for a caller of that name: the token on stderr, once, and its line for the file of --tokens, which has only the
token's hash, on stdout.

  metrics-mcp token growth >> tokens.txt
`;
