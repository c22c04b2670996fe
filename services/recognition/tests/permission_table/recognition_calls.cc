#include <gtest/gtest.h>

#include "services/recognition/tests/permission_table/calls.h"

namespace laurel::recognition::testing {
namespace {

using Stub = Suite::Stub;
using enum Try::Kind;
using Make = std::function<std::string(World&)>;

constexpr v1::RecognitionVisibility kPublic = v1::RECOGNITION_VISIBILITY_PUBLIC;
constexpr v1::RecognitionVisibility kTeamOnly = v1::RECOGNITION_VISIBILITY_TEAM;
constexpr v1::RecognitionVisibility kPrivate = v1::RECOGNITION_VISIBILITY_PRIVATE;

Make Given(v1::RecognitionVisibility visibility) {
  return [=](World& world) { return world.suite.Given(kSam, {kAna}, 0, visibility).name(); };
}
Make Pending(v1::RecognitionVisibility visibility) {
  return [=](World& world) { return world.suite.Pending(kSam, {kAna}, 2, visibility).name(); };
}
// And then somebody did this to it.
template <typename Request>
Make Then(const Make& make, const std::string& person, Suite::Method<Request, v1::Recognition> method,
          Request (*request)(std::string_view)) {
  return [=](World& world) {
    const std::string name = make(world);
    const auto done = world.suite.As(person, method, request(name));
    EXPECT_TRUE(done.ok()) << done.status();
    return name;
  };
}

class Calls {
 public:
  template <typename Method, typename Build>
  void Add(Try::Kind kind, const std::string& object, const char* needs, const Make& make, Method method,
           Build build) {
    calls_.push_back(laurel::testing::TryOf<World>(kind, object, needs, make, method, build));
  }

  void AddList(const std::string& object, const char* row, const Make& make,
               const std::function<void(v1::ListRecognitionsRequest&, const std::string& target)>& filter) {
    Add(kList, object, row, make, &Stub::ListRecognitions, [=](const std::string& target) {
      v1::ListRecognitionsRequest request;
      request.set_page_size(200);
      filter(request, target);
      return request;
    });
  }

  // The rows of what the lists hold of it.
  struct InLists {
    const char* received;
    const char* sent;
    const char* of_team;
    const char* feed = "nothing";
    const char* awaiting = "nothing";
  };
  void AddReading(const std::string& object, const Make& make, const InLists& lists) {
    Add(kAct, object, "see", make, &Stub::GetRecognition, Named<v1::GetRecognitionRequest>);
    Add(kBatch, object, "", make, &Stub::BatchGetRecognitions, [](const std::string& target) {
      v1::BatchGetRecognitionsRequest request;
      request.add_names(target);
      return request;
    });
    Add(kAct, object, "see", make, &Stub::ListStatusChanges, About<v1::ListStatusChangesRequest>);
    AddList(object, lists.received, make, [](auto& request, auto&) { request.set_recipient(Person(kAna)); });
    AddList(object, lists.sent, make, [](auto& request, auto&) { request.set_sender(Person(kSam)); });
    AddList(object, lists.received, make, [](auto& request, auto&) {
      request.set_recipient(Person(kAna));
      request.set_sender(Person(kSam));
    });
    AddList(object, lists.of_team, make, [](auto& request, auto&) { request.set_team(Team(kTeam)); });
    AddList(object, lists.feed, make, [](auto&, auto&) {});
    AddList(object, lists.awaiting, make, [](auto& request, auto&) { request.set_awaiting_decision(true); });
  }

  // Published.
  void AddActing(const std::string& object, const Make& make) {
    Add(kAct, object, "revoke", make, &Stub::RevokeRecognition, Named<v1::RevokeRecognitionRequest>);
    Add(kPolicy, object, "hide", make, &Stub::HideRecognition,
        [](const std::string& target) { return HideRequest(target); });
    Add(kAct, object, "react", make, &Stub::AddReaction,
        [](const std::string& target) { return ReactionRequest(target); });
    Add(kAct, object, "react", make, &Stub::AddComment,
        [](const std::string& target) { return CommentRequest(target); });
    Add(kAct, object, "read", make, &Stub::ListComments, About<v1::ListCommentsRequest>);
  }

  std::vector<Try> Take() && { return std::move(calls_); }

 private:
  std::vector<Try> calls_;
};

}  // namespace

std::vector<Try> CallsAboutRecognitions() {
  Calls calls;
  calls.AddList("Recognition TEAM", "add-ons of a TEAM one", Given(kTeamOnly),
                [](auto& request, const std::string& target) { request.set_parent(target); });

  calls.AddReading("Recognition PUBLIC", Given(kPublic),
                   {"everything", "everything", "everything", "everything"});
  calls.AddActing("Recognition PUBLIC", Given(kPublic));
  calls.AddReading("Recognition TEAM", Given(kTeamOnly),
                   {"received by Ana", "sent by Sam", "of Ana's team, TEAM"});
  calls.AddActing("Recognition TEAM", Given(kTeamOnly));
  const Calls::InLists of_few = {"received by Ana", "sent by Sam", "of Ana's team, for nobody there"};
  calls.AddReading("Recognition PRIVATE", Given(kPrivate), of_few);
  calls.AddActing("Recognition PRIVATE", Given(kPrivate));

  const Make approved =
      Then(Pending(kPrivate), kMona, &Stub::ApproveRecognition, Named<v1::ApproveRecognitionRequest>);
  calls.AddReading("Recognition PRIVATE, approved", approved, of_few);
  calls.AddActing("Recognition PRIVATE, approved", approved);

  for (const v1::RecognitionVisibility visibility : {kPublic, kTeamOnly, kPrivate}) {
    calls.AddReading("Recognition, taken",
                     Then(Given(visibility), kRewarder, &Stub::HideRecognition, HideRequest), of_few);
    calls.AddReading(
        "Recognition, taken",
        Then(Given(visibility), kSam, &Stub::RevokeRecognition, Named<v1::RevokeRecognitionRequest>), of_few);
    calls.AddReading("Recognition, pending", Pending(visibility),
                     {"received by Ana", "sent by Sam", "nothing", "nothing", "awaiting a decision"});
    calls.Add(kAct, "Recognition, pending", "decide", Pending(visibility), &Stub::ApproveRecognition,
              Named<v1::ApproveRecognitionRequest>);
    calls.Add(kAct, "Recognition, pending", "decide", Pending(visibility), &Stub::RejectRecognition,
              [](const std::string& target) { return RejectRequest(target); });
    calls.AddReading("Recognition, rejected",
                     Then(Pending(visibility), kMona, &Stub::RejectRecognition, RejectRequest),
                     {"received by Ana", "sent by Sam", "nothing"});
  }
  return std::move(calls).Take();
}

}  // namespace laurel::recognition::testing
