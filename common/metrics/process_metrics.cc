#include "common/metrics/process_metrics.h"

#include <unistd.h>

#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <sstream>
#include <string>
#include <utility>

namespace laurel::metrics {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

// Fields of /proc/self/stat, numbered as in proc(5). The second, the name of the program, may contain spaces:
// counting starts after the parenthesis that closes it.
enum StatField { kUserTicks = 14, kSystemTicks = 15, kThreads = 20, kStartTicks = 22, kResidentPages = 24 };

double Stat(StatField field) {
  std::ifstream file("/proc/self/stat");
  std::string text(std::istreambuf_iterator<char>(file), {});
  const std::size_t name_end = text.rfind(')');
  if (name_end == std::string::npos) {
    return kUnknown;
  }
  std::istringstream rest(text.substr(name_end + 1));
  std::string value;
  for (int number = 3; rest >> value; ++number) {
    if (number == field) {
      return std::stod(value);
    }
  }
  return kUnknown;
}

double TicksPerSecond() { return static_cast<double>(sysconf(_SC_CLK_TCK)); }

double CpuSeconds() { return (Stat(kUserTicks) + Stat(kSystemTicks)) / TicksPerSecond(); }

double ResidentBytes() { return Stat(kResidentPages) * static_cast<double>(sysconf(_SC_PAGESIZE)); }

double OpenFiles() {
  std::error_code error;
  const std::filesystem::directory_iterator files("/proc/self/fd", error);
  // Less the one that the listing itself holds open.
  return error ? kUnknown : static_cast<double>(std::distance(begin(files), end(files)) - 1);
}

double MaxOpenFiles() { return static_cast<double>(sysconf(_SC_OPEN_MAX)); }

double StartTime() {
  std::ifstream file("/proc/stat");
  std::string key;
  double boot_time = kUnknown;
  while (file >> key) {
    if (key == "btime") {
      file >> boot_time;
      break;
    }
    file.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
  }
  return boot_time + Stat(kStartTicks) / TicksPerSecond();
}

}  // namespace

std::vector<Callback> AddProcessMetrics(Registry& registry) {
  std::vector<Callback> callbacks;
  callbacks.push_back(registry.OnScrapeCounter(
      "process_cpu_seconds_total", "Total user and system CPU time spent in seconds.", CpuSeconds));
  callbacks.push_back(registry.OnScrapeGauge("process_resident_memory_bytes",
                                             "Resident memory size in bytes.", ResidentBytes));
  callbacks.push_back(
      registry.OnScrapeGauge("process_open_fds", "Number of open file descriptors.", OpenFiles));
  callbacks.push_back(
      registry.OnScrapeGauge("process_max_fds", "Maximum number of open file descriptors.", MaxOpenFiles));
  callbacks.push_back(registry.OnScrapeGauge("process_threads", "Number of threads of the process.",
                                             [] { return Stat(kThreads); }));
  callbacks.push_back(registry.OnScrapeGauge("process_start_time_seconds",
                                             "Start time of the process since unix epoch in seconds.",
                                             [start = StartTime()] { return start; }));
  return callbacks;
}

void AddBuildInfo(Registry& registry) {
  registry.Gauges("laurel_build_info", "The version that runs; always 1.", {"version"})
      .With({LAUREL_VERSION})
      .Set(1);
}

}  // namespace laurel::metrics
