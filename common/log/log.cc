#include "common/log/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace laurel::log {
namespace {

std::shared_ptr<spdlog::logger> MakeLogger(std::string_view service, spdlog::level::level_enum lowest) {
  auto logger = std::make_shared<spdlog::logger>(std::string(service),
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern("%v");
  logger->set_level(lowest);
  return logger;
}

// Never destroyed: threads may still log while the process leaves.
std::shared_ptr<spdlog::logger>& Logger() {
  static auto& logger = *new std::shared_ptr<spdlog::logger>(MakeLogger("laurel", spdlog::level::info));
  return logger;
}

spdlog::level::level_enum ToSpdlog(Level level) {
  switch (level) {
    case Level::kDebug:
      return spdlog::level::debug;
    case Level::kInfo:
      return spdlog::level::info;
    case Level::kWarning:
      return spdlog::level::warn;
    case Level::kError:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

void Write(Level level, std::string_view name, std::string_view message, Fields fields) {
  spdlog::logger& logger = *Logger();
  if (!logger.should_log(ToSpdlog(level))) return;
  nlohmann::ordered_json line;
  line["time"] = absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", absl::Now(), absl::UTCTimeZone());
  line["level"] = name;
  line["service"] = logger.name();
  line["message"] = message;
  for (const auto& [key, value] : fields) {
    std::visit([&, &field = key](const auto& given) { line.emplace(std::string(field), given); }, value);
  }
  // A cause may quote bytes of the world outside: a log line must not fail over them.
  logger.log(ToSpdlog(level),
             spdlog::string_view_t(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)));
}

}  // namespace

void Init(std::string_view service, Level lowest) { Logger() = MakeLogger(service, ToSpdlog(lowest)); }

void Debug(std::string_view message, Fields fields) { Write(Level::kDebug, "debug", message, fields); }
void Info(std::string_view message, Fields fields) { Write(Level::kInfo, "info", message, fields); }
void Warning(std::string_view message, Fields fields) { Write(Level::kWarning, "warning", message, fields); }
void Error(std::string_view message, Fields fields) { Write(Level::kError, "error", message, fields); }

}  // namespace laurel::log
