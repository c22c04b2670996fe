// "ana: call the customer back @friday": whose, what, and until when, in one argument. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "clients/cli/dates/moment.h"
#include "laurel/directory/v1/person.pb.h"

namespace laurel::cli {

struct ActionPhrase {
  std::string who;  // as typed; empty: not said
  std::string text;
  std::optional<absl::CivilDay> due;
};

// A due day stands last, after " @". Whose it is stands first, before ": "; a text that has a colon of its
// own begins with
// ": ". USAGE for a day that is none, and for an empty text.
absl::StatusOr<ActionPhrase> ParseActionPhrase(std::string_view phrase, const Here& here);

// Somebody who takes part in a session.
struct Participant {
  directory::v1::Person person;
  std::string typed;  // how the command line called them
  bool me = false;
};

// The participant meant by `who`; for an empty `who` the only one who is not the caller. USAGE, naming them
// all, otherwise.
absl::StatusOr<std::string> OwnerOf(std::string_view who, const std::vector<Participant>& participants);

}  // namespace laurel::cli
