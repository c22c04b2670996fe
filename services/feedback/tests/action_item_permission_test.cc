// The permission table of the product, for action items: every relation, every call, over the wire.
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "services/feedback/testing/suite.h"
#include "services/feedback/tests/permissions.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using Stub = v1::CoachingService::Stub;

// A role play coached by Peer with Ana, Ben and Stranger, in which Ben made an item for Ana: owner, creator,
// coach and another attendee are four people.
TEST_F(Permissions, OfAnActionItemAreThoseOfTheTable) {
  auto request = LogRequest({kAna, kBen, kStranger}, suite.clock.Now());
  request.mutable_coaching_session()->set_kind(v1::COACHING_SESSION_KIND_ROLE_PLAY);
  const auto session = suite.As(kPeer, &Stub::CreateCoachingSession, request);
  ASSERT_THAT(session, IsOk());
  const std::vector<Row> rows = {// Get, Update, Complete; how many in the lists of the session and of Ana
                                 {"owner", kAna, "FFF 11"},
                                 {"creator", kBen, "FFF 1R"},
                                 {"session's coach", kPeer, "FFF 1R"},
                                 {"line manager", kCarla, "FDD 11"},
                                 {"chain above", kSkip, "NNN I0"},
                                 {"top", kTop, "NNN I0"},
                                 {"former manager", kFormer, "NNN IR"},
                                 {"COACH line", kCoach, "NNN I0"},
                                 {"team lead", kLead, "NNN I0"},
                                 {"HR_ADMIN", kHr, "NNN DR"},
                                 {"AUDITOR", kAuditor, "SDD 11"},
                                 {"other attendee", kStranger, "NNN 0R"}};
  for (const Row& row : rows) {
    suite.database.Execute("DELETE FROM action_item");
    const v1::ActionItem item = suite.Item(kBen, kAna, session->name());
    v1::UpdateActionItemRequest update;
    update.mutable_action_item()->set_name(item.name());
    update.mutable_action_item()->set_text("Listen to five calls");
    v1::ListActionItemsRequest of_session;
    of_session.set_session(session->name());
    v1::ListActionItemsRequest of_ana;
    of_ana.set_owner(Person(kAna));
    std::string outcome;
    outcome +=
        Outcome(suite.As(row.person, &Stub::GetActionItem, Named<v1::GetActionItemRequest>(item.name())));
    outcome += Outcome(suite.As(row.person, &Stub::UpdateActionItem, update));
    outcome += Outcome(
        suite.As(row.person, &Stub::CompleteActionItem, Named<v1::CompleteActionItemRequest>(item.name())));
    outcome += ' ';
    outcome += Count(row.person, of_session);
    outcome += Count(row.person, of_ana);
    EXPECT_EQ(outcome, row.expected) << row.relation;
  }
}

TEST_F(Permissions, AnActionItemAloneIsForOneselfOrWhomOneMayCoach) {
  const std::vector<Row> rows = {{"oneself", kAna, "F"},           {"line manager", kCarla, "F"},
                                 {"chain above", kSkip, "F"},      {"coach", kCoach, "F"},
                                 {"team lead", kLead, "F"},        {"peer", kPeer, "R"},
                                 {"former manager", kFormer, "R"}, {"HR_ADMIN", kHr, "R"},
                                 {"AUDITOR", kAuditor, "R"},       {"stranger", kStranger, "R"}};
  for (const Row& row : rows) {
    EXPECT_EQ(std::string(1, Outcome(suite.As(row.person, &Stub::CreateActionItem, ItemRequest(kAna)))),
              row.expected)
        << row.relation;
  }
}

}  // namespace
}  // namespace laurel::feedback::testing
