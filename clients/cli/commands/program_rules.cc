#include "clients/cli/commands/program_rules.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "clients/cli/connection/failure.h"
#include "clients/cli/dates/moment.h"
#include "clients/cli/dates/show.h"
#include "clients/cli/output/enum_word.h"
#include "common/api/text.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace laurel::cli {
namespace {

using google::protobuf::FieldDescriptor;
using recognition::v1::Program;

std::string KeyOf(const FieldDescriptor& field) {
  std::string key = field.name();
  std::ranges::replace(key, '_', '-');
  return key;
}

std::vector<const FieldDescriptor*> Rules() {
  std::vector<const FieldDescriptor*> rules;
  for (int i = 0; i < Program::descriptor()->field_count(); ++i) {
    const FieldDescriptor* field = Program::descriptor()->field(i);
    const std::string& name = field->name();
    if (name != "name" && name != "etag" && !name.ends_with("ate_time")) rules.push_back(field);
  }
  return rules;
}

std::string MeaningOf(const std::string& field) {
  static const std::map<std::string, std::string> meanings = {
      {"time_zone", "where its months begin and end"},
      {"allowance", "points that each person may give away in a month"},
      {"max_each", "the most points to one recipient of one recognition"},
      {"pair_cap", "the most points from one person to the same other one in a month"},
      {"approval_threshold", "more points than this in all wait for approval; 0: none do"},
      {"undo_window", "for how long a sender may take a recognition back"},
      {"value_required", "each recognition names a value"},
      {"new_hire_allowance", "what those get who begin in the middle of a month: full or prorated"},
      {"leaver_redeem_days", "how many days after leaving people may redeem what they earned"}};
  const auto found = meanings.find(field);
  return found == meanings.end() ? "" : found->second;
}

std::string LengthOf(const google::protobuf::Duration& duration) {
  const absl::Duration length = FromDuration(duration);
  return length == absl::ZeroDuration() ? "0" : ShowLength(length);
}

std::string TypedValue(const Program& program, const FieldDescriptor& field) {
  const google::protobuf::Reflection& fields = *program.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT64:
      return std::to_string(fields.GetInt64(program, &field));
    case FieldDescriptor::CPPTYPE_INT32:
      return std::to_string(fields.GetInt32(program, &field));
    case FieldDescriptor::CPPTYPE_BOOL:
      return fields.GetBool(program, &field) ? "yes" : "no";
    case FieldDescriptor::CPPTYPE_ENUM:
      return WordOf(*field.enum_type(), fields.GetEnumValue(program, &field));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return LengthOf(static_cast<const google::protobuf::Duration&>(fields.GetMessage(program, &field)));
    default:
      return fields.GetString(program, &field);
  }
}

template <typename Number>
absl::StatusOr<Number> NumberFrom(const std::string& value) {
  Number number = 0;
  const auto [rest, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error == std::errc() && rest == value.data() + value.size()) return number;
  return UsageError(fmt::format("\"{}\" is not a number", value));
}

absl::StatusOr<bool> TruthFrom(const std::string& value) {
  const std::string word = api::LowerAscii(value);
  if (word == "yes" || word == "true" || word == "on") return true;
  if (word == "no" || word == "false" || word == "off") return false;
  return UsageError(fmt::format("\"{}\" is neither yes nor no", value));
}

absl::Status Set(const FieldDescriptor& field, const std::string& value, Program& program) {
  const google::protobuf::Reflection& fields = *program.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT64: {
      ASSIGN_OR_RETURN(const auto number, NumberFrom<std::int64_t>(value));
      fields.SetInt64(&program, &field, number);
      break;
    }
    case FieldDescriptor::CPPTYPE_INT32: {
      ASSIGN_OR_RETURN(const auto number, NumberFrom<std::int32_t>(value));
      fields.SetInt32(&program, &field, number);
      break;
    }
    case FieldDescriptor::CPPTYPE_BOOL: {
      ASSIGN_OR_RETURN(const bool truth, TruthFrom(value));
      fields.SetBool(&program, &field, truth);
      break;
    }
    case FieldDescriptor::CPPTYPE_ENUM: {
      const auto number = NumberOf(*field.enum_type(), value);
      if (!number) {
        return UsageError(
            fmt::format("\"{}\" is none of {}", value, fmt::join(WordsOf(*field.enum_type()), ", ")));
      }
      fields.SetEnumValue(&program, &field, *number);
      break;
    }
    case FieldDescriptor::CPPTYPE_MESSAGE: {
      absl::Duration length;
      if (value != "0") {
        ASSIGN_OR_RETURN(length, ParseLength(value));
      }
      *static_cast<google::protobuf::Duration*>(fields.MutableMessage(&program, &field)) = ToDuration(length);
      break;
    }
    default:
      fields.SetString(&program, &field, value);
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<std::string> RuleKeys() {
  std::vector<std::string> keys;
  for (const FieldDescriptor* field : Rules()) keys.push_back(KeyOf(*field));
  return keys;
}

absl::StatusOr<std::string> ApplyRule(std::string_view assignment, Program& program) {
  const std::size_t equals = assignment.find('=');
  if (equals == std::string_view::npos) {
    return UsageError(fmt::format("\"{}\" sets nothing: say it like max-each=20", assignment));
  }
  std::string key = api::LowerAscii(api::Trim(assignment.substr(0, equals)));
  std::ranges::replace(key, '_', '-');
  for (const FieldDescriptor* field : Rules()) {
    if (KeyOf(*field) != key) continue;
    const absl::Status status = Set(*field, std::string(api::Trim(assignment.substr(equals + 1))), program);
    if (!status.ok()) return About(key, status);
    return field->name();
  }
  return UsageError(fmt::format("there is no rule \"{}\"; there are {}", key, fmt::join(RuleKeys(), ", ")));
}

Table RuleTable(const Program& program) {
  Table table({"key", "value", "means"});
  for (const FieldDescriptor* field : Rules()) {
    table.Add({KeyOf(*field), Cell(TypedValue(program, *field), TypedValue(program, *field), Style::kStrong),
               MeaningOf(field->name())});
  }
  return table;
}

}  // namespace laurel::cli
