// The request log: one row for each change that was made under a request_id, with its finished answer
// (AIP-155). Its INSERT decides between duplicates: the second waits for the first's transaction, then fails
// with 1062 and replays. Functions on a connection: used by one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/api/request_key.h"
#include "common/sql/connection.h"
#include "common/sql/database.h"

namespace laurel::sql {

struct StoredAnswer {
  std::string body_hash;
  std::optional<std::string> answer;  // nullopt: erased with a person, or a thing, that it mentioned
};

// Duplicate key: the change was made before.
absl::Status InsertAnswer(Connection& connection, const api::RequestKey& key, std::string answer,
                          absl::Time now);
// Who is named in the answer, and what it quotes, for EraseAnswers.
absl::Status InsertMentions(Connection& connection, const api::RequestKey& key,
                            const std::vector<std::string>& mentions, absl::Time now);
absl::StatusOr<std::optional<StoredAnswer>> FindAnswer(Connection& connection, const api::RequestKey& key);

// Empties every answer that mentions the person ("people/{id}") or the thing (Changes::MentionThing): a
// replay then says so, and nothing is done twice.
absl::Status EraseAnswers(Connection& connection, std::string_view mentioned);
// The same in the transaction of what deletes it.
void EraseAnswers(Changes& changes, std::string_view mentioned);

// Deletes entries made before `older_than`, in steps small enough for writers not to notice; answers how
// many. Ends early, without an error, when `stopping` (asked before each step) says so or the deadline is
// near: what is left is for the next time. One step takes one short transaction.
absl::StatusOr<std::int64_t> PurgeRequestLog(Database& database, absl::Time older_than, absl::Time deadline,
                                             const std::function<bool()>& stopping);

}  // namespace laurel::sql
