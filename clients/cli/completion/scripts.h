// What shells need to ask `laurel complete` for the rest of a word. Pure.
#pragma once

#include <optional>
#include <string_view>

namespace laurel::cli {

// For "bash", "zsh" and "fish".
std::optional<std::string_view> CompletionScript(std::string_view shell);

}  // namespace laurel::cli
