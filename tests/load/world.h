// What the worlds of load have in common: people who call, and how they come to be there. Functions are used
// by the main thread; calls may be made from many.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/rpc/channel.h"
#include "common/testing/test_database.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "laurel/directory/v1/directory_service.pb.h"

namespace laurel::load {

// People, by address, each with a token of their own.
class World {
 public:
  std::string NameOf(const std::string& email) const { return people_.at(email).name; }  // "people/…"

  // One call by this person; std::runtime_error when it is refused.
  template <typename Stub, typename Request, typename Response>
  Response Call(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                const std::string& email, const Request& request) const {
    Response response;
    const grpc::Status status = Try(stub, method, email, request, response);
    if (!status.ok()) throw std::runtime_error(Request::descriptor()->name() + ": " + status.error_message());
    return response;
  }
  template <typename Stub, typename Request, typename Response>
  grpc::Status Try(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                   const std::string& email, const Request& request, Response& response) const {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(1));  // the longest there is
    rpc::Authorize(context, people_.at(email).token);
    return (stub.*method)(&context, request, &response);
  }

 protected:
  struct Person {
    std::string name;
    std::string token;
  };
  ~World() = default;
  std::map<std::string, Person> people_;  // by address
};

// As a server that is meant for it: what is measured is not the test server's small memory, and what is
// committed is on the disk.
void TuneDatabase(const testing::TestDatabase& database);

// A row of an import; somebody who has been here for years. `team`, `manager`, `roles` may be empty.
directory::v1::ImportPeopleRow RowOf(const std::string& email, const std::string& team = "",
                                     const std::string& manager = "", const std::string& roles = "");
// std::runtime_error when a row is refused.
void ImportPeople(const std::shared_ptr<grpc::Channel>& directory, const std::string& admin_token,
                  const std::vector<directory::v1::ImportPeopleRow>& rows);
// Of the only team there is, its id.
std::string OnlyTeam(const std::shared_ptr<grpc::Channel>& directory, const std::string& token);

// What stands after the last slash.
std::string IdOf(const std::string& name);

}  // namespace laurel::load
