// Who reads a piece of feedback is one answer: Get, batches, lists and the preview agree for every pair of a
// generated organisation and generated feedback, before and after people move.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using org::testing::TestId;
using Stub = v1::FeedbackService::Stub;
using CoachingStub = v1::CoachingService::Stub;

constexpr int kPeople = 40;
constexpr int kTeams = 6;  // the last two are a queue and a site
constexpr int kNone = 0;

// People are numbered from 1 on; a manager has a smaller number than their reports.
struct Someone {
  int manager = kNone;
  std::set<int> coaches;
  std::set<int> teams;
  std::vector<directory::v1::Role> roles;
  bool left = false;
  std::string time_zone;
};

std::string IdOfPerson(int person) { return TestId(100 + person); }
std::string IdOfTeam(int team) { return TestId(50 + team); }

class AudienceOfFeedback : public ::testing::Test {
 protected:
  int Pick(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }
  int Anybody() { return 1 + Pick(kPeople); }
  int AnybodyHere() {
    int person = Anybody();
    while (people_.at(person).left) person = Anybody();
    return person;
  }

  void Place(int person) {
    Someone& someone = people_[person];
    someone.manager = person == 1 || Pick(12) == 0 ? kNone : 1 + Pick(std::min(person - 1, 9));
    someone.coaches.clear();
    someone.teams.clear();
    for (int i = Pick(3); i > 0; --i) someone.coaches.insert(Anybody());
    someone.coaches.erase(person);
    for (int i = Pick(4); i > 0; --i) someone.teams.insert(Pick(kTeams));
  }

  void Found() {
    for (int person = 1; person <= kPeople; ++person) {
      Place(person);
      people_[person].time_zone = std::vector<std::string>{
          "", "Pacific/Auckland", "America/Los_Angeles"}[static_cast<std::size_t>(Pick(3))];
    }
    GiveRoles();
    Publish();
  }

  // Two of each, who may be the same people.
  void GiveRoles() {
    for (auto& [person, someone] : people_) someone.roles.clear();
    for (int i = 0; i < 2; ++i) {
      people_[AnybodyHere()].roles.push_back(directory::v1::ROLE_HR_ADMIN);
      people_[AnybodyHere()].roles.push_back(directory::v1::ROLE_AUDITOR);
    }
  }

  void MovePeople() {
    for (int i = 0; i < 15; ++i) Place(AnybodyHere());
    people_[AnybodyHere()].left = true;
    GiveRoles();
    Publish();
  }

  void Publish() {
    org::testing::Records records;
    for (int team = 0; team < kTeams; ++team) {
      records.Team(IdOfTeam(team), team < kTeams - 2    ? directory::v1::TEAM_KIND_TEAM
                                   : team == kTeams - 2 ? directory::v1::TEAM_KIND_QUEUE
                                                        : directory::v1::TEAM_KIND_SITE);
    }
    for (const auto& [person, someone] : people_) {
      const std::string id = IdOfPerson(person);
      records.Active(id, id, someone.time_zone).Roles(id, someone.roles);
      if (someone.left) records.Status(id, absl::CivilDay(2026, 1, 1), directory::v1::PERSON_STATE_LEFT);
      if (someone.manager != kNone) records.Line(id, IdOfPerson(someone.manager));
      for (const int coach : someone.coaches) records.Coach(id, IdOfPerson(coach));
      for (const int team : someone.teams) records.Member(IdOfTeam(team), id);
    }
    suite.organization.Set(records.Build(++version_), suite.clock.Now());
  }

  void CoachSome() {
    for (int i = 0; i < 4; ++i) {
      const int coach = AnybodyHere();
      std::set<int> attendees;
      while (attendees.size() < 3) attendees.insert(AnybodyHere());
      attendees.erase(coach);
      std::vector<std::string> ids;
      for (const int attendee : attendees) ids.push_back(IdOfPerson(attendee));
      auto request = LogRequest(ids, suite.clock.Now());
      request.mutable_coaching_session()->set_kind(v1::COACHING_SESSION_KIND_ROLE_PLAY);
      const auto session = suite.As(IdOfPerson(coach), &CoachingStub::CreateCoachingSession, request);
      ASSERT_THAT(session, IsOk());
      sessions_.push_back(*session);
    }
  }

  // Of every visibility, between anybody; of some the author and the subject met in a session.
  void GiveSome(int visibility) {
    const v1::CoachingSession& session = sessions_[static_cast<std::size_t>(Pick(4))];
    const bool in_session = Pick(3) == 0;
    const std::string author = in_session ? std::string(session.coach()) : Person(IdOfPerson(AnybodyHere()));
    std::string subject = author;
    while (subject == author) {
      subject =
          in_session ? session.attendees(Pick(session.attendees_size())) : Person(IdOfPerson(AnybodyHere()));
    }
    auto request = FeedbackRequest(api::IdOf(subject), static_cast<v1::FeedbackVisibility>(visibility));
    if (in_session) request.mutable_feedback()->set_session(session.name());
    request.set_submit(Pick(6) != 0);
    const auto given = suite.As(api::IdOf(author), &Stub::CreateFeedback, request);
    if (ReasonOf(given.status()) == "NO_TEAM") return;
    ASSERT_THAT(given, IsOk());
    pieces_.push_back(*given);
    if (request.submit()) Follow(*given);
  }

  void Follow(const v1::Feedback& given) {
    const int what = Pick(5);
    if (what == 0) {
      const auto retract = Named<v1::RetractFeedbackRequest>(given.name());
      ASSERT_THAT(suite.As(api::IdOf(given.author()), &Stub::RetractFeedback, retract), IsOk());
    } else if (what == 1 && given.visibility() != v1::FEEDBACK_VISIBILITY_MANAGER_ONLY) {
      const auto acknowledge = Named<v1::AcknowledgeFeedbackRequest>(given.name());
      ASSERT_THAT(suite.As(api::IdOf(given.subject()), &Stub::AcknowledgeFeedback, acknowledge), IsOk());
    }
  }

  // What everybody gets, by person and name.
  using Views = std::map<std::pair<int, std::string>, common::v1::View>;

  std::map<std::string, common::v1::View> GotBy(const std::string& id) {
    std::map<std::string, common::v1::View> got;
    for (const v1::Feedback& piece : pieces_) {
      const auto answer = suite.As(id, &Stub::GetFeedback, Named<v1::GetFeedbackRequest>(piece.name()));
      if (answer.ok()) {
        got[piece.name()] = answer->view();
      } else {
        EXPECT_THAT(answer, StatusIs(absl::StatusCode::kNotFound));
      }
    }
    return got;
  }

  // The list is that of these pieces which the caller gets, in the view in which they get them.
  void ExpectListed(const std::string& id, const v1::ListFeedbackRequest& request,
                    const std::map<std::string, common::v1::View>& got,
                    const std::function<bool(const v1::Feedback&)>& belongs) {
    std::map<std::string, common::v1::View> expected;
    for (const v1::Feedback& piece : pieces_) {
      if (got.contains(piece.name()) && belongs(piece)) expected[piece.name()] = got.at(piece.name());
    }
    v1::ListFeedbackRequest all = request;
    all.set_page_size(200);
    const auto page = suite.As(id, &Stub::ListFeedback, all);
    ASSERT_THAT(page, IsOk());
    std::map<std::string, common::v1::View> listed;
    for (const v1::Feedback& piece : page->feedback()) listed[piece.name()] = piece.view();
    EXPECT_EQ(listed, expected) << id << ": " << request.ShortDebugString();
    EXPECT_EQ(static_cast<std::size_t>(page->feedback_size()), listed.size());
  }

  void CheckBatch(const std::string& id, const std::map<std::string, common::v1::View>& got) {
    v1::BatchGetFeedbackRequest batch;
    for (const v1::Feedback& piece : pieces_) batch.add_names(piece.name());
    const auto answer = suite.As(id, &Stub::BatchGetFeedback, batch);
    ASSERT_THAT(answer, IsOk());
    std::map<std::string, common::v1::View> found;
    for (const v1::Feedback& piece : answer->feedback()) found[piece.name()] = piece.view();
    EXPECT_EQ(found, got) << id;
    EXPECT_EQ(answer->missing_size() + answer->feedback_size(), batch.names_size());
  }

  void CheckLists(const std::string& id, const std::map<std::string, common::v1::View>& got) {
    const std::string me = Person(id);
    ExpectListed(id, {}, got,
                 [&](const v1::Feedback& piece) { return piece.author() == me || piece.subject() == me; });
    for (int person = 1; person <= kPeople; ++person) {
      const std::string other = Person(IdOfPerson(person));
      v1::ListFeedbackRequest about;
      about.set_subject(other);
      ExpectListed(id, about, got, [&](const v1::Feedback& piece) { return piece.subject() == other; });
    }
  }

  void CheckByAuthor(int person, const std::map<std::string, common::v1::View>& got) {
    const std::string id = IdOfPerson(person);
    for (int author = 1; author <= kPeople; ++author) {
      v1::ListFeedbackRequest by;
      by.set_author(Person(IdOfPerson(author)));
      if (people_[person].roles.empty() && author != person) {
        if (author > 3) continue;  // all are refused alike
        EXPECT_THAT(suite.As(id, &Stub::ListFeedback, by),
                    StatusIs(absl::StatusCode::kPermissionDenied, "NOT_YOUR_REPORT"));
      } else {
        ExpectListed(id, by, got, [&](const v1::Feedback& piece) { return piece.author() == by.author(); });
      }
    }
  }

  void CheckSessions(const std::string& id, const std::map<std::string, common::v1::View>& got) {
    for (const v1::CoachingSession& session : sessions_) {
      v1::ListFeedbackRequest of;
      of.set_session(session.name());
      const bool readable =
          suite
              .As(id, &CoachingStub::GetCoachingSession, Named<v1::GetCoachingSessionRequest>(session.name()))
              .ok();
      if (readable) {
        ExpectListed(id, of, got,
                     [&](const v1::Feedback& piece) { return piece.session() == session.name(); });
      } else {
        EXPECT_THAT(suite.As(id, &Stub::ListFeedback, of), ViolatesField("session"));
      }
    }
  }

  std::optional<v1::PreviewAudienceResponse> Preview(const v1::Feedback& piece) {
    const auto preview = suite.As(api::IdOf(piece.author()), &Stub::PreviewAudience,
                                  Named<v1::PreviewAudienceRequest>(piece.name()));
    if (!preview.ok()) return std::nullopt;  // nothing is previewed for who has left
    return *preview;
  }

  // The preview names exactly those who get it; where everybody does, those with a relation of their own.
  void CheckPreview(const v1::Feedback& piece, const v1::PreviewAudienceResponse& preview,
                    const Views& views) {
    std::map<std::string, const v1::AudienceMember*> named;
    for (const v1::AudienceMember& member : preview.readers()) {
      EXPECT_GT(member.relations_size(), 0);
      EXPECT_TRUE(named.emplace(member.person(), &member).second);
    }
    for (const auto& [person, someone] : people_) {
      if (someone.left) {
        EXPECT_FALSE(named.contains(Person(IdOfPerson(person))));
        continue;
      }
      const auto view = views.find({person, piece.name()});
      const auto member = named.find(Person(IdOfPerson(person)));
      if (member != named.end()) {
        ASSERT_TRUE(view != views.end()) << person << " does not get " << piece.ShortDebugString();
        EXPECT_EQ(view->second, member->second->view());
      } else {
        EXPECT_EQ(view != views.end(), preview.everyone()) << person << ": " << piece.ShortDebugString();
      }
    }
  }

  Views CheckAll() {
    Views views;
    for (const auto& [person, someone] : people_) {
      if (someone.left) continue;
      const std::string id = IdOfPerson(person);
      const auto got = GotBy(id);
      for (const auto& [name, view] : got) views[{person, name}] = view;
      CheckBatch(id, got);
      CheckLists(id, got);
      CheckByAuthor(person, got);
      CheckSessions(id, got);
    }
    return views;
  }

  void CheckPreviews(const Views& views) {
    for (const v1::Feedback& piece : pieces_) {
      if (piece.state() == v1::FEEDBACK_STATE_DRAFT) continue;
      if (const auto preview = Preview(piece)) CheckPreview(piece, *preview, views);
    }
  }

  Suite suite;
  std::mt19937 random_{4};
  std::int64_t version_ = 100;
  std::map<int, Someone> people_;
  std::vector<v1::CoachingSession> sessions_;
  std::vector<v1::Feedback> pieces_;
};

TEST_F(AudienceOfFeedback, IsOneAnswerForEverybodyAndEveryPieceBeforeAndAfterPeopleMove) {
  Found();
  CoachSome();
  for (int i = 0; i < 50; ++i) GiveSome(1 + i % 5);
  for (int round = 0; round < 3; ++round) {
    CheckPreviews(CheckAll());
    if (HasFailure()) return;
    MovePeople();
  }
}

TEST_F(AudienceOfFeedback, OfADraftIsWhoReadsItOnceItIsSubmitted) {
  Found();
  CoachSome();
  for (int i = 0; i < 30; ++i) {
    const int author = AnybodyHere();
    int subject = author;
    while (subject == author) subject = AnybodyHere();
    const auto visibility = static_cast<v1::FeedbackVisibility>(1 + i % 5);
    const v1::Feedback draft = suite.Drafted(IdOfPerson(author), IdOfPerson(subject), visibility);
    v1::PreviewAudienceRequest planned;
    planned.mutable_feedback()->set_subject(draft.subject());
    planned.mutable_feedback()->set_kind(draft.kind());
    planned.mutable_feedback()->set_visibility(visibility);
    const auto before = suite.As(IdOfPerson(author), &Stub::PreviewAudience, planned);
    const auto preview = Preview(draft);
    const auto submitted =
        suite.As(IdOfPerson(author), &Stub::SubmitFeedback, Named<v1::SubmitFeedbackRequest>(draft.name()));
    if (!submitted.ok()) {
      EXPECT_EQ(ReasonOf(submitted.status()), "NO_TEAM");
      EXPECT_EQ(ReasonOf(before.status()), "NO_TEAM");
      EXPECT_FALSE(preview.has_value());
      continue;
    }
    ASSERT_THAT(before, IsOk());
    ASSERT_TRUE(preview.has_value());
    EXPECT_EQ(before->SerializeAsString(), preview->SerializeAsString());
    EXPECT_TRUE(std::ranges::equal(preview->audience_teams(), submitted->audience_teams()));
    pieces_ = {*submitted};
    Views views;
    for (int person = 1; person <= kPeople; ++person) {
      for (const auto& [name, view] : GotBy(IdOfPerson(person))) views[{person, name}] = view;
    }
    CheckPreview(*submitted, *preview, views);
  }
}

}  // namespace
}  // namespace laurel::feedback::testing
