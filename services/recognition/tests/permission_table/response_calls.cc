#include <gtest/gtest.h>

#include "services/recognition/tests/permission_table/calls.h"

namespace laurel::recognition::testing {
namespace {

using Stub = Suite::Stub;
using enum Try::Kind;
using laurel::testing::TryOf;
using Make = std::function<std::string(World&)>;

// What Ana says to what she was given.
template <typename Request, typename Response>
Make Said(v1::RecognitionVisibility visibility, Suite::Method<Request, Response> method,
          Request (*request)(std::string_view recognition)) {
  return [=](World& world) {
    const std::string recognition = world.suite.Given(kSam, {kAna}, 0, visibility).name();
    const auto said = world.suite.As(kAna, method, request(recognition));
    EXPECT_TRUE(said.ok()) << said.status();
    return said.value_or(Response()).name();
  };
}

void AddResponses(v1::RecognitionVisibility visibility, const std::string& object, const char* list,
                  std::vector<Try>& calls) {
  const Make comment = Said<v1::AddCommentRequest, v1::Comment>(
      visibility, &Stub::AddComment, [](std::string_view name) { return CommentRequest(name); });
  const Make reaction = Said<v1::AddReactionRequest, v1::Reaction>(
      visibility, &Stub::AddReaction, [](std::string_view name) { return ReactionRequest(name); });
  calls.push_back(
      TryOf<World>(kList, object, list, comment, &Stub::ListComments, [](const std::string& target) {
        return About<v1::ListCommentsRequest>(target.substr(0, target.find("/comments")));
      }));
  calls.push_back(
      TryOf<World>(kAct, object, "delete", comment, &Stub::DeleteComment, Named<v1::DeleteCommentRequest>));
  calls.push_back(TryOf<World>(kAct, object, "delete", reaction, &Stub::RemoveReaction,
                               Named<v1::RemoveReactionRequest>));
}

}  // namespace

std::vector<Try> CallsAboutResponses() {
  std::vector<Try> calls;
  AddResponses(v1::RECOGNITION_VISIBILITY_PUBLIC, "Response to PUBLIC", "everything", calls);
  AddResponses(v1::RECOGNITION_VISIBILITY_TEAM, "Response to TEAM", "comments on a TEAM one", calls);
  AddResponses(v1::RECOGNITION_VISIBILITY_PRIVATE, "Response to PRIVATE", "comments on a PRIVATE one", calls);
  return calls;
}

}  // namespace laurel::recognition::testing
