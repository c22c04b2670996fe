// Judges what is in the database by what clients attempted (reliability.md): A1 every acknowledged change is
// there exactly once, A2 an unacknowledged one at most once, A3 nothing is there that no attempt explains.
// Pure functions.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "tests/faults/journal.h"

namespace laurel::faults {

struct Row {
  std::string what;  // "table/mark", as in Attempt::rows
  std::string id;    // of the resource that it belongs to
};

struct Anomaly {
  enum class Kind {
    kLost,         // A1: acknowledged, and not there
    kDoubled,      // A1, A2: there more than once
    kHalf,         // A2: unacknowledged, and only a part of it there
    kMisanswered,  // A1: there under another id than the one that was acknowledged
    kUnexplained,  // A3
  };
  Kind kind;
  std::string what;  // the row; of kMisanswered the attempt

  friend bool operator==(const Anomaly&, const Anomaly&) = default;
};

std::vector<Anomaly> Check(const std::vector<Attempt>& attempts, const std::vector<Row>& rows);

std::ostream& operator<<(std::ostream& out, const Row& row);
std::ostream& operator<<(std::ostream& out, const Anomaly& anomaly);

}  // namespace laurel::faults
