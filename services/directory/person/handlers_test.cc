// GetMe, GetPerson, BatchGetPeople and ListPeople over the wire.
#include <gmock/gmock.h>

#include <set>

#include "common/api/page.h"
#include "common/testing/status_matchers.h"
#include "services/directory/testing/suite.h"

namespace laurel::directory {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using testing::Suite;
using ::testing::UnorderedElementsAre;

// Ana, and one person in every relation to her.
class People : public ::testing::Test {
 protected:
  People() {
    suite.Given({"employee_number,email,display_name,manager,coach,team,hire_date,leave_date,roles,coachable",
                 "1,top@example.com,Tom Top,,,,2019-01-01,,,",
                 "2,skip@example.com,Sara Skip,1,,,2019-01-01,,,",
                 "3,carla@example.com,Carla Line,2,,Voice,2019-01-01,,,",
                 "4,former@example.com,Fritz Former,2,,,2019-01-01,,,",
                 "5,ana@example.com,Ána Ruiz,4,6,Voice,2020-05-01,2027-01-01,,yes",
                 "6,coach@example.com,Carl Coach,2,,,2019-01-01,,,",
                 "7,peer@example.com,Pia Peer,3,,Voice,2019-01-01,,,",
                 "8,stranger@example.com,Stan Stranger,,,,2019-01-01,,,",
                 "9,hr@example.com,Hana Reed,,,,2019-01-01,,HR_ADMIN,",
                 "10,rec@example.com,Rita Rec,,,,2019-01-01,,RECOGNITION_ADMIN,",
                 "11,auditor@example.com,Aude Itor,,,,2019-01-01,,AUDITOR,"});
    EXPECT_THAT(suite.SetManager("ana@example.com", "carla@example.com", absl::CivilDay(2026, 1, 1)), IsOk());
  }

  std::vector<std::string> Listed(const v1::ListPeopleRequest& request,
                                  std::string_view caller = "ana@example.com") {
    return testing::DisplayNames(suite.As(caller, &Suite::Stub::ListPeople, request));
  }

  Suite suite;
};

TEST_F(People, ShowsDatesAndNumberOnlyToThoseWhoMayReadThem) {
  for (const std::string_view caller : {"ana", "carla", "skip", "top", "hr", "auditor"}) {
    const auto ana = suite.Get(std::string(caller) + "@example.com", "ana@example.com");
    ASSERT_THAT(ana, IsOk()) << caller;
    EXPECT_EQ(ana->employee_number(), "5") << caller;
    EXPECT_EQ(ana->hire_date().year(), 2020) << caller;
    EXPECT_EQ(ana->leave_date().year(), 2027) << caller;
  }
  for (const std::string_view caller : {"former", "coach", "peer", "stranger", "rec"}) {
    const auto ana = suite.Get(std::string(caller) + "@example.com", "ana@example.com");
    ASSERT_THAT(ana, IsOk()) << caller;
    EXPECT_EQ(ana->employee_number(), "") << caller;
    EXPECT_FALSE(ana->has_hire_date()) << caller;
    EXPECT_FALSE(ana->has_leave_date()) << caller;
    EXPECT_EQ(ana->email(), "ana@example.com") << caller;
    EXPECT_EQ(ana->state(), v1::PERSON_STATE_ACTIVE) << caller;
    EXPECT_EQ(ana->manager(), suite.Name("carla@example.com")) << caller;
    EXPECT_EQ(ana->coach(), suite.Name("coach@example.com")) << caller;
    EXPECT_TRUE(ana->coachable()) << caller;
    EXPECT_NE(ana->team(), "") << caller;
  }
}

TEST_F(People, ListAndBatchAgreeWithGet) {
  for (const std::string_view name : {"peer", "carla"}) {
    const std::string caller = std::string(name) + "@example.com";
    const auto get = suite.Get(caller, "ana@example.com");
    v1::BatchGetPeopleRequest batch;
    batch.add_names(suite.Name("ana@example.com"));
    const auto batched = suite.As(caller, &Suite::Stub::BatchGetPeople, batch);
    v1::ListPeopleRequest list;
    list.set_query("ana@");
    const auto listed = suite.As(caller, &Suite::Stub::ListPeople, list);
    ASSERT_THAT(get, IsOk());
    ASSERT_THAT(batched, IsOk());
    ASSERT_THAT(listed, IsOk());
    EXPECT_EQ(batched->people(0).SerializeAsString(), get->SerializeAsString());
    EXPECT_EQ(listed->people(0).SerializeAsString(), get->SerializeAsString());
  }
}

TEST_F(People, ServicesReadNamesWithoutDates) {
  v1::BatchGetPeopleRequest batch;
  batch.add_names(suite.Name("ana@example.com"));
  const auto answer = suite.As(testing::kService, &Suite::Stub::BatchGetPeople, batch);
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->people(0).display_name(), "Ána Ruiz");
  EXPECT_FALSE(answer->people(0).has_hire_date());
  v1::GetPersonRequest get;
  get.set_name(suite.Name("ana@example.com"));
  EXPECT_THAT(suite.As(testing::kService, &Suite::Stub::GetPerson, get),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(People, BatchNamesWhatItCannotFind) {
  v1::BatchGetPeopleRequest batch;
  batch.add_names(suite.Name("ana@example.com"));
  batch.add_names("people/01arz3ndektsv4rrffq69g5fav");
  batch.add_names(suite.Name("carla@example.com"));
  const auto answer = suite.As("ana@example.com", &Suite::Stub::BatchGetPeople, batch);
  ASSERT_THAT(answer, IsOk());
  ASSERT_EQ(answer->people_size(), 2);
  EXPECT_EQ(answer->people(1).email(), "carla@example.com");
  EXPECT_THAT(answer->missing(), ElementsAre("people/01arz3ndektsv4rrffq69g5fav"));
}

TEST_F(People, AnUnknownNameIsNotFound) {
  v1::GetPersonRequest request;
  request.set_name("people/01arz3ndektsv4rrffq69g5fav");
  EXPECT_THAT(suite.As("ana@example.com", &Suite::Stub::GetPerson, request),
              StatusIs(absl::StatusCode::kNotFound, "NOT_FOUND"));
}

TEST_F(People, WhoIsNotImportedIsToldSo) {
  EXPECT_THAT(suite.As("nobody@example.com", &Suite::Stub::GetMe, v1::GetMeRequest()),
              StatusIs(absl::StatusCode::kPermissionDenied, "PERSON_UNKNOWN"));
}

TEST_F(People, GetMeTellsRolesTeamsAndReports) {
  const auto carla = suite.As("carla@example.com", &Suite::Stub::GetMe, v1::GetMeRequest());
  ASSERT_THAT(carla, IsOk());
  EXPECT_EQ(carla->person().employee_number(), "3");
  EXPECT_EQ(carla->direct_reports(), 2);
  ASSERT_EQ(carla->teams_size(), 1);
  EXPECT_EQ(carla->teams(0).display_name(), "Voice");
  const auto hr = suite.As("hr@example.com", &Suite::Stub::GetMe, v1::GetMeRequest());
  ASSERT_THAT(hr, IsOk());
  EXPECT_THAT(hr->roles(), ElementsAre(v1::ROLE_HR_ADMIN));
}

TEST_F(People, QueryFindsBeginningsOfWordsWithoutAccentsAndCase) {
  v1::ListPeopleRequest request;
  request.set_query("ANA");
  EXPECT_THAT(Listed(request), UnorderedElementsAre("Ána Ruiz"));
  request.set_query("rui");
  EXPECT_THAT(Listed(request), UnorderedElementsAre("Ána Ruiz"));
  request.set_query("uiz");
  EXPECT_THAT(Listed(request), ElementsAre());
}

TEST_F(People, QueryTakesWildcardsLiterally) {
  v1::ListPeopleRequest request;
  for (const char* query : {"%", "_na", "!", "\\", "'; DROP TABLE person; --"}) {
    request.set_query(query);
    EXPECT_THAT(Listed(request), ElementsAre()) << query;
  }
}

TEST_F(People, FiltersByTeamManagerAndState) {
  v1::ListPeopleRequest request;
  request.set_manager(suite.Name("carla@example.com"));
  EXPECT_THAT(Listed(request), ElementsAre("Ána Ruiz", "Pia Peer"));
  request.set_manager(suite.Name("former@example.com"));
  EXPECT_THAT(Listed(request), ElementsAre());
  request.clear_manager();
  request.set_team(suite.Get("ana@example.com", "ana@example.com")->team());
  EXPECT_THAT(Listed(request), ElementsAre("Ána Ruiz", "Carla Line", "Pia Peer"));
  request.set_manager(suite.Name("carla@example.com"));
  EXPECT_THAT(Listed(request), ElementsAre("Ána Ruiz", "Pia Peer"));
  request.set_state(v1::PERSON_STATE_LEFT);
  EXPECT_THAT(Listed(request), ElementsAre());
  request.Clear();
  request.set_manager("people/01arz3ndektsv4rrffq69g5fav");
  EXPECT_THAT(suite.As("ana@example.com", &Suite::Stub::ListPeople, request), ViolatesField("manager"));
}

TEST_F(People, PagesTogetherAreTheListWithoutGapOrDouble) {
  v1::ListPeopleRequest request;
  request.set_page_size(2);
  std::vector<std::string> names;
  do {
    const auto page = suite.As("ana@example.com", &Suite::Stub::ListPeople, request);
    ASSERT_THAT(page, IsOk());
    for (const v1::Person& person : page->people()) names.push_back(person.display_name());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(names.size(), 12U);
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 12U);
}

TEST_F(People, PageTokensAreBoundToCallerAndFilter) {
  v1::ListPeopleRequest request;
  request.set_page_size(2);
  const auto page = suite.As("ana@example.com", &Suite::Stub::ListPeople, request);
  ASSERT_THAT(page, IsOk());
  request.set_page_token(page->next_page_token());
  EXPECT_THAT(suite.As("peer@example.com", &Suite::Stub::ListPeople, request), ViolatesField("page_token"));
  v1::ListPeopleRequest other = request;
  other.set_query("a");
  EXPECT_THAT(suite.As("ana@example.com", &Suite::Stub::ListPeople, other), ViolatesField("page_token"));
  request.mutable_page_token()->append("x");
  EXPECT_THAT(suite.As("ana@example.com", &Suite::Stub::ListPeople, request), ViolatesField("page_token"));
}

TEST_F(People, ACursorOfAnotherListIsRefused) {
  const std::string ana(api::IdOf(suite.Name("ana@example.com")));
  v1::ListPeopleRequest people;
  people.set_page_token(api::MakePageToken(ana, people, {"only one value"}));
  EXPECT_THAT(suite.As("ana@example.com", &Suite::Stub::ListPeople, people), ViolatesField("page_token"));
  v1::ListTeamsRequest teams;
  teams.set_page_token(api::MakePageToken(ana, teams, {"a", "b", "c"}));
  EXPECT_THAT(suite.As("ana@example.com", &Suite::Stub::ListTeams, teams), ViolatesField("page_token"));
}

}  // namespace
}  // namespace laurel::directory
