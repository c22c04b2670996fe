// Which state may follow which, as a table that a resource writes down once, and the error that names what is
// allowed. Pure; thread-safe.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/descriptor.h"

namespace laurel::api {

struct Transition {
  int from;
  int to;
};

// The states of one enum. Names in errors are those of the enum without its prefix: "SCHEDULED".
class TransitionTable {
 public:
  // `states`: the enum; `prefix`: e.g. "COACHING_SESSION_STATE_".
  TransitionTable(const google::protobuf::EnumDescriptor* states, std::string_view prefix,
                  std::initializer_list<Transition> transitions);

  bool Allows(int from, int to) const;
  // OK, or FAILED_PRECONDITION, WRONG_STATE: `resource` (its name) is in `from` and cannot come into `to`.
  absl::Status Check(std::string_view resource, int from, int to) const;
  // The same error for a call that needs another state without changing it. `call`: what was asked, e.g. "add
  // a note".
  absl::Status WrongState(std::string_view resource, int state, std::string_view call) const;

 private:
  std::string NameOf(int state) const;
  std::string AllowedFrom(int state) const;

  const google::protobuf::EnumDescriptor* states_;
  std::string prefix_;
  std::vector<Transition> transitions_;
};

}  // namespace laurel::api
