#include "services/recognition/recognition/respond.h"

#include "services/recognition/errors.h"
#include "services/recognition/recognition/rules.h"

namespace laurel::recognition::recognition {

absl::Status CheckMayAdd(const Readable& found, std::string_view call) {
  if (found.view != common::v1::VIEW_FULL) {
    return NotAllowed("only those who read all of a recognition react to it and comment on it");
  }
  const v1::Recognition& recognition = found.stored.recognition;
  if (recognition.state() == v1::RECOGNITION_STATE_PUBLISHED) return absl::OkStatus();
  return Transitions().WrongState(recognition.name(), recognition.state(), call);
}

absl::Status CheckMayRemove(const rpc::Call& call, std::string_view creator) {
  if (creator == call.caller.name || call.caller.IsRecognitionAdmin()) return absl::OkStatus();
  return NotAllowed("only whoever made it, and a RECOGNITION_ADMIN, take it away");
}

}  // namespace laurel::recognition::recognition
