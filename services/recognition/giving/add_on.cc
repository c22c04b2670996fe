#include "services/recognition/giving/add_on.h"

#include <algorithm>

#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/recognition/errors.h"
#include "services/recognition/names.h"
#include "services/recognition/recognition/access.h"
#include "services/recognition/recognition/rules.h"

namespace laurel::recognition::giving {
namespace {

constexpr char kRecipients[] = "recognition.recipients";

bool IsAmong(const std::string& person, const v1::Recognition& recognition) {
  return std::ranges::count(recognition.recipients(), person) > 0;
}

absl::Status CheckNamed(const v1::Recognition& recognition, const v1::Recognition& parent) {
  for (int i = 0; i < recognition.recipients_size(); ++i) {
    if (IsAmong(recognition.recipients(i), parent)) continue;
    return InvalidField(fmt::format("{}[{}]", kRecipients, i), "is no recipient of what this is added to");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Recognition> LoadParent(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                           const v1::Recognition& wanted, sql::Lock lock) {
  constexpr std::string_view kPath = "recognition.parent";
  const absl::StatusOr<recognition::Readable> found =
      recognition::LoadReadable(env, call, connection, IdOf(wanted.parent()), lock);
  if (absl::IsNotFound(found.status())) return NoSuchRecognition(kPath);
  RETURN_IF_ERROR(found.status());
  if (found->view != common::v1::VIEW_FULL) return NoSuchRecognition(kPath);
  const v1::Recognition& parent = found->stored.recognition;
  if (found->reader.sender) {
    return Refused("ADD_ON_TO_OWN", parent.name(), "you gave it yourself: give another one");
  }
  if (parent.state() != v1::RECOGNITION_STATE_PUBLISHED) {
    return recognition::Transitions().WrongState(parent.name(), parent.state(), "add to it");
  }
  if (!parent.parent().empty()) {
    return Refused("ADD_ON_TO_ADD_ON", parent.name(), "it is an add-on itself: add to what it was added to");
  }
  return parent;
}

absl::Status FillFrom(const Env& env, absl::Time now, const v1::Recognition& parent,
                      v1::Recognition& recognition) {
  RETURN_IF_ERROR(CheckNamed(recognition, parent));
  if (recognition.recipients().empty()) {
    const auto organization = env.organization.Current();
    for (const std::string& recipient : parent.recipients()) {
      if (recipient == recognition.sender() || organization->HasLeft(IdOf(recipient), now)) continue;
      recognition.add_recipients(recipient);
    }
  }
  if (recognition.recipients().empty()) {
    return InvalidFor("NO_RECIPIENTS", kRecipients, "nobody but you is here of those who received it");
  }
  if (recognition.visibility() == v1::RECOGNITION_VISIBILITY_UNSPECIFIED) {
    recognition.set_visibility(parent.visibility());
  }
  // PUBLIC, TEAM, PRIVATE: fewer and fewer people.
  if (recognition.visibility() >= parent.visibility()) return absl::OkStatus();
  return InvalidFor("VISIBILITY_NOT_ALLOWED", "recognition.visibility",
                    "no more people read an add-on than what it is added to");
}

}  // namespace laurel::recognition::giving
