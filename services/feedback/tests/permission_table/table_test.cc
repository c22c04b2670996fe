// The permission table of the product, whole: every call × every relation, over the wire. What each answers
// follows from the rows of table.cc, so what one call, its list and its batch show cannot disagree. A call
// that is not tried fails, and so does a reference inside a request.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <thread>

#include "common/testing/status_matchers.h"
#include "services/feedback/tests/permission_table/calls.h"
#include "services/feedback/tests/permission_table/outcome.h"
#include "services/feedback/tests/permission_table/references.h"

namespace laurel::feedback::testing {
namespace {

using google::protobuf::Message;
using laurel::testing::StatusIs;

const std::string kGuess = org::testing::TestId(98);

const std::vector<Try>& AllCalls() {
  static const auto& all = *new std::vector<Try>([] {
    std::vector<Try> calls;
    for (auto part : {CallsAboutSessions(), CallsAboutNotes(), CallsAboutTalkingPoints(),
                      CallsAboutActionItems(), CallsAboutFeedback()}) {
      calls.insert(calls.end(), part.begin(), part.end());
    }
    return calls;
  }());
  return all;
}

std::string Describe(const Try& call, const Relation& relation) {
  return call.rpc + " of " + call.object + " (" + call.needs + ") by " + relation.name + " " +
         relation.person;
}

// Of what has no views both are Ok.
bool Agree(char expected, char outcome) {
  return expected == outcome || (outcome == 'O' && (expected == 'F' || expected == 'S'));
}

// Refusals that would tell something by their words have one text.
void ExpectOneText(const absl::Status& status) {
  if (status.code() != absl::StatusCode::kNotFound) return;
  EXPECT_EQ(status, absl::Status(NotFound()));
}

class PermissionTable : public ::testing::Test {
 protected:
  std::string Make(const Try& call) {
    world.suite.Pass(absl::Seconds(1));  // the newest of its list
    return call.make(world);
  }
  Answer Send(const Try& call, std::string_view person, const std::string& target) {
    return call.send(world.suite, person, *call.request(world, target));
  }
  // The item of a list or batch is what Get shows to the same person.
  void ExpectAsGet(const Try& call, const std::string& target, std::string_view person, const Message& item) {
    const auto get = std::ranges::find_if(AllCalls(), [&](const Try& one) {
      return one.kind == Try::Kind::kAct && one.object == call.object &&
             one.rpc == "Get" + item.GetDescriptor()->name();
    });
    ASSERT_NE(get, AllCalls().end()) << call.object;
    const Answer got = Send(*get, person, target);
    ASSERT_TRUE(got.ok()) << get->rpc << " of " << call.object << ": " << got.status();
    EXPECT_EQ((*got)->SerializeAsString(), item.SerializeAsString()) << get->rpc;
  }

  World world;
};

TEST(CallsOfThePermissionTable, AreAllThereAre) {
  std::set<std::string> tried;
  for (const Try& call : AllCalls()) tried.insert(call.rpc);
  const auto& pool = *google::protobuf::DescriptorPool::generated_pool();
  for (const char* service : {"CoachingService", "FeedbackService"}) {
    const auto* found = pool.FindServiceByName(std::string("laurel.feedback.v1.") + service);
    ASSERT_NE(found, nullptr);
    for (int i = 0; i < found->method_count(); ++i) {
      EXPECT_TRUE(tried.contains(found->method(i)->name())) << found->method(i)->full_name();
    }
  }
}

TEST_F(PermissionTable, HoldsOfEveryCallForEveryRelation) {
  for (const Try& call : AllCalls()) {
    std::string target = Make(call);
    for (const Relation& relation : Relations()) {
      const Answer answer = Send(call, relation.person, target);
      const char outcome = OutcomeOf(call, target, answer);
      EXPECT_TRUE(Agree(Expected(call, relation), outcome))
          << Describe(call, relation) << ": " << outcome << " instead of " << Expected(call, relation) << " "
          << answer.status();
      if (!answer.ok()) {
        ExpectOneText(answer.status());
        continue;
      }
      if (call.kind == Try::Kind::kAct && call.needs != "see" && call.needs != "read") {
        target = Make(call);  // the call has changed it
      } else if (const Message* item = Find(**answer, target); item != nullptr) {
        if (item->GetDescriptor()->FindFieldByName("view") != nullptr)
          ExpectAsGet(call, target, relation.person, *item);
      }
    }
  }
}

// As of an object that is there and that nobody may read. In a session that somebody reads only in summary
// nobody learns whether a note is there either.
TEST_F(PermissionTable, AnswersAGuessedIdAsOneThatMayNotBeRead) {
  std::set<std::string> tried;
  for (const Try& call : AllCalls()) {
    if (call.kind != Try::Kind::kAct && call.kind != Try::Kind::kBatch) continue;
    if (!tried.insert(call.rpc + call.object.substr(0, call.object.find(' '))).second) continue;
    const std::string target = Make(call);
    const std::string guess = target.substr(0, target.rfind('/') + 1) + kGuess;
    const bool inside = std::ranges::count(target, '/') > 1;
    for (const Relation& relation : Relations()) {
      const Answer answer = Send(call, relation.person, guess);
      const bool summary = inside && ViewOf("Session", relation) == 'S';
      EXPECT_EQ(OutcomeOf(call, guess, answer), summary ? 'D' : 'N') << Describe(call, relation);
      ExpectOneText(answer.status());
    }
  }
}

// Calls whose answer does not depend on the reference: it is a filter by equality, or does not count.
const std::set<std::string>& AnswersWithoutReference() {
  static const auto& calls = *new std::set<std::string>{"ListCoachingSessions", "PreviewAudience"};
  return calls;
}

TEST_F(PermissionTable, TellsNothingOfAnIdInsideAnotherMessage) {
  const std::string hidden = world.suite.Held(kTop, {kCarla}).name();
  const std::string guess = "coachingSessions/" + kGuess;
  std::set<std::string> readers;  // of what is hidden from the others
  for (const Relation& relation : Relations()) {
    const auto get = Named<v1::GetCoachingSessionRequest>(hidden);
    if (world.suite.As(relation.person, &Suite::Stub::GetCoachingSession, get).ok())
      readers.insert(relation.person);
  }
  std::set<std::string> all, tried, tried_by;
  for (const Try& call : AllCalls()) {
    std::string target = Make(call);
    const auto descriptor = call.request(world, target)->GetDescriptor();
    for (const std::string& path : ReferencesIn(*descriptor)) {
      all.insert(call.rpc + " " + path);
      for (const Relation& relation : Relations()) {
        const std::string cell = CellOf(call.object, relation);
        const auto request = call.request(world, target);
        if (cell == "-" || readers.contains(relation.person)) continue;
        if (!SetReference(*request, path, hidden)) continue;
        // What else the call names, and how often that was tried, does not matter: once by each who has a
        // say.
        if (!tried_by.insert(call.rpc + " " + path + " " + relation.person + " " + cell).second) continue;
        const Answer of_hidden = call.send(world.suite, relation.person, *request);
        SetReference(*request, path, guess);
        const Answer of_guess = call.send(world.suite, relation.person, *request);
        tried.insert(call.rpc + " " + path);
        const std::string what = Describe(call, relation) + ": " + path;
        EXPECT_EQ(of_hidden.status(), of_guess.status()) << what;
        if (AnswersWithoutReference().contains(call.rpc)) continue;
        EXPECT_EQ(OutcomeOf(call, target, of_hidden), 'I') << what << " " << of_hidden.status();
      }
    }
  }
  EXPECT_EQ(tried, all);
  EXPECT_TRUE(all.contains("CreateActionItem action_item.session"));
}

TEST_F(PermissionTable, EndsForWhoHasLeftAndIsNoneForWhoIsUnknown) {
  std::set<std::string> tried;
  std::vector<std::jthread> unknown;  // at once: a few of them are waited for, a second each
  for (const Try& call : AllCalls()) {
    if (!tried.insert(call.rpc).second) continue;
    const std::string target = Make(call);
    EXPECT_THAT(Send(call, kGone, target), StatusIs(absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED"))
        << call.rpc;
    unknown.emplace_back([this, call, target] {
      EXPECT_THAT(Send(call, kNobody, target),
                  StatusIs(absl::StatusCode::kPermissionDenied, "PERSON_UNKNOWN"))
          << call.rpc;
    });
  }
}

}  // namespace
}  // namespace laurel::feedback::testing
