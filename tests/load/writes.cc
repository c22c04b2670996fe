#include "tests/load/writes.h"

#include <vector>

#include "fmt/format.h"
#include "tests/load/closed_loop.h"
#include "tests/load/process_usage.h"

namespace laurel::load {

void PrintWrites(int service_pid, int database_pid, int writes, const std::function<Write(int n)>& connect) {
  for (const int callers : {1, 8, 32}) {
    std::vector<Write> write;
    for (int n = 0; n < callers; ++n) write.push_back(connect(n));
    const Costs costs(service_pid, database_pid);
    const Latencies taken =
        Measure(callers, writes, [&](int n, int i) { write[static_cast<std::size_t>(n)](i); });
    fmt::print("{:>3} in flight: {:7.0f} a second, p50 {:6.2f} ms, p99 {:6.2f} ms; {}\n", callers,
               taken.PerSecond(), taken.At(0.5), taken.At(0.99), costs.Of(writes));
  }
}

}  // namespace laurel::load
