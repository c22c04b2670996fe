// What lists of recognitions hold: for everybody of a generated organisation, and every filter, what it says,
// each as Get shows it, in pages without gap or duplicate; and nothing that is read stands in none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>

#include "common/org/access.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/recognition/audience/access.h"
#include "services/recognition/names.h"
#include "services/recognition/recognition/store.h"
#include "services/recognition/testing/recognition_rows.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::ViolatesField;
using org::testing::TestId;
using ::testing::ElementsAreArray;
using Request = v1::ListRecognitionsRequest;
using Stub = v1::RecognitionService::Stub;
using Recognitions = std::vector<v1::Recognition>;

constexpr int kPeople = 20;
constexpr int kTeams = 5;  // the last one is a queue
constexpr int kRows = 300;

std::string IdOfPerson(int person) { return TestId(100 + person); }
std::string IdOfTeam(int team) { return TestId(60 + team); }

// A caller as a handler sees them.
struct Caller {
  Caller(const org::Organization& organization, const std::string& id, absl::Time now) {
    call.caller.id = id;
    call.caller.name = Person(id);
    for (const directory::v1::Role role : organization.RolesOf(id)) {
      if (role == directory::v1::ROLE_AUDITOR) call.caller.is.Add(common::v1::CALLER_AUDITOR);
      if (role == directory::v1::ROLE_RECOGNITION_ADMIN) {
        call.caller.is.Add(common::v1::CALLER_RECOGNITION_ADMIN);
      }
    }
    call.now = now;
  }
  bool ReadsEverything() const { return call.caller.IsRecognitionAdmin() || call.caller.IsAuditor(); }

  rpc::Call call;
};

class Lists : public ::testing::Test {
 protected:
  int Pick(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }
  std::string Anybody() { return IdOfPerson(Pick(kPeople)); }

  // A manager has a smaller number than their reports.
  void Found() {
    suite.Reorganize([&](org::testing::Records& records) {
      for (int team = 0; team < kTeams; ++team) {
        records.Team(IdOfTeam(team),
                     team < kTeams - 1 ? directory::v1::TEAM_KIND_TEAM : directory::v1::TEAM_KIND_QUEUE);
      }
      for (int person = 0; person < kPeople; ++person) {
        const std::string id = IdOfPerson(person);
        records.Active(id, id,
                       std::vector<std::string>{"", "Pacific/Auckland"}[static_cast<std::size_t>(Pick(2))]);
        if (person > 0 && Pick(10) > 0) records.Line(id, IdOfPerson(Pick(std::min(person, 8))));
        std::set<int> teams;
        for (int i = Pick(3); i > 0; --i) teams.insert(Pick(kTeams));
        for (const int team : teams) records.Member(IdOfTeam(team), id);
      }
      records.Roles(IdOfPerson(kPeople - 1), {directory::v1::ROLE_RECOGNITION_ADMIN})
          .Roles(IdOfPerson(kPeople - 2), {directory::v1::ROLE_AUDITOR})
          .Roles(IdOfPerson(1), {directory::v1::ROLE_RECOGNITION_ADMIN, directory::v1::ROLE_AUDITOR});
    });
  }

  // Many are of one time; of some a value is named, some are add-ons to the first ones.
  v1::Recognition AnyRow(int n, absl::Time newest) {
    RowOptions options{.sender = Anybody(), .recipients = {}, .time = newest - absl::Minutes(Pick(200))};
    std::set<std::string> recipients;
    for (int i = 1 + Pick(4); i > 0; --i) recipients.insert(Anybody());
    recipients.erase(options.sender);
    if (recipients.empty()) recipients.insert(IdOfPerson(options.sender == IdOfPerson(0) ? 1 : 0));
    options.recipients.assign(recipients.begin(), recipients.end());
    for (int team = 0; team < kTeams - 1; ++team) {
      if (Pick(4) == 0) options.audience_teams.push_back(IdOfTeam(team));
    }
    options.visibility = static_cast<v1::RecognitionVisibility>(1 + Pick(3));
    options.state = Pick(2) == 0 ? v1::RECOGNITION_STATE_PUBLISHED
                                 : static_cast<v1::RecognitionState>(1 + Pick(v1::RecognitionState_MAX));
    v1::Recognition row = Row(n, options);
    if (row.has_publish_time()) *row.mutable_create_time() = ToTimestamp(newest - absl::Hours(Pick(50)));
    if (Pick(3) == 0) row.set_value(value_);
    if (n >= 4 && Pick(4) == 0) row.set_parent(all_[static_cast<std::size_t>(Pick(4))].name());
    if (row.state() != v1::RECOGNITION_STATE_PENDING_APPROVAL && Pick(3) == 0)
      row.set_approver(Person(Anybody()));
    return row;
  }

  void Fill(int count) {
    Found();
    value_ = suite.Value("teamwork").name();
    const absl::Time newest = suite.clock.Now() - absl::Hours(1);
    for (int n = 0; n < count; ++n) all_.push_back(AnyRow(n, newest));
    InsertRows(*suite.db, all_);
  }

  std::optional<common::v1::View> ViewOf(const Caller& caller, const v1::Recognition& row) const {
    return audience::ViewFor(audience::ReaderOn(suite.organization.Current().get(), caller.call, row), row);
  }

  // Asked here of every row: a Reader has it only where it decides.
  bool IsOfItsTeams(const Caller& caller, const v1::Recognition& row) const {
    const auto mine =
        org::AudienceTeamsNow(*suite.organization.Current(), caller.call.caller.id, caller.call.now);
    return std::ranges::any_of(row.audience_teams(), [&](const std::string& team) {
      return std::ranges::count(mine, IdOf(team)) > 0;
    });
  }

  // What the lists of people and add-ons leave out of what Get shows: what is read as the approver, as
  // somebody's manager in the lists of others, and as one of its recipients in those of the other ones.
  bool StandsWith(const Caller& caller, const v1::Recognition& row, const std::string& recipient) const {
    const auto organization = suite.organization.Current();
    audience::Reader reader = audience::ReaderOn(organization.get(), caller.call, row);
    reader.decided = reader.approver = false;
    reader.above_recipient =
        !recipient.empty() &&
        organization->RelationsOf(caller.call.caller.id, IdOf(recipient), caller.call.now)
            .Has(org::Relations::kChainAbove);
    if (!recipient.empty() && recipient != caller.call.caller.name) reader.recipient = false;
    reader.team_member = IsOfItsTeams(caller, row);
    return audience::ViewFor(reader, row).has_value();
  }

  bool StandsInTeam(const Caller& caller, const v1::Recognition& row, std::string_view team) const {
    const auto mine =
        org::AudienceTeamsNow(*suite.organization.Current(), caller.call.caller.id, caller.call.now);
    const recognition::Shown shown = recognition::ShownOf(row);
    if (std::ranges::count(row.audience_teams(), Team(team)) == 0) return false;
    if (shown == recognition::Shown::kPublic) return true;
    if (caller.ReadsEverything()) {
      return shown != recognition::Shown::kPending && shown != recognition::Shown::kRejected;
    }
    return shown == recognition::Shown::kTeam && std::ranges::count(mine, team) > 0;
  }

  bool Awaits(const Caller& caller, const v1::Recognition& row) const {
    const auto& me = caller.call.caller.name;
    const auto reader = audience::ReaderOn(suite.organization.Current().get(), caller.call, row);
    return row.state() == v1::RECOGNITION_STATE_PENDING_APPROVAL &&
           (reader.approver || reader.recognition_admin) && row.sender() != me &&
           std::ranges::count(row.recipients(), me) == 0;
  }

  bool Stands(const Caller& caller, const Request& request, const v1::Recognition& row) const {
    const absl::Time time = recognition::OrderTimeOf(row);
    if (request.has_start_time() && time < FromTimestamp(request.start_time())) return false;
    if (request.has_end_time() && time >= FromTimestamp(request.end_time())) return false;
    if (request.awaiting_decision()) return Awaits(caller, row);
    if (!request.team().empty()) return StandsInTeam(caller, row, IdOf(request.team()));
    if (!request.parent().empty()) return row.parent() == request.parent() && StandsWith(caller, row, "");
    if (request.recipient().empty() && request.sender().empty()) {
      return recognition::ShownOf(row) == recognition::Shown::kPublic &&
             (request.value().empty() || row.value() == request.value());
    }
    return (request.recipient().empty() || std::ranges::count(row.recipients(), request.recipient()) > 0) &&
           (request.sender().empty() || row.sender() == request.sender()) &&
           StandsWith(caller, row, request.recipient());
  }

  // The names, newest first.
  std::vector<std::string> Expected(const std::string& id, const Request& request) const {
    const Caller caller(*suite.organization.Current(), id, suite.clock.Now());
    std::vector<std::pair<absl::Time, std::string>> found;
    for (const v1::Recognition& row : all_) {
      if (Stands(caller, request, row)) found.emplace_back(recognition::OrderTimeOf(row), row.name());
    }
    std::ranges::sort(found, std::ranges::greater());
    std::vector<std::string> names;
    for (auto& [time, name] : found) names.push_back(std::move(name));
    return names;
  }

  // All pages, `between` run before each but the first.
  absl::StatusOr<Recognitions> Pages(
      const std::string& caller, Request request, const std::function<void()>& between = [] {}) {
    Recognitions found;
    while (true) {
      auto page = suite.As(caller, &Stub::ListRecognitions, request);
      if (!page.ok()) return page.status();
      found.insert(found.end(), page->recognitions().begin(), page->recognitions().end());
      if (page->next_page_token().empty()) return found;
      request.set_page_token(page->next_page_token());
      between();
    }
  }

  static std::vector<std::string> NamesOf(const Recognitions& some) {
    std::vector<std::string> names;
    for (const v1::Recognition& one : some) names.push_back(one.name());
    return names;
  }

  std::map<std::string, common::v1::View> GotBy(const std::string& id) {
    std::map<std::string, common::v1::View> got;
    for (std::size_t first = 0; first < all_.size(); first += 200) {
      v1::BatchGetRecognitionsRequest batch;
      for (std::size_t i = first; i < std::min(first + 200, all_.size()); ++i)
        batch.add_names(all_[i].name());
      const auto answer = suite.As(id, &Stub::BatchGetRecognitions, batch);
      EXPECT_THAT(answer, IsOk());
      for (const v1::Recognition& one : answer->recognitions()) got[one.name()] = one.view();
    }
    return got;
  }

  // Exactly what it should hold, and each as Get shows it.
  void Check(const std::string& caller, Request request, const std::map<std::string, common::v1::View>& got,
             std::set<std::string>* names = nullptr) {
    const std::vector<std::string> expected = Expected(caller, request);
    request.set_page_size(std::max(7, static_cast<int>(expected.size()) / 2 + Pick(3)));
    const auto listed = Pages(caller, request);
    ASSERT_THAT(listed, IsOk()) << caller << ": " << request.ShortDebugString();
    ASSERT_THAT(NamesOf(*listed), ElementsAreArray(expected)) << caller << ": " << request.ShortDebugString();
    for (const v1::Recognition& one : *listed) {
      ASSERT_TRUE(got.contains(one.name())) << one.ShortDebugString();
      ASSERT_EQ(one.view(), got.at(one.name()));
      if (names != nullptr) names->insert(one.name());
    }
  }

  // Whatever is read of what is published stands in the list of one of its recipients at least: what they
  // received themselves in their own.
  void CheckNothingIsLeftOut(const std::string& id, const std::map<std::string, common::v1::View>& got,
                             const std::map<std::string, std::set<std::string>>& lists) {
    for (const v1::Recognition& row : all_) {
      if (row.state() != v1::RECOGNITION_STATE_PUBLISHED || !got.contains(row.name())) continue;
      if (row.approver() == Person(id)) continue;  // they read on what they decided about
      const bool received = std::ranges::count(row.recipients(), Person(id)) > 0;
      EXPECT_TRUE(std::ranges::any_of(row.recipients(),
                                      [&](const std::string& recipient) {
                                        return (!received || recipient == Person(id)) &&
                                               lists.at(recipient).contains(row.name());
                                      }))
          << id << ": " << row.ShortDebugString();
    }
  }

  Suite suite;
  std::mt19937 random_{20261122};
  std::string value_;
  Recognitions all_;
};

Request To(const std::string& recipient) {
  Request request;
  request.set_recipient(Person(recipient));
  return request;
}

Request By(const std::string& sender) {
  Request request;
  request.set_sender(Person(sender));
  return request;
}

TEST_F(Lists, HoldWhatGetShowsForEverybodyAndEveryFilter) {
  Fill(kRows);
  for (int person = 0; person < kPeople; ++person) {
    const std::string id = IdOfPerson(person);
    const Caller caller(*suite.organization.Current(), id, suite.clock.Now());
    const auto got = GotBy(id);
    for (const v1::Recognition& row : all_) {
      const auto view = ViewOf(caller, row);
      ASSERT_EQ(got.contains(row.name()), view.has_value());
    }
    std::map<std::string, std::set<std::string>> received;  // by recipient
    for (int other = 0; other < kPeople; ++other) {
      Check(id, To(IdOfPerson(other)), got, &received[Person(IdOfPerson(other))]);
      Check(id, By(IdOfPerson(other)), got);
      if (HasFatalFailure()) return;
    }
    CheckNothingIsLeftOut(id, got, received);
    Request other;
    Check(id, other, got);
    *other.mutable_start_time() = ToTimestamp(suite.clock.Now() - absl::Hours(3));
    *other.mutable_end_time() = ToTimestamp(suite.clock.Now() - absl::Hours(2));
    Check(id, other, got);
    other.set_value(value_);
    Check(id, other, got);
    for (int i = 0; i < 8; ++i) {
      Request pair = To(Anybody());
      pair.set_sender(Person(i == 0 ? id : Anybody()));
      if (i == 1) pair.set_recipient(Person(id));
      if (pair.sender() != pair.recipient()) Check(id, pair, got);
    }
    for (int team = 0; team < kTeams; ++team) {
      Request of;
      of.set_team(Team(IdOfTeam(team)));
      Check(id, of, got);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      Request of;
      of.set_parent(all_[i].name());
      if (got.contains(of.parent())) {
        Check(id, of, got);
      } else {
        EXPECT_THAT(suite.As(id, &Stub::ListRecognitions, of), ViolatesField("parent"));
      }
    }
    Request awaiting;
    awaiting.set_awaiting_decision(true);
    Check(id, awaiting, got);
    if (HasFailure()) return;
  }
}

// A page may name thousands of recipients.
TEST(ReadersOfAPage, AreAskedForChainsWhereTheyDecide) {
  Suite suite;
  const auto organization = suite.organization.Current();
  const Caller mona(*organization, kMona, suite.clock.Now());
  RowOptions options{.sender = kStranger, .recipients = {kSam}, .audience_teams = {kPair}, .time = {}};
  const auto above = [&] {
    return audience::ReaderOn(organization.get(), mona.call, Row(1, options)).above_recipient;
  };
  EXPECT_FALSE(above()) << "everybody reads it";
  options.visibility = v1::RECOGNITION_VISIBILITY_TEAM;
  EXPECT_TRUE(above());
  options.sender = kMona;
  EXPECT_FALSE(above()) << "it is her own";
}

TEST_F(Lists, GiveEachOnceWhileOthersAreAddedAndHidden) {
  Fill(250);
  for (const std::string& caller : {IdOfPerson(0), IdOfPerson(5), IdOfPerson(kPeople - 1)}) {
    for (Request request : {Request(), To(IdOfPerson(5)), By(IdOfPerson(5))}) {
      request.set_page_size(7);
      const std::vector<std::string> before = Expected(caller, request);
      std::set<std::string> hidden;
      const auto found = Pages(caller, request, [&] {
        Recognitions more;
        for (int i = 0; i < 3; ++i) {
          more.push_back(AnyRow(static_cast<int>(all_.size()) + i, suite.clock.Now()));
        }
        InsertRows(*suite.db, more);
        all_.insert(all_.end(), more.begin(), more.end());
        v1::Recognition& one = all_[static_cast<std::size_t>(Pick(static_cast<int>(all_.size())))];
        if (one.state() != v1::RECOGNITION_STATE_PUBLISHED) return;
        ASSERT_THAT(suite.As(IdOfPerson(kPeople - 1), &Stub::HideRecognition, HideRequest(one.name())),
                    IsOk());
        one.set_state(v1::RECOGNITION_STATE_HIDDEN);
        hidden.insert(one.name());
      });
      ASSERT_THAT(found, IsOk());
      const std::vector<std::string> names = NamesOf(*found);
      const std::set<std::string> once(names.begin(), names.end());
      EXPECT_EQ(once.size(), names.size());
      for (const std::string& name : before)
        EXPECT_TRUE(once.contains(name) || hidden.contains(name)) << name;
      EXPECT_TRUE(std::ranges::is_sorted(*found, std::ranges::greater(), [](const v1::Recognition& one) {
        return std::pair(recognition::OrderTimeOf(one), one.name());
      }));
    }
  }
}

}  // namespace
}  // namespace laurel::recognition::testing
