// What can happen in one service: its event types, each with the message that carries its data, as the protos
// declare them (laurel/common/v1/event_types.proto). Immutable: thread-safe.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/descriptor.h"

namespace laurel::events {

class Catalog {
 public:
  // `service`: "feedback"; `data`: the messages that events of this service carry. std::logic_error when two
  // declare the same type or one declares none: a catalogue is a constant of the program.
  Catalog(std::string_view service, const std::vector<const google::protobuf::Descriptor*>& data);

  // "//laurel/feedback".
  const std::string& source() const { return source_; }
  // The full name of the data message by type, sorted by type.
  const std::map<std::string, std::string, std::less<>>& types() const { return types_; }

  // A filter of WatchEvents: types, or all of a resource as "coaching.*". INVALID_ARGUMENT,
  // UNKNOWN_EVENT_TYPE with a violation on each one that matches nothing here; metadata "known" lists what
  // there is.
  absl::Status CheckFilter(const std::vector<std::string>& filter) const;
  // Whether an empty filter, or one that has passed the check, lets this type through.
  static bool Matches(const std::vector<std::string>& filter, std::string_view type);

 private:
  std::string source_;
  std::map<std::string, std::string, std::less<>> types_;
};

// The first of the events that the state's beginning emits, as its enum declares (option state_events);
// empty: it declares none.
std::string StateEvent(const google::protobuf::EnumDescriptor& states, int state);

}  // namespace laurel::events
