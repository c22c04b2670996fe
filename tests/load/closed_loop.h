// Callers who each make their next call when the last one is answered, and how long that takes. A closed
// loop: what a slow server holds up is not counted. Thread-safe functions.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace laurel::load {

struct Latencies {
  std::vector<double> milliseconds;  // sorted
  double seconds = 0;                // all of it

  double At(double part) const {
    if (milliseconds.empty()) return 0;
    return milliseconds[static_cast<std::size_t>(part * static_cast<double>(milliseconds.size() - 1))];
  }
  double PerSecond() const { return static_cast<double>(milliseconds.size()) / seconds; }
};

// `call(caller, i)`, i from 0 to calls - 1, by so many callers at once. What it throws ends the program.
inline Latencies Measure(int callers, int calls, const std::function<void(int caller, int i)>& call) {
  using Clock = std::chrono::steady_clock;
  Latencies result;
  std::mutex mutex;
  std::atomic<int> next{0};
  const auto start = Clock::now();
  const auto work = [&](int caller) {
    std::vector<double> own;
    for (int i = next++; i < calls; i = next++) {
      const auto sent = Clock::now();
      call(caller, i);
      own.push_back(std::chrono::duration<double, std::milli>(Clock::now() - sent).count());
    }
    const std::scoped_lock lock(mutex);
    result.milliseconds.insert(result.milliseconds.end(), own.begin(), own.end());
  };
  std::vector<std::thread> threads;
  for (int caller = 1; caller < callers; ++caller) threads.emplace_back(work, caller);
  work(0);
  for (std::thread& thread : threads) thread.join();
  result.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  std::sort(result.milliseconds.begin(), result.milliseconds.end());
  return result;
}

// One caller who makes the two calls in turn: what else the machine does meanwhile slows both.
inline std::pair<Latencies, Latencies> MeasureInTurn(int calls, const std::function<void()>& one,
                                                     const std::function<void()>& other) {
  std::pair<Latencies, Latencies> results;
  const auto add = [](Latencies& result, const std::function<void()>& call) {
    const Latencies taken = Measure(1, 1, [&](int, int) { call(); });
    result.milliseconds.push_back(taken.milliseconds.front());
    result.seconds += taken.seconds;
  };
  for (int i = 0; i < calls; ++i) {
    add(results.first, one);
    add(results.second, other);
  }
  for (Latencies* result : {&results.first, &results.second}) {
    std::sort(result->milliseconds.begin(), result->milliseconds.end());
  }
  return results;
}

}  // namespace laurel::load
