// Several questions at once: who asks waits for the slowest of them, not for all of them in turn.
#pragma once

#include <functional>
#include <thread>
#include <vector>

namespace laurel::cli {

// Returns when all have. Each on a thread of its own: they touch nothing of each other's, and of a Context
// the services alone.
inline void AllAtOnce(const std::vector<std::function<void()>>& questions) {
  std::vector<std::jthread> threads;
  for (const auto& question : questions) threads.emplace_back(question);
}

}  // namespace laurel::cli
