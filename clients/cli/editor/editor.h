// The editor that somebody has chosen for themselves, and running it at their terminal.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "absl/status/status.h"

namespace laurel::cli {

// $VISUAL, else $EDITOR, else the first of editor, nano and vi that is on $PATH; empty when there is none.
// `variable`: of the environment.
std::string EditorCommand(const std::function<std::optional<std::string>(const char*)>& variable);

// Runs `command`, which may hold arguments ("code --wait") and anything that a shell takes, on the file, and
// waits for its end. The path is no part of what the shell reads. Until then the keys that interrupt reach
// the editor alone; SIGTERM and SIGHUP are handed on to it, and when it has ended, or two seconds later, this
// returns with INTERRUPTED. USAGE when it could not be started, or ended with an error. Changes signal
// dispositions of the process while it runs: one at a time.
absl::Status RunEditor(const std::string& command, const std::string& path);

}  // namespace laurel::cli
