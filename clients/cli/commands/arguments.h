// What several commands take: enums, limits, people, times, texts; sessions, items, feedback by short ids.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "CLI/App.hpp"
#include "absl/status/statusor.h"
#include "clients/cli/app/context.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/dates/moment.h"
#include "clients/cli/output/enum_word.h"
#include "common/status/macros.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/type/date.pb.h"

namespace laurel::cli {

// As a value: nothing stands there any longer.
inline constexpr std::string_view kNone = "none";

// The value 0 for an empty word; USAGE with the possible words for any other.
template <typename Enum>
absl::StatusOr<Enum> EnumArgument(std::string_view flag, const std::string& word) {
  if (word.empty()) return Enum{};
  if (const auto value = EnumFrom<Enum>(word)) return *value;
  std::string possible;
  for (const std::string& one : WordsOf(*google::protobuf::GetEnumDescriptor<Enum>())) {
    possible += (possible.empty() ? "" : ", ") + one;
  }
  return UsageError(std::string(flag) + ": \"" + word + "\" is none of " + possible);
}

void AddLimit(CLI::App& command, int& limit);
void RemarkIfMore(Screen& screen, bool more, int limit);

// Bytes: twice what the longest text of the contract (8000 characters) can have.
inline constexpr std::size_t kLongestText = 64 * 1024;
// The text itself, or what stands on standard input for "-": USAGE when that is longer than any text may be.
absl::StatusOr<std::string> TextArgument(Context& context, const std::string& text);

// The full name of the person meant (people/lookup.h); "" for nothing typed.
absl::StatusOr<std::string> PersonArgument(Context& context, const std::string& who);

// "Billing", the beginning of one team's name, or the full name: the full name.
absl::StatusOr<std::string> TeamArgument(Context& context, const std::string& text);

// "friday", "2026-12-01"; `flag` stands before the error.
absl::StatusOr<google::type::Date> DayArgument(Context& context, std::string_view flag,
                                               const std::string& text, Tense tense);

// "yesterday 15:00", or a day for its beginning; `flag` stands before the error.
absl::StatusOr<google::protobuf::Timestamp> TimeArgument(Context& context, std::string_view flag,
                                                         const std::string& text);

// What --since and --until say, as start_time and end_time of a list; one not given leaves its side open.
template <typename Request>
absl::Status SetRange(Context& context, const std::string& since, const std::string& until,
                      Request& request) {
  if (!since.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_start_time(), TimeArgument(context, "--since", since));
  }
  if (!until.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_end_time(), TimeArgument(context, "--until", until));
  }
  return absl::OkStatus();
}

// "Thu 10 Dec" for a day that is still to come, as it was typed; "" for any other.
absl::StatusOr<std::string> ComingDay(Context& context, const std::string& text);
// The same as the beginning of a sentence: "From Thu 10 Dec on, ".
absl::StatusOr<std::string> FromDay(Context& context, const std::string& text);

// Full names for what was typed: from what was shown lately, else from the caller's own lists.
absl::StatusOr<std::string> SessionArgument(Context& context, const std::string& text);
absl::StatusOr<std::string> ActionItemArgument(Context& context, const std::string& text);
absl::StatusOr<std::string> FeedbackArgument(Context& context, const std::string& text);

}  // namespace laurel::cli
