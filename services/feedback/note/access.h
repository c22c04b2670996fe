// Notes as one caller may see them. Thread-safe.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/feedback/coaching_session/access.h"
#include "services/feedback/env.h"
#include "services/feedback/note/store.h"

namespace laurel::feedback::note {

struct Readable {
  coaching_session::Readable session;  // the caller takes part in it
  Stored stored;
};

// By the note's name; `lock`: of its session, which guards its notes. NOT_FOUND: the session or the note is
// unknown, or the caller may not read it; PERMISSION_DENIED: the caller reads the session's summary only, and
// learns nothing of any note.
absl::StatusOr<Readable> LoadReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                      std::string_view name, sql::Lock lock);

// OK when the caller may still read this note: asked before an answer is replayed.
absl::Status CheckStillReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                const v1::Note& answer);

}  // namespace laurel::feedback::note
