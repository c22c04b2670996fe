#include "services/feedback/testing/sample/meeting.h"

#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::feedback::sample {
namespace {

using Stub = v1::CoachingService::Stub;

v1::CoachingSession SessionOf(const Meeting& meeting) {
  v1::CoachingSession session;
  session.set_kind(meeting.kind);
  for (const Member* attendee : meeting.attendees) session.add_attendees(attendee->name);
  session.set_focus_area(meeting.talk.focus);
  for (const std::string& behaviour : meeting.talk.behaviours) session.add_behaviours(behaviour);
  *session.mutable_duration() = ToDuration(absl::Minutes(meeting.minutes));
  return session;
}

void AddItem(const std::string& text, const Member& owner, const Office& office, Dice& dice, absl::Time now,
             google::protobuf::RepeatedPtrField<v1::ActionItem>& items) {
  v1::ActionItem& item = *items.Add();
  item.set_owner(owner.name);
  item.set_text(text);
  if (dice.Chance(0.12)) return;  // without a date
  *item.mutable_due_date() =
      ToDate(office.NextDay({&owner}, absl::ToCivilDay(now, owner.zone) + dice.Between(3, 14)));
}

void Agree(const Meeting& meeting, const Office& office, Dice& dice, absl::Time now,
           google::protobuf::RepeatedPtrField<v1::ActionItem>& items) {
  for (const std::string& text : meeting.talk.agree) {
    AddItem(text, *dice.Pick(meeting.attendees), office, dice, now, items);
  }
  for (const std::string& text : meeting.talk.promises) {
    AddItem(text, *meeting.coach, office, dice, now, items);
  }
}

}  // namespace

std::vector<const Member*> Meeting::Everybody() const {
  std::vector<const Member*> everybody = {coach};
  everybody.insert(everybody.end(), attendees.begin(), attendees.end());
  return everybody;
}

void Meetings::Later(absl::Time time, Act act, const MeetingPtr& meeting) {
  world_.agenda.At(time, [this, act, meeting] { (this->*act)(meeting); });
}

bool Meetings::Plan(const MeetingPtr& meeting) {
  if (meeting->prepare) meeting->prepare();
  v1::CreateCoachingSessionRequest request;
  *request.mutable_coaching_session() = SessionOf(*meeting);
  *request.mutable_coaching_session()->mutable_scheduled_time() = ToTimestamp(meeting->time);
  const auto session = world_.stage.As(*meeting->coach, &Stub::CreateCoachingSession, request);
  if (!session.has_value()) return false;
  meeting->name = session->name();
  meeting->prepare = nullptr;
  Await(meeting);
  return true;
}

bool Meetings::PlanSeries(const std::vector<MeetingPtr>& meetings, int weeks, const std::string& focus) {
  const Meeting& first = *meetings.front();
  v1::CreateCoachingSessionRequest request;
  *request.mutable_coaching_session() = SessionOf(first);
  request.mutable_coaching_session()->set_focus_area(focus);
  *request.mutable_coaching_session()->mutable_scheduled_time() = ToTimestamp(first.time);
  request.mutable_repeat()->set_every_weeks(weeks);
  request.mutable_repeat()->set_count(static_cast<int>(meetings.size()));
  const auto session = world_.stage.As(*first.coach, &Stub::CreateCoachingSession, request);
  if (!session.has_value()) return false;
  v1::ListCoachingSessionsRequest list;
  list.set_series(session->name());
  list.set_page_size(static_cast<int>(meetings.size()));
  const auto sessions = world_.stage.As(*first.coach, &Stub::ListCoachingSessions, list);
  if (!sessions.has_value()) return false;
  // Newest first.
  for (int i = 0; i < sessions->coaching_sessions_size(); ++i) {
    const MeetingPtr& meeting = meetings.at(meetings.size() - 1 - static_cast<std::size_t>(i));
    meeting->name = sessions->coaching_sessions(i).name();
    Await(meeting);
  }
  return true;
}

void Meetings::Await(const MeetingPtr& meeting) {
  Dice& dice = meeting->dice;
  const World& world = world_;
  const absl::Time end = meeting->time + absl::Minutes(meeting->minutes);
  const absl::Duration ahead = meeting->time - world.agenda.Now();
  // In the days before: what both want to talk about.
  if (meeting->kind == v1::COACHING_SESSION_KIND_ONE_ON_ONE) {
    const absl::Duration before =
        meeting->early ? ahead - absl::Hours(1) : std::min(ahead * 0.8, dice.Minutes(18 * 60, 96 * 60));
    Later(world.office.Next(*meeting->coach, meeting->time - before, dice), &Meetings::Prepare, meeting);
  }
  switch (meeting->fate) {
    case Fate::kMoved:
      Later(world.office.Next(*meeting->coach, meeting->time - std::min(ahead / 2, dice.Minutes(60, 28 * 60)),
                              dice),
            &Meetings::Move, meeting);
      break;
    case Fate::kCancelled:
      Later(meeting->time - std::min(ahead / 2, dice.Minutes(20, 100)), &Meetings::Cancel, meeting);
      break;
    case Fate::kOnHoliday:
      Later(world.office.Next(*meeting->coach,
                              meeting->time - std::min(ahead / 2, dice.Minutes(60 * 60, 140 * 60)), dice),
            &Meetings::Cancel, meeting);
      break;
    case Fate::kNoShow:
      Later(meeting->time + dice.Minutes(14, 25), &Meetings::NoShow, meeting);
      break;
    case Fate::kForgotten:
      break;
    case Fate::kHeld:
      if (dice.Chance(0.15)) Later(meeting->time + dice.Minutes(0, 4), &Meetings::Start, meeting);
      // Most are written down at once, some the next morning.
      Later(dice.Chance(0.88) ? end + dice.Minutes(1, 35)
                              : world.office.Next(*meeting->coach, end + absl::Hours(15), dice),
            &Meetings::Hold, meeting);
      break;
  }
}

void Meetings::Prepare(const MeetingPtr& meeting) {
  Dice& dice = meeting->dice;
  if (meeting->over) return;
  if (meeting->prepare) {
    meeting->prepare();
    meeting->prepare = nullptr;
    if (dice.Chance(0.92)) {  // of a series: this time it is about something
      v1::UpdateCoachingSessionRequest request;
      request.mutable_coaching_session()->set_name(meeting->name);
      request.mutable_coaching_session()->set_focus_area(meeting->talk.focus);
      request.mutable_update_mask()->add_paths("focus_area");
      world_.stage.As(*meeting->coach, &Stub::UpdateCoachingSession, request);
    }
  }
  for (const std::string& text : meeting->talk.raise) AddPoint(meeting, *meeting->coach, text);
  for (const std::string& text : meeting->talk.ask) AddPoint(meeting, *meeting->attendees.front(), text);
}

void Meetings::AddPoint(const MeetingPtr& meeting, const Member& by, const std::string& text) {
  const absl::Time time =
      world_.office.Next(by, world_.agenda.Now() + meeting->dice.Minutes(1, 300), meeting->dice);
  if (time >= meeting->time) return;
  world_.agenda.At(time, [this, meeting, &by, text] {
    if (meeting->over) return;
    v1::AddTalkingPointRequest request;
    request.set_parent(meeting->name);
    request.mutable_talking_point()->set_text(text);
    world_.stage.As(by, &Stub::AddTalkingPoint, request);
  });
}

void Meetings::Start(const MeetingPtr& meeting) {
  world_.stage.As(*meeting->coach, &Stub::StartCoachingSession,
                  Named<v1::StartCoachingSessionRequest>(meeting->name, ""));
}

void Meetings::TickPoints(const MeetingPtr& meeting) {
  if (meeting->talk.ask.empty() && meeting->talk.raise.empty()) return;
  v1::ListTalkingPointsRequest list;
  list.set_parent(meeting->name);
  const auto points = world_.stage.As(*meeting->coach, &Stub::ListTalkingPoints, list);
  if (!points.has_value()) return;
  for (const v1::TalkingPoint& point : points->talking_points()) {
    if (!meeting->dice.Chance(0.8)) continue;
    v1::UpdateTalkingPointRequest request;
    request.mutable_talking_point()->set_name(point.name());
    request.mutable_talking_point()->set_done(true);
    request.mutable_update_mask()->add_paths("done");
    world_.stage.As(*meeting->coach, &Stub::UpdateTalkingPoint, request);
  }
}

void Meetings::Hold(const MeetingPtr& meeting) {
  meeting->over = true;
  TickPoints(meeting);
  v1::HoldCoachingSessionRequest request;
  request.set_name(meeting->name);
  *request.mutable_held_time() = ToTimestamp(meeting->time + absl::Minutes(meeting->dice.Between(0, 6)));
  request.set_shared_note(meeting->talk.note);
  Agree(*meeting, world_.office, meeting->dice, world_.agenda.Now(), *request.mutable_action_items());
  if (world_.stage.As(*meeting->coach, &Stub::HoldCoachingSession, request).has_value()) Afterwards(meeting);
}

void Meetings::Log(const MeetingPtr& meeting) {
  Dice& dice = meeting->dice;
  const absl::Time end = meeting->time + absl::Minutes(meeting->minutes);
  const absl::Time written = dice.Chance(0.7)
                                 ? end + dice.Minutes(2, 90)
                                 : world_.office.Next(*meeting->coach, end + absl::Hours(16), dice);
  world_.agenda.At(written, [this, meeting] {
    if (meeting->prepare) meeting->prepare();
    v1::CreateCoachingSessionRequest request;
    *request.mutable_coaching_session() = SessionOf(*meeting);
    *request.mutable_coaching_session()->mutable_held_time() = ToTimestamp(meeting->time);
    if (meeting->talk.evidence) {
      *request.mutable_coaching_session()->add_evidence() =
          world_.EvidenceFor(meeting->talk.note, meeting->talk.slots, meeting->dice);
    }
    request.set_shared_note(meeting->talk.note);
    Agree(*meeting, world_.office, meeting->dice, world_.agenda.Now(), *request.mutable_action_items());
    const auto session = world_.stage.As(*meeting->coach, &Stub::CreateCoachingSession, request);
    if (!session.has_value()) return;
    meeting->name = session->name();
    Afterwards(meeting);
  });
}

void Meetings::Move(const MeetingPtr& meeting) {
  Dice& dice = meeting->dice;
  const absl::Time former = meeting->time;
  const Member& coach = *meeting->coach;
  meeting->time =
      world_.office.TakeFree(meeting->Everybody(), absl::ToCivilDay(former, coach.zone) + dice.Between(0, 3),
                             60 * dice.Between(10, 16), meeting->minutes);
  v1::RescheduleCoachingSessionRequest request;
  request.set_name(meeting->name);
  request.set_reason(
      world_.Phrase("move_reasons", world_.SlotsFor(*meeting->attendees.front(), coach, dice), dice));
  *request.mutable_scheduled_time() = ToTimestamp(meeting->time);
  if (!world_.stage.As(coach, &Stub::RescheduleCoachingSession, request).has_value()) return;
  meeting->fate = Fate::kHeld;
  const absl::Time end = meeting->time + absl::Minutes(meeting->minutes);
  Later(end + dice.Minutes(1, 35), &Meetings::Hold, meeting);
}

void Meetings::Cancel(const MeetingPtr& meeting) {
  meeting->over = true;
  const std::string list = meeting->fate == Fate::kOnHoliday ? "week_off_reasons" : "cancel_reasons";
  const std::string reason = meeting->dice.Pick(world_.words.List(list));
  world_.stage.As(*meeting->coach, &Stub::CancelCoachingSession,
                  Named<v1::CancelCoachingSessionRequest>(meeting->name, reason));
}

void Meetings::NoShow(const MeetingPtr& meeting) {
  meeting->over = true;
  const std::string reason = meeting->dice.Pick(world_.words.List("no_show_reasons"));
  world_.stage.As(*meeting->coach, &Stub::MarkCoachingSessionNoShow,
                  Named<v1::MarkCoachingSessionNoShowRequest>(meeting->name, reason));
}

}  // namespace laurel::feedback::sample
