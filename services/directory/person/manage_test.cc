// CreatePerson and UpdatePerson over the wire.
#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/directory/testing/suite.h"
#include "services/directory/testing/told.h"

namespace laurel::directory {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Suite;

constexpr const char* kAna = "ana@example.com";

class Manage : public ::testing::Test {
 protected:
  Manage() {
    suite.Given({"employee_number,email,display_name,title,time_zone,hire_date",
                 "1,ana@example.com,Ana,Agent,Europe/Lisbon,2020-01-01",
                 "2,ben@example.com,Ben,Agent,,2020-01-01"});
  }

  static v1::CreatePersonRequest NewPerson(std::string_view email = "new@example.com") {
    v1::CreatePersonRequest request;
    request.mutable_person()->set_email(std::string(email));
    request.mutable_person()->set_display_name("Nina New");
    request.mutable_person()->set_employee_number("77");
    request.mutable_person()->set_coachable(true);
    return request;
  }
  absl::StatusOr<v1::Person> Create(const v1::CreatePersonRequest& request,
                                    std::string_view caller = testing::kRoot) {
    return suite.As(caller, &Suite::Stub::CreatePerson, request);
  }
  absl::StatusOr<v1::Person> Update(const v1::Person& person, const std::vector<std::string>& mask = {},
                                    std::string_view caller = testing::kRoot) {
    v1::UpdatePersonRequest request;
    *request.mutable_person() = person;
    for (const std::string& path : mask) request.mutable_update_mask()->add_paths(path);
    return suite.As(caller, &Suite::Stub::UpdatePerson, request);
  }
  v1::Person Named(const char* email) {
    v1::Person person;
    person.set_name(suite.Name(email));
    return person;
  }
  std::int64_t People() { return suite.database.QueryInt("SELECT COUNT(*) FROM person"); }

  Suite suite;
};

TEST_F(Manage, MakesAPersonWhoBeginsTodayAndIsTold) {
  const auto made = Create(NewPerson());
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->state(), v1::PERSON_STATE_ACTIVE);
  EXPECT_TRUE(made->coachable());
  EXPECT_EQ(made->creator(), suite.Name(testing::kRoot));
  EXPECT_THAT(testing::ToldOf(suite.database, made->name()), ElementsAre("person.created"));
  const auto read = suite.Get(testing::kRoot, "new@example.com");
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->SerializeAsString(), made->SerializeAsString());
  EXPECT_THAT(suite.As("new@example.com", &Suite::Stub::GetMe, v1::GetMeRequest()), IsOk());
}

TEST_F(Manage, MakesAPersonWhoBeginsLaterAndIsNotTold) {
  v1::CreatePersonRequest request = NewPerson();
  *request.mutable_person()->mutable_hire_date() = ToDate(absl::CivilDay(2026, 2, 1));
  const auto made = Create(request);
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->state(), v1::PERSON_STATE_UNSPECIFIED);
  v1::Person title = *made;
  title.set_title("Trainee");
  EXPECT_THAT(Update(title, {"title"}), IsOk());
  EXPECT_THAT(testing::ToldOf(suite.database, made->name()), IsEmpty());
}

TEST_F(Manage, RefusesWhatBelongsToAnother) {
  EXPECT_THAT(Create(NewPerson("ANA@example.com")),
              StatusIs(absl::StatusCode::kAlreadyExists, "EMAIL_TAKEN"));
  v1::CreatePersonRequest request = NewPerson();
  request.mutable_person()->set_employee_number("2");
  EXPECT_THAT(Create(request), StatusIs(absl::StatusCode::kAlreadyExists, "EMPLOYEE_NUMBER_TAKEN"));
  v1::Person ana = Named(kAna);
  ana.set_email("Ben@Example.com");
  EXPECT_THAT(Update(ana, {"email"}), StatusIs(absl::StatusCode::kAlreadyExists, "EMAIL_TAKEN"));
  ana.set_employee_number("2");
  EXPECT_THAT(Update(ana, {"employee_number"}),
              StatusIs(absl::StatusCode::kAlreadyExists, "EMPLOYEE_NUMBER_TAKEN"));
  EXPECT_EQ(People(), 3);
}

TEST_F(Manage, RefusesBadFields) {
  const auto with = [](auto set) {
    v1::CreatePersonRequest request = NewPerson();
    set(*request.mutable_person());
    return request;
  };
  EXPECT_THAT(Create(with([](v1::Person& p) { p.clear_email(); })), ViolatesField("person.email"));
  EXPECT_THAT(Create(with([](v1::Person& p) { p.set_email("nobody"); })), ViolatesField("person.email"));
  EXPECT_THAT(Create(with([](v1::Person& p) { p.clear_display_name(); })),
              ViolatesField("person.display_name"));
  EXPECT_THAT(Create(with([](v1::Person& p) { p.set_time_zone("Europe/Atlantis"); })),
              ViolatesField("person.time_zone"));
  EXPECT_THAT(Create(with([](v1::Person& p) { p.mutable_hire_date()->set_year(2026); })),
              ViolatesField("person.hire_date"));
  v1::Person ana = Named(kAna);
  EXPECT_THAT(Update(ana, {"employee_number"}), ViolatesField("person.employee_number"));
  EXPECT_THAT(Update(ana, {"state"}), ViolatesField("update_mask"));
  EXPECT_THAT(Update(ana, {"email"}), ViolatesField("person.email"));
  ana.mutable_hire_date()->set_month(13);
  EXPECT_THAT(Update(ana, {"hire_date"}), ViolatesField("person.hire_date"));
}

TEST_F(Manage, ValidatesWithoutEffect) {
  v1::CreatePersonRequest request = NewPerson();
  request.set_validate_only(true);
  const auto would_be = Create(request);
  ASSERT_THAT(would_be, IsOk());
  EXPECT_EQ(would_be->name(), "");
  EXPECT_EQ(would_be->etag(), "");
  EXPECT_EQ(People(), 3);
  request.mutable_person()->set_email(kAna);
  EXPECT_THAT(Create(request), StatusIs(absl::StatusCode::kAlreadyExists, "EMAIL_TAKEN"));
}

TEST_F(Manage, ARepeatedRequestMakesOnePerson) {
  v1::CreatePersonRequest request = NewPerson();
  request.set_request_id("6f6d0f0e-8a51-4b6a-9c0e-6a4a3a1f0011");
  const auto first = Create(request);
  const auto again = Create(request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(first->name(), again->name());
  EXPECT_EQ(People(), 4);
  EXPECT_THAT(testing::ToldOf(suite.database, first->name()), ElementsAre("person.created"));
  request.mutable_person()->set_title("Other");
  EXPECT_THAT(Create(request), StatusIs(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(Manage, WritesTheFieldsOfTheMaskAndTellsThoseThatChanged) {
  v1::Person ana = Named(kAna);
  ana.set_title("Senior Agent");
  ana.set_display_name("Ana");
  ana.set_coachable(true);
  const auto answer = Update(ana, {"title", "display_name", "coachable", "location"});
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->title(), "Senior Agent");
  EXPECT_TRUE(answer->coachable());
  EXPECT_EQ(answer->time_zone(), "Europe/Lisbon");
  EXPECT_THAT(testing::ToldOf(suite.database, ana.name()),
              ElementsAre("person.created", "person.changed title,coachable"));
  EXPECT_EQ(
      suite.database.QueryInt("SELECT COUNT(*) FROM audit_record WHERE method LIKE '%/UpdatePerson' AND "
                              "fields = 'title,coachable' AND LENGTH(earlier_hash) = 32 AND subject = ?",
                              {ana.name()}),
      1);
  const auto again = Update(ana, {"title", "coachable"});
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->etag(), answer->etag());
  EXPECT_EQ(testing::ToldOf(suite.database, ana.name()).size(), 2U);
}

TEST_F(Manage, SignsInWithTheNewEmail) {
  v1::Person ana = Named(kAna);
  ana.set_email("anna@example.com");
  ASSERT_THAT(Update(ana), IsOk());
  EXPECT_THAT(suite.As("anna@example.com", &Suite::Stub::GetMe, v1::GetMeRequest()), IsOk());
  EXPECT_THAT(suite.As(kAna, &Suite::Stub::GetMe, v1::GetMeRequest()),
              StatusIs(absl::StatusCode::kPermissionDenied, "PERSON_UNKNOWN"));
}

TEST_F(Manage, RefusesAStaleEtag) {
  v1::Person ana = *suite.Get(testing::kRoot, kAna);
  ana.set_title("One");
  ASSERT_THAT(Update(ana, {"title"}), IsOk());
  ana.set_title("Two");
  EXPECT_THAT(Update(ana, {"title"}), StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
}

TEST_F(Manage, IsForHrAdmins) {
  EXPECT_THAT(Create(NewPerson(), kAna), StatusIs(absl::StatusCode::kPermissionDenied));
  v1::Person ana = Named(kAna);
  ana.set_title("Queen");
  EXPECT_THAT(Update(ana, {"title"}, kAna), StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(Manage, AnUnknownPersonIsNotFound) {
  v1::Person nobody;
  nobody.set_name("people/01arz3ndektsv4rrffq69g5fav");
  nobody.set_title("Ghost");
  EXPECT_THAT(Update(nobody, {"title"}), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace laurel::directory
