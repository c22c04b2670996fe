// What a session takes over from those before it: still open of a plan, open when it was held of one that is
// past; read by whoever reads each item.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>

#include "common/testing/explaining.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/feedback/action_item/store.h"
#include "services/feedback/names.h"
#include "services/feedback/tests/permissions.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::Explaining;
using laurel::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using Stub = v1::CoachingService::Stub;

class CarriedItems : public Permissions {
 protected:
  std::vector<std::string> In(const std::string& session, const std::string& person = kAuditor) {
    v1::ListActionItemsRequest request;
    request.set_session(session);
    const auto page = suite.As(person, &Stub::ListActionItems, request);
    EXPECT_THAT(page, IsOk());
    std::vector<std::string> names;
    if (!page.ok()) return names;
    for (const v1::ActionItem& item : page->action_items()) names.push_back(item.name());
    return names;
  }
  // A minute later than what was there before.
  std::string Item(const std::string& creator, const std::string& owner, const std::string& session = "") {
    suite.Pass(absl::Minutes(1));
    return suite.Item(creator, owner, session).name();
  }
  void Complete(const std::string& person, const std::string& item) {
    ASSERT_THAT(suite.As(person, &Stub::CompleteActionItem, Named<v1::CompleteActionItemRequest>(item)),
                IsOk());
  }
  void Hold(const std::string& coach, const std::string& session) {
    ASSERT_THAT(suite.As(coach, &Stub::HoldCoachingSession, Named<v1::HoldCoachingSessionRequest>(session)),
                IsOk());
  }
  // Of its secondary indexes the table of items is read along these alone.
  void ExpectReadAlong(const std::set<std::string>& indexes,
                       const std::function<absl::Status(sql::Connection&)>& read) {
    const auto explained = suite.db->Read<int>(suite.clock.Now() + absl::Minutes(1),
                                               [&](sql::Connection& connection) -> absl::StatusOr<int> {
                                                 Explaining explaining(suite.database, connection);
                                                 EXPECT_THAT(read(explaining), IsOk());
                                                 std::set<std::string> used;
                                                 for (const std::string& index : explaining.indexes())
                                                   if (index.starts_with("by_")) used.insert(index);
                                                 EXPECT_EQ(used, indexes);
                                                 return 0;
                                               });
    EXPECT_THAT(explained, IsOk());
  }
};

TEST_F(CarriedItems, OfAPlanAreTheOpenOnesOfCoachAndAttendee) {
  const std::string former = suite.Held(kCarla, {kAna, kBen}).name();
  const std::string done = Item(kAna, kAna, former);
  const std::string agreed = Item(kCarla, kAna, former);
  const std::string own = Item(kCarla, kCarla, former);
  Item(kBen, kBen, former);  // of another attendee
  Item(kAna, kAna);          // for herself
  Item(kCoach, kAna);        // somebody else's matter with her
  Item(kCoach, kAna, suite.Held(kCoach, {kAna}).name());
  const std::string assigned = Item(kCarla, kAna);
  Complete(kAna, done);
  const std::string plan = suite.Scheduled(kCarla, {kAna}).name();
  const std::string prepared = Item(kCarla, kAna, plan);
  EXPECT_THAT(In(plan), ElementsAre(prepared, assigned, own, agreed));
  EXPECT_THAT(In(plan, kCarla), ElementsAre(prepared, assigned, own, agreed));
  EXPECT_THAT(In(plan, kAna), ElementsAre(prepared, assigned, agreed));
  Complete(kAna, agreed);
  EXPECT_THAT(In(plan, kCarla), ElementsAre(prepared, assigned, own));
}

TEST_F(CarriedItems, StayAsTheyWereWhenItWasHeld) {
  const std::string open = Item(kCarla, kAna);
  const std::string plan = suite.Scheduled(kCarla, {kAna}).name();
  const std::string started = suite.Scheduled(kCarla, {kAna}, absl::Hours(48)).name();
  ASSERT_THAT(suite.As(kCarla, &Stub::StartCoachingSession, Named<v1::StartCoachingSessionRequest>(started)),
              IsOk());
  EXPECT_THAT(In(started), ElementsAre(open));
  Hold(kCarla, plan);
  const std::string late = Item(kCarla, kAna);
  Complete(kAna, open);
  EXPECT_THAT(In(plan), ElementsAre(open));
  EXPECT_THAT(In(started), ElementsAre(late));
  ASSERT_THAT(
      suite.As(kAna, &Stub::AcknowledgeCoachingSession, Named<v1::AcknowledgeCoachingSessionRequest>(plan)),
      IsOk());
  EXPECT_THAT(In(plan), ElementsAre(open));
  auto voided = Named<v1::VoidCoachingSessionRequest>(plan);
  voided.set_reason("logged twice");
  ASSERT_THAT(suite.As(kHr, &Stub::VoidCoachingSession, voided), IsOk());
  EXPECT_THAT(In(plan), ElementsAre(open));
}

TEST_F(CarriedItems, AreNoneOfWhatDidNotTakePlace) {
  Item(kCarla, kAna);
  const std::string cancelled = suite.Scheduled(kCarla, {kAna}).name();
  const std::string agreed = Item(kCarla, kAna, cancelled);
  ASSERT_THAT(
      suite.As(kCarla, &Stub::CancelCoachingSession, Named<v1::CancelCoachingSessionRequest>(cancelled)),
      IsOk());
  EXPECT_THAT(In(cancelled), ElementsAre(agreed));
}

TEST_F(CarriedItems, OfASessionThatIsLoggedAreThoseThatWereThereByThen) {
  const std::string first = suite.Held(kCarla, {kAna}, absl::Hours(5)).name();
  const std::string agreed = Item(kCarla, kAna, first);  // written down hours later
  const std::string assigned = Item(kCarla, kAna);
  EXPECT_THAT(In(suite.Held(kCarla, {kAna}, absl::Hours(6)).name()), IsEmpty());
  EXPECT_THAT(In(suite.Held(kCarla, {kAna}, absl::Hours(3)).name()), ElementsAre(agreed));
  EXPECT_THAT(In(suite.Held(kCarla, {kAna}, absl::ZeroDuration()).name()), ElementsAre(assigned, agreed));
}

TEST_F(CarriedItems, OfAGroupAreThoseOfEachWithTheCoach) {
  const std::string with_ana = Item(kCarla, kAna, suite.Held(kCarla, {kAna}).name());
  const std::string with_ben = Item(kBen, kCarla, suite.Held(kCarla, {kBen}).name());
  auto request = LogRequest({kAna, kBen}, suite.clock.Now());
  request.mutable_coaching_session()->set_kind(v1::COACHING_SESSION_KIND_ROLE_PLAY);
  const auto played = suite.As(kPeer, &Stub::CreateCoachingSession, request);
  ASSERT_THAT(played, IsOk());
  Item(kAna, kBen, played->name());  // nothing of the coach's
  const std::string group = suite.Scheduled(kCarla, {kAna, kBen}).name();
  EXPECT_THAT(In(group), ElementsAre(with_ben, with_ana));
  EXPECT_THAT(In(group, kAna), ElementsAre(with_ana));
  Hold(kCarla, group);
  EXPECT_THAT(In(group), ElementsAre(with_ben, with_ana));
  EXPECT_THAT(In(group, kBen), ElementsAre(with_ben));
}

TEST_F(CarriedItems, ComeInPagesOfOneOrder) {
  const std::string former = suite.Held(kCarla, {kAna}).name();
  const std::string plan = suite.Scheduled(kCarla, {kAna}).name();
  std::vector<std::string> all;
  for (int i = 0; i < 7; ++i) all.insert(all.begin(), Item(kCarla, kAna, i % 2 == 0 ? former : plan));
  for (bool held : {false, true}) {
    if (held) Hold(kCarla, plan);
    v1::ListActionItemsRequest request;
    request.set_session(plan);
    request.set_page_size(2);
    std::vector<std::string> seen;
    do {
      const auto page = suite.As(kAna, &Stub::ListActionItems, request);
      ASSERT_THAT(page, IsOk());
      for (const v1::ActionItem& item : page->action_items()) seen.push_back(item.name());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    EXPECT_EQ(seen, all);
  }
}

TEST_F(CarriedItems, AreNarrowedDownLikeAll) {
  auto due = ItemRequest(kAna);
  *due.mutable_action_item()->mutable_due_date() = ToDate(absl::CivilDay(2026, 1, 10));
  const auto late = suite.As(kCarla, &Stub::CreateActionItem, due);
  ASSERT_THAT(late, IsOk());
  const std::string done = Item(kCarla, kAna);
  const std::string session = suite.Held(kCarla, {kAna}, absl::ZeroDuration()).name();
  Complete(kAna, done);
  v1::ListActionItemsRequest request;
  request.set_session(session);
  request.set_state(v1::ACTION_ITEM_STATE_DONE);
  auto page = suite.As(kAna, &Stub::ListActionItems, request);
  ASSERT_THAT(page, IsOk());
  ASSERT_EQ(page->action_items_size(), 1);
  EXPECT_EQ(page->action_items(0).name(), done);
  request.clear_state();
  request.set_overdue(true);
  page = suite.As(kAna, &Stub::ListActionItems, request);
  ASSERT_THAT(page, IsOk());
  ASSERT_EQ(page->action_items_size(), 1);
  EXPECT_EQ(page->action_items(0).name(), late->name());
}

TEST_F(CarriedItems, AreNarrowedDownToAnOwnerOrAPair) {
  const std::string former = suite.Held(kCarla, {kAna, kBen}).name();
  const std::string of_ana = Item(kCarla, kAna, former);
  const std::string of_ben = Item(kCarla, kBen, former);
  const std::string of_carla = Item(kCarla, kCarla, former);
  const std::string plan = suite.Scheduled(kCarla, {kAna, kBen}).name();
  const std::string new_ben = Item(kCarla, kBen, plan);
  const auto names = [&](const std::string& person, const std::string& owner, const std::string& attendee) {
    v1::ListActionItemsRequest request;
    request.set_session(plan);
    if (!owner.empty()) request.set_owner(Person(owner));
    if (!attendee.empty()) {
      request.set_coach(Person(kCarla));
      request.set_attendee(Person(attendee));
    }
    const auto page = suite.As(person, &Stub::ListActionItems, request);
    EXPECT_THAT(page, IsOk());
    std::vector<std::string> listed;
    if (!page.ok()) return listed;
    for (const v1::ActionItem& item : page->action_items()) listed.push_back(item.name());
    return listed;
  };
  for (bool held : {false, true}) {
    if (held) Hold(kCarla, plan);
    EXPECT_THAT(names(kCarla, kBen, ""), ElementsAre(new_ben, of_ben));
    EXPECT_THAT(names(kCarla, "", kAna), ElementsAre(of_carla, of_ana));
    EXPECT_THAT(names(kCarla, kCarla, kAna), ElementsAre(of_carla));
    EXPECT_THAT(names(kBen, kBen, ""), ElementsAre(new_ben, of_ben));
    EXPECT_THAT(names(kBen, kAna, ""), IsEmpty());
  }
}

TEST_F(CarriedItems, OfAnOwnerAreTheOwnersAlone) {
  const std::string group = suite.Held(kCarla, {kAna, kBen}).name();
  const std::string own = Item(kCarla, kBen, group);
  Item(kCarla, kAna, group);
  v1::ListActionItemsRequest request;
  request.set_owner(Person(kBen));
  request.set_session(group);
  const auto page = suite.As(kBen, &Stub::ListActionItems, request);
  ASSERT_THAT(page, IsOk());
  ASSERT_EQ(page->action_items_size(), 1);
  EXPECT_EQ(page->action_items(0).name(), own);
  // What is between two others holds nothing of one's own.
  request.clear_session();
  request.set_coach(Person(kCarla));
  request.set_attendee(Person(kAna));
  EXPECT_EQ(Count(kBen, request), '0');
  request.set_owner(Person(kPeer));
  EXPECT_EQ(Count(kPeer, request), '0');
}

// For every relation: the list is what Get shows of it, item by item.
TEST_F(CarriedItems, AreReadByThoseWhoReadEachItem) {
  const std::string former = suite.Held(kCoach, {kAna}).name();
  Item(kCoach, kAna, former);
  Item(kAna, kCoach, former);
  Item(kCoach, kAna);
  const std::string given_away = Item(kAna, kAna, former);
  const std::string session = suite.Scheduled(kCoach, {kAna}).name();
  Item(kAna, kCoach, session);
  for (bool held : {false, true}) {
    if (held) {
      Hold(kCoach, session);
      v1::UpdateActionItemRequest update;
      update.mutable_action_item()->set_name(given_away);
      update.mutable_action_item()->set_owner(Person(kCoach));
      update.mutable_update_mask()->add_paths("owner");
      ASSERT_THAT(suite.As(kAna, &Stub::UpdateActionItem, update), IsOk());
    }
    const std::vector<std::string> all = In(session);
    ASSERT_EQ(all.size(), 5U);
    for (const std::string* person : {&kAna, &kBen, &kCarla, &kSkip, &kTop, &kCoach, &kLead, &kPeer, &kFormer,
                                      &kHr, &kAuditor, &kStranger}) {
      std::map<std::string, char> read;
      for (const std::string& name : all) {
        const char outcome =
            Outcome(suite.As(*person, &Stub::GetActionItem, Named<v1::GetActionItemRequest>(name)));
        if (outcome != 'N') read[name] = outcome;
      }
      v1::ListActionItemsRequest request;
      request.set_session(session);
      const auto page = suite.As(*person, &Stub::ListActionItems, request);
      const bool reads_session =
          suite.As(*person, &Stub::GetCoachingSession, Named<v1::GetCoachingSessionRequest>(session)).ok();
      if (!page.ok()) {
        EXPECT_EQ(Outcome(page), reads_session ? 'D' : 'I') << *person;
        if (reads_session) {
          EXPECT_THAT(read, IsEmpty()) << *person;
        }
        continue;
      }
      std::map<std::string, char> listed;
      for (const v1::ActionItem& item : page->action_items())
        listed[item.name()] = item.view() == common::v1::VIEW_FULL ? 'F' : 'S';
      EXPECT_EQ(listed, read) << *person;
    }
  }
}

TEST_F(CarriedItems, AreFoundWithoutScanning) {
  for (int i = 0; i < 40; ++i) {
    suite.Held(kSkip, {kCarla});
    const std::string session = suite.Held(kCoach, {kAna}).name();
    suite.Item(kCoach, kAna, session);
    Complete(kAna, suite.Item(kAna, kAna, session).name());
    suite.Item(kPeer, kPeer);
    suite.Item(kBen, kBen);
  }
  for (int copy = 10; copy < 30; ++copy) {  // other people's, as in a table that is worth an index
    suite.database.Execute(
        "INSERT INTO action_item SELECT CONCAT(?, SUBSTR(id, 3)), version, create_time, update_time, "
        "creator, owner, "
        "text, due_date, session, goal, state, state_time, session_coach FROM action_item WHERE owner = ? "
        "AND id LIKE '01%'",
        {std::to_string(copy), kPeer});
  }
  const std::string held = suite.Held(kCarla, {kAna}).name();
  suite.Item(kCarla, kAna, held);
  for (const char* table : {"coaching_session", "session_participant", "action_item", "carried_item"}) {
    suite.database.Query(std::string("ANALYZE TABLE ") + table);
  }
  const std::string session(IdOf(held));
  const action_item::Participants pair{kCarla, {kAna}};
  action_item::Listing listing;
  listing.limit = 51;
  const auto list = [&](sql::Connection& connection) {
    return action_item::List(connection, listing).status();
  };
  listing.session = session;
  ExpectReadAlong({"by_session"}, list);
  listing.plan = pair;
  ExpectReadAlong({"by_session", "by_open"}, list);
  listing.session.clear();
  listing.plan.reset();
  listing.pair = pair;
  ExpectReadAlong({"by_owner"}, list);
  listing.state = v1::ACTION_ITEM_STATE_OPEN;
  ExpectReadAlong({"by_open"}, list);
  listing.pair.reset();
  listing.owner = kAna;
  ExpectReadAlong({"by_open"}, list);
  listing.state = 0;
  ExpectReadAlong({"by_owner"}, list);
  ExpectReadAlong({"by_session"}, [&](sql::Connection& connection) {
    return action_item::OwnersIn(connection, session).status();
  });
  ExpectReadAlong({"by_open"}, [&](sql::Connection& connection) {
    return action_item::FindCarried(connection, session, pair, suite.clock.Now(), 1000).status();
  });
}

}  // namespace
}  // namespace laurel::feedback::testing
