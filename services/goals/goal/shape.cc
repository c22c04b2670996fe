#include "services/goals/goal/shape.h"

#include <span>

#include "services/goals/goal/rules.h"
#include "services/goals/tree/progress_of.h"

namespace laurel::goals::goal {

absl::Status FillProgress(const Env& env, sql::Connection& connection, Stored& stored) {
  return tree::FillProgress(env, connection, std::span(&stored, 1));
}

v1::Goal ShapedFor(const rpc::Call& call, const audience::Reader& reader, const v1::Goal& after) {
  // Who gives it away, or accepts nothing of it, still learns that it was done.
  const auto view = audience::ViewFor(reader, after).value_or(common::v1::VIEW_SUMMARY);
  return Shaped(after, view, call.now);
}

}  // namespace laurel::goals::goal
