// What an event tells beside its envelope: as JSON for programs, and whom it names. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "laurel/events/v1/event.pb.h"

namespace laurel::cli {

// Whether this command has the message that carries the data; true of an event without data.
bool KnowsData(const events::v1::Event& event);

// The event on one line. Data that this command cannot read stays as it came, as CloudEvents have it:
// "data_base64", with its type in "dataschema".
std::string EventLine(const events::v1::Event& event);

// Everybody whom the data names, once, in its order; nobody where it cannot be read.
std::vector<std::string> PeopleIn(const events::v1::Event& event);

}  // namespace laurel::cli
