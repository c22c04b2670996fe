// Every call of coaching and feedback as the permission table tries it: on what, and what it needs. Used by
// one thread at a time.
#pragma once

#include <string>
#include <vector>

#include "common/testing/permission_table/trial.h"
#include "services/feedback/testing/suite.h"
#include "services/feedback/tests/permission_table/table.h"

namespace laurel::feedback::testing {

// What the calls are tried in: the organisation, and a meeting (a role play) that the coach has held with
// Ana, the writer and Ben.
class World {
 public:
  World();

  Suite suite;
  std::string meeting;
};

using Try = laurel::testing::Try<World>;
using laurel::testing::TryOf;

// What several of them are tried on: a session of the coach with Ana, or nothing at all.
std::string Planned(World& world);
std::string Held(World& world);
std::string Nothing(World& world);

// A request about what belongs to `parent`.
template <typename Request>
Request About(const std::string& parent) {
  Request request;
  request.set_parent(parent);
  return request;
}

std::vector<Try> CallsAboutSessions();
std::vector<Try> CallsAboutNotes();
std::vector<Try> CallsAboutTalkingPoints();
std::vector<Try> CallsAboutActionItems();
std::vector<Try> CallsAboutFeedback();

}  // namespace laurel::feedback::testing
