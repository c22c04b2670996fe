// Every call of coaching and feedback as the permission table tries it: on what, and what it needs. Used by
// one thread at a time.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
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

struct Try {
  enum class Kind {
    kAct,    // on the target itself; `needs`: "see", "read", or a word of the object's cells
    kBatch,  // finds the target, or calls it missing
    kList,   // holds the target; `needs`: a row of lists
    kStart,  // there is no target; `object`: a row of things to start
  };
  Kind kind;
  std::string rpc;
  std::string object;  // a row of the table
  std::string needs;
  // Something new of that row: its name.
  std::function<std::string(World&)> make;
  std::function<std::unique_ptr<google::protobuf::Message>(World&, const std::string& target)> request;
  // Who sends it is an id.
  std::function<absl::StatusOr<std::unique_ptr<google::protobuf::Message>>(
      Suite&, std::string_view person, const google::protobuf::Message& request)>
      send;
};

// The call and its request from the method; `request` takes the target, or the world as well.
template <typename Stub, typename Request, typename Response, typename Build>
Try TryOf(Try::Kind kind, std::string object, std::string needs, std::function<std::string(World&)> make,
          grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), Build build) {
  using google::protobuf::Message;
  const std::string& name = Request::descriptor()->name();
  Try made{kind,
           name.substr(0, name.size() - std::string_view("Request").size()),
           std::move(object),
           std::move(needs),
           std::move(make),
           {},
           {}};
  made.request = [build](World& world, const std::string& target) -> std::unique_ptr<Message> {
    if constexpr (std::is_invocable_v<Build, World&, const std::string&>) {
      return std::make_unique<Request>(build(world, target));
    } else {
      return std::make_unique<Request>(build(target));
    }
  };
  made.send = [method](Suite& suite, std::string_view person,
                       const Message& request) -> absl::StatusOr<std::unique_ptr<Message>> {
    auto answer = suite.As(person, method, dynamic_cast<const Request&>(request));
    if (!answer.ok()) return answer.status();
    return std::make_unique<Response>(*std::move(answer));
  };
  return made;
}

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
