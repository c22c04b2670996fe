#include "tests/load/feedback_world.h"

#include "absl/time/clock.h"
#include "common/rpc/testing/eventually.h"
#include "common/sql/database.h"
#include "common/time/convert.h"
#include "tests/faults/organization.h"
#include "tests/load/feedback_rows.h"

namespace laurel::load {
namespace {

constexpr char kAdmin[] = "admin@orbit.example";
constexpr char kTeam[] = "Load";

}  // namespace

FeedbackWorld::FeedbackWorld() {
  TuneDatabase(suite_.feedback_database());
  AddPeople();
  const auto stub = v1::CoachingService::NewStub(faults::Connect(address()));
  v1::CreateCoachingSessionRequest request;
  request.mutable_coaching_session()->add_attendees(NameOf(kSubject));
  *request.mutable_coaching_session()->mutable_held_time() = ToTimestamp(absl::Now() - absl::Hours(1));
  // Feedback hears of the new ones in a moment.
  v1::CoachingSession session;
  rpc::testing::Eventually([&] {
    v1::ListFeedbackRequest list;
    list.set_author(NameOf(kAuthor));
    v1::ListFeedbackResponse answer;
    const auto feedback = v1::FeedbackService::NewStub(faults::Connect(address()));
    return Try(*feedback, &v1::FeedbackService::Stub::ListFeedback, kHr, list, answer).ok() &&
           Try(*feedback, &v1::FeedbackService::Stub::ListFeedback, kAuditor, list, answer).ok();
  });
  session_ = Call(*stub, &v1::CoachingService::Stub::CreateCoachingSession, kAuthor, request).name();
}

FeedbackWorld::~FeedbackWorld() = default;

void FeedbackWorld::AddPeople() {
  const auto channel = faults::Connect(suite_.directory().address());
  const std::string token = suite_.Token(kAdmin);
  directory::v1::ImportPeopleRow subject = RowOf(kSubject, kTeam);
  subject.set_employee_number("A0");  // they are there already
  ImportPeople(
      channel, token,
      {subject, RowOf(kPeer, kTeam), RowOf(kHr, "", "", "HR_ADMIN"), RowOf(kAuditor, "", "", "AUDITOR")});
  for (const auto& [email, name] : faults::PeopleByEmail(channel, token)) {
    people_[email] = {name, suite_.Token(email)};
  }
  team_ = OnlyTeam(channel, token);
}

void FeedbackWorld::Insert(int pieces) {
  const auto database = suite_.feedback_database().Open();
  const Heavy heavy{.subject = IdOf(NameOf(kSubject)),
                    .author = IdOf(NameOf(kAuthor)),
                    .peer = IdOf(NameOf(kPeer)),
                    .team = team_,
                    .session = IdOf(session_)};
  InsertPieces(*database, heavy, pieces);
  suite_.feedback_database().Query("ANALYZE TABLE feedback, feedback_team");  // it answers rows
}

}  // namespace laurel::load
