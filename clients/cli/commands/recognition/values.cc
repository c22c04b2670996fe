#include "clients/cli/commands/recognition/values.h"

#include <algorithm>

#include "clients/cli/app/pages.h"
#include "clients/cli/connection/failure.h"
#include "common/api/text.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;

std::string TagsOf(const std::vector<Value>& values) {
  std::string all;
  for (const Value& value : values) {
    if (value.active()) all += fmt::format("{}{}", all.empty() ? "" : ", ", value.hashtag());
  }
  return all.empty() ? "there are none" : fmt::format("there are {}", all);
}

}  // namespace

absl::StatusOr<std::vector<Value>> ListAllValues(Context& context) {
  ASSIGN_OR_RETURN(auto values,
                   ListPages<Value>(context.recognition(), &v1::RecognitionService::Stub::ListValues,
                                    v1::ListValuesRequest(), &v1::ListValuesResponse::values, 0));
  return std::move(values.items);
}

absl::StatusOr<Value> FindValue(Context& context, const std::string& text) {
  ASSIGN_OR_RETURN(const std::vector<Value> values, ListAllValues(context));
  const std::string wanted = api::LowerAscii(text.starts_with('#') ? text.substr(1) : text);
  std::vector<Value> matches;
  for (const Value& value : values) {
    if (value.name() == text || api::LowerAscii(value.hashtag()) == wanted) return value;
    const bool begins = api::LowerAscii(value.hashtag()).starts_with(wanted) ||
                        api::LowerAscii(value.title()).starts_with(wanted);
    if (begins && !wanted.empty()) matches.push_back(value);
  }
  if (matches.size() == 1) return matches.front();
  if (matches.empty()) {
    return Error(absl::StatusCode::kNotFound, kUsageReason,
                 fmt::format("no value is called \"{}\": {}", text, TagsOf(values)));
  }
  return UsageError(fmt::format("\"{}\" may be #{} or #{}: give the whole hashtag", text,
                                matches[0].hashtag(), matches[1].hashtag()));
}

absl::StatusOr<std::string> ValueArgument(Context& context, const std::string& text) {
  if (text.empty()) return std::string();
  ASSIGN_OR_RETURN(const Value value, FindValue(context, text));
  return value.name();
}

Tags TagsFor(Context& context, const std::vector<Recognition>& recognitions) {
  Tags tags;
  if (std::ranges::all_of(recognitions, [](const Recognition& one) { return one.value().empty(); })) {
    return tags;
  }
  const auto values = ListAllValues(context);
  if (!values.ok()) {
    context.screen().Remark(fmt::format("values are missing: {}", std::string(values.status().message())));
    return tags;
  }
  for (const Value& value : *values) tags[value.name()] = fmt::format("#{}", value.hashtag());
  return tags;
}

}  // namespace laurel::cli
