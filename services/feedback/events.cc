#include "services/feedback/events.h"

#include <algorithm>

#include "services/feedback/audience/rules.h"

namespace laurel::feedback {
namespace {

using events::Audience;

void AddRelation(v1::AudienceRelation relation, const v1::Feedback& feedback, Audience& audience) {
  switch (relation) {
    case v1::AUDIENCE_RELATION_AUTHOR:
      audience.Person(feedback.author());
      return;
    case v1::AUDIENCE_RELATION_SUBJECT:
      audience.Person(feedback.subject());
      return;
    case v1::AUDIENCE_RELATION_LINE_MANAGER:
      audience.ManagerOf(feedback.subject());
      return;
    case v1::AUDIENCE_RELATION_CHAIN_ABOVE:
      audience.ChainOf(feedback.subject());
      return;
    case v1::AUDIENCE_RELATION_COACH:
      audience.CoachOf(feedback.subject());
      return;
    case v1::AUDIENCE_RELATION_TEAM_MEMBER:
      for (const std::string& team : feedback.audience_teams()) audience.Team(team);
      return;
    case v1::AUDIENCE_RELATION_HR_ADMIN:
      audience.Role(common::v1::CALLER_HR_ADMIN);
      return;
    case v1::AUDIENCE_RELATION_AUDITOR:
      audience.Role(common::v1::CALLER_AUDITOR);
      return;
    default:
      return;
  }
}

// Whoever reads the piece as it stands. Its subject stands there only when they read it: a replica of a
// version that knows fewer words goes by the others.
Audience AudienceOf(const v1::Feedback& feedback) {
  const std::vector<v1::AudienceRelation> relations = audience::RelationsWithSight(feedback);
  if (std::ranges::count(relations, v1::AUDIENCE_RELATION_UNSPECIFIED) > 0) return Audience::Everyone();
  Audience audience;
  for (const v1::AudienceRelation relation : relations) AddRelation(relation, feedback, audience);
  if (audience::IsKeptFromSubject(feedback)) audience.Not(feedback.subject());
  return audience;
}

void TellItem(const Telling& telling, std::string_view type, const v1::ActionItem& item,
              std::string_view session_coach) {
  v1::ActionItemEvent data;
  data.set_action_item(item.name());
  data.set_state(item.state());
  data.set_owner(item.owner());
  data.set_coaching_session(item.session());
  Audience audience;
  audience.Person(item.owner())
      .Person(item.creator())
      .Person(session_coach)
      .ManagerOf(item.owner())
      .Role(common::v1::CALLER_AUDITOR);
  telling.outbox.Emit(telling.changes,
                      {.type = type, .subject = item.name(), .time = telling.now, .audience = audience},
                      data);
}

void TellFeedback(const Telling& telling, std::string_view type, const v1::Feedback& feedback) {
  v1::FeedbackEvent data;
  data.set_feedback(feedback.name());
  data.set_kind(feedback.kind());
  data.set_state(feedback.state());
  data.set_author(feedback.author());
  data.set_subject(feedback.subject());
  telling.outbox.Emit(
      telling.changes,
      {.type = type, .subject = feedback.name(), .time = telling.now, .audience = AudienceOf(feedback)},
      data);
}

}  // namespace

std::vector<const google::protobuf::Descriptor*> EventData() {
  return {v1::ActionItemEvent::descriptor(), v1::CoachingEvent::descriptor(), v1::FeedbackEvent::descriptor(),
          v1::NoteEvent::descriptor(), v1::TalkingPointEvent::descriptor()};
}

void TellSession(const Telling& telling, std::string_view type, const v1::CoachingSession& session) {
  v1::CoachingEvent data;
  data.set_coaching_session(session.name());
  data.set_kind(session.kind());
  data.set_state(session.state());
  data.set_coach(session.coach());
  *data.mutable_attendees() = session.attendees();
  if (session.has_scheduled_time()) *data.mutable_scheduled_time() = session.scheduled_time();
  if (session.has_held_time()) *data.mutable_held_time() = session.held_time();
  Audience audience;
  audience.Person(session.coach()).Role(common::v1::CALLER_HR_ADMIN).Role(common::v1::CALLER_AUDITOR);
  for (const std::string& attendee : session.attendees()) audience.Person(attendee).ManagerOf(attendee);
  telling.outbox.Emit(telling.changes,
                      {.type = type, .subject = session.name(), .time = telling.now, .audience = audience},
                      data);
}

void TellRemoved(const Telling& telling, const v1::CoachingSession& session,
                 const std::vector<std::string>& removed) {
  v1::CoachingEvent data;
  data.set_coaching_session(session.name());
  data.set_state(session.state());
  *data.mutable_scheduled_time() = session.scheduled_time();  // an update moves neither
  Audience audience;
  for (const std::string& person : removed) audience.Person(person);
  telling.outbox.Emit(
      telling.changes,
      {.type = "coaching.updated", .subject = session.name(), .time = telling.now, .audience = audience},
      data);
}

void TellState(const Telling& telling, const v1::CoachingSession& session) {
  TellSession(telling, events::StateEvent(*v1::CoachingSessionState_descriptor(), session.state()), session);
}

void TellAcknowledged(const Telling& telling, const v1::CoachingSession& session) {
  TellSession(telling, "coaching.acknowledged", session);
}

void TellNote(const Telling& telling, std::string_view type, const v1::CoachingSession& session,
              const v1::Note& note) {
  v1::NoteEvent data;
  data.set_note(note.name());
  data.set_coaching_session(session.name());
  data.set_visibility(note.visibility());
  data.set_author(note.creator());
  Audience audience;
  audience.Person(note.creator());
  if (note.visibility() == v1::NOTE_VISIBILITY_SHARED) {
    audience.Person(session.coach());
    for (const std::string& attendee : session.attendees()) audience.Person(attendee);
  }
  telling.outbox.Emit(telling.changes,
                      {.type = type, .subject = note.name(), .time = telling.now, .audience = audience},
                      data);
}

void TellTalkingPoint(const Telling& telling, std::string_view type, const v1::CoachingSession& session,
                      const v1::TalkingPoint& point) {
  v1::TalkingPointEvent data;
  data.set_talking_point(point.name());
  data.set_coaching_session(session.name());
  data.set_done(point.done());
  Audience audience;
  audience.Person(session.coach());
  for (const std::string& attendee : session.attendees()) audience.Person(attendee);
  telling.outbox.Emit(telling.changes,
                      {.type = type, .subject = point.name(), .time = telling.now, .audience = audience},
                      data);
}

void TellState(const Telling& telling, const v1::ActionItem& item, std::string_view session_coach,
               v1::ActionItemState from) {
  const bool again = item.state() == v1::ACTION_ITEM_STATE_OPEN && from != v1::ACTION_ITEM_STATE_UNSPECIFIED;
  const std::string first = events::StateEvent(*v1::ActionItemState_descriptor(), item.state());
  TellItem(telling, again ? "action_item.reopened" : first, item, session_coach);
}

void TellUpdated(const Telling& telling, const v1::ActionItem& item, std::string_view session_coach) {
  TellItem(telling, "action_item.updated", item, session_coach);
}

void TellState(const Telling& telling, const v1::Feedback& feedback) {
  TellFeedback(telling, events::StateEvent(*v1::FeedbackState_descriptor(), feedback.state()), feedback);
}

void TellUpdated(const Telling& telling, const v1::Feedback& feedback) {
  TellFeedback(telling, "feedback.updated", feedback);
}

}  // namespace laurel::feedback
