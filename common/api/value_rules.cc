#include "common/api/value_rules.h"

#include <fmt/format.h>

#include <cstdlib>

#include "absl/time/time.h"
#include "common/api/text.h"
#include "common/time/convert.h"

namespace laurel::api {
namespace {

// What protobuf's own documentation allows: about 10,000 years.
constexpr std::int64_t kMaxDurationSeconds = 315'576'000'000;
constexpr int kNanosPerSecond = 1'000'000'000;

bool Matches(const FieldPlan& plan, std::string_view value) {
  for (const ResourcePattern& pattern : plan.patterns) {
    if (pattern.Matches(value)) return true;
  }
  return plan.patterns.empty();
}

std::string PatternText(const FieldPlan& plan) {
  std::string text;
  for (const ResourcePattern& pattern : plan.patterns) {
    text += fmt::format("{}\"{}\"", text.empty() ? "" : " or ", pattern.pattern());
  }
  return text;
}

Violation CheckFormat(common::v1::Format format, std::string_view value) {
  switch (format) {
    case common::v1::FORMAT_EMAIL:
      if (!IsEmail(value)) return "must be one email address such as ana@example.com";
      break;
    case common::v1::FORMAT_TIME_ZONE:
      if (!FindTimeZone(value)) return "must be a name of the IANA time zone database such as Europe/Berlin";
      break;
    case common::v1::FORMAT_URL:
      if (!IsHttpUrl(value))
        return "must be an absolute http or https URL such as https://example.com/ticket/1";
      break;
    case common::v1::FORMAT_UUID:
      if (!IsUuid(value)) return "must be a UUID such as 123e4567-e89b-12d3-a456-426614174000";
      break;
    case common::v1::FORMAT_DECIMAL:
      if (!IsDecimal(value))
        return "must be a decimal number such as -4.35: at most 15 digits, 6 of them after the point";
      break;
    default:
      break;
  }
  return std::nullopt;
}

Violation CheckTimestamp(const google::protobuf::Timestamp& value) {
  // The years that the database keeps, with the same bounds as dates.
  static const absl::Time first = absl::FromCivil(absl::CivilDay(1900, 1, 1), absl::UTCTimeZone());
  static const absl::Time last = absl::FromCivil(absl::CivilDay(10000, 1, 1), absl::UTCTimeZone());
  const bool well_formed = value.nanos() >= 0 && value.nanos() < kNanosPerSecond;
  if (well_formed && value.seconds() >= absl::ToUnixSeconds(first) &&
      value.seconds() < absl::ToUnixSeconds(last)) {
    return std::nullopt;
  }
  return "must be a time in the years 1900 to 9999, nanos from 0 to 999,999,999";
}

Violation CheckDuration(const FieldPlan& plan, const google::protobuf::Duration& value) {
  const bool signs_differ =
      (value.seconds() > 0 && value.nanos() < 0) || (value.seconds() < 0 && value.nanos() > 0);
  if (signs_differ || std::abs(value.nanos()) >= kNanosPerSecond || value.seconds() > kMaxDurationSeconds ||
      value.seconds() < -kMaxDurationSeconds) {
    return "must be a valid duration: seconds and nanos of one sign, nanos below a second";
  }
  if (!plan.rules->has_seconds()) return std::nullopt;
  const absl::Duration length = absl::Seconds(value.seconds()) + absl::Nanoseconds(value.nanos());
  const absl::Duration min = absl::Seconds(plan.rules->seconds().min());
  const absl::Duration max = absl::Seconds(plan.rules->seconds().max());
  if (length >= min && length <= max) return std::nullopt;
  return fmt::format("must be from {} to {}", absl::FormatDuration(min), absl::FormatDuration(max));
}

}  // namespace

Violation CheckText(const FieldPlan& plan, std::string_view value) {
  const common::v1::FieldRules& rules = *plan.rules;
  if (HasForbiddenControl(value, rules.single_line())) {
    return rules.single_line()
               ? "must be a single line without tabs and control characters"
               : "must not contain control characters other than newline and tab, nor such as "
                 "turn the direction of text";
  }
  if (rules.max_length() > 0 &&
      value.size() > rules.max_length()) {  // There are never more code points than bytes.
    if (const std::size_t length = CodePoints(value); length > rules.max_length()) {
      return fmt::format("at most {} characters; this has {}", rules.max_length(), length);
    }
  }
  if (!Matches(plan, value)) {
    if (plan.accepts_me && value.starts_with("people/me")) {
      return "people/me stands for a person, and the caller is a service: name the person";
    }
    return fmt::format("must be a resource name like {}, as the server gave it", PatternText(plan));
  }
  return CheckFormat(rules.format(), value);
}

Violation CheckInteger(const FieldPlan& plan, std::int64_t value) {
  if (plan.is_page_size && value < 0) return "must not be negative; 0 stands for 50";
  if (!plan.rules->has_integer()) return std::nullopt;
  const common::v1::IntegerRange& range = plan.rules->integer();
  if (value >= range.min() && value <= range.max()) return std::nullopt;
  return fmt::format("must be from {} to {}; this is {}", range.min(), range.max(), value);
}

Violation CheckEnum(const FieldPlan& plan, int number) {
  if (plan.field->enum_type()->FindValueByNumber(number) != nullptr) return std::nullopt;
  return fmt::format("{} is not a value of {} that this server knows", number,
                     plan.field->enum_type()->name());
}

Violation CheckTime(const FieldPlan& plan, const google::protobuf::Message& value) {
  using ::google::protobuf::DynamicCastToGenerated;
  if (const auto* timestamp = DynamicCastToGenerated<google::protobuf::Timestamp>(&value)) {
    return CheckTimestamp(*timestamp);
  }
  if (const auto* duration = DynamicCastToGenerated<google::protobuf::Duration>(&value)) {
    return CheckDuration(plan, *duration);
  }
  if (const auto* date = DynamicCastToGenerated<google::type::Date>(&value);
      date != nullptr && !FromDate(*date)) {
    return "must be a day of the calendar with year, month and day, years 1900 to 9999";
  }
  return std::nullopt;
}

}  // namespace laurel::api
