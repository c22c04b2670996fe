// What the tests of people's states over the wire share: a line of three with a coach, and the four calls.
#pragma once

#include <gmock/gmock.h>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/directory/announcement/sweep.h"
#include "services/directory/testing/suite.h"
#include "services/directory/testing/told.h"

namespace laurel::directory {

inline constexpr absl::CivilDay kToday(2026, 1, 14);  // of the suite's clock
inline constexpr const char* kTop = "top@example.com";
inline constexpr const char* kCarla = "carla@example.com";
inline constexpr const char* kAna = "ana@example.com";
inline constexpr const char* kBen = "ben@example.com";

class States : public ::testing::Test {
 protected:
  using Suite = testing::Suite;
  using Day = std::optional<absl::CivilDay>;

  // Ana and Ben report to Carla, who coaches Ben and reports to Top.
  States() {
    suite.Given(
        {"employee_number,email,display_name,manager,coach,team,hire_date,roles",
         "1,top@example.com,Top,,,,2020-01-01,", "2,carla@example.com,Carla,1,,Voice,2020-01-01,AUDITOR",
         "3,ana@example.com,Ana,2,,Voice,2020-01-01,", "4,ben@example.com,Ben,2,2,Voice,2020-01-01,"});
  }

  template <typename Request>
  absl::StatusOr<v1::Person> Change(Suite::Method<Request, v1::Person> method, const char* email, Day day,
                                    std::string_view caller = testing::kRoot,
                                    const std::string& request_id = "") {
    Request request;
    request.set_name(suite.Name(email));
    request.set_reason("as agreed");
    request.set_request_id(request_id);
    if (day.has_value()) {
      const char* field = std::is_same_v<Request, v1::MarkPersonLeftRequest> ? "leave_date" : "start_date";
      request.GetReflection()
          ->MutableMessage(&request, request.GetDescriptor()->FindFieldByName(field))
          ->CopyFrom(ToDate(*day));
    }
    return suite.As(caller, method, request);
  }
  absl::StatusOr<v1::Person> GoOnLeave(const char* email, Day day = {}) {
    return Change(&Suite::Stub::MarkPersonOnLeave, email, day);
  }
  absl::StatusOr<v1::Person> Return(const char* email, Day day = {}) {
    return Change(&Suite::Stub::MarkPersonReturned, email, day);
  }
  absl::StatusOr<v1::Person> Leave(const char* email, Day day = {}) {
    return Change(&Suite::Stub::MarkPersonLeft, email, day);
  }
  absl::StatusOr<v1::Person> Reinstate(const char* email, Day day = {}) {
    return Change(&Suite::Stub::ReinstatePerson, email, day);
  }

  void PassDays(int days) {
    suite.clock.Advance(absl::Hours(24 * days));
    suite.organization.Touch(suite.clock.Now());
  }
  void Sweep() {
    const auto version = announcement::TellDue(*suite.db, suite.events->outbox(), [] { return false; });
    ASSERT_THAT(version, laurel::testing::IsOk());
    suite.keeper->CatchUp(*version);
  }
  // Without what the import told.
  std::vector<std::string> Told(const char* email) {
    std::vector<std::string> told = testing::ToldOf(suite.database, suite.Name(email));
    if (!told.empty() && told.front() == "person.created") told.erase(told.begin());
    return told;
  }
  std::vector<std::string> Reports(const char* email, absl::CivilDay day) {
    v1::ListReportsRequest request;
    request.set_person(suite.Name(email));
    *request.mutable_as_of() = ToDate(day);
    return testing::DisplayNames(suite.As(testing::kRoot, &Suite::Stub::ListReports, request));
  }
  v1::Person Get(const char* email) {
    const auto person = suite.Get(testing::kRoot, email);
    EXPECT_THAT(person, laurel::testing::IsOk()) << email;
    return person.value_or(v1::Person());
  }

  Suite suite;
};

}  // namespace laurel::directory
