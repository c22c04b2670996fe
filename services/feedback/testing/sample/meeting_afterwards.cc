// What follows when a session was held: notes, answers, and what becomes of what was agreed.
#include <map>

#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/feedback/testing/sample/meeting.h"

namespace laurel::feedback::sample {
namespace {

using Stub = v1::CoachingService::Stub;

}  // namespace

void Meetings::Afterwards(const MeetingPtr& meeting) {
  Dice& dice = meeting->dice;
  if (meeting->held) meeting->held();
  if (!meeting->talk.agree.empty() || !meeting->talk.promises.empty()) FollowItems(meeting);
  if (meeting->kind != v1::COACHING_SESSION_KIND_GROUP && dice.Chance(0.14)) {
    AddNote(meeting, *meeting->coach, v1::NOTE_VISIBILITY_COACH_PRIVATE, "coach_private");
  }
  if (dice.Chance(0.07)) {
    AddNote(meeting, *meeting->attendees.front(), v1::NOTE_VISIBILITY_ATTENDEE_PRIVATE, "attendee_private");
  }
  if (dice.Chance(0.04)) {
    Later(world_.office.Next(*meeting->coach, world_.agenda.Now() + dice.Minutes(15, 1500), dice),
          &Meetings::ReviseSharedNote, meeting);
  }
  if (dice.Chance(0.012)) {
    // Within the 24 hours in which a coach may, whatever the office hours.
    Later(world_.agenda.Now() + dice.Minutes(3, 300), &Meetings::Void, meeting);
    return;
  }
  for (const Member* attendee : meeting->attendees) AwaitAcknowledgement(meeting, *attendee);
}

void Meetings::AddNote(const MeetingPtr& meeting, const Member& by, v1::NoteVisibility visibility,
                       const std::string& list) {
  const absl::Time time =
      world_.office.Next(by, world_.agenda.Now() + meeting->dice.Minutes(4, 200), meeting->dice);
  world_.agenda.At(time, [this, meeting, &by, visibility, list] {
    v1::AddNoteRequest request;
    request.set_parent(meeting->name);
    const Member& about = *meeting->attendees.front();
    request.mutable_note()->set_text(
        world_.Phrase(list, world_.SlotsFor(about, *meeting->coach, meeting->dice), meeting->dice));
    request.mutable_note()->set_visibility(visibility);
    world_.stage.As(by, &Stub::AddNote, request);
  });
}

void Meetings::ReviseSharedNote(const MeetingPtr& meeting) {
  if (meeting->voided) return;
  v1::ListNotesRequest list;
  list.set_parent(meeting->name);
  const auto notes = world_.stage.As(*meeting->coach, &Stub::ListNotes, list);
  if (!notes.has_value()) return;
  for (const v1::Note& note : notes->notes()) {
    if (note.visibility() != v1::NOTE_VISIBILITY_SHARED || note.creator() != meeting->coach->name) continue;
    v1::ReviseNoteRequest request;
    request.set_name(note.name());
    request.set_text(fmt::format("{}\n{}", note.text(),
                                 world_.Phrase("afterthoughts", meeting->talk.slots, meeting->dice)));
    world_.stage.As(*meeting->coach, &Stub::ReviseNote, request);
    return;
  }
}

void Meetings::AwaitAcknowledgement(const MeetingPtr& meeting, const Member& attendee) {
  Dice& dice = meeting->dice;
  if (!dice.Chance(Diligence(attendee))) return;
  const absl::Time now = world_.agenda.Now();
  const bool soon = dice.Chance(0.82);
  const absl::Time time = soon ? world_.office.Next(attendee, now + dice.Minutes(10, 40 * 60), dice)
                               : world_.office.DaysLater(attendee, now, dice.Between(3, 11), dice);
  world_.agenda.At(time, [this, meeting, &attendee, soon] {
    v1::AcknowledgeCoachingSessionRequest request;
    request.set_name(meeting->name);
    if (meeting->dice.Chance(0.28)) {
      request.set_comment(world_.Phrase(soon ? "acknowledgements" : "late_acknowledgements",
                                        world_.SlotsFor(attendee, *meeting->coach, meeting->dice),
                                        meeting->dice));
    }
    world_.stage.As(attendee, &Stub::AcknowledgeCoachingSession, request);
  });
}

void Meetings::Void(const MeetingPtr& meeting) {
  meeting->voided = true;
  const std::string reason = meeting->dice.Pick(world_.words.List("void_reasons"));
  world_.stage.As(*meeting->coach, &Stub::VoidCoachingSession,
                  Named<v1::VoidCoachingSessionRequest>(meeting->name, reason));
}

void Meetings::FollowItems(const MeetingPtr& meeting) {
  v1::ListActionItemsRequest request;
  request.set_session(meeting->name);
  const auto items = world_.stage.As(*meeting->coach, &Stub::ListActionItems, request);
  if (!items.has_value()) return;
  // Not in the order of ids, which chance makes.
  std::map<std::string, const v1::ActionItem*> by_text;
  for (const v1::ActionItem& item : items->action_items()) {
    if (item.session() == meeting->name) by_text[item.text()] = &item;
  }
  for (const auto& [text, item] : by_text) FollowItem(meeting, *item);
}

// Done around its day, dropped, done much later, or left.
void Meetings::FollowItem(const MeetingPtr& meeting, const v1::ActionItem& item) {
  Dice& dice = meeting->dice;
  const Member* owner = meeting->coach;
  for (const Member* one : meeting->attendees) {
    if (one->name == item.owner()) owner = one;
  }
  const absl::Time due = item.has_due_date() ? absl::FromCivil(*FromDate(item.due_date()), owner->zone) +
                                                   dice.Minutes(9 * 60, 17 * 60)
                                             : world_.agenda.Now() + absl::Hours(24 * dice.Between(4, 20));
  const auto later = [&](const Member& by, absl::Time time, auto act) {
    world_.agenda.At(world_.office.Next(by, time, dice),
                     [this, meeting, &by, name = item.name(), act] { (this->*act)(meeting, by, name); });
  };
  if (!meeting->followed && dice.Chance(0.75)) return;
  if (dice.Chance(0.6)) {
    later(*owner, due - absl::Hours(dice.Between(-30, 72)), &Meetings::CompleteItem);
  } else if (dice.Chance(0.18)) {
    const Member& by = dice.Chance(0.6) ? *meeting->coach : *owner;
    later(by, due + absl::Hours(24 * dice.Between(2, 20)), &Meetings::DropItem);
  } else if (dice.Chance(0.6)) {
    later(*owner, due + absl::Hours(24 * dice.Between(3, 25)), &Meetings::CompleteItem);
  }
}

// Now and then the coach sees it differently.
void Meetings::CompleteItem(const MeetingPtr& meeting, const Member& by, const std::string& name) {
  const auto request = Named<v1::CompleteActionItemRequest>(name, "");
  if (!world_.stage.As(by, &Stub::CompleteActionItem, request).has_value()) return;
  Dice& dice = meeting->dice;
  if (!dice.Chance(0.03)) return;
  const absl::Time time =
      world_.office.Next(*meeting->coach, world_.agenda.Now() + dice.Minutes(60, 4000), dice);
  world_.agenda.At(time, [this, meeting, name] {
    const std::string reason = meeting->dice.Pick(world_.words.List("reopen_reasons"));
    world_.stage.As(*meeting->coach, &Stub::ReopenActionItem,
                    Named<v1::ReopenActionItemRequest>(name, reason));
  });
}

void Meetings::DropItem(const MeetingPtr& meeting, const Member& by, const std::string& name) {
  const std::string reason = meeting->dice.Pick(world_.words.List("drop_reasons"));
  world_.stage.As(by, &Stub::DropActionItem, Named<v1::DropActionItemRequest>(name, reason));
}

}  // namespace laurel::feedback::sample
