// Notes in SQL, with the texts that they had before. A connection is used by one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/api/time_position.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/feedback/v1/note.pb.h"

namespace laurel::feedback::note {

void Insert(sql::Changes& changes, const v1::Note& note);

struct Stored {
  v1::Note note;
  std::int64_t version = 0;
};

// nullopt: no such row. Locks nothing: who revises has locked the session. Ids.
absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view session,
                                           std::string_view note);

// Keeps the text of `before` as a revision and writes that of `after`; guarded by the version that was read.
void Revise(sql::Changes& changes, const Stored& before, const v1::Note& after);

// Whether anybody else than this person (id) has written a shared note in the session (id).
absl::StatusOr<bool> HasSharedOfOthers(sql::Connection& connection, std::string_view session,
                                       std::string_view person);

// The notes of a session that somebody who takes part in it may read: the shared ones and their own. Oldest
// first. Ids.
absl::StatusOr<std::vector<v1::Note>> List(sql::Connection& connection, std::string_view session,
                                           std::string_view participant,
                                           const std::optional<api::TimePosition>& after, int limit);

// The texts of a note with numbers over `after`, oldest first; its present one is the last.
absl::StatusOr<std::vector<v1::NoteRevision>> ListRevisions(sql::Connection& connection, const v1::Note& note,
                                                            std::int64_t after, int limit);

}  // namespace laurel::feedback::note
