#include "services/recognition/outcome/write.h"

#include "common/status/macros.h"
#include "services/recognition/reading/counts.h"
#include "services/recognition/recognition/rules.h"

namespace laurel::recognition::outcome {

using recognition::Readable;

namespace {

v1::Recognition ShapedFor(const Readable& found, const v1::Recognition& after) {
  audience::Reader reader = found.reader;
  // By this call.
  if (after.approver() != found.stored.recognition.approver()) reader.decided = true;
  return recognition::Shaped(after, reader,
                             audience::ViewFor(reader, after).value_or(common::v1::VIEW_SUMMARY));
}

}  // namespace

absl::StatusOr<v1::Recognition> WriteLocked(Env& env, const rpc::Call& call, std::string_view name,
                                            const Decide& decide) {
  return laurel::WriteLocked<v1::Recognition, Readable>(
      env, call, name,
      {.load = recognition::LoadReadable,
       .shaped = ShapedFor,
       .still_readable = recognition::CheckStillReadable},
      [&](const Locked& locked) -> absl::StatusOr<v1::Recognition> {
        ASSIGN_OR_RETURN(v1::Recognition after, decide(locked));
        // Nobody has said anything to what was not published before.
        if (locked.found.stored.recognition.state() == v1::RECOGNITION_STATE_PUBLISHED)
          RETURN_IF_ERROR(reading::AddCounts(locked.connection, call.caller.id, {&after}));
        return after;
      });
}

}  // namespace laurel::recognition::outcome
