// A call as the permission table tries it: on what, and what it needs. `World` is what calls are tried in: it
// has a `suite` with As and Pass (common/testing/service_suite.h). Used by one thread at a time.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "grpcpp/client_context.h"

namespace laurel::testing {

using Reply = absl::StatusOr<std::unique_ptr<google::protobuf::Message>>;

struct Trial {
  enum class Kind {
    kAct,     // on the target itself; `needs`: "see", "read", or a word of the object's cells
    kPolicy,  // the same, of a method that only some may call at all: others learn nothing of the target
    kBatch,   // finds the target, or calls it missing
    kList,    // holds the target; `needs`: a row of lists
    kStart,   // there is no target; `object`: a row of things to start
  };
  Kind kind;
  std::string rpc;
  std::string object;  // a row of the table
  std::string needs;
};

template <typename World>
struct Try : Trial {
  // Something new of that row: its name.
  std::function<std::string(World&)> make;
  std::function<std::unique_ptr<google::protobuf::Message>(World&, const std::string& target)> request;
  // Who sends it is an id.
  std::function<Reply(World&, std::string_view person, const google::protobuf::Message& request)> send;
};

// The call and its request from the method; `request` takes the target, or the world as well.
template <typename World, typename Stub, typename Request, typename Response, typename Build>
Try<World> TryOf(Trial::Kind kind, std::string object, std::string needs,
                 std::function<std::string(World&)> make,
                 grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), Build build) {
  using google::protobuf::Message;
  const std::string& name = Request::descriptor()->name();
  Try<World> made;
  made.kind = kind;
  made.rpc = name.substr(0, name.size() - std::string_view("Request").size());
  made.object = std::move(object);
  made.needs = std::move(needs);
  made.make = std::move(make);
  made.request = [build](World& world, const std::string& target) -> std::unique_ptr<Message> {
    if constexpr (std::is_invocable_v<Build, World&, const std::string&>) {
      return std::make_unique<Request>(build(world, target));
    } else {
      return std::make_unique<Request>(build(target));
    }
  };
  made.send = [method](World& world, std::string_view person, const Message& request) -> Reply {
    auto answer = world.suite.As(person, method, dynamic_cast<const Request&>(request));
    if (!answer.ok()) return answer.status();
    return std::make_unique<Response>(*std::move(answer));
  };
  return made;
}

}  // namespace laurel::testing
