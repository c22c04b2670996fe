#include "clients/cli/commands/coaching/planning/overlap.h"

#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/dates/show.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

constexpr std::string_view kOverlap = "OVERLAP";

// Empty where the service does not say when.
std::string When(const google::rpc::ErrorInfo& told, const Here& here) {
  const auto& metadata = told.metadata();
  absl::Time start;
  absl::Time end;
  std::string ignored;
  if (!metadata.contains("start_time") || !metadata.contains("end_time") ||
      !absl::ParseTime(absl::RFC3339_full, metadata.at("start_time"), &start, &ignored) ||
      !absl::ParseTime(absl::RFC3339_full, metadata.at("end_time"), &end, &ignored)) {
    return "";
  }
  return ShowInterval(start, end, here);
}

std::string Who(Context& context, const std::string& person) {
  const auto me = Me(context);
  if (me.ok() && me->person.name() == person) return "you are";
  return fmt::format("{} is", context.NamesOf({person}).Person(person).shown);
}

}  // namespace

void AddAllowOverlap(CLI::App& command, bool& allow_overlap) {
  command.add_flag("--allow-overlap", allow_overlap, "although somebody is busy then");
}

absl::Status ToldKindly(Context& context, const absl::Status& failure) {
  const auto told = ErrorInfoOf(failure);
  if (!told || told->reason() != kOverlap) return failure;
  const std::string when = When(*told, context.here());
  if (when.empty() || !told->metadata().contains("person")) {
    return Error(failure.code(), kOverlap, "somebody who would take part is busy then");
  }
  return Error(failure.code(), kOverlap,
               fmt::format("{} busy {}", Who(context, told->metadata().at("person")), when));
}

}  // namespace laurel::cli
