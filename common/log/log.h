// One JSON object a line on standard error, through spdlog. Ids, codes, sizes and times only: never text that
// people wrote, never a token. Thread-safe.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <variant>

namespace laurel::log {

using Value = std::variant<std::string_view, std::int64_t, double, bool>;
using Fields = std::initializer_list<std::pair<std::string_view, Value>>;

enum class Level { kDebug, kInfo, kWarning, kError };

// Once, in main: the name that every line carries, and the lowest level that is written. Before it: "laurel",
// kInfo.
void Init(std::string_view service, Level lowest);

// `message` is a constant sentence; what varies is in `fields`.
void Debug(std::string_view message, Fields fields = {});
void Info(std::string_view message, Fields fields = {});
void Warning(std::string_view message, Fields fields = {});
void Error(std::string_view message, Fields fields = {});

}  // namespace laurel::log
