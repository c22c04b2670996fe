// What becomes of a piece of feedback: drafted and rewritten, given, answered, taken back.
#include "common/time/convert.h"
#include "services/feedback/testing/sample/feedback_stories.h"

namespace laurel::feedback::sample {
namespace {

using Stub = v1::FeedbackService::Stub;

// Every so many pieces one is taken back: by its author at once, or by HR later.
constexpr int kTakenBackByAuthor = 53;
constexpr int kTakenBackByHr = 127;
constexpr char kHr[] = "sofia.brandao";

}  // namespace

void FeedbackStories::Give(const PiecePtr& piece) {
  v1::CreateFeedbackRequest request;
  *request.mutable_feedback() = piece->feedback;
  request.set_submit(true);
  const auto given = world_.stage.As(piece->author, &Stub::CreateFeedback, request);
  if (given.has_value()) Submitted(piece, *given);
}

// Slept over, and then sent, thrown away or forgotten.
void FeedbackStories::Draft(const PiecePtr& piece) {
  Dice& dice = piece->dice;
  v1::CreateFeedbackRequest request;
  *request.mutable_feedback() = piece->feedback;
  request.mutable_feedback()->clear_next_step();
  const auto drafted = world_.stage.As(piece->author, &Stub::CreateFeedback, request);
  if (!drafted.has_value()) return;
  const int fate = dice.Between(1, 100);
  if (fate > 75) return;
  const absl::Time time =
      world_.office.Next(piece->author, world_.agenda.Now() + dice.Minutes(30, 30 * 60), dice);
  world_.agenda.At(time, [this, piece, name = drafted->name(), fate] {
    if (fate > 58) {
      world_.stage.As(piece->author, &Stub::DiscardFeedback, Named<v1::DiscardFeedbackRequest>(name));
      return;
    }
    if (!piece->feedback.next_step().empty()) {
      v1::UpdateFeedbackRequest update;
      update.mutable_feedback()->set_name(name);
      update.mutable_feedback()->set_next_step(piece->feedback.next_step());
      update.mutable_update_mask()->add_paths("next_step");
      world_.stage.As(piece->author, &Stub::UpdateFeedback, update);
    }
    const auto given =
        world_.stage.As(piece->author, &Stub::SubmitFeedback, Named<v1::SubmitFeedbackRequest>(name));
    if (given.has_value()) Submitted(piece, *given);
  });
}

void FeedbackStories::Submitted(const PiecePtr& piece, const v1::Feedback& feedback) {
  Dice& dice = piece->dice;
  const absl::Time now = world_.agenda.Now();
  if (piece->number % kTakenBackByAuthor == 0) {
    world_.agenda.At(now + dice.Minutes(2, 13), [this, piece, name = feedback.name()] {
      world_.stage.As(piece->author, &Stub::RetractFeedback, Named<v1::RetractFeedbackRequest>(name));
    });
    return;
  }
  const bool asked = feedback.visibility() != v1::FEEDBACK_VISIBILITY_MANAGER_ONLY;
  if (piece->number % kTakenBackByHr == 0 && feedback.visibility() != v1::FEEDBACK_VISIBILITY_PRIVATE) {
    const Member& hr = world_.cast.Of(kHr);
    world_.agenda.At(world_.office.Next(hr, now + dice.Minutes(24 * 60, 90 * 60), dice),
                     [this, piece, &hr, name = feedback.name()] {
                       auto request = Named<v1::RetractFeedbackRequest>(name);
                       request.set_reason(piece->dice.Pick(world_.words.List("hr_retract_reasons")));
                       world_.stage.As(hr, &Stub::RetractFeedback, request);
                     });
    return;
  }
  if (!asked || !dice.Chance(Diligence(piece->subject))) return;
  // Most within a day or two, some when the inbox is full of it.
  const bool soon = dice.Chance(0.82);
  const absl::Time time = soon ? world_.office.Next(piece->subject, now + dice.Minutes(16, 30 * 60), dice)
                               : world_.office.DaysLater(piece->subject, now, dice.Between(5, 12), dice);
  const bool praise = feedback.kind() == v1::FEEDBACK_KIND_PRAISE;
  const std::string list = praise ? "thanks_for_praise" : soon ? "answers" : "late_answers";
  world_.agenda.At(time, [this, piece, list, name = feedback.name()] {
    auto request = Named<v1::AcknowledgeFeedbackRequest>(name);
    if (piece->dice.Chance(0.4)) {
      const Slots slots = world_.SlotsFor(piece->subject, piece->author, piece->dice);
      request.set_comment(world_.Phrase(list, slots, piece->dice));
    }
    world_.stage.As(piece->subject, &Stub::AcknowledgeFeedback, request);
  });
}

}  // namespace laurel::feedback::sample
