// Between the wire's times and absl's. Times are UTC with microseconds; a date is a civil day. Pure
// functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/type/date.pb.h"

namespace laurel {

google::protobuf::Timestamp ToTimestamp(absl::Time time);
absl::Time FromTimestamp(const google::protobuf::Timestamp& timestamp);
google::protobuf::Duration ToDuration(absl::Duration duration);
absl::Duration FromDuration(const google::protobuf::Duration& duration);

google::type::Date ToDate(absl::CivilDay day);
// nullopt unless year, month and day are set and name a day of the calendar, years 1900 to 9999.
std::optional<absl::CivilDay> FromDate(const google::type::Date& date);
// "2026-02-28"; nullopt for anything else.
std::optional<absl::CivilDay> ParseIsoDate(std::string_view text);
std::string FormatIsoDate(absl::CivilDay day);

// The named zone of the IANA database; nullopt when it does not know the name. "" is UTC.
std::optional<absl::TimeZone> FindTimeZone(std::string_view name);

// Days since 1970-01-01 and back.
int DayNumber(absl::CivilDay day);
absl::CivilDay DayFromNumber(int number);

}  // namespace laurel
