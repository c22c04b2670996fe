#include "common/api/transitions.h"

#include <algorithm>

#include "common/status/error.h"
#include "fmt/format.h"

namespace laurel::api {

TransitionTable::TransitionTable(const google::protobuf::EnumDescriptor* states, std::string_view prefix,
                                 std::initializer_list<Transition> transitions)
    : states_(states), prefix_(prefix), transitions_(transitions) {}

bool TransitionTable::Allows(int from, int to) const {
  return std::any_of(transitions_.begin(), transitions_.end(),
                     [&](const Transition& t) { return t.from == from && t.to == to; });
}

absl::Status TransitionTable::Check(std::string_view resource, int from, int to) const {
  if (Allows(from, to)) return absl::OkStatus();
  return WrongState(resource, from, fmt::format("make it {}", NameOf(to)));
}

absl::Status TransitionTable::WrongState(std::string_view resource, int state, std::string_view call) const {
  const std::string name = NameOf(state);
  const std::string allowed = AllowedFrom(state);
  const std::string description = fmt::format("{} is {}: cannot {}. Allowed next: {}", resource, name, call,
                                              allowed.empty() ? "nothing" : allowed);
  return Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE", description)
      .With("state", name)
      .With("allowed", allowed)
      .Precondition("STATE", resource, description);
}

std::string TransitionTable::NameOf(int state) const {
  const auto* value = states_->FindValueByNumber(state);
  return value == nullptr ? fmt::format("{}", state) : value->name().substr(prefix_.size());
}

std::string TransitionTable::AllowedFrom(int state) const {
  std::string allowed;
  for (const Transition& transition : transitions_) {
    if (transition.from != state) continue;
    if (!allowed.empty()) allowed += ',';
    allowed += NameOf(transition.to);
  }
  return allowed;
}

}  // namespace laurel::api
