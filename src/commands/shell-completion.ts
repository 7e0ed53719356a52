import type { OfferedTool } from '../offer.ts';
import { commands } from './help.ts';
import { inputsOf } from './inputs.ts';

/** What is completed beside the tools. */
export interface Completable {
  tools: readonly OfferedTool[];
  clients: readonly string[];
}

export const shells = ['bash', 'zsh', 'fish'] as const;

/** A script that completes this program's command line in a shell; undefined for a shell that it does not know. */
export function completionScript(shell: string | undefined, what: Completable): string | undefined {
  if (shell === 'bash') return bash(what);
  if (shell === 'zsh') return zsh(what);
  return shell === 'fish' ? fish(what) : undefined;
}

const options = {
  anywhere: ['--demo', '--help', '--version', '--http', '--host', '--port', '--tokens', '--allow-host'],
  call: ['--table', '--csv', '--json', '--chart', '--demo', '--help'],
  tools: ['--json', '--demo', '--help'],
  doctor: ['--client', '--json', '--demo', '--help'],
};

/** Shell code, the same in bash and zsh, that echoes the inputs of tool $1, and the values of its input $2. */
function tables({ tools }: Completable): string {
  const names = tools.map((tool) => `    ${tool.name}) echo '${inputNames(tool).join(' ')}' ;;`);
  const values = tools.flatMap((tool) =>
    valued(tool).map(({ name, values }) => `    ${tool.name}.${name}) echo '${values.join(' ')}' ;;`),
  );
  return `_metrics_mcp_inputs() {
  case "$1" in
${names.join('\n')}
  esac
}

_metrics_mcp_values() {
  case "$1.$2" in
${values.join('\n')}
  esac
}
`;
}

function bash(what: Completable): string {
  return `# Completion for bash: eval "$(metrics-mcp completion bash)"
${tables(what)}
_metrics_mcp() {
  local line="\${COMP_LINE:0:COMP_POINT}" word words current previous command='' tool='' found='' index
  read -ra words <<< "$line"
  current="\${line##*[[:space:]]}"
  [[ -n $current ]] && unset "words[\${#words[@]}-1]"
  previous="\${words[\${#words[@]}-1]}"
  for (( index = 1; index < \${#words[@]}; index++ )); do
    word="\${words[index]}"
    [[ $word == -* || \${words[index-1]} =~ ^--(table|chart)$ ]] && continue
    if [[ -z $command ]]; then command="$word"; elif [[ -z $tool ]]; then tool="$word"; fi
  done
  COMPREPLY=()
  case "$command" in
    '') found='${[...commands, ...options.anywhere].join(' ')}' ;;
    call)
      if [[ $previous == --table ]]; then return
      elif [[ $previous == --chart ]]; then
        compopt -o filenames 2> /dev/null
        while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")
        return
      elif [[ $current == -* ]]; then found='${options.call.join(' ')}'
      elif [[ -z $tool ]]; then found='${toolNames(what).join(' ')}'
      elif [[ $current == *=* ]]; then
        local key="\${current%%=*}" start="\${current%%=*}="
        # Where = breaks words, as it does by default, only what stands behind it is replaced.
        [[ $COMP_WORDBREAKS == *=* ]] && start=''
        for word in $(_metrics_mcp_values "$tool" "$key"); do
          [[ "$key=$word" == "$current"* ]] && COMPREPLY+=("$start$word")
        done
        return
      else
        compopt -o nospace 2> /dev/null
        for word in $(_metrics_mcp_inputs "$tool"); do [[ "$word=" == "$current"* ]] && COMPREPLY+=("$word="); done
        return
      fi ;;
    tools) if [[ $current == -* || -n $tool ]]; then found='${options.tools.join(' ')}'; else found='${toolNames(what).join(' ')}'; fi ;;
    doctor) if [[ $previous == --client ]]; then found='${what.clients.join(' ')}'; else found='${options.doctor.join(' ')}'; fi ;;
    completion) found='${shells.join(' ')}' ;;
    help) found='${commands.join(' ')}' ;;
  esac
  for word in $found; do [[ $word == "$current"* ]] && COMPREPLY+=("$word"); done
}
complete -F _metrics_mcp metrics-mcp
`;
}

function zsh(what: Completable): string {
  return `#compdef metrics-mcp
# Completion for zsh: eval "$(metrics-mcp completion zsh)"
${tables(what)}
_metrics_mcp() {
  local word command tool index
  for (( index = 2; index < CURRENT; index++ )); do
    word="\${words[index]}"
    [[ "$word" == -* || "\${words[index-1]}" == --(table|chart) ]] && continue
    if [[ -z "$command" ]]; then command="$word"; elif [[ -z "$tool" ]]; then tool="$word"; fi
  done
  case "$command" in
    '') compadd -- ${[...commands, ...options.anywhere].join(' ')} ;;
    call)
      if [[ "\${words[CURRENT-1]}" == --table ]]; then return
      elif [[ "\${words[CURRENT-1]}" == --chart ]]; then _files -g '*.(svg|html)'
      elif [[ "$PREFIX" == -* ]]; then compadd -- ${options.call.join(' ')}
      elif [[ -z "$tool" ]]; then compadd -- ${toolNames(what).join(' ')}
      elif [[ "$PREFIX" == *=* ]]; then
        local key="\${PREFIX%%=*}"
        compset -P '*='
        compadd -- \${(s: :)$(_metrics_mcp_values "$tool" "$key")}
      else compadd -S '=' -- \${(s: :)$(_metrics_mcp_inputs "$tool")}
      fi ;;
    tools) if [[ "$PREFIX" == -* || -n "$tool" ]]; then compadd -- ${options.tools.join(' ')}; else compadd -- ${toolNames(what).join(' ')}; fi ;;
    doctor) if [[ "\${words[CURRENT-1]}" == --client ]]; then compadd -- ${what.clients.join(' ')}; else compadd -- ${options.doctor.join(' ')}; fi ;;
    completion) compadd -- ${shells.join(' ')} ;;
    help) compadd -- ${commands.join(' ')} ;;
  esac
}
# Read as a file of fpath, it is called at once; by eval, it says what it completes.
if [[ "\${funcstack[1]}" == _metrics_mcp ]]; then _metrics_mcp "$@"; else compdef _metrics_mcp metrics-mcp; fi
`;
}

function fish(what: Completable): string {
  const rule = (condition: string, words: readonly string[]) =>
    `complete -c metrics-mcp -n '${condition}' -a '${words.join(' ')}'`;
  const option = (condition: string, names: readonly string[]) =>
    names.map((name) => `complete -c metrics-mcp -n '${condition}' -l ${name.slice(2)}`);
  const after = (command: string) => `__metrics_mcp_at 1 ${command}`;
  const only = (command: string) => `${after(command)}; and not __metrics_mcp_at 2`;
  const inputs = what.tools.map((tool) =>
    rule(`${after('call')}; and __metrics_mcp_at 2 ${tool.name}`, [
      ...inputNames(tool).map((name) => `${name}=`),
      ...valued(tool).flatMap(({ name, values }) => values.map((value) => `${name}=${value}`)),
    ]),
  );
  return `# Completion for fish: metrics-mcp completion fish > ~/.config/fish/completions/metrics-mcp.fish
# Whether the word that is no option stands at this place: any word, or this one.
function __metrics_mcp_at
  set -l words (commandline -opc | string match -v -- '-*')
  set -l place (math $argv[1] + 1)
  test (count $words) -ge $place; or return 1
  test (count $argv) -eq 1; or test $words[$place] = $argv[2]
end
complete -c metrics-mcp -f
${rule('not __metrics_mcp_at 1', commands)}
${option('not __metrics_mcp_at 1', options.anywhere).join('\n')}
${rule(only('call'), toolNames(what))}
${rule(only('tools'), toolNames(what))}
${rule(only('completion'), shells)}
${rule(only('help'), commands)}
${option(after('call'), ['--csv', '--json', '--demo', '--help']).join('\n')}
complete -c metrics-mcp -n '${after('call')}' -l table -x
complete -c metrics-mcp -n '${after('call')}' -l chart -r -F
${option(after('tools'), options.tools).join('\n')}
${option(after('doctor'), ['--json', '--demo', '--help']).join('\n')}
complete -c metrics-mcp -n '${after('doctor')}' -l client -x -a '${what.clients.join(' ')}'
${inputs.join('\n')}
`;
}

function toolNames({ tools }: Completable): string[] {
  return tools.map(({ name }) => name);
}

function inputNames(tool: OfferedTool): string[] {
  return inputsOf(tool).map(({ name }) => name);
}

/** The inputs that may be one of a few words; a word that a shell might read otherwise is left out. */
function valued(tool: OfferedTool) {
  return inputsOf(tool)
    .map(({ name, values }) => ({ name, values: values.filter((value) => /^[\w.+-]+$/.test(value)) }))
    .filter(({ values }) => values.length > 0);
}
