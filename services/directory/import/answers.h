// What an import answers: a result for each row that matters, then the summary. Used by one thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "services/directory/import/handlers.h"
#include "services/directory/import/plan/plan.h"

namespace laurel::directory::import {

class Answers {
 public:
  // `validate_only`: what it says was not done, so whoever would be made has no name yet.
  Answers(ImportStream& stream, bool validate_only) : stream_(stream), validate_only_(validate_only) {}

  // While rows come in. Many errors wait for the last row: a client that reads only after it has sent all
  // would otherwise stop both sides.
  absl::Status EarlyError(std::int64_t line_number, const Problems& problems);
  absl::Status AfterLastRow();

  absl::Status Error(const RowPlan& plan);
  // Once a row: applied again (its line to its coach followed), it is not answered again.
  absl::Status Applied(const RowPlan& plan);
  void Unchanged() { summary_.set_unchanged(summary_.unchanged() + 1); }
  // Somebody who is not in the file; beyond a number of them only the summary counts.
  absl::Status Missing(const v1::Person& person);
  absl::Status Summary();

  bool HasApplied(const RowPlan& plan) const { return applied_.contains(plan.person); }

 private:
  absl::Status Write(std::int64_t line_number, v1::ImportOutcome outcome, const Problem& what,
                     const std::string& person);

  ImportStream& stream_;
  const bool validate_only_;
  std::vector<v1::ImportPeopleResponse> held_back_;
  std::size_t early_ = 0;
  absl::flat_hash_set<std::string> applied_;  // ids
  v1::ImportPeopleSummary summary_;
};

}  // namespace laurel::directory::import
