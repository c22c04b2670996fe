#include "clients/cli/completion/scripts.h"

namespace laurel::cli {
namespace {

// `laurel complete -- WORDS…` answers lines of "value<TAB>description" for the last word. bash breaks words
// at @, : and
// =, so they are put together again, and the part that it keeps is cut from the answers.
constexpr std::string_view kBash =
    R"sh(# bash completion for laurel; once: laurel completion bash > ~/.local/share/bash-completion/completions/laurel
_laurel() {
  local word words=() glue= line=${COMP_LINE:0:COMP_POINT} rest kept value _
  rest=$line
  for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
    if [[ ${#words[@]} -gt 0 && $rest == "$word"* && ( -n $glue || $word == [@:=]* ) ]]; then
      words[-1]+=$word
    else
      words+=("$word")
    fi
    rest=${rest#*"$word"}
    if [[ $rest == ' '* || -z $rest ]]; then glue=; else glue=1; fi
    rest=${rest#"${rest%%[! ]*}"}
  done
  kept=${words[-1]%"${COMP_WORDS[COMP_CWORD]}"}
  COMPREPLY=()
  while IFS=$'\t' read -r value _; do
    COMPREPLY+=("$(printf %q "${value#"$kept"}")")
  done < <(laurel complete -- "${words[@]:1}" 2>/dev/null)
}
complete -o nosort -F _laurel laurel
)sh";

constexpr std::string_view kZsh = R"sh(#compdef laurel
# zsh completion for laurel; once: laurel completion zsh > "${fpath[1]}/_laurel"
_laurel() {
  local -a found
  local line
  for line in "${(@f)$(laurel complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -n $line ]] && found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
  done
  _describe laurel found
}
compdef _laurel laurel
)sh";

constexpr std::string_view kFish =
    R"sh(# fish completion for laurel; once: laurel completion fish > ~/.config/fish/completions/laurel.fish
complete -c laurel -f -a '(laurel complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
)sh";

}  // namespace

std::optional<std::string_view> CompletionScript(std::string_view shell) {
  if (shell == "bash") return kBash;
  if (shell == "zsh") return kZsh;
  if (shell == "fish") return kFish;
  return std::nullopt;
}

}  // namespace laurel::cli
