// One id for one intention: repeating a mutation with the same id has one effect. Thread-safe.
#pragma once

#include <string>

namespace laurel::cli {

// A random UUID (version 4) from the system's source of randomness.
std::string NewRequestId();

}  // namespace laurel::cli
