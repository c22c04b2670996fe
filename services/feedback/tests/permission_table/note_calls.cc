#include <gtest/gtest.h>

#include "services/feedback/tests/permission_table/calls.h"

namespace laurel::feedback::testing {
namespace {

using Stub = v1::CoachingService::Stub;
using enum laurel::testing::Trial::Kind;

std::function<std::string(World&)> NoteOf(const std::string& author, v1::NoteVisibility visibility) {
  return [=](World& world) {
    const auto note = world.suite.As(author, &Stub::AddNote, NoteRequest(Held(world), "noted", visibility));
    EXPECT_TRUE(note.ok()) << note.status();
    return note.value_or(v1::Note()).name();
  };
}

v1::AddTalkingPointRequest Adding(const std::string& target) {
  auto request = About<v1::AddTalkingPointRequest>(target);
  request.mutable_talking_point()->set_text("a raise");
  return request;
}

std::string Point(World& world) {
  const auto added = world.suite.As(kAna, &Stub::AddTalkingPoint, Adding(Planned(world)));
  EXPECT_TRUE(added.ok()) << added.status();
  return added.value_or(v1::TalkingPoint()).name();
}

// "coachingSessions/{id}" of what belongs to it.
std::string SessionOf(const std::string& target) {
  return target.substr(0, target.find('/', target.find('/') + 1));
}

void AddReadingAndRevising(std::vector<Try>& calls, const char* object, const std::string& author,
                           v1::NoteVisibility visibility) {
  const auto make = NoteOf(author, visibility);
  calls.push_back(
      TryOf<World>(kList, object, "notes of the session", make, &Stub::ListNotes,
                   [](const std::string& target) { return About<v1::ListNotesRequest>(SessionOf(target)); }));
  calls.push_back(TryOf<World>(kAct, object, "read", make, &Stub::ListNoteRevisions,
                               About<v1::ListNoteRevisionsRequest>));
  calls.push_back(
      TryOf<World>(kAct, object, "revise", make, &Stub::ReviseNote, [](const std::string& target) {
        auto request = Named<v1::ReviseNoteRequest>(target);
        request.set_text("noted again");
        return request;
      }));
}

}  // namespace

std::vector<Try> CallsAboutNotes() {
  std::vector<Try> calls;
  const auto add_note = [&](const char* needs, v1::NoteVisibility visibility) {
    calls.push_back(TryOf<World>(kAct, "Notes", needs, Held, &Stub::AddNote, [=](const std::string& target) {
      return NoteRequest(target, "noted", visibility);
    }));
  };
  add_note("add", v1::NOTE_VISIBILITY_SHARED);
  add_note("COACH_PRIVATE", v1::NOTE_VISIBILITY_COACH_PRIVATE);
  add_note("ATTENDEE_PRIVATE", v1::NOTE_VISIBILITY_ATTENDEE_PRIVATE);
  calls.push_back(TryOf<World>(kAct, "Notes", "read", Held, &Stub::ListNotes, About<v1::ListNotesRequest>));
  AddReadingAndRevising(calls, "Shared note of the subject", kAna, v1::NOTE_VISIBILITY_SHARED);
  AddReadingAndRevising(calls, "Shared note of the coach", kCoach, v1::NOTE_VISIBILITY_SHARED);
  AddReadingAndRevising(calls, "ATTENDEE_PRIVATE note", kAna, v1::NOTE_VISIBILITY_ATTENDEE_PRIVATE);
  AddReadingAndRevising(calls, "COACH_PRIVATE note", kCoach, v1::NOTE_VISIBILITY_COACH_PRIVATE);
  return calls;
}

std::vector<Try> CallsAboutTalkingPoints() {
  std::vector<Try> calls;
  const auto add = [&](Try::Kind kind, const char* needs, auto make, auto method, auto request) {
    calls.push_back(TryOf<World>(kind, "Talking points", needs, make, method, request));
  };
  add(kAct, "w", Planned, &Stub::AddTalkingPoint, Adding);
  add(kAct, "read", Planned, &Stub::ListTalkingPoints, About<v1::ListTalkingPointsRequest>);
  add(kList, "notes of the session", Point, &Stub::ListTalkingPoints,
      [](const std::string& target) { return About<v1::ListTalkingPointsRequest>(SessionOf(target)); });
  add(kAct, "w", Point, &Stub::UpdateTalkingPoint, [](const std::string& target) {
    v1::UpdateTalkingPointRequest request;
    request.mutable_talking_point()->set_name(target);
    request.mutable_talking_point()->set_done(true);
    return request;
  });
  add(kAct, "w", Point, &Stub::RemoveTalkingPoint, Named<v1::RemoveTalkingPointRequest>);
  return calls;
}

}  // namespace laurel::feedback::testing
