// Which goal and which key result each row of a file is about. Asks the services once for what several rows
// share. Not thread-safe.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/app/context.h"
#include "clients/cli/commands/goal/find.h"
#include "clients/cli/import/check_in_rows.h"

namespace laurel::cli {

// One cell is wrong: USAGE, with the column as metadata.
absl::Status CellError(std::string_view column, std::string_view reason);

// Which cell a failure is about, of this command or of the service, and what is wrong with it. `time_column`:
// where the row says when it was so.
BadCell CellOf(const absl::Status& status, std::string_view time_column);

struct ImportTarget {
  Goal goal;
  std::string key_result;  // its name; empty: the goal as a whole

  std::string title() const;  // "Happier callers, CSAT"
  const std::string& name() const { return key_result.empty() ? goal.name() : key_result; }
  const KeyResult* measured() const;  // nullptr: the goal as a whole
};

class ImportTargets {
 public:
  explicit ImportTargets(Context& context) : context_(context) {}

  // Of a goal by id or title; or, without one, of the active goals of a person (the caller's own) the only
  // key result with this metric, title or id. USAGE and NOT_FOUND where that is not clear, with the column.
  absl::StatusOr<ImportTarget> Find(const CheckInRow& row);

 private:
  absl::StatusOr<GoalPart> PartOf(const CheckInRow& row);
  absl::StatusOr<GoalPart> OwnPart(const std::string& text, Wanted wanted);
  absl::StatusOr<GoalPart> PartOfPerson(const std::string& who, const std::string& text, Wanted wanted);
  absl::StatusOr<std::string> Person(const std::string& who);
  absl::StatusOr<Goal> GoalNamed(const std::string& name);

  Context& context_;
  std::map<std::string, absl::StatusOr<std::string>> people_;               // by what was typed
  std::map<std::string, std::vector<Goal>> goals_of_;                       // by person
  std::map<std::string, absl::StatusOr<Goal>> goals_;                       // by name
  std::map<std::pair<std::string, Wanted>, absl::StatusOr<GoalPart>> own_;  // by what was typed
};

}  // namespace laurel::cli
