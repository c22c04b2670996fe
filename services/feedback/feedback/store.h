// Feedback in SQL. A list is the union of branches, each one range of one index from its newest end, so that
// a page costs the same however much there is. Reads answer whole pieces; writes add to a Changes. A
// connection is used by one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/api/time_position.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "common/sql/lock.h"
#include "common/sql/record.h"
#include "laurel/feedback/v1/feedback.pb.h"

namespace laurel::feedback::feedback {

// The table `feedback`: what both halves of the store read and write by.
const sql::Record& FeedbackRecord();

struct Stored {
  v1::Feedback feedback;
  std::int64_t version = 0;
};

// nullopt: no such row.
absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view id, sql::Lock lock);
// Those that exist, in no order.
absl::StatusOr<std::vector<v1::Feedback>> FindAll(sql::Connection& connection,
                                                  const std::vector<std::string>& ids);

// Pieces that belong to a list for one reason. Ids, not names; what is empty does not count. Author, subject
// or subjects is set.
struct Branch {
  std::string author = {};
  std::string subject = {};
  std::string session = {};  // with subject or subjects
  // Whoever takes part in the session, or all but a few of them: the others are filtered out. With session
  // alone, and visibilities.
  std::vector<std::string> subjects = {};
  std::vector<std::string> teams = {};  // only what was shown to one of these; with subject
  std::vector<int> visibilities = {};   // only what was submitted with one of these. Empty: all, drafts too
  std::string not_about = {};           // only what is about others than this person; without subject
};
// A piece is in the list when it is in one of the branches; once, newest first.
struct Listing {
  std::vector<Branch> branches;
  int kind = 0;           // 0: any
  int state = 0;          // 0: any
  api::TimeRange within;  // of OrderTimeOf
  int limit = 0;
};
absl::StatusOr<std::vector<v1::Feedback>> List(sql::Connection& connection, const Listing& listing);

// submit_time, of what was never submitted create_time.
absl::Time OrderTimeOf(const v1::Feedback& feedback);

void Insert(sql::Changes& changes, const v1::Feedback& feedback);
// Writes these fields (top-level names) of `after` and update_time; guarded by the version that was read.
void Update(sql::Changes& changes, const Stored& before, const v1::Feedback& after,
            const std::vector<std::string>& fields);
// What becomes readable by others with its submission: its teams, and the text as its first revision.
void InsertSubmitted(sql::Changes& changes, const v1::Feedback& feedback);

// Oldest first.
absl::StatusOr<std::vector<v1::FeedbackRevision>> ListRevisions(sql::Connection& connection,
                                                                std::string_view feedback, std::int64_t after,
                                                                int limit);

}  // namespace laurel::feedback::feedback
