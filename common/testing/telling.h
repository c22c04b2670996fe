// What tests of any service's events share: that every call tells exactly what it changed, and whether
// somebody hears an event. `Suite` derives from ServiceSuite and has As. Used by one thread at a time.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/events/audience.h"
#include "common/testing/service_suite.h"
#include "common/testing/status_matchers.h"

namespace laurel::testing {

// A call that has been prepared, and what it is to tell.
struct Prepared {
  std::function<absl::Status()> call;
  std::vector<std::string> tells;
};

// By the RPC's name; each at least once.
template <typename Suite>
using CallsByRpc = std::multimap<std::string, std::function<Prepared(Suite&)>>;

template <typename Suite, typename Service, typename Request, typename Response>
std::function<absl::Status()> Calling(Suite& suite, const std::string& person,
                                      grpc::Status (Service::*method)(grpc::ClientContext*, const Request&,
                                                                      Response*),
                                      const Request& request) {
  return [&suite, person, method, request] { return suite.As(person, method, request).status(); };
}

// Every RPC of the service is among the calls; and whatever takes a request_id changes something, so it tells
// something.
template <typename Suite>
void ExpectCallsTellWhatTheyChange(const CallsByRpc<Suite>& calls,
                                   const google::protobuf::ServiceDescriptor& service) {
  Suite suite;
  std::set<std::string> told;
  for (const auto& [rpc, prepare] : calls) {
    const Prepared prepared = prepare(suite);
    suite.database.Execute("DELETE FROM event_pending");
    ASSERT_THAT(prepared.call(), IsOk()) << rpc;
    EXPECT_EQ(suite.Told(), prepared.tells) << rpc;
    if (!prepared.tells.empty()) told.insert(rpc);
  }
  for (int i = 0; i < service.method_count(); ++i) {
    const std::string& rpc = service.method(i)->name();
    EXPECT_TRUE(calls.contains(rpc)) << rpc << " is not tried here";
    const bool writes = service.method(i)->input_type()->FindFieldByName("request_id") != nullptr;
    EXPECT_EQ(told.contains(rpc), writes) << rpc;
  }
}

// The person (an id) hears an event of this audience, on the organisation as it is now.
inline bool Hears(const ServiceSuite& suite, const std::string& person, const std::string& audience) {
  auth::Principal caller{.id = person, .name = org::kPersonPattern.Format({person}), .is = {}};
  caller.is.Add(common::v1::CALLER_PERSON);
  return events::MayHear(audience, caller, *suite.organization.Current(), /*fresh=*/true,
                         suite.clock.Now()) == events::Hears::kYes;
}

// Of the events about this resource.
inline std::set<std::string> AudiencesOf(const ServiceSuite& suite, const std::string& subject) {
  std::set<std::string> all;
  for (const sql::Row& row :
       suite.database.Query("SELECT audience FROM event_pending WHERE subject = ?", {subject})) {
    all.emplace(row.Text(0));
  }
  EXPECT_FALSE(all.empty()) << subject;
  return all;
}

}  // namespace laurel::testing
