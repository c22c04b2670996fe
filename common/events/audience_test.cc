#include "common/events/audience.h"

#include <gmock/gmock.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "common/org/testing/records.h"

namespace laurel::events {
namespace {

using org::testing::Records;
using org::testing::TestId;

const std::string kAna = TestId(1);
const std::string kBo = TestId(2);   // manages Ana
const std::string kCy = TestId(3);   // manages Bo
const std::string kDee = TestId(4);  // coaches Ana by a line
const std::string kEve = TestId(5);  // a stranger; HR_ADMIN
const std::string kFay = TestId(6);  // of the team
const std::string kGil = TestId(7);  // was Ana's manager, coach and of the team until 2025, and is here
const std::string kHal = TestId(8);  // has left; everything else is as if not
const std::string kTeam = TestId(20);
const std::string kSunk = TestId(21);  // a team that was closed; Fay was in it

const absl::Time kNow = absl::FromCivil(absl::CivilSecond(2026, 1, 14, 12, 0, 0), absl::UTCTimeZone());
constexpr absl::CivilDay kLastYear{2025, 12, 31};

Records Orbit() {
  Records records;
  for (const std::string& id : {kAna, kBo, kCy, kDee, kEve, kFay, kGil, kHal}) records.Active(id);
  records.Line(kAna, kGil, Records::kEarly, kLastYear).Line(kAna, kBo, kLastYear + 1).Line(kBo, kCy);
  records.Coach(kAna, kDee).Coach(kAna, kGil, Records::kEarly, kLastYear).Coach(kAna, kHal);
  records.Team(kTeam).Member(kTeam, kFay).Member(kTeam, kGil, Records::kEarly, kLastYear).Member(kTeam, kHal);
  records.Team(kSunk, directory::v1::TEAM_KIND_TEAM, kLastYear).Member(kSunk, kFay);
  records.Roles(kEve, {directory::v1::ROLE_HR_ADMIN}).Roles(kHal, {directory::v1::ROLE_HR_ADMIN});
  records.Status(kHal, absl::CivilDay(2026, 1, 1), directory::v1::PERSON_STATE_LEFT);
  return records;
}

auth::Principal Person(const std::string& id) {
  auth::Principal principal{.id = id, .name = "people/" + id, .is = {}};
  principal.is.Add(common::v1::CALLER_PERSON);
  return principal;
}

auth::Principal Service(common::v1::Caller role) {
  auth::Principal principal{.id = "service:other", .name = "", .is = {}};
  principal.is.Add(role);
  return principal;
}

bool Stays(const auth::Principal& caller, const Records& records,
           absl::Time token_expires = absl::InfiniteFuture()) {
  return MayStay(caller, token_expires, *records.Build(), kNow);
}

Hears Ask(const Audience& audience, const auth::Principal& caller, bool fresh = true) {
  return MayHear(audience.ToText(), caller, *Orbit().Build(), fresh, kNow);
}
Hears Ask(const Audience& audience, const std::string& person, bool fresh = true) {
  return Ask(audience, Person(person), fresh);
}

struct Case {
  const char* what;
  Audience audience;
  std::vector<std::string> hear;  // of the people above; nobody else does
};

std::vector<Case> Cases() {
  const auto people = {kAna, kBo, kCy, kDee, kEve, kFay, kGil};
  return {{"everyone", Audience::Everyone(), people},
          {"person", Audience().Person("people/" + kAna), {kAna}},
          {"manager_of", Audience().ManagerOf("people/" + kAna), {kBo}},
          {"chain_of", Audience().ChainOf("people/" + kAna), {kBo, kCy}},
          {"coach_of", Audience().CoachOf("people/" + kAna), {kDee}},
          {"team", Audience().Team("teams/" + kTeam), {kFay}},
          {"a closed team", Audience().Team("teams/" + kSunk), {}},
          {"role", Audience().Role(common::v1::CALLER_HR_ADMIN), {kEve}},
          {"a role that nobody holds", Audience().Role(common::v1::CALLER_AUDITOR), {}},
          {"services", Audience().Role(common::v1::CALLER_ORG_READER), {}},
          {"a leaver", Audience().Person(kHal), {}},
          {"several",
           Audience().Person(kAna).ManagerOf(kAna).CoachOf(kAna).CoachOf(kBo).Team(kTeam),
           {kAna, kBo, kDee, kFay}}};
}

TEST(Audience, IsHeardByThoseWhoAreInTheRelationNow) {
  for (const Case& one : Cases()) {
    for (const std::string& person : {kAna, kBo, kCy, kDee, kEve, kFay, kGil, kHal}) {
      const bool hears = std::ranges::count(one.hear, person) > 0;
      EXPECT_EQ(Ask(one.audience, person), hears ? Hears::kYes : Hears::kNo) << one.what << " " << person;
    }
  }
}

TEST(Audience, OfEveryKindIsHeardByIntegrations) {
  for (const Case& one : Cases()) {
    EXPECT_EQ(Ask(one.audience, Service(common::v1::CALLER_INTEGRATION)), Hears::kYes) << one.what;
    EXPECT_EQ(Ask(one.audience, Service(common::v1::CALLER_INTEGRATION), /*fresh=*/false), Hears::kYes);
  }
}

TEST(Audience, IsHeardByServicesWhenItIsEveryoneOrThemselves) {
  const auth::Principal service = Service(common::v1::CALLER_ORG_READER);
  for (const Case& one : Cases()) {
    const std::string what = one.what;
    const Hears expected = what == "everyone" || what == "services" ? Hears::kYes : Hears::kNo;
    EXPECT_EQ(Ask(one.audience, service), expected) << what;
    EXPECT_EQ(Ask(one.audience, service, /*fresh=*/false), expected) << what;
  }
}

TEST(Audience, IsNotHeardByADisabledServiceAccount) {
  for (const auto role : {common::v1::CALLER_INTEGRATION, common::v1::CALLER_ORG_READER}) {
    for (const bool disabled : {false, true}) {
      Records records;
      records.ServiceAccount("other", directory::v1::SERVICE_ACCOUNT_ROLE_ORG_READER, disabled);
      EXPECT_EQ(MayHear("everyone", Service(role), *records.Build(), true, kNow),
                disabled ? Hears::kNo : Hears::kYes);
    }
  }
}

TEST(Audience, ByRelationIsUnknownWhileTheOrganizationIsSilent) {
  EXPECT_EQ(Ask(Audience().ManagerOf(kAna), kBo, false), Hears::kUnknown);
  EXPECT_EQ(Ask(Audience().ChainOf(kAna), kEve, false), Hears::kUnknown);
  EXPECT_EQ(Ask(Audience().CoachOf(kAna), kEve, false), Hears::kUnknown);
  EXPECT_EQ(Ask(Audience().Team(kTeam), kEve, false), Hears::kUnknown);
}

TEST(Audience, WithoutARelationIsKnownWhileTheOrganizationIsSilent) {
  EXPECT_EQ(Ask(Audience().ManagerOf(kAna).Person(kAna), kAna, false), Hears::kYes);
  EXPECT_EQ(Ask(Audience().Person(kAna), kBo, false), Hears::kNo);
  EXPECT_EQ(Ask(Audience().Role(common::v1::CALLER_HR_ADMIN), kEve, false), Hears::kYes);
  EXPECT_EQ(Ask(Audience::Everyone(), kEve, false), Hears::kYes);
  EXPECT_EQ(Ask(Audience::Everyone().ManagerOf(kAna), kHal, false), Hears::kNo);
}

TEST(Audience, FollowsATransfer) {
  Records records;
  records.Active(kAna).Active(kBo).Active(kGil).Line(kAna, kGil);
  const std::string audience = Audience().ManagerOf(kAna).ToText();
  EXPECT_EQ(MayHear(audience, Person(kGil), *records.Build(), true, kNow), Hears::kYes);
  records.Line(kAna, kBo, absl::CivilDay(2026, 1, 14));
  records.records().mutable_lines(0)->set_end_day(
      static_cast<std::int32_t>(absl::CivilDay(2026, 1, 13) - absl::CivilDay(1970, 1, 1)));
  EXPECT_EQ(MayHear(audience, Person(kGil), *records.Build(), true, kNow), Hears::kNo);
  EXPECT_EQ(MayHear(audience, Person(kBo), *records.Build(), true, kNow), Hears::kYes);
}

TEST(Audience, NeverIncludesWhomItLeavesOut) {
  Audience audience;
  audience.Role(common::v1::CALLER_HR_ADMIN).ManagerOf(kAna).Not(kEve);
  EXPECT_EQ(Ask(audience, Person(kEve)), Hears::kNo);
  EXPECT_EQ(Ask(audience, Person(kBo)), Hears::kYes);
  EXPECT_TRUE(audience.ToText().starts_with("not:"));
}

TEST(Audience, LooksAtTheRolesOfNowNotAtThoseOfTheStreamsBeginning) {
  auth::Principal once_admin = Person(kAna);
  once_admin.is.Add(common::v1::CALLER_HR_ADMIN);
  EXPECT_EQ(Ask(Audience().Role(common::v1::CALLER_HR_ADMIN), once_admin), Hears::kNo);
}

TEST(Audience, IsStoredAsRelationsEachOnce) {
  EXPECT_EQ(Audience::Everyone().ToText(), "everyone");
  EXPECT_EQ(Audience()
                .Person("people/" + kAna)
                .ManagerOf(kAna)
                .Person(kAna)
                .Role(common::v1::CALLER_AUDITOR)
                .ToText(),
            "person:" + kAna + " manager_of:" + kAna + " role:AUDITOR");
}

TEST(Audience, OfEmptyNamesIsEmpty) {
  EXPECT_TRUE(Audience().Person("").ManagerOf("").ChainOf("").CoachOf("").Team("").empty());
  EXPECT_FALSE(Audience::Everyone().empty());
}

TEST(Audience, RefusesWhatIsNoIdAndNoRole) {
  EXPECT_THROW(Audience().Person("people/x role:HR_ADMIN"), std::logic_error);
  EXPECT_THROW(Audience().Team("service:laurel-feedback"), std::logic_error);
  EXPECT_THROW(Audience().Role(common::v1::CALLER_PERSON), std::logic_error);
  EXPECT_THROW(Audience().Role(common::v1::CALLER_UNSPECIFIED), std::logic_error);
}

TEST(Audience, OfALaterVersionsWordsIsHeardByNobody) {
  for (const std::string& text : {"friend_of:" + kAna, std::string("everyone_else"), std::string(""),
                                  std::string(" :  role: person:")}) {
    EXPECT_EQ(MayHear(text, Person(kEve), *Orbit().Build(), true, kNow), Hears::kNo) << text;
  }
}

TEST(MayStay, EndsForALeaver) {
  EXPECT_TRUE(Stays(Person(kAna), Orbit()));
  EXPECT_FALSE(Stays(Person(kHal), Orbit()));
}

TEST(MayStay, EndsForADisabledAccountWhateverItsRole) {
  for (const auto role : {common::v1::CALLER_ORG_READER, common::v1::CALLER_INTEGRATION}) {
    Records enabled;
    Records disabled;
    enabled.ServiceAccount("other");
    disabled.ServiceAccount("other", directory::v1::SERVICE_ACCOUNT_ROLE_ORG_READER, /*disabled=*/true);
    EXPECT_TRUE(Stays(Service(role), enabled));
    EXPECT_FALSE(Stays(Service(role), disabled));
  }
}

TEST(MayStay, EndsWithTheTokenAndTheLeewayOfClocks) {
  EXPECT_TRUE(Stays(Person(kAna), Orbit(), kNow + absl::Seconds(1)));
  EXPECT_TRUE(Stays(Person(kAna), Orbit(), kNow - absl::Seconds(29)));
  EXPECT_FALSE(Stays(Person(kAna), Orbit(), kNow - absl::Seconds(31)));
}

}  // namespace
}  // namespace laurel::events
