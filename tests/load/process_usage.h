// What the kernel says of a process, and what calls cost it. Values.
#pragma once

#include <unistd.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "fmt/format.h"

namespace laurel::load {

struct ProcessUsage {
  double resident_mib = 0;
  double cpu_seconds = 0;

  // std::runtime_error: there is no such process. Of 0: nothing.
  static ProcessUsage Of(int pid) {
    ProcessUsage usage;
    if (pid == 0) return usage;
    std::ifstream stat(fmt::format("/proc/{}/stat", pid));
    std::string text;
    if (!std::getline(stat, text)) throw std::runtime_error(fmt::format("there is no process {}", pid));
    std::istringstream fields(text.substr(text.rfind(')') + 2));  // from field 3, the state, on
    std::vector<std::string> values{std::istream_iterator<std::string>(fields), {}};
    const double ticks = std::stod(values.at(14 - 3)) + std::stod(values.at(15 - 3));
    usage.cpu_seconds = ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
    usage.resident_mib =
        std::stod(values.at(24 - 3)) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
    return usage;
  }
};

// What one call costs a service and its database, from when it is made.
class Costs {
 public:
  Costs(int service, int database)
      : service_{service, ProcessUsage::Of(service)}, database_{database, ProcessUsage::Of(database)} {}

  std::string Of(int calls) const {
    return fmt::format("service {:5.0f} us, database {:5.0f} us of a processor a call", service_.Each(calls),
                       database_.Each(calls));
  }

 private:
  struct Process {
    int pid;
    ProcessUsage before;
    double Each(int calls) const {
      return 1e6 * (ProcessUsage::Of(pid).cpu_seconds - before.cpu_seconds) / calls;
    }
  };
  Process service_, database_;
};

}  // namespace laurel::load
