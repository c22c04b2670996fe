#include "services/feedback/feedback/write.h"

#include "services/feedback/feedback/rules.h"

namespace laurel::feedback::feedback {
namespace {

// HR reads all of a piece until it is retracted.
v1::Feedback ShapedFor(const Readable& found, const v1::Feedback& after) {
  return Shaped(after, audience::ViewFor(found.reader, after).value_or(common::v1::VIEW_SUMMARY));
}

}  // namespace

absl::StatusOr<v1::Feedback> WriteLocked(
    Env& env, const rpc::Call& call, std::string_view name,
    const std::function<absl::StatusOr<v1::Feedback>(const Locked& locked)>& decide) {
  return laurel::WriteLocked<v1::Feedback, Readable>(
      env, call, name, {.load = LoadReadable, .shaped = ShapedFor, .still_readable = CheckStillReadable},
      decide);
}

}  // namespace laurel::feedback::feedback
