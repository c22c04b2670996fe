#include <gtest/gtest.h>

#include "services/feedback/tests/permission_table/calls.h"

namespace laurel::feedback::testing {
namespace {

using Stub = v1::FeedbackService::Stub;
using enum laurel::testing::Trial::Kind;

v1::CreateFeedbackRequest Writing(World& world, v1::FeedbackVisibility visibility, bool submit) {
  auto request = FeedbackRequest(kAna, visibility);
  request.mutable_feedback()->set_session(world.meeting);
  request.set_submit(submit);
  return request;
}

// About Ana, by the writer, and what was said in the meeting.
std::function<std::string(World&)> Making(v1::FeedbackVisibility visibility, bool submit) {
  return [=](World& world) {
    const auto made = world.suite.As(kWriter, &Stub::CreateFeedback, Writing(world, visibility, submit));
    EXPECT_TRUE(made.ok()) << made.status();
    return made.value_or(v1::Feedback()).name();
  };
}

v1::RetractFeedbackRequest Retracting(const std::string& target) {
  auto request = Named<v1::RetractFeedbackRequest>(target);
  request.set_reason("meant for somebody else");
  return request;
}

class Calls {
 public:
  template <typename Method, typename Build>
  void Add(Try::Kind kind, const std::string& object, const char* needs,
           const std::function<std::string(World&)>& make, Method method, Build build) {
    calls_.push_back(TryOf<World>(kind, object, needs, make, method, build));
  }

  void AddLists(const std::string& object, const std::function<std::string(World&)>& make) {
    const auto list = [&](const char* row, auto set) {
      Add(kList, object, row, make, &Stub::ListFeedback, [=](World& world, const std::string&) {
        v1::ListFeedbackRequest request;
        request.set_page_size(200);
        set(world, request);
        return request;
      });
    };
    list("feedback about the subject",
         [](World&, v1::ListFeedbackRequest& request) { request.set_subject(Person(kAna)); });
    list("feedback about the subject", [](World&, v1::ListFeedbackRequest& request) {
      request.set_subject(Person(kAna));
      request.set_author(Person(kWriter));
      request.set_kind(v1::FEEDBACK_KIND_MIXED);
    });
    list("feedback by the author",
         [](World&, v1::ListFeedbackRequest& request) { request.set_author(Person(kWriter)); });
    list("feedback of the meeting",
         [](World& world, v1::ListFeedbackRequest& request) { request.set_session(world.meeting); });
    list("one's own feedback", [](World&, v1::ListFeedbackRequest&) {});
  }

  void AddReading(const std::string& object, const std::function<std::string(World&)>& make) {
    Add(kAct, object, "see", make, &Stub::GetFeedback, Named<v1::GetFeedbackRequest>);
    Add(kBatch, object, "", make, &Stub::BatchGetFeedback, [](const std::string& target) {
      v1::BatchGetFeedbackRequest request;
      request.add_names(target);
      return request;
    });
    AddLists(object, make);
    Add(kAct, object, "read", make, &Stub::ListFeedbackRevisions, [](const std::string& target) {
      v1::ListFeedbackRevisionsRequest request;
      request.set_parent(target);
      return request;
    });
    Add(kAct, object, "read", make, &Stub::PreviewAudience, Named<v1::PreviewAudienceRequest>);
    Add(kAct, object, "see", make, &v1::CoachingService::Stub::ListStatusChanges,
        [](const std::string& target) {
          v1::ListStatusChangesRequest request;
          request.set_parent(target);
          return request;
        });
  }

  void AddDraft(v1::FeedbackVisibility visibility) {
    const auto make = Making(visibility, /*submit=*/false);
    AddReading("Draft", make);
    Add(kAct, "Draft", "w", make, &Stub::UpdateFeedback, [](World& world, const std::string& target) {
      v1::UpdateFeedbackRequest request;
      request.mutable_feedback()->set_name(target);
      request.mutable_feedback()->set_strengths("Calm");
      request.mutable_feedback()->set_session(world.meeting);
      return request;
    });
    Add(kAct, "Draft", "w", make, &Stub::SubmitFeedback, Named<v1::SubmitFeedbackRequest>);
    Add(kAct, "Draft", "w", make, &Stub::DiscardFeedback, Named<v1::DiscardFeedbackRequest>);
    AddReading("Discarded draft", [make](World& world) {
      const std::string name = make(world);
      const auto discarded =
          world.suite.As(kWriter, &Stub::DiscardFeedback, Named<v1::DiscardFeedbackRequest>(name));
      EXPECT_TRUE(discarded.ok()) << discarded.status();
      return name;
    });
  }

  void AddSubmitted(v1::FeedbackVisibility visibility) {
    const std::string object =
        "Feedback " + v1::FeedbackVisibility_Name(visibility).substr(sizeof("FEEDBACK_VISIBILITY"));
    const auto make = Making(visibility, /*submit=*/true);
    AddReading(object, make);
    Add(kAct, object, "acknowledge", make, &Stub::AcknowledgeFeedback, Named<v1::AcknowledgeFeedbackRequest>);
    Add(kAct, object, "retract", make, &Stub::RetractFeedback, Retracting);
    AddReading(object + ", retracted", [make](World& world) {
      const std::string name = make(world);
      const auto retracted = world.suite.As(kWriter, &Stub::RetractFeedback, Retracting(name));
      EXPECT_TRUE(retracted.ok()) << retracted.status();
      return name;
    });
  }

  std::vector<Try> Take() && { return std::move(calls_); }

 private:
  std::vector<Try> calls_;
};

}  // namespace

std::vector<Try> CallsAboutFeedback() {
  Calls calls;
  const auto& visibilities = *v1::FeedbackVisibility_descriptor();
  for (int i = 1; i < visibilities.value_count(); ++i) {
    const auto visibility = static_cast<v1::FeedbackVisibility>(visibilities.value(i)->number());
    calls.AddSubmitted(visibility);
  }
  calls.AddDraft(v1::FEEDBACK_VISIBILITY_PUBLIC);  // which only what is submitted has
  for (const bool submit : {false, true}) {
    calls.Add(kStart, "to write about the subject", "", Nothing, &Stub::CreateFeedback,
              [=](const std::string&) {
                auto request = FeedbackRequest(kAna);
                request.set_submit(submit);
                return request;
              });
  }
  calls.Add(kStart, "to preview what is written about the subject", "", Nothing, &Stub::PreviewAudience,
            [](const std::string&) {
              v1::PreviewAudienceRequest request;
              *request.mutable_feedback() = FeedbackRequest(kAna).feedback();
              return request;
            });
  return std::move(calls).Take();
}

}  // namespace laurel::feedback::testing
