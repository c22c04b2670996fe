// Recognition in numbers: which window is asked for, what of it may be told, and how the numbers come about.
// Pure functions; thread-safe. Ids, not names.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/type/date.pb.h"

namespace laurel::recognition::summary {

// Whole days of UTC.
struct Window {
  absl::CivilDay start_day;
  absl::CivilDay end_day;  // exclusive
  absl::CivilDay as_of;    // who counts is asked of this day: the last one, or today while it goes on
  absl::Time start() const { return absl::FromCivil(start_day, absl::UTCTimeZone()); }
  absl::Time end() const { return absl::FromCivil(end_day, absl::UTCTimeZone()); }  // exclusive
};
enum class Length { kWeek, kMonth };
// INVALID_ARGUMENT on `start_date`: no day, not the first of a week or month, or in the future.
absl::StatusOr<Window> WindowOf(const google::type::Date& start_date, Length length, absl::Time now);

// Numbers over fewer people are told to nobody who may not read the single records.
inline constexpr std::size_t kFewestPeople = 5;

// Of teams side by side, by how many people they have: which ones are not told. Those with too few, and the
// smallest other one, which could be told apart from their sum otherwise (of several, the first).
std::vector<bool> SuppressedOf(const std::vector<std::size_t>& people);

using People = absl::flat_hash_set<std::string>;

// Of a team directly below the one that is asked about.
struct Part {
  std::string team;
  People people;  // one person may be in several parts
};
// Of the parts of `whole`, which is told: which ones are not. Those that SuppressedOf says, where who is in
// no part counts as one more, never told, but what is left of the sum. Then one whose numbers, taken from
// those of the whole, or of another part that holds all of its people, would leave those of too few; and the
// smallest ones until the sum of the parts differs from the whole by nobody or by enough people: whoever is
// in two parts is in the sum twice.
std::vector<bool> SuppressedAmong(const std::vector<Part>& parts, const People& whole);

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

// part / whole, from 0 on, as a decimal number of at most 4 digits after the point, rounded half up; empty
// when whole is 0.
std::string Ratio(std::int64_t part, std::int64_t whole);
// Of what was received, the share of the tenth of the people (rounded up) who received most; empty when
// nothing was.
std::string Concentration(const Numbers& numbers);

}  // namespace laurel::recognition::summary
