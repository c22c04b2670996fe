// The permission table of a service, whole: every call × every relation, over the wire. What each answers
// follows from the rows, so what one call, its list and its batch show cannot disagree. Failed expectations
// fail the test. Used by one thread.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "common/status/error.h"
#include "common/testing/permission_table/outcome.h"
#include "common/testing/permission_table/references.h"
#include "common/testing/permission_table/table.h"
#include "common/testing/permission_table/trial.h"
#include "common/testing/status_matchers.h"

namespace laurel::testing {

// What must not be found out by naming it inside a request.
struct HiddenResource {
  std::string name;
  std::string guess;                     // names nothing
  std::set<std::string> readers;         // ids of those who may read it
  std::vector<std::string> collections;  // "recognitions": what references to such things begin with
  // RPCs whose answer does not depend on the reference: a filter that others decide about, or none at all.
  std::set<std::string> indifferent;
};

template <typename World>
class Trials {
 public:
  // All outlive it.
  Trials(World& world, const PermissionTable& table, const std::vector<Try<World>>& calls)
      : world_(world), table_(table), calls_(calls) {}

  // Every method of the service is among the calls.
  void ExpectAllOf(const google::protobuf::ServiceDescriptor& service) const {
    for (int i = 0; i < service.method_count(); ++i) {
      const std::string& rpc = service.method(i)->name();
      EXPECT_TRUE(std::ranges::any_of(calls_, [&](const Trial& call) { return call.rpc == rpc; })) << rpc;
    }
  }

  void ExpectTheTable() {
    for (const Try<World>& call : calls_) {
      std::string target = Make(call);
      for (const Relation& relation : table_.relations) {
        const Reply answer = Send(call, relation.person, target);
        const char outcome = OutcomeOf(call, target, answer);
        const char expected = Expected(table_, call, relation);
        EXPECT_TRUE(Agree(expected, outcome)) << Describe(call, relation) << ": " << outcome << " instead of "
                                              << expected << " " << answer.status();
        ExpectOneText(answer.status());
        if (answer.ok()) target = After(call, relation, target, **answer);
      }
    }
  }

  // A guessed id is answered as one of an object that is there and that nobody may read.
  void ExpectGuessesTellNothing(const std::string& guessed_id) {
    std::set<std::string> tried;
    for (const Try<World>& call : calls_) {
      if (call.kind == Trial::Kind::kList || call.kind == Trial::Kind::kStart) continue;
      if (!tried.insert(call.rpc + call.object.substr(0, call.object.find(' '))).second) continue;
      const std::string target = Make(call);
      const std::string guess = target.substr(0, target.rfind('/') + 1) + guessed_id;
      for (const Relation& relation : table_.relations) {
        const Reply answer = Send(call, relation.person, guess);
        EXPECT_EQ(OutcomeOf(call, guess, answer), ExpectedOfGuess(table_, call, target, relation))
            << Describe(call, relation) << " " << answer.status();
        ExpectOneText(answer.status());
      }
    }
  }

  // A reference to what is hidden from the caller is answered as one to nothing.
  void ExpectReferencesTellNothing(const HiddenResource& hidden) {
    std::set<std::string> all, tried;
    for (const Try<World>& call : calls_) {
      const std::string target = Make(call);
      const auto* descriptor = call.request(world_, target)->GetDescriptor();
      for (const std::string& path : ReferencesIn(*descriptor, hidden.collections)) {
        all.insert(call.rpc + " " + path);
        for (const Relation& relation : table_.relations) {
          if (TryReference(call, target, path, relation, hidden)) tried.insert(call.rpc + " " + path);
        }
      }
    }
    EXPECT_EQ(tried, all);
    EXPECT_FALSE(all.empty());
  }

  // Everything ends for whoever has left; for whoever is unknown there is nothing.
  void ExpectNothingFor(std::string_view leaver, std::string_view nobody) {
    std::set<std::string> tried;
    std::vector<std::jthread> unknown;  // at once: a few of them are waited for, a second each
    for (const Try<World>& call : calls_) {
      if (!tried.insert(call.rpc).second) continue;
      const std::string target = Make(call);
      EXPECT_THAT(Send(call, leaver, target), StatusIs(absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED"))
          << call.rpc;
      unknown.emplace_back([this, &call, target, nobody] {
        EXPECT_THAT(Send(call, nobody, target),
                    StatusIs(absl::StatusCode::kPermissionDenied, "PERSON_UNKNOWN"))
            << call.rpc;
      });
    }
  }

 private:
  using Message = google::protobuf::Message;

  static std::string Describe(const Trial& call, const Relation& relation) {
    return call.rpc + " of " + call.object + " (" + call.needs + ") by " + relation.name + " " +
           relation.person;
  }
  // Of what has no views both are Ok.
  static bool Agree(char expected, char outcome) {
    return expected == outcome || (outcome == 'O' && (expected == 'F' || expected == 'S'));
  }
  // Refusals that would tell something by their words have one text.
  static void ExpectOneText(const absl::Status& status) {
    if (status.code() == absl::StatusCode::kNotFound) {
      EXPECT_EQ(status, absl::Status(NotFound()));
    }
  }

  std::string Make(const Try<World>& call) {
    world_.suite.Pass(absl::Seconds(1));  // the newest of its list
    return call.make(world_);
  }
  Reply Send(const Try<World>& call, std::string_view person, const std::string& target) {
    return call.send(world_, person, *call.request(world_, target));
  }
  // What the next one is tried on: another target when the call has changed it.
  std::string After(const Try<World>& call, const Relation& relation, const std::string& target,
                    const Message& answer) {
    const bool acts = call.kind == Trial::Kind::kAct || call.kind == Trial::Kind::kPolicy;
    if (acts && call.needs != "see" && call.needs != "read") return Make(call);
    const Message* item = Find(answer, target);
    if (item != nullptr && item->GetDescriptor()->FindFieldByName("view") != nullptr)
      ExpectAsGet(call, target, relation.person, *item);
    return target;
  }
  // The item of a list or batch is what Get shows to the same person.
  void ExpectAsGet(const Trial& call, const std::string& target, std::string_view person,
                   const Message& item) {
    const auto get = std::ranges::find_if(calls_, [&](const Trial& one) {
      return one.kind == Trial::Kind::kAct && one.object == call.object &&
             one.rpc == "Get" + item.GetDescriptor()->name();
    });
    ASSERT_NE(get, calls_.end()) << call.object;
    const Reply got = Send(*get, person, target);
    ASSERT_TRUE(got.ok()) << get->rpc << " of " << call.object << ": " << got.status();
    EXPECT_EQ((*got)->SerializeAsString(), item.SerializeAsString()) << get->rpc;
  }

  // False: there was nothing to try.
  bool TryReference(const Try<World>& call, const std::string& target, const std::string& path,
                    const Relation& relation, const HiddenResource& hidden) {
    const std::string cell = CellOf(table_, call.object, relation);
    const auto request = call.request(world_, target);
    if (cell == "-" || hidden.readers.contains(relation.person)) return false;
    if (!SetReference(*request, path, hidden.name)) return false;
    // What else the call names, and how often that was tried, does not matter: once by each who has a say.
    if (!references_tried_.insert(call.rpc + " " + path + " " + relation.person + " " + cell).second)
      return true;
    const Reply of_hidden = call.send(world_, relation.person, *request);
    SetReference(*request, path, hidden.guess);
    const Reply of_guess = call.send(world_, relation.person, *request);
    const std::string what = Describe(call, relation) + ": " + path;
    EXPECT_EQ(of_hidden.status(), of_guess.status()) << what;
    if (!hidden.indifferent.contains(call.rpc)) {
      EXPECT_EQ(OutcomeOf(call, target, of_hidden), 'I') << what << " " << of_hidden.status();
    }
    return true;
  }

  World& world_;
  const PermissionTable& table_;
  const std::vector<Try<World>>& calls_;
  std::set<std::string> references_tried_;
};

}  // namespace laurel::testing
