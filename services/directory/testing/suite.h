// The directory service on a real server and a private database, with root@example.com as its first
// administrator, and a clock that stands still (2026-01-14, 12:00 UTC). For tests. Calls may be made from
// many threads.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/events/event_log.h"
#include "common/org/organization.h"
#include "common/rpc/channel.h"
#include "common/service/org_version.h"
#include "common/testing/fake_clock.h"
#include "common/testing/test_database.h"
#include "common/testing/test_server.h"
#include "gtest/gtest.h"
#include "laurel/directory/v1/directory_service.grpc.pb.h"
#include "services/directory/env.h"

namespace laurel::directory::testing {

inline constexpr std::string_view kRoot = "root@example.com";
inline constexpr std::string_view kService = "laurel-feedback";  // a service account

struct Imported {
  absl::Status status;
  std::vector<v1::ImportPeopleRowResult> rows;
  v1::ImportPeopleSummary summary;

  // The result about a line; the empty message when there is none.
  v1::ImportPeopleRowResult Line(std::int64_t line_number) const;
};

// In the order of the answer; fails the test when there is none.
template <typename Response>
std::vector<std::string> DisplayNames(const absl::StatusOr<Response>& answer) {
  EXPECT_TRUE(answer.ok()) << answer.status();
  std::vector<std::string> names;
  if (!answer.ok()) return names;
  for (const v1::Person& person : answer->people()) names.push_back(person.display_name());
  return names;
}

class Suite {
 public:
  Suite();
  ~Suite();
  // Another replica: on the same database, with the same clock.
  std::unique_ptr<Suite> Replica() const;

  using Stub = v1::DirectoryService::Stub;
  template <typename Request, typename Response>
  using Method = grpc::Status (Stub::*)(grpc::ClientContext*, const Request&, Response*);

  // A call by the person with this email, over the wire.
  template <typename Request, typename Response>
  absl::StatusOr<Response> As(std::string_view email, Method<Request, Response> method,
                              const Request& request) {
    return laurel::testing::Answer(*stub_, email, method, request);
  }

  // The first line names the columns, as in a file; line numbers begin at 2. Cells hold no commas.
  Imported Import(const std::vector<std::string>& lines, std::string_view email = kRoot,
                  bool validate_only = false);
  // The same; fails the test unless every row is good.
  void Given(const std::vector<std::string>& lines);

  // "people/{id}" of whoever has this email; fails the test when nobody has.
  std::string Name(std::string_view email) const;
  absl::StatusOr<v1::Person> Get(std::string_view caller, std::string_view email);
  absl::StatusOr<v1::Person> SetManager(std::string_view email, std::string_view manager,
                                        absl::CivilDay start, std::string_view request_id = "");

  Stub& stub() { return *stub_; }
  // Waits until this replica has what the database has, however long the machine takes.
  void CatchUp();

 private:
  struct Ground {
    laurel::testing::FakeClock clock;
    laurel::testing::TestDatabase database;
  };
  explicit Suite(std::shared_ptr<Ground> ground);
  const std::shared_ptr<Ground> ground_;

 public:
  laurel::testing::FakeClock& clock;
  laurel::testing::TestDatabase& database;
  org::Holder organization;
  std::unique_ptr<sql::Database> db;
  metrics::Registry registry;
  const events::Catalog catalog;
  std::unique_ptr<events::EventLog> events;
  std::unique_ptr<organization::Keeper> keeper;

 private:
  const OrgVersionGate org_version_{organization};
  std::unique_ptr<Env> env_;
  std::unique_ptr<laurel::testing::TestServer> server_;
  std::unique_ptr<Stub> stub_;
};

}  // namespace laurel::directory::testing
