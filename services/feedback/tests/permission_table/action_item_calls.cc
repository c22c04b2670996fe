#include <gtest/gtest.h>

#include "services/feedback/tests/permission_table/calls.h"

namespace laurel::feedback::testing {
namespace {

using Stub = v1::CoachingService::Stub;
using enum laurel::testing::Trial::Kind;

using Make = std::function<std::string(World&)>;

std::string Item(World& world) { return world.suite.Item(kWriter, kAna, world.meeting).name(); }
std::string OwnItem(World& world) { return world.suite.Item(kAna, kAna).name(); }

Make Done(const Make& make) {
  return [make](World& world) {
    const std::string name = make(world);
    const auto done =
        world.suite.As(kAna, &Stub::CompleteActionItem, Named<v1::CompleteActionItemRequest>(name));
    EXPECT_TRUE(done.ok()) << done.status();
    return name;
  };
}

void AddActing(std::vector<Try>& calls, const char* object, const Make& make) {
  const auto add = [&](const char* needs, const Make& on, auto method, auto request) {
    calls.push_back(TryOf<World>(kAct, object, needs, on, method, request));
  };
  add("see", make, &Stub::GetActionItem, Named<v1::GetActionItemRequest>);
  add("see", make, &Stub::ListStatusChanges, About<v1::ListStatusChangesRequest>);
  add("w", make, &Stub::UpdateActionItem, [](const std::string& target) {
    v1::UpdateActionItemRequest request;
    request.mutable_action_item()->set_name(target);
    request.mutable_action_item()->set_text("Listen to five calls");
    return request;
  });
  add("w", make, &Stub::CompleteActionItem, Named<v1::CompleteActionItemRequest>);
  add("w", make, &Stub::DropActionItem, Named<v1::DropActionItemRequest>);
  add("w", Done(make), &Stub::ReopenActionItem, Named<v1::ReopenActionItemRequest>);
}

void AddLists(std::vector<Try>& calls) {
  using Request = v1::ListActionItemsRequest;
  const auto list = [&](const char* object, const Make& make, const char* row, auto set) {
    calls.push_back(
        TryOf<World>(kList, object, row, make, &Stub::ListActionItems, [=](World& world, const std::string&) {
          Request request;
          request.set_page_size(200);
          set(world, request);
          return request;
        }));
  };
  const auto of_ana = [](World&, Request& request) { request.set_owner(Person(kAna)); };
  const auto of_oneself = [](World&, Request&) {};
  list("Action item", Item, "items of the subject", of_ana);
  list("Action item", Item, "one's own items", of_oneself);
  list("Action item of one's own", OwnItem, "items of the subject", of_ana);
  list("Action item of one's own", OwnItem, "one's own items", of_oneself);
  list("Action item", Item, "items of the subject", [](World&, Request& request) {
    request.set_coach(Person(kCoach));
    request.set_attendee(Person(kAna));
  });
  list("Action item", Item, "items of the meeting",
       [](World& world, Request& request) { request.set_session(world.meeting); });
}

}  // namespace

std::vector<Try> CallsAboutActionItems() {
  std::vector<Try> calls;
  AddActing(calls, "Action item", Item);
  AddActing(calls, "Action item of one's own", OwnItem);
  AddLists(calls);
  calls.push_back(
      TryOf<World>(kStart, "to agree an item in the meeting", "", Nothing, &Stub::CreateActionItem,
                   [](World& world, const std::string&) { return ItemRequest(kAna, world.meeting); }));
  calls.push_back(TryOf<World>(kStart, "to give the subject an item", "", Nothing, &Stub::CreateActionItem,
                               [](const std::string&) { return ItemRequest(kAna); }));
  return calls;
}

}  // namespace laurel::feedback::testing
