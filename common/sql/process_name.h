// "host:pid": who holds a lease, for people who look at its row. Pure but for the system it asks.
#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <string>

namespace laurel::sql {

inline std::string ProcessName() {
  std::array<char, 128> host{};
  gethostname(host.data(), host.size() - 1);
  return fmt::format("{}:{}", host.data(), getpid());
}

}  // namespace laurel::sql
