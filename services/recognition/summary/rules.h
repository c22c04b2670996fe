// Recognition in numbers: how they come about. Pure functions; thread-safe. Ids, not names.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "common/summary/population.h"

namespace laurel::recognition::summary {

using laurel::summary::People;

// What one person received of one value in the window. Of a recognition with several recipients, which may
// count in one number once and in another one too, there is a row for each: `shared` is its id.
struct Received {
  std::string shared = {};  // empty: of all that were given to this person alone
  std::string person;
  std::string value = {};  // empty: without one
  std::int64_t recognitions = 0;
  std::int64_t points = 0;  // of this person
};
struct Activity {
  std::vector<Received> received;  // by `shared`
  std::vector<std::string> givers;
};

// What some people received and gave.
struct Numbers {
  std::int64_t people = 0;
  std::int64_t recognitions = 0;
  std::int64_t points = 0;
  std::int64_t recipients = 0;
  std::int64_t givers = 0;
  // How much those received who received anything, the most first.
  std::vector<std::int64_t> received = {};
  struct OfValue {
    std::int64_t recognitions = 0;
    std::int64_t points = 0;
  };
  absl::flat_hash_map<std::string, OfValue> by_value = {};
};
Numbers NumbersOf(const People& people, const Activity& activity);

// Of what was received, the share of the tenth of the people (rounded up) who received most; empty when
// nothing was.
std::string Concentration(const Numbers& numbers);

}  // namespace laurel::recognition::summary
