// Who may hear of an event, and for how long: relations, kept with it and evaluated when it is delivered, on
// the organisation of that moment. After a transfer the former manager hears nothing more. Values and pure
// functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "common/auth/principal.h"
#include "common/org/organization.h"

namespace laurel::events {

// Whoever is one of these hears it. People and teams are given by name ("people/{id}") or id; an empty one
// adds nobody, and what is added twice counts once. std::logic_error: an id that is none.
class Audience {
 public:
  // Everybody in the directory, and the services themselves.
  static Audience Everyone();

  Audience& Person(std::string_view person);
  Audience& ManagerOf(std::string_view person);  // the direct LINE
  Audience& ChainOf(std::string_view person);    // anywhere above in the LINE
  Audience& CoachOf(std::string_view person);    // who holds an open COACH line
  Audience& Team(std::string_view team);         // its members now
  // Never this person, whatever else they are.
  Audience& Not(std::string_view person);
  // A role of people, or CALLER_ORG_READER: the services themselves. std::logic_error: any other caller.
  Audience& Role(common::v1::Caller role);

  bool empty() const { return relations_.empty(); }
  // "not:… person:… manager_of:… role:HR_ADMIN", or "everyone": what is stored.
  std::string ToText() const;

 private:
  Audience& Add(std::string_view relation, std::string_view of);
  Audience& AddId(std::string_view relation, std::string_view name);
  std::vector<std::string> relations_;
};

enum class Hears { kYes, kNo, kUnknown };

// Whether the caller, as they are now, hears of an event with this stored audience. kUnknown: it hangs on a
// relation, and the organisation has been silent for longer than org::kStaleAfter. An INTEGRATION hears of
// everything (its envelope). A person who has left, or a service account that is disabled, hears nothing.
Hears MayHear(std::string_view audience, const auth::Principal& caller, const org::Organization& organization,
              bool fresh, absl::Time now);

// Whether a stream of the caller's may go on: not when they have left, their account was disabled, or the
// token that they signed in with has expired. For every stream, whatever it carries.
bool MayStay(const auth::Principal& caller, absl::Time token_expires, const org::Organization& organization,
             absl::Time now);

}  // namespace laurel::events
