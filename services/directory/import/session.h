// One call of ImportPeople: reads the rows, plans, writes in batches, answers row by row. Used by one thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "services/directory/env.h"
#include "services/directory/import/answers.h"
#include "services/directory/import/batch.h"
#include "services/directory/import/plan/plan.h"

namespace laurel::directory::import {

class Session {
 public:
  Session(Env& env, rpc::Call& call, ImportStream& stream, bool validate_only)
      : env_(env),
        call_(call),
        stream_(stream),
        answers_(stream, validate_only),
        validate_only_(validate_only) {}

  // All of it, the summary included. What was applied before an error stays.
  absl::Status Run();

 private:
  absl::Status ReadRows();
  absl::Status ReadRow(const v1::ImportPeopleRow& cells);
  absl::Status MakePlan();
  absl::Status AnswerMissing();
  absl::Status Apply();
  void TellLeavings();
  absl::Status ApplyInOrder(const std::vector<std::size_t>& order);
  absl::Status ApplyBatch(const Batch& batch);
  BatchRow Prepare(const RowPlan& plan, const absl::flat_hash_set<std::string>& in_batch);
  void KeepPending();

  Env& env_;
  rpc::Call& call_;
  ImportStream& stream_;
  Answers answers_;
  const bool validate_only_;
  std::int64_t row_count_ = 0;
  std::vector<Row> rows_;
  absl::flat_hash_set<std::string> numbers_;  // of all rows, bad ones as well: nobody among them is missing
  State state_;
  Plan plan_;
  absl::flat_hash_set<std::string> made_;  // new people who are in the directory now
  std::vector<bool> team_made_;
  std::vector<BatchRow> coaches_later_;
};

}  // namespace laurel::directory::import
